"""Copies of released pages hold what is seen and nothing else: opened, looked at and taken apart by other programs."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from pdfminer.high_level import extract_text
from PIL import Image

from reviewer.export.registry import Options
from reviewer.export.rows import Filters
from reviewer.model.errors import ExportError
from reviewer.model.evidence import Pixels
from reviewer.model.geometry import Rect
from reviewer.model.page import PageResult, Word
from reviewer.pdf.write import PdfWriter
from reviewer.services.exporting import export
from reviewer.services.operations import AddPassage, AddTag, SetNote, WordRun
from reviewer.services.workspace import Workspace
from reviewer.storage.sources import ReceivedFile
from reviewer.text.reading import read_order
from tests.unit.appeal_kit import SECRETS, make_contested

HOSTILE = "=cmd|' /C calc'!A0 <script>alert(1)</script> þ \x14 \x1b[31m \u202eevil\u202c \x00 ) >> endobj שלום 漢字"
EXIF_SECRET = b"Thumbnail of what was there before"


def _jpeg(text_at_end: bytes = b"") -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = EXIF_SECRET.decode()
    Image.effect_noise((850, 1100), 30).save(out, "JPEG", quality=50, exif=exif, comment=EXIF_SECRET)
    return out.getvalue() + text_at_end


def _scans(path: Path) -> Path:
    """A plain scan, one with a stamp over it, one that reaches over the page's edge, and a wide one."""
    writer = PdfWriter({"title": EXIF_SECRET.decode()})
    for number in range(4):
        page = writer.page(612, 792, rotation=90 if number == 3 else 0)
        page.image(Rect(0, 0, 612 + 200 * (number == 2), 792), _jpeg(EXIF_SECRET))
        if number == 1:
            page.rectangle(Rect(100, 100, 300, 120))
    writer.save(path)
    return path


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copies")
    made = make_contested(folder, HOSTILE)
    scans = _scans(folder / "Scans.pdf")
    data = scans.read_bytes()
    with Workspace.open(made.path) as workspace:
        release = workspace.read.sources.releases()[0].uuid
        sizes = [(612.0, 792.0)] * 3 + [(792.0, 612.0)]
        received = ReceivedFile(scans, sha256(data).hexdigest(), len(data))
        file = workspace.intake.add_source_file(release, received, sizes).item
        words = tuple(Word(Rect(72, 90, 200, 104).grown(0), word, 0.9, 0) for word in ("scanned",))
        for number, page in enumerate(workspace.read.pages.of_file(file)):  # type: ignore[arg-type]
            result = PageResult(number, *sizes[number], "ocr", read_order(words, (), [], *sizes[number]))
            workspace.intake.store_page_result(page.id, result).result()
        tag = AddTag(HOSTILE.replace("\x00", ""), color="#2e8b57")
        workspace.perform(tag)
        second = workspace.read.pages.of_file()[1]
        workspace.perform(AddPassage((WordRun(second.id, 2, 8),), (tag.uuid,), HOSTILE + "A" * 100_000))
        workspace.perform(SetNote("page", str(second.id), HOSTILE))
    return made.path


def _export(
    project: Path, name: str, out: Path, filters: Filters | None = None, *, internal: bool = False, pdf: bool = False
) -> Path:
    with Workspace.open(project) as workspace:
        export(workspace, name, out, options=Options(internal, pdf=pdf), filters=filters, overwrite=True, workers=1)
    return out


@pytest.fixture(scope="module")
def annotated(project: Path) -> Path:
    return _export(project, "annotated-pdf", project.with_name("annotated.pdf"), internal=True)


def _streams(path: Path) -> Iterator[bytes]:
    yield path.read_bytes()
    with pikepdf.Pdf.open(path) as document:
        for found in document.objects:
            if isinstance(found, pikepdf.Stream):
                yield found.read_raw_bytes()
                with contextlib.suppress(pikepdf.PdfError):  # pictures
                    yield found.read_bytes()
            yield repr(found).encode("utf-8")


def _rendered(path: Path, number: int, *, marks: bool = False) -> Pixels:
    with pypdfium2.PdfDocument(path) as document:
        page = document[number]
        image = np.asarray(page.render(scale=0.7, grayscale=True, draw_annots=marks).to_numpy()).squeeze()
        page.close()
    return image.astype(np.uint8)


@pytest.mark.parametrize("name", ["annotated-pdf", "searchable-pdf", "load-file", "load-file of PDFs"])
def test_nothing_beneath_or_behind_leaves(project: Path, tmp_path: Path, name: str) -> None:
    format_name = name.partition(" ")[0]
    out = _export(
        project, format_name, tmp_path / ("out" if format_name == "load-file" else "out.pdf"), pdf="PDFs" in name
    )
    files = [path for path in (out.rglob("*") if out.is_dir() else [out]) if path.is_file()]
    for path in files:
        parts = [path.read_bytes(), *(_streams(path) if path.suffix == ".pdf" else ())]
        for secret in (*(word.encode() for word in SECRETS), EXIF_SECRET):
            text = secret.decode()
            codes = [secret, text.encode("utf-16-le"), text.encode("utf-16-be"), secret.hex().encode()]
            codes.append(text.encode("utf-16-be").hex().encode())
            assert not any(code in part for part in parts for code in codes), path.name


def test_pages_look_as_released(project: Path, annotated: Path) -> None:
    for name, first, count in (("Letter", 0, 1), ("Release", 1, 3), ("Scans", 4, 4)):
        for number in range(count):
            before = _rendered(project.with_name(f"{name}.pdf"), number).astype(float)
            after = _rendered(annotated, first + number).astype(float)
            assert before.shape == after.shape
            assert np.abs(before - after).mean() < 6, (name, number)


