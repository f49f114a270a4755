"""Pages that only a deleted-page sheet lists, and what a person says of entries: both meet the agency's index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from reviewer.export.index_reasons import IndexReasons
from reviewer.model.ids import PageId, Uuid
from reviewer.model.page import VirtualPage
from reviewer.services.indexes.plan import IndexChoice, IndexPlan, plan_index
from reviewer.services.indexes.reading import read_index_file
from reviewer.services.indexes.results import IndexResults, index_results
from reviewer.services.operations import (
    AddRequest,
    ChooseIndexRequest,
    DeleteMatter,
    EditError,
    EditRelease,
    JudgeIndex,
    RemoveIndex,
)
from reviewer.services.workspace import Workspace
from reviewer.text.agency_index.withheld_pages import Sheet, withheld_numbers
from tests.storage.material import add_file, black, box, made_project, read_pages, redactions_on, result

AS_FOUND = IndexChoice()
LISTED = (
    VirtualPage(3, "withheld", ("(b)(5)",), "Page 3 ~ b5"),
    VirtualPage(4, "withheld", ("(b)(6)",), "Page 4 ~ b6"),
    VirtualPage(5, "duplicate", (), "Page 5 ~ Duplicate"),
)


def beside(first: int, last: int, *listed: int) -> Sheet:
    """A sheet between pages of the series B."""
    return Sheet(listed, (("B", first),), (("B", last),))


def numbers(sheets: Sequence[Sheet], *borne: int) -> list[int | None]:
    """What the lines of all sheets are numbered, None where it is not sure."""
    found = withheld_numbers(sheets, {"B": borne}, {"B": borne})
    return [pair[0][1] if pair else None for pair in found]


@pytest.mark.parametrize(
    ("sheets", "borne", "told"),
    [
        ([beside(102, 106, 3, 4, 5)], (101, 102, 106), [103, 104, 105]),  # as many as are left out beside it
        ([beside(102, 107, 3, 4, 5)], (101, 102, 104, 107), [103, 105, 106]),  # a page between bears its own
        ([beside(102, 107, 3, 4, 5)], (101, 102, 107), [None, None, None]),  # four are left out, three listed
        ([beside(0, 0, 7, 9)], (1, 2, 6, 8, 10), [None, None]),  # 3 to 5 are left out, too, and nobody says so
        ([Sheet((3, 5), (), ())], (1, 2, 4, 6, 7), [3, 5]),  # at the end of a file: the very numbers of its lines
        ([Sheet((3, 5, 8, 9), (), ())], (1, 2, 4, 6, 7), [3, 5, 8, 9]),  # and further ones behind the last page
        ([Sheet((3, 5), (), ())], (101, 102, 104, 106), [103, 105]),  # as far from each other as the lines are
        ([Sheet((3, 6), (), ())], (101, 102, 104, 106), [None, None]),
        ([beside(101, 103, 9), beside(104, 106, 12)], (101, 103, 104, 106), [102, 105]),
        ([Sheet((), (), ())], (1, 5), []),
    ],
)
def test_numbers_follow_from_range_and_count(sheets: list[Sheet], borne: tuple[int, ...], told: list[int]) -> None:
    assert numbers(sheets, *borne) == told


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Pages 1 and 2, a sheet that lists three, page 6; one redaction on the first page, one on the last."""
    with Workspace.create(tmp_path / "sheet.foia") as made:
        add_file(made, 4)
        sheet = result(2, (), bates=None, identifiers={}, virtual_pages=LISTED)
        last = result(3, (black(box(50, 300)),), bates="BRR-2018-000006", identifiers={})
        read_pages(made, result(0, (black(box(50, 300)),)), result(1, ()), sheet, last)
        yield made


def taken(workspace: Workspace, folder: Path, *rows: str, choice: IndexChoice = AS_FOUND) -> IndexResults:
    """Import an index of these rows, in the place of an earlier one."""
    path = folder / "Vaughn.csv"
    path.write_text("\n".join(["No.,Bates,Exemption,Justification", *rows]) + "\n", encoding="utf-8")
    workspace.perform(plan_index(workspace.read, read_index_file(path), choice).operation())
    return index_results(workspace.read)


def test_pages_withheld_in_full_are_matched_and_missed(workspace: Workspace, tmp_path: Path) -> None:
    found = taken(workspace, tmp_path, "1,BRR-2018-000001-3,(b)(5),Advice", "2,BRR-2018-000007,(b)(5),Gone")
    assert [entry.state for entry in found.entries] == ["matched", "not released"]
    assert (len(found.entries[0].pages), found.entries[0].withheld) == (3, 1)  # the third is on the sheet
    # Page 4 is withheld and nobody gives a reason; page 5 is a duplicate, which needs none.
    assert [place.place for place in found.not_indexed] == [
        "BRR-2018-000006, Release_1of1.pdf p. 4",
        "deleted page 4, sheet in Release_1of1.pdf",
    ]
    withheld = {page.number: page.uuid for page in workspace.read.indexes.places().withheld}
    reasons = IndexReasons(workspace.read)
    assert reasons.of(withheld[3], ("(b)(5)",), "b5") == "“Advice” (Vaughn.csv, entry 1)"
    assert reasons.of(withheld[4], ("(b)(6)",), "b6") == ""


def test_an_index_may_count_as_the_sheet_does(workspace: Workspace, tmp_path: Path) -> None:
    (series,) = [each for each in plan_of(workspace, tmp_path).series if each.key.startswith("SHEET:")]
    assert str(series) == "deleted pages of Release_1of1.pdf: 3 to 5"
    found = taken(workspace, tmp_path, "1,4,(b)(6),Names", choice=IndexChoice(bare=series.key))
    assert [(entry.state, entry.withheld) for entry in found.entries] == [("matched", 1)]


