"""What a person decides in the appeal view, as edits: every one can be undone, none is done by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from reviewer.appeal.fields import check_fields
from reviewer.appeal.grounds import ARGUMENT_FIELDS
from reviewer.export.packet.case import Group, Item
from reviewer.model.errors import ExportError
from reviewer.model.ids import Uuid
from reviewer.model.review import Position
from reviewer.services.operations import (
    AddChallenge,
    BindItems,
    DeclineGround,
    DeleteChallenge,
    EditChallenge,
    EditIssue,
    EditRequest,
    Operation,
    SetPosition,
    SetVirtualPosition,
    Target,
    UnbindItems,
)
from reviewer.storage.reads import Reads
from reviewer.storage.rows import ChallengeRow


class Acts:
    """Edits of one appeal; `perform` does an edit and says whether it was done, what is wrong is told elsewhere."""

    def __init__(self, read: Reads, perform: Callable[[Operation], bool], *, editable: bool) -> None:
        self._read, self._perform = read, perform
        self.editable = editable

    def accept(self, ground: str, items: Iterable[Item], request: Uuid | None) -> bool:
        """Contest items on a ground: under the challenge that has it alone, else under a new one."""
        targets = _targets(items)
        own = next((row for row in self._contesting(request) if row.grounds == (ground,)), None)
        if own is not None:
            return self._do(BindItems(own.uuid, targets))
        return self._do(AddChallenge(targets, (ground,), request=request))

    def decline(self, ground: str, items: Iterable[Item]) -> bool:
        """Do not suggest a ground for these items again."""
        return self._do(DeclineGround(ground, tuple(item.subject for item in items)))

    def contest(self, grounds: Sequence[str], items: Iterable[Item], request: Uuid | None) -> bool:
        """Contest items under a new challenge."""
        return self._do(AddChallenge(_targets(items), tuple(grounds), request=request))

    def put_under(self, challenge: Uuid, items: Iterable[Item]) -> bool:
        """Contest items under a challenge that is there."""
        return self._do(BindItems(challenge, _targets(items)))

    def take_out(self, challenge: Uuid, items: Iterable[Item]) -> bool:
        """Take items out of a challenge; they stay contested."""
        return self._do(UnbindItems(challenge, tuple(item.subject for item in items)))

    def remove(self, challenge: Uuid) -> bool:
        """Remove a challenge; its items stay contested."""
        return self._do(DeleteChallenge(challenge))

    def set_grounds(self, challenge: Uuid, grounds: Sequence[str]) -> bool:
        """Other grounds."""
        return self._do(EditChallenge(challenge, grounds=tuple(grounds)))

    def set_title(self, challenge: Uuid, title: str) -> bool:
        """Another heading."""
        return self._do(EditChallenge(challenge, title=title))

    def set_argument(self, challenge: Uuid, text: str) -> str:
        """Another argument; why it cannot be taken as a sentence, nothing if it was."""
        wrong = field_problem(text, "The argument")
        if not wrong:
            self._do(EditChallenge(challenge, argument=text))
        return wrong

    def set_relief(self, challenge: Uuid, text: str) -> str:
        """Other relief; as `set_argument`."""
        wrong = field_problem(text, "The relief")
        if not wrong:
            self._do(EditChallenge(challenge, relief=text))
        return wrong

    def set_category(self, challenge: Uuid, category: bool) -> bool:
        """Give all its items one row of the log, or a row each."""
        return self._do(EditChallenge(challenge, category=category))

    def name_group(self, group: Group, name: str, request: Uuid | None) -> bool:
        """Say in words what items that are not contested have in common; no name leaves them to their codes again.

        Items without a name that get the name of another category join it.
        """
        name = " ".join(name.split())
        if name == group.name:
            return False
        if group.challenge is not None:
            return self._do(EditChallenge(group.challenge, title=name) if name else DeleteChallenge(group.challenge))
        targets = tuple(Target("redaction", subject) for subject in group.subjects)
        same = next((row for row in self._left(request) if row.title.casefold() == name.casefold()), None)
        if same is not None:
            return self._do(BindItems(same.uuid, targets))
        return self._do(AddChallenge(targets, title=name, stance="not contested", category=True, request=request))

    def set_position(self, items: Sequence[Item], position: Position) -> None:
        """The legal stance on items of every kind."""
        redactions = tuple(item.subject for item in items if item.kind == "redaction")
        pages = tuple(item.subject for item in items if item.kind == "virtual page")
        if redactions:
            self._do(SetPosition(redactions, position))
        if pages:
            self._do(SetVirtualPosition(pages, position))
        for item in items:
            if item.kind == "issue":
                self._do(EditIssue(item.subject, position=position))

    def set_litigation(self, request: Uuid, litigation: bool) -> bool:
        """In court the appeal is a list of challenges."""
        return self._do(EditRequest(request, litigation=litigation))

    def do(self, operation: Operation) -> bool:
        """Any other edit."""
        return self._do(operation)

    def _contesting(self, request: Uuid | None) -> list[ChallengeRow]:
        return [row for row in self._read.contesting.challenges(request) if row.stance == "contested"]

    def _left(self, request: Uuid | None) -> list[ChallengeRow]:
        return [row for row in self._read.contesting.challenges(request) if row.stance == "not contested"]

    def _do(self, operation: Operation) -> bool:
        return self.editable and self._perform(operation)


def field_problem(text: str, place: str) -> str:
    """What is wrong with the fields of a text, with those that are known; nothing if all can be filled."""
    try:
        check_fields(text, ARGUMENT_FIELDS, place)
    except ExportError as error:
        return f"{error.message} {error.advice}"
    return ""


def _targets(items: Iterable[Item]) -> tuple[Target, ...]:
    return tuple(Target(item.kind, item.subject) for item in items)