def test_scans_keep_their_picture_where_it_is_the_page(annotated: Path) -> None:
    with pikepdf.Pdf.open(annotated) as document:
        sizes = [
            tuple(int(page.Resources.XObject.Im[key]) for key in ("/Width", "/Height")) for page in document.pages[:8]
        ]
    assert sizes[4] == sizes[7] == (850, 1100)  # the plain scan and the turned one
    assert sizes[5] == sizes[6] == (1275, 1650)  # a stamp over it; a part of it hidden beyond the page's edge


def test_annotations_are_standard_and_say_what_was_marked(annotated: Path, project: Path) -> None:
    with pikepdf.Pdf.open(annotated) as document:
        kinds = [str(mark.Subtype) for page in document.pages for mark in page.get("/Annots", [])]
        said = [str(mark.Contents) for page in document.pages for mark in page.get("/Annots", [])]
        with document.open_outline() as outline:
            titles = [entry.title for entry in outline.root]
        assert all("/N" in mark.AP for page in document.pages for mark in page.get("/Annots", []))
    assert sorted(set(kinds)) == ["/Highlight", "/Square", "/Text"]
    assert titles == ["Documents", "Tags"]
    assert any(len(text) > 100_000 and "<script>alert(1)</script>" in text for text in said)
    assert any(text.startswith("Item 1: ") for text in said)
    marked, plain = _rendered(annotated, 1, marks=True), _rendered(annotated, 1)
    assert np.count_nonzero(marked != plain) > 500
    served = _export(project, "annotated-pdf", project.with_name("served.pdf"))
    with pikepdf.Pdf.open(served) as document:
        marks = [mark for page in document.pages for mark in page.get("/Annots", [])]
        assert not any("A" * 50 in str(mark.Contents) or "/T" in mark for mark in marks)
        assert "/Text" not in {str(mark.Subtype) for mark in marks}


def test_the_words_are_there_and_the_holes_are_named(annotated: Path) -> None:
    text = " ".join(extract_text(annotated).split())
    assert "Follow up from Redwood City" in text
    assert "[redacted (b)(5)]" in text
    with pypdfium2.PdfDocument(annotated) as document:
        last = document[len(document) - 1].get_textpage().get_text_bounded()
    assert "recoverable text" in last
    assert sha256(annotated.with_name("Release.pdf").read_bytes()).hexdigest() in last


def test_filters_choose_pages_and_none_is_said(project: Path, tmp_path: Path) -> None:
    tag = HOSTILE.replace("\x00", "")
    path = _export(project, "searchable-pdf", tmp_path / "tag.pdf", Filters(tags=(tag,)))
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 2  # the page and the notice
        notice = document[1].get_textpage().get_text_bounded()
    assert "Other pages of these sources" in notice
    assert "tag:" not in notice
    with pytest.raises(ExportError) as caught:
        _export(project, "searchable-pdf", tmp_path / "none.pdf", Filters(codes=("(b)(9)",)))
    assert caught.value.code == "nothing-chosen"
    assert [found.name for found in tmp_path.iterdir()] == ["tag.pdf"]


def test_a_cancelled_export_leaves_nothing(project: Path, tmp_path: Path) -> None:
    with Workspace.open(project) as workspace:
        for name, out in (("annotated-pdf", tmp_path / "out.pdf"), ("load-file", tmp_path / "out")):
            told: list[int] = []
            with pytest.raises(ExportError) as caught:
                export(workspace, name, out, progress=told.append, cancelled=lambda told=told: len(told) > 2, workers=1)  # type: ignore[misc]
            assert caught.value.code == "cancelled"
            assert told == [1, 2, 3]
    assert list(tmp_path.iterdir()) == []


def test_a_changed_source_gives_no_picture_and_is_named(tmp_path: Path) -> None:
    made = make_contested(tmp_path)
    with made.sources[0].open("ab") as stream:
        stream.write(b"%changed")
    with Workspace.open(made.path) as workspace:
        exported = export(workspace, "searchable-pdf", tmp_path / "out.pdf", workers=1)
    assert exported.pictures_left_out == 1
    assert "Pages without a picture" in extract_text(tmp_path / "out.pdf")


def test_a_load_file_names_what_is_there(project: Path, tmp_path: Path) -> None:
    root = _export(project, "load-file", tmp_path / "load")
    lines = (root / "VOL001.dat").read_bytes().decode("utf-8-sig").split("\r\n")[:-1]
    rows = [[field.strip("þ") for field in line.split("\x14")] for line in lines]
    assert all(len(row) == len(rows[0]) for row in rows)
    opt = [line.split(",") for line in (root / "VOL001.opt").read_bytes().decode().split("\r\n")[:-1]]
    assert len(opt) == 8
    assert sum(line[3] == "Y" for line in opt) == len(rows) - 1
    keys = [line[0] for line in opt]
    assert len(set(keys)) == len(keys)
    for line in opt:
        with Image.open(root / line[2].replace("\\", "/")) as image:
            image.load()
            assert image.width > 500
    for row in rows[1:]:
        assert (root / row[rows[0].index("TEXTPATH")].replace("\\", "/")).is_file()
    told = json.loads((root / "Manifest.json").read_text(encoding="utf-8"))
    assert any("recoverable text" in entry["because"] for entry in told["flattened"])
    for entry in told["files"]:
        assert sha256((root / entry["name"]).read_bytes()).hexdigest() == entry["sha256"]
    packed = _export(project, "load-file", tmp_path / "load.zip")
    with zipfile.ZipFile(packed) as archive:
        assert {name.rpartition("/")[2] for name in archive.namelist()} >= {"VOL001.dat", "VOL001.opt"}
