"""Challenges bind grounds to items, positions follow, undo takes it back; an approval holds for one content only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from reviewer.model.ids import Uuid, new_uuid
from reviewer.model.review import Stance
from reviewer.services import packets
from reviewer.services.contesting import suggestions
from reviewer.services.operations import (
    AddChallenge,
    ApprovePacket,
    BindItems,
    DeleteChallenge,
    DeleteMatter,
    EditAppeal,
    EditChallenge,
    EditError,
    EditIssue,
    Operation,
    SetPosition,
    SetVirtualPosition,
    Target,
    UnbindItems,
    WithdrawApproval,
)
from reviewer.services.workspace import Workspace
from tests.unit.appeal_kit import Contested, make_contested

TODAY = date(2018, 11, 20)


@pytest.fixture
def made(tmp_path: Path) -> Contested:
    return make_contested(tmp_path)


@pytest.fixture
def workspace(made: Contested) -> Iterator[Workspace]:
    with Workspace.open(made.path, "Ada Lovelace") as opened:
        yield opened


def position(workspace: Workspace, redaction: Uuid) -> str:
    row = workspace.read.redactions.one(redaction)
    assert row is not None
    return row.position


def test_a_challenge_takes_its_stance_on_its_items_and_undo_takes_it_back(
    made: Contested, workspace: Workspace
) -> None:
    price = made.redactions[5]
    operation = AddChallenge((Target("redaction", price),), ("b4-confidential",), "why {{ items }}", title="Prices")
    before = workspace.read.contesting.challenges()
    deed = workspace.perform(operation)
    assert deed is not None
    assert deed.title == "Contest 1 redaction"
    assert operation.uuid in deed.changes.of("challenge")
    assert price in deed.changes.of("redaction")
    assert position(workspace, price) == "contested"
    (row,) = workspace.read.contesting.of(price)
    assert workspace.read.contesting.grounds([price, new_uuid()]) == {price: ("b4-confidential",)}
    assert (row.grounds, row.title, row.targets[0].item) == (("b4-confidential",), "Prices", 6)
    workspace.undo()
    assert position(workspace, price) == "attorney to decide"
    assert workspace.read.contesting.challenges() == before
    workspace.redo()
    assert position(workspace, price) == "contested"


def test_another_stance_is_taken_on_all_items(made: Contested, workspace: Workspace) -> None:
    challenge = next(row for row in workspace.read.contesting.challenges(made.request) if row.title == "Exemption 5")
    workspace.perform(EditChallenge(challenge.uuid, stance="not contested", title="given up", category=True))
    changed = workspace.read.contesting.challenge(challenge.uuid)
    assert changed is not None
    assert (changed.stance, changed.title, changed.category) == ("not contested", "given up", True)
    assert {target.position for target in changed.targets} == {"not contested"}


def test_items_come_and_go_and_keep_their_position(made: Contested, workspace: Workspace) -> None:
    price, challenge = made.redactions[5], workspace.read.contesting.challenges()[0]
    workspace.perform(BindItems(challenge.uuid, (Target("redaction", price),)))
    assert position(workspace, price) == "contested"
    workspace.perform(UnbindItems(challenge.uuid, (price,)))
    assert position(workspace, price) == "contested"
    assert workspace.read.contesting.of(price) == []
    workspace.perform(DeleteChallenge(challenge.uuid))
    assert workspace.read.contesting.challenge(challenge.uuid) is None
    assert position(workspace, made.redactions[1]) == "contested"


@pytest.mark.parametrize(
    ("operation", "said"),
    [
        (lambda made: AddChallenge(()), "Nothing is chosen"),
        (lambda made: AddChallenge((Target("redaction", made.redactions[0]),), ("no such",)), "no ground “no such”"),
        (lambda made: AddChallenge((Target("redaction", Uuid("gone")),)), "no longer there"),
        (
            lambda made: AddChallenge((Target("redaction", made.redactions[0]),), stance=cast(Stance, "open")),
            "no stance",
        ),
        (lambda made: ApprovePacket(made.request, "  ", "0" * 64), "name of the person"),
        (lambda made: DeleteMatter("request", made.request), "cannot be deleted"),
    ],
)
def test_what_cannot_be_done_says_why_and_does_nothing(
    made: Contested, workspace: Workspace, operation: Callable[[Contested], Operation], said: str
) -> None:
    before = workspace.read.contesting.challenges()
    with pytest.raises(EditError, match=said):
        workspace.perform(operation(made))
    assert workspace.read.contesting.challenges() == before


def test_a_deleted_issue_leaves_its_challenge(made: Contested, workspace: Workspace) -> None:
    assert workspace.read.contesting.of(made.issue)
    workspace.perform(DeleteMatter("issue", made.issue))
    assert workspace.read.contesting.of(made.issue) == []
    workspace.undo()
    assert workspace.read.contesting.of(made.issue)


def test_approval_holds_for_what_was_approved_and_nothing_else(made: Contested, workspace: Workspace) -> None:
    assert not packets.plan(workspace, made.request, today=TODAY).approved
    approved = packets.approve(workspace, made.request, "Jane Roe, Esq.", today=TODAY)
    assert approved.approved
    assert approved.draft == ""
    assert packets.plan(workspace, made.request, today=date(2018, 11, 30)).approved  # the day of writing is no content
    workspace.perform(SetPosition((made.redactions[0],), "resolved"))
    changed = packets.plan(workspace, made.request, today=TODAY)
    assert not changed.approved
    assert "Changed since Jane Roe, Esq. approved it: it is a draft again." in changed.warnings
    assert any("Item 1 is bound to the challenge “Exemption 5”" in sentence for sentence in changed.warnings)
    workspace.undo()
    assert packets.plan(workspace, made.request, today=TODAY).approved
    workspace.perform(WithdrawApproval(made.request))
    assert not packets.plan(workspace, made.request, today=TODAY).approved
    audit = [row.operation for row in workspace.read.history.audit()]
    assert "approve-packet" in audit
    assert "withdraw-approval" in audit


def test_a_letter_with_holes_is_not_approved(made: Contested, workspace: Workspace) -> None:
    workspace.perform(EditAppeal(made.request, addressee=""))
    planned = packets.plan(workspace, made.request, today=TODAY)
    assert planned.gaps == ("address of the appeals office",)
    with pytest.raises(EditError, match="not entered is address of the appeals office"):
        packets.approve(workspace, made.request, "Jane Roe", today=TODAY)


def test_the_record_suggests_what_it_can_show(made: Contested, workspace: Workspace) -> None:
    found = suggestions(workspace.read, TODAY)
    by_ground = {suggestion.ground: suggestion for suggestion in found}
    assert by_ground["no-exemption"].subjects == (made.redactions[1],)
    assert by_ground["attachment"].subjects == (made.issue,)
    assert "doyle@northwind.example" in by_ground["not-inter-agency"].reason
    assert "not-segregated" in by_ground  # the page that exists on the sheet only
    workspace.perform(SetVirtualPosition((workspace.read.pages.virtual_pages()[0].uuid,), "resolved"))
    workspace.perform(EditIssue(made.issue, position="resolved"))
    left = {suggestion.ground for suggestion in suggestions(workspace.read, TODAY)}
    assert not left & {"attachment", "not-segregated"}
