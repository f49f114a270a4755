"""Edits of redactions: checking the detector's word on box and code, drawing, reshaping, taking a position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final, Literal, get_args

from reviewer.model.geometry import Rect
from reviewer.model.ids import PageId, Uuid, new_uuid
from reviewer.model.page import Kind, Marking, Redaction
from reviewer.model.review import POSITIONS, Position
from reviewer.services.operations.base import Edit, EditError, Operation, count
from reviewer.services.operations.contesting import release_item
from reviewer.storage.blobs import dump, load, pack_rects
from reviewer.storage.edit import Row
from reviewer.text.measure import measure

SaidOfBox = Literal["right", "not a redaction", "unchecked"]
SaidOfCode = Literal["right", "unchecked"]

_BOX_TITLES: Final[Mapping[str, str]] = {
    "right": "Check",
    "not a redaction": "Reject",
    "unchecked": "Uncheck",
}
_SMALLEST: Final = 1.0
"""Points: what is thinner was a slip of the mouse."""


@dataclass(frozen=True, slots=True)
class CheckBox(Operation):
    """Say of shapes that the machine found: right, no redaction at all, or take that word back.

    `unchecked` also takes a correction back: shape and kind are the machine's again. Drawn ones are left out.
    """

    name: ClassVar[str] = "check-box"
    redactions: tuple[Uuid, ...]
    said: SaidOfBox

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        rows = [edit.row("redaction", uuid) for uuid in self.redactions]
        for row in (row for row in rows if row["origin"] == "machine"):
            if self.said == "unchecked":
                finding = load(str(row["finding"]))
                restored = {"rects": dump(finding["rects"]), "kind": finding["kind"]}
                _say(edit, row, {"box_checked": "unchecked", **restored})
                continue
            word = "corrected" if self.said == "right" and _reshaped(row) else self.said
            _say(edit, row, {"box_checked": word})
        return f"{_BOX_TITLES[self.said]} {_named(edit, rows)}"


@dataclass(frozen=True, slots=True)
class CheckCode(Operation):
    """Say of codes as read (or of there being none) that they are right, or take that word back.

    `unchecked` also takes a correction back: the codes are the machine's again.
    """

    name: ClassVar[str] = "check-code"
    redactions: tuple[Uuid, ...]
    said: SaidOfCode

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        rows = [edit.row("redaction", uuid) for uuid in self.redactions]
        for row in rows:
            if self.said == "right":
                word = "right" if row["codes"] == dump(_found(row)["codes"]) else "corrected"
                _say(edit, row, {"code_checked": word})
                continue
            facts: Row = {"code_checked": "unchecked"}
            if row["origin"] == "machine":
                finding = _found(row)
                facts |= {"codes": dump(finding["codes"]), "code_text": finding["code_text"]}
                facts |= {"marking": finding["marking"]}
            _say(edit, row, facts)
        return f"{'Check' if self.said == 'right' else 'Uncheck'} code of {_named(edit, rows)}"


@dataclass(frozen=True, slots=True)
class AcceptRedactions(Operation):
    """Say of redactions that box and code are right as they stand; what was called no redaction is left out."""

    name: ClassVar[str] = "accept-redactions"
    redactions: tuple[Uuid, ...]

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        rows = [edit.row("redaction", uuid) for uuid in self.redactions]
        for row in (row for row in rows if row["box_checked"] != "not a redaction"):
            box = "drawn" if row["origin"] == "person" else "corrected" if _reshaped(row) else "right"
            code = "right" if row["codes"] == dump(_found(row)["codes"]) else "corrected"
            _say(edit, row, {"box_checked": box, "code_checked": code})
        return f"Accept {_named(edit, rows)}"


@dataclass(frozen=True, slots=True)
class SetCodes(Operation):
    """Set the codes of redactions (normalised, `(b)(6)`; none: no code stands there), which checks them too."""

    name: ClassVar[str] = "set-codes"
    redactions: tuple[Uuid, ...]
    codes: tuple[str, ...]
    marking: Marking | None = None

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        rows = [edit.row("redaction", uuid) for uuid in self.redactions]
        codes = dump(list(dict.fromkeys(self.codes)))
        for row in rows:
            same = row["origin"] == "machine" and codes == dump(_found(row)["codes"])
            facts: Row = {"codes": codes, "code_checked": "right" if same else "corrected"}
            if self.marking is not None:
                facts["marking"] = self.marking
            _say(edit, row, facts)
        return f"Set {', '.join(self.codes) or 'no code'} on {_named(edit, rows)}"


@dataclass(frozen=True, slots=True)
class SetKind(Operation):
    """Correct the kind of a redaction, which checks its box too."""

    name: ClassVar[str] = "set-kind"
    redaction: Uuid
    kind: Kind

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        if self.kind not in get_args(Kind):
            raise EditError(f"“{self.kind}” is no kind of redaction.", code="invalid")
        row = edit.row("redaction", self.redaction)
        word = "drawn" if row["origin"] == "person" else "corrected"
        if row["kind"] != self.kind:
            _say(edit, row, {"kind": self.kind, "box_checked": word})
        return f"Change kind of {_named(edit, [row])} to {self.kind}"


@dataclass(frozen=True, slots=True)
class ReshapeRedaction(Operation):
    """Move or resize a redaction: `rects` in displayed points; from then on the shape is the reviewer's."""

    name: ClassVar[str] = "reshape-redaction"
    redaction: Uuid
    rects: tuple[Rect, ...]

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("redaction", self.redaction)
        rects = _on_page(edit, row["page"], self.rects)
        word = "drawn" if row["origin"] == "person" else "corrected"
        facts: Row = {"rects": pack_rects(rects), "box_checked": word}
        _say(edit, row, facts | _measured(edit, int(row["page"] or 0), rects, str(row["kind"])))
        return f"Reshape {_named(edit, [row])}"


