"""Comments that came with a file: read with author and date, listed, made passages on request; never what is hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.ingest.catalogue import sha256
from reviewer.model.geometry import Rect
from reviewer.model.page import PageResult
from reviewer.pdf.annotations import local_time
from reviewer.pdf.write import PdfWriter, text_width
from reviewer.services.operations import EditError, ImportComments
from reviewer.services.workspace import Workspace
from reviewer.storage.sources import ReceivedFile
from reviewer.workers.desk import Desk
from reviewer.workers.requests import AnalyseOptions, AnalysePage, OpenFile

LINE = "The office met the vendor in March to discuss the image service"
SECRET = "Rumpelstiltskin"
WRITTEN = "D:20181029143000-04'00'"


def _source(path: Path) -> Path:
    """A page with a highlight, a sticky note, a note that tells what a failed redaction hides, and a covering box."""
    writer = PdfWriter()
    page = writer.page(612, 792)
    for number in range(8):
        page.text(72, 150 + 20 * number, LINE, 12)
    page.text(72, 400, f"Please call {SECRET} about it", 12)
    left, right = (72 + text_width(text, 12) for text in ("Please call ", f"Please call {SECRET}"))
    page.rectangle(Rect(left - 1, 388, right + 1, 404))
    page.text(72, 440, "The second name stands here and nowhere else", 12)
    marked = Rect(72, 158, 72 + text_width("The office met", 12), 174)
    page.annotation(marked, "Highlight", "Why March?", None, "OGC", WRITTEN)
    page.annotation(
        Rect(500, 200, 520, 220), "Text", "Ask the program office\nbefore release", None, "J. Doyle", WRITTEN
    )
    page.annotation(Rect(500, 390, 520, 410), "Text", f"{SECRET} is the source", None, "J. Doyle")
    page.annotation(Rect(70, 428, 300, 444), "Square", "b6", (0.0, 0.0, 0.0))
    writer.save(path)
    return path


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, PageResult]:
    """The file, and what the machine reads of it."""
    source = _source(tmp_path_factory.mktemp("release") / "release.pdf")
    desk = Desk()
    result = desk.answer(AnalysePage(source, 0, options=AnalyseOptions(ocr=False)))
    desk.close()
    assert isinstance(result, PageResult)
    return source, result


@pytest.fixture
def workspace(read: tuple[Path, PageResult], tmp_path: Path) -> Workspace:
    """A project over that file."""
    source, result = read
    desk = Desk()
    facts = desk.answer(OpenFile(source))
    desk.close()
    made = Workspace.create(tmp_path / "Case.foia", reviewer="Ada")
    release = made.intake.add_release("Release", request=made.intake.add_request("ICE", "1"))
    received = ReceivedFile(source, sha256(source), source.stat().st_size, "2018-10-29")
    file = made.intake.add_source_file(release, received, facts.sizes).item  # type: ignore[union-attr]
    (page,) = made.read.pages.of_file(file)  # type: ignore[arg-type]
    made.intake.store_page_result(page.id, result).result()
    return made


def test_a_page_tells_who_wrote_what_and_when(read: tuple[Path, PageResult]) -> None:
    told = {comment.kind: comment for comment in read[1].comments}
    assert (told["highlight"].author, told["highlight"].written, told["highlight"].text) == (
        "OGC",
        "2018-10-29T14:30",
        "Why March?",
    )
    assert [comment.kind for comment in read[1].comments] == ["highlight", "note", "note"], "the box covers"


def test_words_that_name_what_is_hidden_stay_in_the_file(read: tuple[Path, PageResult]) -> None:
    (withheld,) = (comment for comment in read[1].comments if comment.withheld)
    assert withheld.text == ""
    assert withheld.author == "J. Doyle"
    assert SECRET not in repr(read[1].comments)


def test_comments_become_passages_once(workspace: Workspace) -> None:
    with workspace:
        comments = workspace.read.comments.all()
        assert [comment.imported for comment in comments] == [False, False, False]
        workspace.perform(ImportComments(tuple(comments[:2])))
        highlight, note = (workspace.read.marks.passage(comment.uuid) for comment in comments[:2])
        assert highlight is not None
        assert note is not None
        assert highlight.quote == "The office met"
        assert highlight.note == "Comment in the file (highlight) by OGC, 2018-10-29 14:30: Why March?"
        assert note.note.endswith("Ask the program office\nbefore release")
        assert [tag.name for tag in workspace.read.marks.tags()] == ["comment in the file"]
        assert [comment.imported for comment in workspace.read.comments.all()] == [True, True, False]
        workspace.perform(ImportComments(tuple(workspace.read.comments.all())))
        assert len(workspace.read.marks.passages()) == 3
        with pytest.raises(EditError):
            workspace.perform(ImportComments(tuple(comments)))
        workspace.undo()
        workspace.undo()
        assert workspace.read.marks.passages() == []
        assert workspace.read.marks.tags() == []


def test_reading_again_finds_the_same_comments(workspace: Workspace, read: tuple[Path, PageResult]) -> None:
    with workspace:
        before = workspace.read.comments.all()
        workspace.perform(ImportComments((before[0],)))
        workspace.intake.store_page_result(before[0].page, read[1]).result()
        after = workspace.read.comments.all()
        assert [comment.uuid for comment in after] == [comment.uuid for comment in before]
        assert after[0].imported
        assert workspace.read.comments.one(before[0].uuid) == after[0]
        assert workspace.read.comments.ids(before[0].page) == [comment.uuid for comment in after]


@pytest.mark.parametrize(
    ("stamp", "told"),
    [
        ("D:20181029143000-04'00'", "2018-10-29T14:30"),
        ("D:20181029", "2018-10-29"),
        ("20181029143000Z", "2018-10-29T14:30"),
        ("D:20189929", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_dates_of_a_pdf(stamp: str, told: str) -> None:
    assert local_time(stamp) == told
