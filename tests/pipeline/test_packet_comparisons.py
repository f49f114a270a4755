"""Comparison sheets of a packet: both copies, their cites and dates; what is personal is painted over in the pixels."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from PIL import Image

from reviewer.export.packet.comparison_sheets import strip_picture
from reviewer.export.packet.comparisons import Strip, personal_boxes
from reviewer.export.packet.plan import PacketPlan, plan_packet
from reviewer.export.packet.write import write_packet
from reviewer.export.pincite import PinCite
from reviewer.model.geometry import Rect
from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.model.page import Word
from reviewer.sample.maker import make_release
from reviewer.services.comparing import CopyRun
from reviewer.services.operations import AddChallenge, EditRelease, JudgeCopies, Target
from reviewer.services.reading_run import Orders
from reviewer.services.workspace import Workspace
from reviewer.workers.pool import WorkerPool
from tests.ui.sample_project import fill_project

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(1) as made:
        yield made


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, pool: WorkerPool) -> Iterator[Workspace]:
    """Two files of the sample release; three deletions are contested because another copy shows them."""
    folder = tmp_path_factory.mktemp("compared")
    sample = make_release(folder / "release", damage="clean", only=("Release_1of3", "Release_2of3"))
    with Workspace.create(folder / "Copies.foia", reviewer="Dana Reviewer") as made:
        fill_project(made, sample.truth)
        (release,) = made.read.sources.releases()
        made.perform(EditRelease(release.uuid, received_on="2018-10-29"))
        CopyRun(made, pool, Orders()).run()
        made.intake.number_items()
        chosen = [ref.redaction for ref in made.read.copies.differences(("inconsistent",))][:3]
        request = made.read.matter.requests()[0].uuid
        targets = tuple(Target("redaction", subject) for subject in chosen)
        made.perform(AddChallenge(targets, ("inconsistent",), request=request))
        yield made


def planned(workspace: Workspace) -> PacketPlan:
    return plan_packet(workspace.read, workspace.read.matter.requests()[0].uuid, TODAY)


def test_sheets_show_both_copies(workspace: Workspace, pool: WorkerPool, tmp_path: Path) -> None:
    plan = planned(workspace)
    (exhibit,) = (found for found in plan.exhibits if found.letter == "D")
    assert exhibit.count == len(exhibit.sheets)
    assert {item for sheet in exhibit.sheets for item in sheet.items} == {str(i.row.item) for i in plan.case.items}
    shown = {label: f"D-{found.number}" for found in exhibit.sheets for label in found.items}
    assert all(row.exhibit.split(", ")[1:] == [shown[str(row.item)]] for row in plan.rows if str(row.item) in shown)
    packet = write_packet(plan, workspace.read, pool, tmp_path / "packet", "2026-11-23T08:00:00")
    (written,) = (tmp_path / "packet").rglob("*Exhibit D.pdf")
    with pypdfium2.PdfDocument(written) as document:
        assert len(document) == exhibit.count
        text = " ".join(document[0].get_textpage().get_text_bounded().split())
    sheet = exhibit.sheets[0]
    for said in (str(sheet.hidden.cite), str(sheet.shown.cite), "As withheld", "First interim release, 29 Oct 2018"):
        assert said in text
    row = workspace.read.copies.released()[Uuid(plan.case.items[0].subject)][0]
    assert row.words not in text  # both strips are pixels: nothing in them can be searched or copied
    (kept,) = (tmp_path / "packet").rglob("*Comparisons.docx")
    assert len(Document(str(kept)).inline_shapes) == 2 * exhibit.count
    (manifest,) = (tmp_path / "packet" / "Office only").glob("*Manifest.json")
    lines = json.loads(manifest.read_text(encoding="utf-8"))["lines"]
    assert {written.name, kept.name} <= {Path(line["name"]).name for line in lines}
    (served,) = (tmp_path / "packet" / "To send").glob("*Manifest.csv")
    sources = [row for row in csv.DictReader(io.StringIO(served.read_text("utf-8-sig"))) if row["kind"] == "source"]
    assert any("Exhibit D: " in row["pages"] for row in sources)
    assert packet.pictures_left_out == 0


def test_rejected_copies_are_in_no_packet(workspace: Workspace) -> None:
    items = planned(workspace).case.items
    keys = tuple(row.key for item in items for row in workspace.read.copies.of(item.subject))
    workspace.perform(JudgeCopies(keys, "rejected"))
    assert not any(found.sheets for found in planned(workspace).exhibits)
    assert not any("Comparisons" in file.name for file in planned(workspace).files)
    workspace.undo()


def test_numbers_of_persons_are_painted_over() -> None:
    words = [
        Word(Rect(100 + 60 * n, 50, 150 + 60 * n, 62), t, 0.9, 0) for n, t in enumerate(("call", "(202)", "555-0143"))
    ]
    boxes = tuple(personal_boxes(words))
    assert boxes == (Rect(160, 50, 270, 62),)
    page = io.BytesIO()
    Image.new("RGB", (612, 792), (0, 0, 0)).save(page, "JPEG")
    cite = PinCite("a.pdf", 1)
    strip = Strip(PageId(1), FileId(1), 0, 612, 792, 40, 80, cite, "One", None, (), (), (), boxes)
    with Image.open(io.BytesIO(strip_picture(strip, page.getvalue()))) as picture:
        assert picture.size == (612, 40)
        masked, beside = picture.getpixel((200, 16)), picture.getpixel((120, 16))
    assert isinstance(masked, tuple)
    assert isinstance(beside, tuple)
    assert min(masked) > 180
    assert max(beside) < 40
