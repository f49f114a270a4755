"""The choice of a file's text is an edit: pages wait to be read again when it is made, undone and done again."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.model.ids import FileId
from reviewer.pdf.write import PdfWriter
from reviewer.services.importing import import_paths
from reviewer.services.operations import ChooseTextLayer, CorrectWords, EditError
from reviewer.services.processing import Processing, ProcessingState
from reviewer.services.reading_choices import choose_text_layer, reading_choices
from reviewer.services.workspace import Workspace
from reviewer.storage.rows import TextUse


def layered(path: Path, pages: int = 2) -> Path:
    writer = PdfWriter()
    for number in range(pages):
        page = writer.page(612, 792)
        for line in range(14):
            page.text(72, 100 + 16 * line, f"Line {line} of sheet {number} says what anyone may read today.", 12)
    writer.save(path)
    return path


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.create(tmp_path / "Case.foia", reviewer="Dana Reviewer")
    import_paths(made, [layered(tmp_path / "first.pdf"), layered(tmp_path / "second.pdf", 1)])
    return made


def read(workspace: Workspace) -> None:
    processing = Processing(workspace, 1)
    processing.start()
    assert processing.wait(90)
    assert processing.state.error is None


def files(workspace: Workspace) -> list[FileId]:
    return [file.id for file in workspace.read.sources.files()]


def states(workspace: Workspace) -> list[str]:
    return [page.state for page in workspace.read.pages.of_file()]


def test_the_choice_is_undone_and_done_again_with_its_pages(workspace: Workspace) -> None:
    with workspace:
        read(workspace)
        first, _second = files(workspace)
        good = "Nothing but text and plain shapes is on the page."
        use = workspace.read.pages.text_use(first)
        assert [(one.source, one.pages) for one in use] == [("layer", 2)]
        assert use[0].reason.endswith(".")
        assert use[0].reason in ("Plausible words throughout.", good)
        page = workspace.read.pages.of_file(first)[0].id
        workspace.perform(CorrectWords(page, 1, 1, "zero"))
        assert choose_text_layer(workspace, [first], "ignore") == 2
        assert workspace.undo_title == "Read 1 file by OCR"
        assert states(workspace) == ["pending", "pending", "done"]
        assert "zero" in workspace.read.pages.text(page)
        read(workspace)
        assert workspace.read.pages.text_use(first) == [TextUse("ocr", "A person chose OCR.", 2)]
        assert workspace.read.pages.text(page).startswith("Line zero of sheet")
        workspace.undo()
        assert reading_choices(workspace).text_layers == {}
        assert states(workspace) == ["pending", "pending", "done"]
        read(workspace)
        assert [one.source for one in workspace.read.pages.text_use(first)] == ["layer"]
        assert workspace.read.pages.text(page).startswith("Line zero of sheet")
        workspace.redo()
        assert reading_choices(workspace).text_layers == {first: "ignore"}
        assert states(workspace) == ["pending", "pending", "done"]


def test_several_files_are_one_edit_and_only_those_that_change_are_read_again(workspace: Workspace) -> None:
    with workspace:
        first, second = files(workspace)
        read(workspace)
        choose_text_layer(workspace, [second], "keep")
        read(workspace)
        assert workspace.read.pages.text_use(second) == [TextUse("layer", "A person chose the file's own text.", 1)]
        assert choose_text_layer(workspace, [first, second], "keep") == 2
        assert choose_text_layer(workspace, [first, second], "keep") == 0
        assert choose_text_layer(workspace, [first, second], "auto") == 1  # those of the first wait already
        assert reading_choices(workspace).text_layers == {}
        with pytest.raises(EditError):
            workspace.perform(ChooseTextLayer((first,), "both"))  # type: ignore[arg-type]  # what a program may send


def test_what_is_chosen_while_a_page_is_read_holds_for_it_too(workspace: Workspace) -> None:
    """The choice falls between the moment a page goes to a worker and the moment its words are stored."""
    with workspace:
        first, second = files(workspace)
        processing = Processing(workspace, 1)
        chosen: list[int] = []

        def choose(state: ProcessingState) -> None:
            if not chosen and "reading" in states(workspace):
                chosen.append(choose_text_layer(workspace, [first, second], "ignore"))

        processing.on_change(choose)
        processing.start()
        assert processing.wait(90)
        assert chosen
        for file in (first, second):
            assert [use.source for use in workspace.read.pages.text_use(file)] == ["ocr"]
        assert states(workspace) == ["done"] * 3
        assert processing.state.done == 3
