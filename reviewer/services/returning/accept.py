"""Takes over what was edited in a returned log: one edit, whatever the number of items, and undone as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from reviewer.export.building import basis_words
from reviewer.model.ids import Uuid
from reviewer.model.review import POSITIONS
from reviewer.services.operations.base import Edit, EditError, Operation, count
from reviewer.services.operations.contesting import AddChallenge, EditChallenge, Target, UnbindItems
from reviewer.services.operations.pages import SetNote
from reviewer.services.operations.redactions import SetCodes, SetPosition
from reviewer.services.returning.log import BASIS, NOT_CONTESTED, Difference, codes_of
from reviewer.services.workspace import Workspace
from reviewer.storage.rows import ChallengeRow

_RELIEF = "Relief:"


@dataclass(frozen=True, slots=True)
class TakeOverLog(Operation):
    """What the accepted differences of a returned log come to, as the edits that a person could have made."""

    name: ClassVar[str] = "take-over-log"
    file: str
    items: tuple[str, ...]
    edits: tuple[Operation, ...]

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        if not self.edits:
            raise EditError("Nothing is chosen to be taken over.", code="empty")
        for each in self.edits:
            each.apply(edit)
        return f"Take over {count(self.items, 'item', 'items')} from {self.file}"


def take_over(workspace: Workspace, file: str, accepted: Sequence[Difference]) -> int:
    """Take over differences of a returned log as one edit; how many items it touched.

    EditError for one that has a problem, and for one whose item was changed in the project since the comparison.
    """
    for found in accepted:
        if found.problem or found.redaction is None:
            raise EditError(f"Item {found.item}: {found.problem or 'it fits no item'}.", code="problem")
    items = tuple(dict.fromkeys(found.item for found in accepted))
    workspace.perform(TakeOverLog(file, items, tuple(_edits(workspace, accepted))))
    return len(items)


def _edits(workspace: Workspace, accepted: Sequence[Difference]) -> Iterator[Operation]:
    uuids = tuple({found.redaction for found in accepted if found.redaction is not None})
    rows = {row.uuid: row for row in workspace.read.redactions.rows(uuids)}
    arguments: dict[str, list[Uuid]] = {}
    challenges = workspace.read.contesting.challenges()
    for found in accepted:
        row = rows.get(found.redaction or Uuid(""))
        if row is None:
            raise EditError(f"Item {found.item} is no longer there.", "Compare again.", code="gone")
        bound = [each for each in challenges if any(target.subject == row.uuid for target in each.targets)]
        now = {"position": row.position, "codes": ", ".join(row.codes), "notes": row.note,
               BASIS: basis_words(row.position, bound)}[found.field]  # fmt: skip
        if " ".join(now.split()) != " ".join(found.old.split()):
            raise EditError(
                f"Item {found.item} was changed since the comparison: its {found.field} is another one now.",
                "Compare again. Nothing was changed.",
                code="changed",
            )
        if found.field == BASIS:
            yield from _basis(row.uuid, found.new, bound, arguments)
        else:
            yield _plain(row.uuid, found)
    for text, subjects in arguments.items():
        argument, relief = _parts(text)
        yield AddChallenge(tuple(Target("redaction", uuid) for uuid in subjects), argument=argument, relief=relief)


def _plain(uuid: Uuid, found: Difference) -> Operation:
    if found.field == "position":
        position = next(known for known in POSITIONS if known == found.new)
        return SetPosition((uuid,), position)
    if found.field == "codes":
        return SetCodes((uuid,), codes_of(found.new))
    return SetNote("redaction", uuid, found.new)


def _basis(
    uuid: Uuid, new: str, bound: Sequence[ChallengeRow], arguments: dict[str, list[Uuid]]
) -> Iterator[Operation]:
    """An own challenge is reworded; from one that speaks for other items, too, the item is taken out first."""
    own = [each for each in bound if len(each.targets) == 1]
    argued = bool(new) and new != NOT_CONTESTED
    if argued and len(own) == len(bound) == 1:
        argument, relief = _parts(new)
        yield EditChallenge(own[0].uuid, argument=argument, relief=relief, stance="contested")
        return
    for each in bound:
        yield UnbindItems(each.uuid, (uuid,))
    if argued:
        arguments.setdefault(new, []).append(uuid)
    else:
        yield SetPosition((uuid,), "not contested" if new else "undecided")


def _parts(text: str) -> tuple[str, str]:
    """Argument and relief as a cell holds them: the relief behind its word."""
    argument, _, relief = text.partition(_RELIEF)
    return argument.strip(), relief.strip()
