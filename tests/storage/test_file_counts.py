"""The figures of each file, kept while pages are read and people decide, against the rows themselves."""

from __future__ import annotations

from reviewer.model.geometry import Rect
from reviewer.model.ids import PageId, Uuid
from reviewer.model.page import PageError
from reviewer.services.operations import CheckBox, CheckCode, DeleteRedaction, DrawRedaction, MarkSeen
from reviewer.services.workspace import Workspace
from reviewer.storage.schema_3_counts import COUNTED
from tests.storage.material import add_file, result

FIRST = PageId(1)


def kept(workspace: Workspace) -> list[tuple[int, ...]]:
    """What is kept, which must be what is there."""
    with workspace._project.reader() as connection:
        figures = [tuple(row) for row in connection.execute("SELECT * FROM file_count ORDER BY file")]
        assert figures == sorted(tuple(row) for row in connection.execute(COUNTED))
    return figures


def test_the_figures_follow_what_people_decide(workspace: Workspace) -> None:
    before = kept(workspace)
    redaction = workspace.read.redactions.of_page(FIRST)[0].uuid
    drawn = DrawRedaction(FIRST, (Rect(10, 10, 60, 20),))
    for edit in (
        MarkSeen((FIRST,)),
        CheckBox((redaction,), "right"),
        CheckCode((redaction,), "right"),
        CheckBox((redaction,), "not a redaction"),
        drawn,
        DeleteRedaction(Uuid(drawn.uuid)),
    ):
        workspace.perform(edit)
        assert kept(workspace) != before or edit is not drawn
    while workspace.undo_title is not None:
        workspace.undo()
        kept(workspace)
    assert kept(workspace) == before


def test_the_figures_follow_what_is_read(workspace: Workspace) -> None:
    file = add_file(workspace, 3, "second.pdf")
    assert workspace.read.pages.coverage(file).pages_not_read == 3
    pages = [page.id for page in workspace.read.pages.of_file(file)]
    claimed = workspace.intake.claim_pages(1)
    assert workspace.read.pages.coverage(file).pages_not_read == 3  # one that is being read is not read yet
    workspace.intake.store_page_result(claimed[0].id, result(0)).result()
    workspace.intake.store_page_result(pages[1], result(1, error=PageError("crash", "it went down"))).result()
    coverage = workspace.read.pages.coverage(file)
    assert (coverage.pages_not_read, coverage.pages_failed, coverage.detected) == (1, 1, 1)
    kept(workspace)
    workspace.intake.read_again([pages[0]])
    assert workspace.read.pages.coverage(file).pages_not_read == 2
    kept(workspace)


def test_figures_that_are_wrong_are_found_by_the_check(workspace: Workspace) -> None:
    workspace._project.edit(lambda c: c.execute("UPDATE file_count SET seen = seen + 1"))
    assert workspace.read.matter.problems() == ["The figures of the files do not say what stands in their pages."]


def test_an_older_project_gets_its_figures(workspace: Workspace) -> None:
    """The statement that counts anew is the one that fills the table when a project is brought up to date."""
    workspace.perform(MarkSeen((FIRST,)))
    workspace._project.edit(lambda c: c.execute("DELETE FROM file_count"))
    workspace._project.edit(lambda c: c.execute(f"INSERT INTO file_count {COUNTED}"))
    assert workspace.read.pages.coverage().pages_seen == 1
    kept(workspace)