def first_deletion(workspace: Workspace) -> Uuid:
    """The redaction on the first page."""
    return redactions_on(workspace, PageId(workspace.read.indexes.pages()[0].page))[0]


def plan_of(workspace: Workspace, folder: Path) -> IndexPlan:
    path = folder / "plan.csv"
    path.write_text("Bates,Exemption\n4,(b)(6)\n", encoding="utf-8")
    return plan_index(workspace.read, read_index_file(path))


def test_a_person_sets_a_match_aside_and_makes_one(workspace: Workspace, tmp_path: Path) -> None:
    rows = ("1,BRR-2018-000001,(b)(6),Names", "2,Doc. 9,(b)(5),Advice")
    found = taken(workspace, tmp_path, *rows)
    assert [entry.state for entry in found.entries] == ["matched", "no page named"]
    first = first_deletion(workspace)
    deed = workspace.perform(JudgeIndex(found.entries[0].row.uuid, (first,), "set aside"))
    assert deed is not None
    assert deed.title == "Set aside entry 1 of Vaughn.csv for 1 deletion"
    found = index_results(workspace.read)
    assert (found.entries[0].state, found.entries[0].set_aside) == ("no deletion", (first,))
    assert first in [place.uuid for place in found.not_indexed]
    assert workspace.read.indexes.cited(first).set_aside[0].entry.number == "1"
    workspace.perform(JudgeIndex(found.entries[1].row.uuid, (first,), "speaks"))
    found = index_results(workspace.read)
    assert found.entries[1].state == "matched"
    assert found.entries[1].by_hand == {first}
    cited = workspace.read.indexes.cited(first)
    assert ([row.entry.number for row in cited.entries], cited.agrees) == (["2"], True)
    assert IndexReasons(workspace.read).of(first, (), "") == "“Advice” (Vaughn.csv, entry 2)"
    workspace.undo()
    workspace.undo()
    assert index_results(workspace.read).entries[0].agreeing == (first,)
    workspace.redo()
    assert index_results(workspace.read).entries[0].set_aside == (first,)


def test_what_was_said_holds_when_the_index_comes_again(workspace: Workspace, tmp_path: Path) -> None:
    found = taken(workspace, tmp_path, "1,BRR-2018-000001,(b)(6),Names", "2,Doc. 9,(b)(5),Advice")
    first = first_deletion(workspace)
    workspace.perform(JudgeIndex(found.entries[0].row.uuid, (first,), "set aside"))
    workspace.perform(JudgeIndex(found.entries[1].row.uuid, (first,), "speaks"))
    # Amended: another exemption, another reason, one row more above.
    rows = ("0,BRR-2018-000002,(b)(4),Prices", "1,BRR-2018-000001,(b)(7)(C),Names", "2,Doc. 9,(b)(5),Much advice")
    found = taken(workspace, tmp_path, *rows)
    assert [(entry.row.entry.number, entry.set_aside, set(entry.by_hand)) for entry in found.entries] == [
        ("0", (), set()),
        ("1", (first,), set()),
        ("2", (), {first}),
    ]
    workspace.perform(RemoveIndex(found.indexes[0].uuid))
    assert index_results(workspace.read).entries == ()
    assert taken(workspace, tmp_path, *rows).entries[1].set_aside == (first,)
    renamed = tmp_path / "Vaughn amended.csv"
    renamed.write_bytes((tmp_path / "Vaughn.csv").read_bytes())
    workspace.perform(plan_index(workspace.read, read_index_file(renamed)).operation())
    found = index_results(workspace.read)
    assert ([each.name for each in found.indexes], found.entries[1].set_aside) == ([renamed.name], (first,))
    workspace.perform(JudgeIndex(found.entries[1].row.uuid, (first,), None))
    assert index_results(workspace.read).entries[1].set_aside == ()


def test_nothing_chosen_and_things_that_are_gone_are_refused(workspace: Workspace, tmp_path: Path) -> None:
    found = taken(workspace, tmp_path, "1,BRR-2018-000001,(b)(6),Names")
    entry = found.entries[0].row.uuid
    with pytest.raises(EditError, match="No deletion is chosen"):
        workspace.perform(JudgeIndex(entry, (), "speaks"))
    with pytest.raises(EditError, match="no longer there"):
        workspace.perform(JudgeIndex(entry, (Uuid("none"),), "speaks"))


def test_an_index_speaks_of_its_request_alone(tmp_path: Path) -> None:
    with made_project(tmp_path / "two.foia") as workspace:
        ours, other = AddRequest("FBI", number="F-1"), AddRequest("CIA", number="C-2")
        workspace.perform(ours)
        workspace.perform(other)
        (release,) = workspace.read.sources.releases()
        workspace.perform(EditRelease(release.uuid, request=ours.uuid))
        choice = IndexChoice(request=other.uuid)
        found = taken(workspace, tmp_path, "1,BRR-2018-000001-3,(b)(6),Names", choice=choice)
        assert [entry.state for entry in found.entries] == ["not released"]
        assert (found.not_indexed, found.unnumbered) == ((), ())  # its request has no deletion here
        first = first_deletion(workspace)
        assert workspace.read.indexes.cited(first).entries == ()
        workspace.perform(ChooseIndexRequest(found.indexes[0].uuid, ours.uuid))
        assert index_results(workspace.read).count("matched") == 1
        assert len(workspace.read.indexes.cited(first).entries) == 1
        workspace.perform(EditRelease(release.uuid, request=Uuid("")))
        with pytest.raises(EditError, match="it has indexes"):
            workspace.perform(DeleteMatter("request", ours.uuid))
        workspace.perform(ChooseIndexRequest(found.indexes[0].uuid, None))
        assert index_results(workspace.read).count("matched") == 1