@dataclass(frozen=True, slots=True)
class DrawRedaction(Operation):
    """Add a redaction that the machine missed; `codes` given count as checked."""

    name: ClassVar[str] = "draw-redaction"
    page: PageId
    rects: tuple[Rect, ...]
    kind: Kind = "black"
    codes: tuple[str, ...] = ()
    marking: Marking = "none"
    uuid: Uuid = field(default_factory=new_uuid)

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        rects = _on_page(edit, self.page, self.rects)
        edit.rows.insert(
            "redaction",
            {
                "uuid": self.uuid,
                "page": self.page,
                "origin": "person",
                "rects": pack_rects(rects),
                "kind": self.kind,
                "codes": dump(list(dict.fromkeys(self.codes))),
                "marking": self.marking,
                "method": "by hand",
                "box_checked": "drawn",
                "code_checked": "corrected" if self.codes else "unchecked",
                "checked_by": edit.reviewer,
                "checked_at": edit.at,
                **_measured(edit, self.page, rects, self.kind),
            },
        )
        return f"Draw redaction on {edit.page_name(self.page)}"


@dataclass(frozen=True, slots=True)
class DeleteRedaction(Operation):
    """Remove a redaction drawn by hand; what the machine found is never deleted, but said to be no redaction."""

    name: ClassVar[str] = "delete-redaction"
    redaction: Uuid

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("redaction", self.redaction)
        if row["origin"] != "person":
            raise EditError(
                "This redaction was found by the program and cannot be deleted.",
                "Mark it as “not a redaction” instead: it then counts nowhere.",
                code="found-by-machine",
            )
        title = f"Delete {_named(edit, [row])}"
        edit.set_note("redaction", self.redaction, "")
        release_item(edit, self.redaction)
        edit.rows.delete("redaction", self.redaction)
        return title


@dataclass(frozen=True, slots=True)
class SetPosition(Operation):
    """Take a legal position on redactions, one or a whole category."""

    name: ClassVar[str] = "set-position"
    redactions: tuple[Uuid, ...]
    position: Position

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        if self.position not in POSITIONS:
            raise EditError(f"“{self.position}” is no position.", code="invalid")
        rows = [edit.row("redaction", uuid) for uuid in self.redactions]
        for row in rows:
            if row["position"] != self.position:
                edit.rows.update(
                    "redaction",
                    [row["uuid"]],
                    position=self.position,
                    position_by=edit.reviewer,
                    position_at=edit.at,
                )
        return f"Set {_named(edit, rows)} to {self.position}"


def _named(edit: Edit, rows: Sequence[Row]) -> str:
    if len(rows) == 1:
        return f"redaction on {edit.page_name(rows[0]['page'])}"
    return count(rows, "redaction", "redactions")


def _found(row: Row) -> dict[str, Any]:
    """The machine's finding; of a drawn redaction an empty one."""
    if row["finding"] is None:
        return {"rects": [], "kind": "", "codes": [], "code_text": "", "marking": "none"}
    return dict(load(str(row["finding"])))


def _reshaped(row: Row) -> bool:
    finding = _found(row)
    return row["rects"] != dump(finding["rects"]) or row["kind"] != finding["kind"]


def _say(edit: Edit, row: Row, facts: Row) -> None:
    """Record what the reviewer says of a redaction, with name and time; any word settles that it needs a look.

    Nobody has checked it if nothing is checked after that. What says nothing new is no deed.
    """
    if row["needs_look"] == "" and all(row[name] == value for name, value in facts.items()):
        return
    after = {**row, **facts}
    unchecked = after["box_checked"] == after["code_checked"] == "unchecked"
    by, at = (None, None) if unchecked else (edit.reviewer, edit.at)
    edit.rows.update("redaction", [row["uuid"]], **facts, checked_by=by, checked_at=at, needs_look="")


def _on_page(edit: Edit, page: object, rects: Sequence[Rect]) -> tuple[Rect, ...]:
    """The rectangles, cut to the page; EditError if nothing of a sensible size is left."""
    row = edit.row("page", int(str(page)))
    sheet = Rect(0.0, 0.0, float(row["width"] or 0), float(row["height"] or 0))
    cut = tuple(Rect(*rect).intersect(sheet) for rect in rects)
    if not cut or any(rect.width < _SMALLEST or rect.height < _SMALLEST for rect in cut):
        raise EditError(
            "The redaction is too small or lies outside the page.",
            "Draw it again, over all that is hidden.",
            code="bad-shape",
        )
    return cut


def _measured(edit: Edit, page: int, rects: tuple[Rect, ...], kind: str) -> dict[str, str | int | float | None]:
    """Estimates of what a shape hides, from the type size of its page."""
    (redaction,) = measure([Redaction(rects, kind)], edit.rows.words(page))  # type: ignore[arg-type]  # kind is checked by its column
    return {"lines": redaction.lines, "words": redaction.words, "characters": redaction.characters}
