"""Copies are compared behind the reading, in real worker processes; what changed is compared anew, verdicts stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reviewer.export.columns import SERVED
from reviewer.export.gather import gather
from reviewer.model.documents import DocumentFinding, Message
from reviewer.model.geometry import Rect
from reviewer.model.ids import FileId, Uuid
from reviewer.model.page import Redaction
from reviewer.model.query import Field
from reviewer.services.comparing import CopyRun
from reviewer.services.contesting import contest_on, open_suggestions
from reviewer.services.operations import AddRequest, CheckBox, EditRelease, JudgeCopies
from reviewer.services.reading_run import Orders
from reviewer.services.workspace import Workspace
from reviewer.storage.reads.redactions import RedactionFilter
from reviewer.storage.rows.copies import CopyRow
from reviewer.workers.pool import WorkerPool
from tests.storage.material import add_file, result

MAIL = (
    "From: Doyle, Marian",
    "Sent: Friday, June 15, 2018 2:22 PM",
    "To: Ellison, Pat",
    "Thank you for the time on Tuesday",
    "the list rate is one tenth of a cent",
    "and we can go lower for twelve months",
    "Let me know which dates suit you",
)
RATE = 4
"""The line that one copy hides in part: `list rate is one tenth`."""

HIDDEN = Redaction((Rect(74.0, 178.0, 196.0, 193.0),), "black", ("(b)(4)",), "(b)(4)", "at", words=5, characters=22)
TODAY = date(2026, 11, 23)


def put(workspace: Workspace, name: str, release: str, *hidden: Redaction) -> FileId:
    """Add a file of one page with the e-mail to a release."""
    file = add_file(workspace, 1, name, release)
    (page,) = workspace.read.pages.of_file(file)
    workspace.intake.store_page_result(page.id, result(0, hidden, MAIL)).result()
    message = Message(0, 100.0, "Doyle, Marian", ("Ellison, Pat",))
    workspace.intake.store_documents(file, [DocumentFinding(0, 0, "e-mail", messages=(message,))]).result()
    return file


def redaction(workspace: Workspace, file: FileId) -> Uuid:
    (page,) = workspace.read.pages.of_file(file)
    return workspace.read.redactions.of_page(page.id)[0].uuid


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(1) as made:
        yield made


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "matter.foia", reviewer="Ada") as made:
        yield made


def compared(workspace: Workspace, pool: WorkerPool) -> list[CopyRow]:
    """All differences after comparing what waits."""
    CopyRun(workspace, pool, Orders()).run()
    assert workspace.read.copies.state().done
    rows = [workspace.read.copies.row(ref) for ref in workspace.read.copies.differences(rejected=True)]
    return [row for row in rows if row is not None]


def dated(workspace: Workspace, name: str, day: str) -> None:
    release = next(row for row in workspace.read.sources.releases() if row.name == name)
    workspace.perform(EditRelease(release.uuid, received_on=day))


def test_what_is_hidden_here_is_shown_where_it_stands(workspace: Workspace, pool: WorkerPool) -> None:
    hiding, showing = put(workspace, "a.pdf", "One", HIDDEN), put(workspace, "b.pdf", "One")
    (row,) = compared(workspace, pool)
    assert (row.kind, row.words, row.together) == ("inconsistent", "list rate is one tenth", 1)
    assert (row.before.split()[-1], row.after.split()[0]) == ("the", "of")
    assert (row.here.file, row.there.file) == (hiding, showing)
    assert row.here.codes == ("(b)(4)",)
    assert all(box.y0 >= 178 and box.y1 <= 193 for box in row.there.boxes)
    assert row.sure


def test_it_gives_way_to_reading_and_goes_on_later(workspace: Workspace, pool: WorkerPool) -> None:
    put(workspace, "a.pdf", "One", HIDDEN)
    put(workspace, "b.pdf", "One")
    orders = Orders()
    orders.again = True
    CopyRun(workspace, pool, orders).run()
    assert workspace.read.copies.state().waiting == 2
    assert len(compared(workspace, pool)) == 1


def test_what_came_later_or_changed_is_compared_anew(workspace: Workspace, pool: WorkerPool) -> None:
    hiding = put(workspace, "a.pdf", "One", HIDDEN)
    assert compared(workspace, pool) == []
    put(workspace, "b.pdf", "One")
    assert len(compared(workspace, pool)) == 1
    workspace.perform(CheckBox((redaction(workspace, hiding),), "not a redaction"))
    assert compared(workspace, pool) == []
    workspace.undo()
    assert [row.words for row in compared(workspace, pool)] == ["list rate is one tenth"]
    (page,) = workspace.read.pages.of_file(hiding)
    workspace.intake.store_page_result(page.id, result(0, (), MAIL[:3])).result()  # read again: another text
    workspace.intake.store_documents(hiding, [DocumentFinding(0, 0, "other")]).result()
    assert all(row.kind != "inconsistent" for row in compared(workspace, pool))


def test_dates_of_releases_decide(workspace: Workspace, pool: WorkerPool) -> None:
    put(workspace, "a.pdf", "Hiding", HIDDEN)
    put(workspace, "b.pdf", "Showing")
    assert [row.kind for row in compared(workspace, pool)] == ["undated"]
    dated(workspace, "Hiding", "2018-10-29")
    dated(workspace, "Showing", "2017-03-01")
    assert [row.kind for row in compared(workspace, pool)] == ["newly withheld"]
    dated(workspace, "Showing", "2019-03-01")
    assert [row.kind for row in compared(workspace, pool)] == ["superseded"]
    other = AddRequest("Another agency", number="7")
    workspace.perform(other)
    release = next(row for row in workspace.read.sources.releases() if row.name == "Showing")
    workspace.perform(EditRelease(release.uuid, request=other.uuid))
    assert [row.kind for row in compared(workspace, pool)] == ["other producer"]


def test_other_codes_for_the_same_words(workspace: Workspace, pool: WorkerPool) -> None:
    put(workspace, "a.pdf", "One", HIDDEN)
    put(workspace, "b.pdf", "One", Redaction(HIDDEN.rects, "white", ("(b)(5)",), "b5", "at", characters=22))
    rows = compared(workspace, pool)
    assert [row.kind for row in rows] == ["recoded", "recoded"]
    assert [row.there.codes for row in rows] == [("(b)(5)",), ("(b)(4)",)]


def test_text_beneath_a_redaction_is_no_word_of_a_copy(workspace: Workspace, pool: WorkerPool) -> None:
    hiding = put(workspace, "a.pdf", "One", HIDDEN)
    put(workspace, "b.pdf", "One", replace(HIDDEN, recoverable_rects=HIDDEN.rects))
    assert compared(workspace, pool) == []
    (row,) = workspace.read.copies.of(redaction(workspace, hiding))
    assert (row.kind, row.words) == ("hidden too", "")
    assert workspace.read.copies.released() == {}


@pytest.mark.parametrize(("asked", "found"), [("released", 1), ("hidden", 0), ("recoded", 0)])
def test_searches_know_what_copies_show(workspace: Workspace, pool: WorkerPool, asked: str, found: int) -> None:
    put(workspace, "a.pdf", "One", HIDDEN)
    put(workspace, "b.pdf", "One")
    (row,) = compared(workspace, pool)
    chosen = RedactionFilter(query=Field("copy", asked))
    assert workspace.read.redactions.count(chosen) == found
    workspace.perform(JudgeCopies((row.key,), "rejected"))
    assert workspace.read.redactions.count(chosen) == 0


def test_the_internal_log_names_other_copies(workspace: Workspace, pool: WorkerPool) -> None:
    put(workspace, "a.pdf", "One", HIDDEN)
    put(workspace, "b.pdf", "One")
    (row,) = compared(workspace, pool)
    (logged,) = gather(workspace.read, "log", made="2026-11-23T08:00:00").log
    assert [text.partition(";")[0] for text in logged.internal.other_copies] == ["inconsistent: BRR-2018-000001"]
    served = [column.cell(logged) for column in SERVED]
    assert not any("b.pdf" in str(cell) or "list rate" in str(cell) for cell in served)
    workspace.perform(JudgeCopies((row.key,), "rejected"))
    (logged,) = gather(workspace.read, "log", made="2026-11-23T08:00:00").log
    assert logged.internal.other_copies == ()


def test_verdicts_stay_and_can_be_undone(workspace: Workspace, pool: WorkerPool) -> None:
    hiding = put(workspace, "a.pdf", "One", HIDDEN)
    put(workspace, "b.pdf", "One")
    (row,) = compared(workspace, pool)
    workspace.perform(JudgeCopies((row.key,), "rejected"))
    assert workspace.read.copies.differences() == []
    assert workspace.read.copies.released() == {}
    put(workspace, "c.pdf", "One", HIDDEN)  # compared anew with all
    compared(workspace, pool)
    known = {row.kind: row.verdict for row in workspace.read.copies.of(redaction(workspace, hiding))}
    assert known == {"inconsistent": "rejected", "hidden too": None}
    workspace.undo()
    assert workspace.read.copies.released([redaction(workspace, hiding)])


def test_grounds_are_suggested_where_the_condition_holds_and_only_there(workspace: Workspace, pool: WorkerPool) -> None:
    def grounds() -> dict[str, str]:
        found = open_suggestions(workspace.read, TODAY, hidden)
        return {row.ground: row.reason for row in found if row.ground in ("inconsistent", "newly-withheld")}

    hidden = redaction(workspace, put(workspace, "a.pdf", "Hiding", HIDDEN))
    put(workspace, "b.pdf", "Showing")
    compared(workspace, pool)
    assert grounds() == {}  # nobody said which came first
    dated(workspace, "Hiding", "2018-10-29")
    dated(workspace, "Showing", "2019-03-01")
    assert grounds() == {}  # released later: resolved
    dated(workspace, "Showing", "2017-03-01")
    assert "b.pdf p. 1" in grounds()["newly-withheld"]
    assert "Showing, 01 Mar 2017" in grounds()["newly-withheld"]
    put(workspace, "c.pdf", "Hiding")
    rows = compared(workspace, pool)
    assert set(grounds()) == {"inconsistent", "newly-withheld"}
    workspace.perform(contest_on(workspace.read, hidden, "inconsistent"))
    assert set(grounds()) == {"newly-withheld"}
    workspace.perform(contest_on(workspace.read, hidden, "inconsistent"))  # again: one challenge all the same
    assert len(workspace.read.contesting.challenges()) == 1
    workspace.perform(JudgeCopies(tuple(row.key for row in workspace.read.copies.of(hidden)), "rejected"))
    assert grounds() == {}
    assert rows
