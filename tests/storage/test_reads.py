"""Lists, filters, pages of lists, counts, and the rows of the log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reviewer.model.documents import DocumentFinding
from reviewer.model.ids import PageId
from reviewer.services.operations import (
    AddIssue,
    AddRequest,
    CheckBox,
    CheckCode,
    DrawRedaction,
    EditRelease,
    MarkSeen,
    SetNote,
    SetPosition,
)
from reviewer.services.workspace import Workspace
from reviewer.storage.reads.redactions import RedactionFilter
from reviewer.storage.rows import RedactionRow
from reviewer.storage.sources import ReceivedFile, resolved_path, stored_path
from tests.storage.material import AT_END, SIZE, add_file, black, box, read_pages, redactions_on, result


@pytest.fixture
def listed(tmp_path: Path) -> Iterator[Workspace]:
    """Two files of 3 and 2 pages; page 2 of the first has three redactions, the last page is not read."""
    with Workspace.create(tmp_path / "matter.foia", reviewer="Ada") as workspace:
        first = add_file(workspace, 3, "one.pdf")
        add_file(workspace, 2, "two.pdf", release="Final")
        three = (black(AT_END), black(box(60, 140), codes=("(b)(7)(C)",)), black(box(60, 400), codes=()))
        read_pages(workspace, result(0), result(1, three), result(2, ()), result(0))
        documents = [DocumentFinding(0, 1, "e-mail", subject="Visit"), DocumentFinding(2, 2)]
        workspace.intake.store_documents(first, documents).result()
        yield workspace


def in_order(project: Workspace) -> list[RedactionRow]:
    """Every redaction in the order of the project."""
    return project.read.redactions.rows(project.read.redactions.ids())


def test_the_order_is_that_of_the_text(listed: Workspace) -> None:
    rows = in_order(listed)
    assert [(row.page, row.ordinal) for row in rows] == [(1, 0), (2, 0), (2, 1), (2, 2), (4, 0)]
    assert listed.read.redactions.rows([row.uuid for row in rows[::-1]]) == rows[::-1]


def test_a_stretch_is_told_with_its_neighbours(listed: Workspace) -> None:
    reads, ids = listed.read.redactions, listed.read.redactions.ids()
    assert reads.stretch(PageId(2), PageId(2)) == (ids[0], ids[1:4], ids[4])
    assert reads.stretch(PageId(1), PageId(5)) == (None, ids, None)
    assert reads.stretch(PageId(3), PageId(3)) == (ids[3], [], ids[4])
    assert reads.stretch(PageId(2), PageId(2), RedactionFilter(without_code=True)) == (None, [ids[3]], None)


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        (RedactionFilter(), 5),
        (RedactionFilter(codes=("(b)(6)",)), 3),
        (RedactionFilter(codes=("(b)(7)",)), 1),
        (RedactionFilter(codes=("(b)(7)",), without_code=True), 2),
        (RedactionFilter(without_code=True), 1),
        (RedactionFilter(page=PageId(2)), 3),
        (RedactionFilter(kinds=("white",)), 0),
        (RedactionFilter(kinds=("white", "black"), markings=("none",)), 1),
        (RedactionFilter(positions=("contested",)), 0),
        (RedactionFilter(checked=True), 0),
        (RedactionFilter(checked=False), 5),
        (RedactionFilter(checks=("unchecked",)), 5),
        (RedactionFilter(needs_look=True), 0),
        (RedactionFilter(recoverable=False), 5),
    ],
)
def test_filters(listed: Workspace, chosen: RedactionFilter, count: int) -> None:
    assert listed.read.redactions.count(chosen) == count
    assert len(listed.read.redactions.ids(chosen)) == count
    assert sum(1 for _ in listed.read.log.rows(chosen)) == count


def test_filters_by_place(listed: Workspace) -> None:
    read = listed.read
    files, releases = read.sources.files(), read.sources.releases()
    documents = tuple(row.uuid for row in read.sources.documents())
    assert [read.redactions.count(RedactionFilter(file=file.id)) for file in files] == [4, 1]
    assert [read.redactions.count(RedactionFilter(release=release.uuid)) for release in releases] == [4, 1]
    assert [read.redactions.count(RedactionFilter(documents=(uuid,))) for uuid in documents] == [4, 0]
    assert read.redactions.count(RedactionFilter(documents=documents)) == 4


def test_totals_by_code(listed: Workspace) -> None:
    assert listed.read.redactions.count_by_code() == {"": 1, "(b)(6)": 3, "(b)(7)(C)": 1}


def test_the_next_one_to_check_goes_around_once(listed: Workspace) -> None:
    reads = listed.read.redactions
    every = in_order(listed)
    assert reads.next_unchecked() == every[0]
    assert reads.next_unchecked((PageId(2), 2)) == every[4]
    assert reads.next_unchecked((PageId(4), 0)) == every[0]
    assert reads.next_unchecked((PageId(2), 2), backwards=True) == every[2]
    assert reads.next_unchecked((PageId(1), 0), backwards=True) == every[4]
    uuids = tuple(row.uuid for row in every)
    listed.perform(CheckBox(uuids, "right"))
    assert reads.next_unchecked() is not None
    listed.perform(CheckCode(uuids, "right"))
    assert reads.next_unchecked() is None


def test_coverage_counts_what_it_says(listed: Workspace) -> None:
    coverage = listed.read.pages.coverage
    assert (coverage().pages, coverage().pages_not_read, coverage().detected) == (5, 1, 5)
    listed.perform(DrawRedaction(PageId(1), (box(50, 300),)))
    assert coverage().detected == 5
    (uuid,) = [row.uuid for row in listed.read.redactions.of_page(PageId(1)) if row.origin == "machine"]
    listed.perform(CheckBox((uuid,), "not a redaction"))
    assert (coverage().detected, coverage().detected_checked) == (5, 1)
    listed.perform(MarkSeen((PageId(1), PageId(2))))
    assert coverage().pages_seen == 2
    file = listed.read.sources.files()[0].id
    assert (coverage(file).pages, coverage(file).detected, coverage(file).detected_checked) == (3, 4, 1)
    assert not coverage().complete


def test_coverage_is_complete_only_when_all_is_done(workspace: Workspace) -> None:
    pages = [page for page, _, _ in workspace.read.pages.sizes()]
    uuids = tuple(uuid for page in pages for uuid in redactions_on(workspace, page))
    workspace.perform(CheckBox(uuids, "right"))
    workspace.perform(CheckCode(uuids, "right"))
    assert not workspace.read.pages.coverage().complete
    workspace.perform(MarkSeen(tuple(pages)))
    assert workspace.read.pages.coverage().complete


def test_counts_of_the_tree(listed: Workspace) -> None:
    one, two = listed.read.sources.files()
    assert (one.counts.pages, one.counts.redactions, one.counts.unchecked, one.counts.pending) == (3, 4, 4, 0)
    assert (two.counts.pages, two.counts.redactions, two.counts.pending) == (2, 1, 1)
    interim, final = listed.read.sources.releases()
    assert (interim.pages, final.pages) == (3, 2)
    assert listed.read.sources.file(one.id) == one


def test_a_file_that_failed_is_counted_and_tried_again(listed: Workspace, tmp_path: Path) -> None:
    release = listed.read.sources.releases()[0].uuid
    received = ReceivedFile(tmp_path / "bad.pdf", "b" * 64, 10)
    failed = listed.intake.add_failed_file(release, received, "damaged", "bad.pdf: damaged.")
    row = next(file for file in listed.read.sources.files(release) if file.id == failed.item)
    assert row.error is not None
    assert (row.state, row.error.code, row.page_count) == ("failed", "damaged", 0)
    assert listed.read.pages.coverage().files_failed == 1
    again = listed.intake.add_source_file(release, received, [SIZE])
    assert (again.item, again.already) == (failed.item, False)
    assert listed.read.pages.coverage().files_failed == 0
    assert listed.intake.add_source_file(release, received, [SIZE]).already
    assert listed.intake.add_failed_file(release, received, "x", "y").already
    assert listed.read.pages.coverage().files_failed == 0


def test_what_cannot_be_reviewed_is_catalogued(listed: Workspace, tmp_path: Path) -> None:
    release = listed.read.sources.releases()[1].uuid
    received = ReceivedFile(tmp_path / "fees.xlsx", "c" * 64, 10, "2018-06-15")
    added = listed.intake.add_item(release, received)
    assert not added.already
    assert listed.intake.add_item(release, received).already
    (item,) = listed.read.sources.items(release)
    assert (item.id, item.name, item.path, item.received_on) == (added.item, "fees.xlsx", received.path, "2018-06-15")
    assert listed.read.sources.releases()[1].items == 2
    assert listed.read.sources.find_received(release, "c" * 64) == added.item
    assert listed.read.sources.find_received(release, "d" * 64) is None


def test_paths_move_with_the_project(tmp_path: Path) -> None:
    project = tmp_path / "a" / "matter.foia"
    for source in (tmp_path / "a" / "x.pdf", tmp_path / "b" / "deep" / "x.pdf"):
        stored = stored_path(source, project)
        assert not Path(stored).is_absolute()
        assert resolved_path(stored, project) == source
        moved = tmp_path / "other disk" / "a" / "matter.foia"
        assert resolved_path(stored, moved) == tmp_path / "other disk" / source.relative_to(tmp_path)
    deep = tmp_path / "1" / "2" / "3" / "4" / "matter.foia"
    far = stored_path(tmp_path / "x.pdf", deep)
    assert Path(far).is_absolute()
    assert resolved_path(far, deep) == tmp_path / "x.pdf"


def test_a_relocated_file_is_found(listed: Workspace, tmp_path: Path) -> None:
    file = listed.read.sources.files()[0]
    listed.intake.relocate_file(file.id, tmp_path / "elsewhere" / "new.pdf")
    moved = listed.read.sources.file(file.id)
    assert moved is not None
    assert (moved.path, moved.name) == (tmp_path / "elsewhere" / "new.pdf", file.name)  # cites rest on the name


def test_log_rows_say_all_that_a_log_needs(listed: Workspace) -> None:
    request = AddRequest("ICE", number="2018-ICFO-59138")
    listed.perform(request)
    release = listed.read.sources.releases()[0]
    listed.perform(EditRelease(release.uuid, request=request.uuid, cite_series="bates"))
    first = listed.read.redactions.ids()[0]
    listed.perform(CheckBox((first,), "right"))
    listed.perform(SetPosition((first,), "contested"))
    listed.perform(SetNote("redaction", first, "who?"))
    listed.intake.number_items()
    row = next(iter(listed.read.log.rows(context=3)))
    assert (row.before, row.after) == ("the detention bed", "contract was signed")
    assert (row.file_name, row.release, row.request, row.cite_series) == ("one.pdf", "Interim", request.uuid, "bates")
    assert (row.bates, row.page_of_document) == ("BRR-2018-000001", (1, 2))
    assert row.document is not None
    assert row.document.subject == "Visit"
    assert (row.checked_by, row.position_by, row.redaction.note, row.redaction.item) == ("Ada", "Ada", "who?", 1)


def test_context_stops_at_the_next_hole(listed: Workspace) -> None:
    _, at_end, below, last, _ = listed.read.log.rows(context=50)
    assert (at_end.before, at_end.after) == ("Dear Ms Doyle the detention bed", "contract was signed on Friday")
    assert below.before == "contract was signed on Friday"
    assert last.after == ""


def test_log_rows_come_in_portions_without_loss(workspace: Workspace) -> None:
    many = [black(box(20 + 70 * (n % 8), 200 + 14 * (n // 8))) for n in range(230)]
    workspace.intake.store_page_result(PageId(2), result(1, many)).result()
    rows = list(workspace.read.log.rows())
    assert len({row.redaction.uuid for row in rows}) == 232
    assert [row.redaction.uuid for row in rows] == workspace.read.redactions.ids()


def test_item_numbers_are_never_used_again(listed: Workspace) -> None:
    listed.intake.number_items()
    assert [row.item for row in in_order(listed)] == [1, 2, 3, 4, 5]
    drawn = DrawRedaction(PageId(1), (box(50, 50),))
    listed.perform(drawn)
    issue = AddIssue("No attachment", "missing attachment")
    listed.perform(issue)
    listed.intake.number_items()
    rows = in_order(listed)
    assert [row.item for row in rows] == [6, 1, 2, 3, 4, 5]
    assert listed.read.marks.issues()[0].item == 7
    while listed.undo_title:
        listed.undo()
    another = DrawRedaction(PageId(1), (box(50, 60),))
    listed.perform(another)
    listed.intake.number_items()
    row = listed.read.redactions.one(another.uuid)
    assert row is not None
    assert row.item == 8


def test_what_is_no_redaction_gets_no_number(listed: Workspace) -> None:
    first = listed.read.redactions.ids()[0]
    listed.perform(CheckBox((first,), "not a redaction"))
    listed.intake.number_items()
    row = listed.read.redactions.one(first)
    assert row is not None
    assert row.item is None


def test_jobs_and_failures(listed: Workspace) -> None:
    job = listed.intake.start_job("read", "Read 2 files", 5)
    listed.intake.record_failure(job, "hang", "one.pdf page 2: too slow", page=PageId(2))
    listed.intake.end_job(job, done=4, failed=1, details={"seconds": 2.5})
    (row,) = listed.read.history.jobs()
    assert (row.state, row.total, row.done, row.failed, row.details) == ("done", 5, 4, 1, {"seconds": 2.5})
    (failure,) = listed.read.history.failures(job)
    assert (failure.code, failure.page, failure.file) == ("hang", 2, None)


def test_settings_are_remembered(listed: Workspace) -> None:
    listed.intake.set_setting("view", {"zoom": 1.5})
    listed.intake.set_setting("gone", 1)
    listed.intake.set_setting("gone", None)
    assert listed.read.matter.setting("view") == {"zoom": 1.5}
    assert listed.read.matter.settings() == {"view": {"zoom": 1.5}}
    assert listed.read.matter.setting("gone") is None


def test_what_is_not_there_is_none(listed: Workspace) -> None:
    read = listed.read
    assert read.pages.one(PageId(99)) is None
    assert read.pages.at(read.sources.files()[0].id, 99) is None
    assert read.pages.thumbnail(PageId(5)) is None
    assert read.pages.content(PageId(5)).text.words == ()
    assert read.pages.text(PageId(5)) == ""
    assert read.sources.document_of(PageId(5)) is None


def test_words_between_show_the_holes(listed: Workspace) -> None:
    between = listed.read.pages.words_between
    assert between(PageId(1), 4, 7) == "detention bed [redacted (b)(6)] contract was"
    assert between(PageId(1), 4, 5) == "detention bed"
    assert between(PageId(2), 9, 12) == "on Friday [redacted (b)(7)(C)] [redacted]"
