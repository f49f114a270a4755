"""Edits of what is contested: challenges that bind grounds, argument and relief to items."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Final, NamedTuple, get_args

from reviewer.appeal.grounds import grounds as known_grounds
from reviewer.model.ids import Uuid, new_uuid
from reviewer.model.review import ItemKind, Stance
from reviewer.services.operations.base import Edit, EditError, Operation, count
from reviewer.storage.blobs import dump
from reviewer.storage.edit import Row, Value

_TABLES: Final[dict[ItemKind, str]] = {"redaction": "redaction", "virtual page": "virtual_page", "issue": "issue"}


class Target(NamedTuple):
    """One thing that can be contested: a redaction, a page of a deleted-page sheet, an issue."""

    kind: ItemKind
    subject: Uuid


@dataclass(frozen=True, slots=True)
class AddChallenge(Operation):
    """Bind grounds, argument and relief to items, whose position becomes the challenge's stance.

    With `category` the log gives all of them one row (`Items 40–112: recipients' names, (b)(6), not contested`).
    """

    name: ClassVar[str] = "add-challenge"
    targets: tuple[Target, ...]
    grounds: tuple[str, ...] = ()
    argument: str = ""
    relief: str = ""
    title: str = ""
    stance: Stance = "contested"
    category: bool = False
    request: Uuid | None = None
    uuid: Uuid = field(default_factory=new_uuid)

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        if not self.targets:
            raise EditError("Nothing is chosen to contest.", "Choose redactions, pages or issues.", code="empty")
        if self.request is not None:
            edit.row("request", self.request)
        edit.rows.insert(
            "challenge",
            {
                "uuid": self.uuid,
                "request": self.request,
                "stance": _stance(self.stance),
                "title": self.title.strip(),
                "grounds": dump(_known(self.grounds)),
                "argument": self.argument.strip(),
                "relief": self.relief.strip(),
                "category": int(self.category),
                "ordinal": 1 + max((int(row["ordinal"] or 0) for row in edit.rows.find("challenge")), default=0),
                "created_by": edit.reviewer,
                "created_at": edit.at,
            },
        )
        _bind(edit, self.uuid, self.targets, self.stance)
        return f"{'Contest' if self.stance == 'contested' else 'Leave uncontested'} {_items(self.targets)}"


@dataclass(frozen=True, slots=True)
class EditChallenge(Operation):
    """Change a challenge; None leaves a part as it is. Another stance is taken on all its items."""

    name: ClassVar[str] = "edit-challenge"
    challenge: Uuid
    title: str | None = None
    grounds: tuple[str, ...] | None = None
    argument: str | None = None
    relief: str | None = None
    stance: Stance | None = None
    category: bool | None = None
    ordinal: int | None = None

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("challenge", self.challenge)
        texts = {"title": self.title, "argument": self.argument, "relief": self.relief}
        values: Row = {name: text.strip() for name, text in texts.items() if text is not None}
        if self.grounds is not None:
            values["grounds"] = dump(_known(self.grounds))
        if self.category is not None:
            values["category"] = int(self.category)
        if self.ordinal is not None:
            values["ordinal"] = self.ordinal
        if self.stance is not None and self.stance != row["stance"]:
            values["stance"] = _stance(self.stance)
            _take_position(edit, _bound(edit, self.challenge), self.stance)
        edit.rows.update("challenge", [self.challenge], **values)
        return f"Edit challenge{_named(row)}"


@dataclass(frozen=True, slots=True)
class BindItems(Operation):
    """Put further items under a challenge; their position becomes its stance."""

    name: ClassVar[str] = "bind-items"
    challenge: Uuid
    targets: tuple[Target, ...]

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("challenge", self.challenge)
        _bind(edit, self.challenge, self.targets, _stance(str(row["stance"])))
        return f"Put {_items(self.targets)} under challenge{_named(row)}"


@dataclass(frozen=True, slots=True)
class UnbindItems(Operation):
    """Take items out of a challenge; the position taken on each stays, for it is a decision of its own."""

    name: ClassVar[str] = "unbind-items"
    challenge: Uuid
    subjects: tuple[Uuid, ...]

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("challenge", self.challenge)
        for subject in self.subjects:
            if edit.rows.get("challenge_target", self.challenge, subject) is not None:
                edit.rows.delete("challenge_target", self.challenge, subject)
        return f"Take {count(self.subjects, 'item', 'items')} out of challenge{_named(row)}"


@dataclass(frozen=True, slots=True)
class DeleteChallenge(Operation):
    """Remove a challenge; the positions taken on its items stay."""

    name: ClassVar[str] = "delete-challenge"
    challenge: Uuid

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("challenge", self.challenge)
        for bond in edit.rows.find("challenge_target", challenge=self.challenge):
            edit.rows.delete("challenge_target", self.challenge, bond["subject"])
        edit.rows.delete("challenge", self.challenge)
        return f"Delete challenge{_named(row)}"


@dataclass(frozen=True, slots=True)
class DeclineGround(Operation):
    """Decline a ground that was suggested for items: it is not suggested for them again."""

    name: ClassVar[str] = "decline-ground"
    ground: str
    subjects: tuple[Uuid, ...]

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        (ground,) = _known((self.ground,))
        for subject in dict.fromkeys(self.subjects):
            if edit.rows.get("declined_ground", ground, subject) is None:
                edit.rows.insert(
                    "declined_ground",
                    {"ground": ground, "subject": subject, "declined_by": edit.reviewer, "declined_at": edit.at},
                )
        return f"Decline ground for {count(self.subjects, 'item', 'items')}"


def release_item(edit: Edit, subject: Value) -> None:
    """Take an item that is about to be deleted out of every challenge."""
    for bond in edit.rows.find("challenge_target", subject=subject):
        edit.rows.delete("challenge_target", bond["challenge"], subject)
    for declined in edit.rows.find("declined_ground", subject=subject):
        edit.rows.delete("declined_ground", declined["ground"], subject)


def _bind(edit: Edit, challenge: Uuid, targets: Sequence[Target], stance: Stance) -> None:
    for target in targets:
        if target.kind not in _TABLES:
            raise EditError(f"A {target.kind} cannot be contested.", code="invalid")
        edit.row(_TABLES[target.kind], target.subject)
        if edit.rows.get("challenge_target", challenge, target.subject) is None:
            edit.rows.insert(
                "challenge_target", {"challenge": challenge, "subject": target.subject, "kind": target.kind}
            )
    _take_position(edit, targets, stance)


def _bound(edit: Edit, challenge: Uuid) -> list[Target]:
    rows = edit.rows.find("challenge_target", challenge=challenge)
    return [Target(str(row["kind"]), Uuid(str(row["subject"]))) for row in rows]  # type: ignore[arg-type]  # its column's CHECK


def _take_position(edit: Edit, targets: Iterable[Target], stance: Stance) -> None:
    for target in targets:
        table = _TABLES[target.kind]
        row = edit.rows.get(table, target.subject)
        if row is None or row["position"] == stance:
            continue
        who = {"position_by": edit.reviewer, "position_at": edit.at} if table == "redaction" else {}
        edit.rows.update(table, [target.subject], position=stance, **who)


def _known(chosen: Iterable[str]) -> list[str]:
    ids = {ground.id for ground in known_grounds()}
    for ground in chosen:
        if ground not in ids:
            raise EditError(f"There is no ground “{ground}”.", f"Grounds: {', '.join(sorted(ids))}.", code="invalid")
    return list(dict.fromkeys(chosen))


def _stance(text: str) -> Stance:
    for stance in get_args(Stance):
        if stance == text:
            return stance  # type: ignore[no-any-return]  # get_args is untyped
    raise EditError(f"“{text}” is no stance.", f"Choose one of: {', '.join(get_args(Stance))}.", code="invalid")


def _items(targets: Sequence[Target]) -> str:
    kinds = {target.kind for target in targets}
    one = kinds.pop() if len(kinds) == 1 else "item"
    return count(targets, one, f"{one}s")


def _named(row: Row) -> str:
    return f" “{row['title']}”" if row["title"] else ""
