"""Storing what a page yields, and reading it again without losing what people said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer.model.changes import Changes
from reviewer.model.geometry import Rect
from reviewer.model.ids import PageId, Uuid
from reviewer.model.page import PageError, PageResult, VirtualPage
from reviewer.services.operations import (
    AddPassage,
    CheckBox,
    CheckCode,
    DrawRedaction,
    ReshapeRedaction,
    SetCodes,
    SetNote,
    SetPosition,
    SetVirtualPosition,
    WordRun,
)
from reviewer.services.workspace import Workspace
from reviewer.storage.rows import RedactionRow
from tests.storage.material import AT_END, SHEET, add_file, black, box, read_pages, redactions_on, result

FIRST = PageId(1)


def again(workspace: Workspace, read: PageResult, page: PageId = FIRST) -> list[RedactionRow]:
    workspace.intake.read_again([page])
    workspace.intake.store_page_result(page, read).result()
    assert workspace.read.matter.problems() == []
    return workspace.read.redactions.of_page(page)


def one(workspace: Workspace, uuid: Uuid) -> RedactionRow:
    row = workspace.read.redactions.one(uuid)
    assert row is not None
    return row


def test_a_page_comes_back_as_it_was_read(workspace: Workspace) -> None:
    read = result(0)
    content = workspace.read.pages.content(FIRST)
    assert content.text == read.text
    assert tuple(row.shape for row in content.redactions) == read.redactions
    page = workspace.read.pages.one(FIRST)
    assert page is not None
    assert (page.state, page.text_source, page.bates) == ("done", "ocr", "BRR-2018-000001")
    assert page.identifiers == {"bates": "BRR-2018-000001"}
    assert page.seconds == {"total": 0.5}
    assert workspace.read.pages.thumbnail(FIRST) == b"thumbnail"
    assert workspace.read.redactions.crop(content.redactions[0].uuid) == b"crop"


def test_storing_announces_what_changed(workspace: Workspace) -> None:
    told: list[Changes] = []
    workspace.events.subscribe(told.append)
    again(workspace, result(0))
    assert {kind for changes in told for kind in changes.ids} == {"page", "text", "redaction"}
    assert told[-1].of("page") == {FIRST}


def test_a_page_is_stored_wholly_or_not_at_all(workspace: Workspace) -> None:
    add_file(workspace, 2, "second.pdf")
    claimed = workspace.intake.claim_pages(2)
    bad = result(1, markers=({"no": "text"},), identifiers={"bates": None})
    future = workspace.intake.store_page_results({claimed[0].id: result(0), claimed[1].id: bad})
    with pytest.raises(Exception, match="NOT NULL"):
        future.result()
    for page in claimed:
        row = workspace.read.pages.one(page.id)
        assert row is not None
        assert row.state == "reading"
        assert workspace.read.pages.content(page.id).text.words == ()
        assert redactions_on(workspace, page.id) == []


def test_a_failed_page_says_why_and_is_read_on_request(workspace: Workspace) -> None:
    add_file(workspace, 1, "second.pdf")
    (page,) = workspace.intake.claim_pages(1)
    error = PageError("hang", "The page took more than 60 s.")
    workspace.intake.store_page_result(page.id, PageResult(0, 612.0, 792.0, error=error)).result()
    (failed,) = workspace.read.pages.failed()
    assert failed.error == error
    assert workspace.read.pages.coverage().pages_failed == 1
    assert workspace.intake.claim_pages(5) == []
    (retried,) = workspace.intake.claim_pages(5, retry=True)
    assert (retried.id, retried.attempts) == (page.id, 2)
    workspace.intake.store_page_result(page.id, result(0)).result()
    assert workspace.read.pages.failed() == []


def test_a_failed_second_reading_keeps_the_first(workspace: Workspace) -> None:
    rows = again(workspace, PageResult(0, 612.0, 792.0, error=PageError("crash", "The reader crashed.")))
    assert len(rows) == 1
    page = workspace.read.pages.one(FIRST)
    assert page is not None
    assert page.state == "done"
    assert "The reader crashed." in page.notes[0]
    assert "Doyle" in workspace.read.pages.text(FIRST)


def test_the_page_in_view_is_claimed_first(workspace: Workspace) -> None:
    add_file(workspace, 5, "second.pdf")
    pages = [page for page, _, _ in workspace.read.pages.sizes()][3:]
    claimed = workspace.intake.claim_pages(3, first=[pages[4], pages[4], FIRST])
    assert [page.id for page in claimed] == [pages[4], pages[0], pages[1]]
    workspace.intake.release_pages([pages[4]])
    assert [page.id for page in workspace.intake.claim_pages(9)] == [pages[2], pages[3], pages[4]]


def test_checks_and_positions_go_over_to_the_same_redaction(workspace: Workspace) -> None:
    (uuid,) = redactions_on(workspace, FIRST)
    workspace.perform(CheckBox((uuid,), "right"))
    workspace.perform(SetPosition((uuid,), "contested"))
    moved = Rect(AT_END.x0 + 5, AT_END.y0 + 1, AT_END.x1 + 5, AT_END.y1 + 1)
    (row,) = again(workspace, result(0, (black(moved, codes=("(b)(5)",)),)))
    assert row.uuid == uuid
    assert (row.box_checked, row.position, row.needs_look) == ("right", "contested", "")
    assert row.rects == (moved,)
    assert row.codes == ("(b)(5)",)  # nobody had checked the code


def test_a_checked_code_stays_and_asks_for_a_look_if_read_otherwise(workspace: Workspace) -> None:
    (uuid,) = redactions_on(workspace, FIRST)
    workspace.perform(CheckCode((uuid,), "right"))
    (row,) = again(workspace, result(0, (black(AT_END, codes=("(b)(5)",)),)))
    assert row.codes == ("(b)(6)",)
    assert row.needs_look
    assert row.finding is not None
    assert row.finding["codes"] == ["(b)(5)"]
    assert "[redacted (b)(6)]" in workspace.read.pages.text(FIRST)
    (row,) = again(workspace, result(0, (black(AT_END),)))
    assert row.needs_look == ""


def test_corrected_codes_stay_without_a_word(workspace: Workspace) -> None:
    (uuid,) = redactions_on(workspace, FIRST)
    workspace.perform(SetCodes((uuid,), ("(b)(7)(C)",)))
    (row,) = again(workspace, result(0, (black(AT_END, codes=("(b)(5)",)),)))
    assert (row.codes, row.needs_look, row.code_checked) == (("(b)(7)(C)",), "", "corrected")


def test_what_no_one_judged_goes_with_the_old_reading(workspace: Workspace) -> None:
    (old,) = redactions_on(workspace, FIRST)
    (row,) = again(workspace, result(0, (black(box(50, 500)),)))
    assert row.uuid != old


@pytest.mark.parametrize("judgement", ["check", "position", "note", "number"])
def test_what_someone_judged_stays_and_needs_a_look(workspace: Workspace, judgement: str) -> None:
    (uuid,) = redactions_on(workspace, FIRST)
    match judgement:
        case "check":
            workspace.perform(CheckBox((uuid,), "right"))
        case "position":
            workspace.perform(SetPosition((uuid,), "contested"))
        case "note":
            workspace.perform(SetNote("redaction", uuid, "why?"))
        case "number":
            workspace.intake.number_items()
    rows = again(workspace, result(0, ()))
    assert [row.uuid for row in rows] == [uuid]
    assert "not found" in rows[0].needs_look
    assert not rows[0].checked
    workspace.perform(CheckBox((uuid,), "not a redaction"))
    assert one(workspace, uuid).checked


def test_a_rejected_finding_stays_rejected(workspace: Workspace) -> None:
    (uuid,) = redactions_on(workspace, FIRST)
    workspace.perform(CheckBox((uuid,), "not a redaction"))
    assert "[redacted" not in workspace.read.pages.text(FIRST)
    (row,) = again(workspace, result(0))
    assert (row.uuid, row.box_checked, row.checked) == (uuid, "not a redaction", True)
    assert "[redacted" not in workspace.read.pages.text(FIRST)
    (row,) = again(workspace, result(0, ()))
    assert (row.needs_look, row.checked) == ("", True)


def test_a_drawn_shape_wins_over_what_is_found_beneath(workspace: Workspace) -> None:
    drawn = DrawRedaction(FIRST, (box(50, 300, 200, 40),), codes=("(b)(4)",))
    workspace.perform(drawn)
    inside = black(box(60, 305, 80, 12), codes=("(b)(6)",))
    rows = again(workspace, result(0, (black(AT_END), inside)))
    assert len(rows) == 2
    kept = one(workspace, drawn.uuid)
    assert (kept.rects, kept.codes, kept.box_checked) == (drawn.rects, ("(b)(4)",), "drawn")
    nearly = black(box(50, 300, 190, 40), codes=("(b)(6)",))
    rows = again(workspace, result(0, (black(AT_END), nearly)))
    assert len(rows) == 2
    assert one(workspace, drawn.uuid).rects == drawn.rects
    assert workspace.undo() == "Draw redaction on page 1"


def test_a_reshaped_redaction_keeps_its_shape(workspace: Workspace) -> None:
    (uuid,) = redactions_on(workspace, FIRST)
    workspace.perform(ReshapeRedaction(uuid, (box(290, 98, 75, 16),)))
    (row,) = again(workspace, result(0))
    assert row.uuid == uuid
    assert row.rects == (box(290, 98, 75, 16),)
    assert row.box_checked == "corrected"
    workspace.perform(CheckBox((uuid,), "unchecked"))
    assert one(workspace, uuid).rects == (AT_END,)


def test_passages_are_found_again(workspace: Workspace) -> None:
    passage = AddPassage((WordRun(FIRST, 6, 8),))
    workspace.perform(passage)
    assert workspace.read.marks.passages()[0].quote == "contract was signed"
    again(
        workspace, result(0, lines=("To all staff", "Dear Ms Doyle the detention bed", "contract was signed on Friday"))
    )
    found = workspace.read.marks.passage(passage.uuid)
    assert found is not None
    (segment,) = found.segments
    assert (segment.first_word, segment.last_word, segment.needs_look) == (9, 11, False)
    assert segment.boxes[0].y0 == 140.0
    again(workspace, result(0, lines=("Nothing of the kind",)))
    lost = workspace.read.marks.passage(passage.uuid)
    assert lost is not None
    assert lost.needs_look
    assert lost.quote == "contract was signed"


def test_virtual_pages_keep_their_position(workspace: Workspace) -> None:
    again(workspace, result(0, virtual_pages=SHEET))
    first, second = workspace.read.pages.virtual_pages()
    assert (first.number, first.disposition, first.codes) == (17, "withheld", ("(b)(1)",))
    workspace.perform(SetVirtualPosition((second.uuid,), "contested"))
    again(workspace, result(0, virtual_pages=(SHEET[0], VirtualPage(18, "referred"))))
    _, kept = workspace.read.pages.virtual_pages()
    assert (kept.uuid, kept.position, kept.disposition) == (second.uuid, "contested", "referred")
    again(workspace, result(0))
    assert [page.uuid for page in workspace.read.pages.virtual_pages()] == [second.uuid]


def test_recovered_text_has_no_place_in_the_file(workspace: Workspace) -> None:
    hidden = black(AT_END)
    rects = (box(305, 101, 40, 9),)

    (row,) = again(workspace, result(0, (replace(hidden, recoverable_rects=rects),)))
    assert row.recoverable_rects == rects
    with workspace._project.reader() as connection:
        columns = {row["name"] for row in connection.execute("SELECT name FROM pragma_table_info('redaction')")}
    assert {name for name in columns if "recover" in name} == {"recoverable", "recoverable_rects"}


def test_interrupted_pages_wait_again_after_opening(workspace: Workspace) -> None:
    add_file(workspace, 4, "second.pdf")
    job = workspace.intake.start_job("read", "Read second.pdf", 4)
    assert len(workspace.intake.claim_pages(3)) == 3
    workspace.close()
    with Workspace.open(workspace.path) as reopened:
        assert reopened.read.pages.pending() == 4
        assert [(row.uuid, row.state) for row in reopened.read.history.jobs()] == [(job, "interrupted")]
        assert len(read_pages(reopened, *(result(n) for n in range(4)))) == 4
