"""Productions come in by their load files: what this program wrote comes back, hostile ones as far as they go."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from reviewer.export.registry import Options
from reviewer.model.page import PageResult
from reviewer.services.exporting import export
from reviewer.services.importing import import_paths
from reviewer.services.workspace import Workspace
from reviewer.text.reading import read_order
from reviewer.workers.pool import WorkerPool
from tests.storage.material import SIZE, words
from tests.unit.appeal_kit import make_contested
from tests.unit.test_load_files_read import HEADS, ROWS, concordance, volume


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(1) as workers:
        yield workers


@pytest.mark.parametrize("pdf", [False, True])
def test_what_was_exported_comes_back(pdf: bool, tmp_path: Path, pool: WorkerPool) -> None:
    made = make_contested(tmp_path)
    with Workspace.open(made.path) as workspace:
        before = workspace.read.sources.documents()
        export(workspace, "load-file", tmp_path / "out", options=Options(pdf=pdf))
    with Workspace.create(tmp_path / "back.foia") as workspace:
        report = import_paths(workspace, [tmp_path / "out"], pool=pool)
        assert report.failures == []
        after = workspace.read.sources.documents()
        told = [(row.type, row.date, row.sender, row.to, row.subject) for row in after]
        assert told == [(row.type, row.date, row.sender, row.to, row.subject) for row in before]
        assert [row.last_page - row.first_page for row in after] == [row.last_page - row.first_page for row in before]
        assert report.pages == sum(row.page_count for row in workspace.read.sources.files())
        assert all(page.printed for page in workspace.read.indexes.pages())
        again = import_paths(workspace, [tmp_path / "out"], pool=pool)
        assert (again.already[0], again.added, again.pages) == ("VOL001.dat", [], 0)


def test_numbers_and_documents_of_a_load_file_outlast_reading(tmp_path: Path, pool: WorkerPool) -> None:
    opt = "AB-0001,V,IMAGES\\P1.TIF,Y,,,2\nAB-0002,V,IMAGES\\P2.TIF,,,,\nAB-0003,V,IMAGES\\P3.TIF,Y,,,1\n"
    load_file = volume(tmp_path, opt, concordance((HEADS, *ROWS)))
    with Workspace.create(tmp_path / "case.foia") as workspace:
        report = import_paths(workspace, [load_file], pool=pool)
        assert (report.failures, report.pages, report.added) == ([], 3, ["VOL1-001.pdf"])
        for number, page in enumerate(workspace.intake.claim_pages(3)):
            text = read_order(words(), (), (), *SIZE)
            read = PageResult(number, *SIZE, "ocr", text, bates="XX-9", identifiers={"XX": "XX-9"})
            workspace.intake.store_page_result(page.id, read).result()
        rows = workspace.read.pages.of_file()
        assert [row.bates for row in rows] == ["AB-0001", "AB-0002", "AB-0003"]
        assert rows[0].identifiers == {"AB": "AB-0001", "XX": "XX-9"}
        mail, attached = workspace.read.sources.documents()
        assert (mail.date, mail.sender, mail.to) == ("2018-06-20", "Doyle, Marian", ("Ellison, Pat", "Amberg, H."))
        assert (mail.attachments, attached.type, attached.bates_first) == (("second",), "attachment", "AB-0003")
        file = workspace.read.sources.files()[0]
        workspace.intake.store_documents(file.id, []).result()
        assert len(workspace.read.sources.documents()) == 2


def test_pictures_are_kept_as_they_are(tmp_path: Path, pool: WorkerPool) -> None:
    (tmp_path / "V").mkdir()
    scan = Image.effect_noise((850, 1100), 40)
    scan.save(tmp_path / "V" / "1.jpg", quality=80)
    black = Image.new("1", (1700, 2200), 1)
    black.paste(0, (100, 100, 900, 300))
    black.save(tmp_path / "V" / "2.tif", dpi=(200, 200), compression="group4")
    (tmp_path / "V.opt").write_text("A1,V,V\\1.jpg,Y,,,2\nA2,V,V\\2.tif,,,,\n")
    with Workspace.create(tmp_path / "case.foia") as workspace:
        assert import_paths(workspace, [tmp_path / "V.opt"], pool=pool).failures == []
        path = workspace.read.sources.files()[0].path
    with pypdfium2.PdfDocument(path) as made:
        pages = [made[0], made[1]]
        assert [page.get_size() for page in pages] == [(850, 1100), (612, 792)]
        pictures = [next(iter(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))) for page in pages]
        stored = io.BytesIO()
        pictures[0].extract(stored)
        assert (
            hashlib.sha256(stored.getvalue()).digest() == hashlib.sha256((tmp_path / "V/1.jpg").read_bytes()).digest()
        )
        assert pictures[1].get_px_size() == (1700, 2200)


def test_a_broken_picture_and_a_document_of_one_pdf(tmp_path: Path, pool: WorkerPool) -> None:
    (tmp_path / "P").mkdir()
    page = Canvas(str(tmp_path / "P" / "AB-0010.pdf"))
    for _ in range(3):
        page.drawString(100, 700, "one of three")
        page.showPage()
    page.save()
    (tmp_path / "P" / "bad.tif").write_bytes(b"II*\x00 and nothing more")
    head = ("BEGBATES", "ENDBATES", "PDFPATH", "SUBJECT")
    rows = (("AB-0010", "AB-0012", "P\\AB-0010.pdf", "whole"), ("AB-0013", "AB-0013", "P\\bad.tif", "broken"))
    (tmp_path / "load.dat").write_text(concordance((head, *rows)), encoding="utf-8")
    with Workspace.create(tmp_path / "case.foia") as workspace:
        report = import_paths(workspace, [tmp_path / "load.dat"], pool=pool)
        assert [str(error).split(":")[0] for error in report.failures] == ["AB-0013"]
        assert [(row.name, row.page_count) for row in workspace.read.sources.files()] == [("AB-0010.pdf", 3)]
        assert [row.bates for row in workspace.read.pages.of_file()] == ["AB-0010", "AB-0011", "AB-0012"]
        (document,) = workspace.read.sources.documents()
        assert (document.subject, document.bates_last) == ("whole", "AB-0012")


def test_other_files_of_the_folder_come_in_too(tmp_path: Path, pool: WorkerPool) -> None:
    sent = tmp_path / "sent"
    sent.mkdir()
    volume(sent, "AB-0001,V,IMAGES\\P1.TIF,Y,,,1\n")
    page = Canvas(str(sent / "Letter.pdf"))
    page.drawString(100, 700, "Dear Ms Doyle")
    page.save()
    (sent / "readme.dat").write_bytes(b"no load file at all")
    with Workspace.create(tmp_path / "case.foia") as workspace:
        report = import_paths(workspace, [sent], pool=pool)
        names = {row.name for row in workspace.read.sources.files()}
        assert {"VOL1-001.pdf", "Letter.pdf", "P2.TIF", "P3.TIF"} == names
        assert [row.name for row in workspace.read.sources.items()] == ["VOL1.opt", "readme.dat"]
        assert report.failures == []
        assert workspace.read.sources.releases()[0].name == "sent"
