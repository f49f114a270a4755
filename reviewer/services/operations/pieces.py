"""Edits that make several redactions of one, or one of several: what the machine took together or apart by mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar, cast

from reviewer.model.geometry import Rect
from reviewer.model.ids import PageId, Uuid, new_uuid
from reviewer.model.page import Kind, Marking
from reviewer.model.review import Position
from reviewer.services.operations.base import Edit, EditError, Operation
from reviewer.services.operations.redactions import (
    CheckBox,
    CheckCode,
    DeleteRedaction,
    DrawRedaction,
    ReshapeRedaction,
    SetCodes,
    SetPosition,
)
from reviewer.storage.blobs import load, unpack_rects
from reviewer.storage.edit import Row


@dataclass(frozen=True, slots=True)
class SplitRedaction(Operation):
    """Make a redaction of each of `parts` (displayed points): the first stays itself, the others take after it.

    They bear its kind, codes and position, and the check of its codes; `made` are the ids of the others.
    """

    name: ClassVar[str] = "split-redaction"
    redaction: Uuid
    parts: tuple[tuple[Rect, ...], ...]
    made: tuple[Uuid, ...] = field(default=())

    @classmethod
    def of(cls, redaction: Uuid, parts: Sequence[tuple[Rect, ...]]) -> SplitRedaction:
        """With new ids for all parts but the first."""
        return cls(redaction, tuple(parts), tuple(new_uuid() for _ in parts[1:]))

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("redaction", self.redaction)
        if len(self.parts) < 2 or len(self.made) != len(self.parts) - 1:
            raise EditError("There is nothing to split.", "Draw the second redaction instead.", code="invalid")
        ReshapeRedaction(self.redaction, self.parts[0]).apply(edit)
        for uuid, rects in zip(self.made, self.parts[1:], strict=True):
            page, kind = PageId(int(row["page"] or 0)), cast(Kind, row["kind"])
            DrawRedaction(page, rects, kind, _codes(row), cast(Marking, row["marking"]), uuid).apply(edit)
            if row["code_checked"] == "unchecked":  # cutting a box says nothing of the code that was read beside it
                CheckCode((uuid,), "unchecked").apply(edit)
            SetPosition((uuid,), cast(Position, row["position"])).apply(edit)
        return f"Split redaction on {edit.page_name(row['page'])}"


@dataclass(frozen=True, slots=True)
class JoinRedactions(Operation):
    """Make one redaction of several on one page: the first takes the shapes and codes of the others.

    Those drawn by hand go away; those that the machine found are said to be none, for they are part of the first now.
    """

    name: ClassVar[str] = "join-redactions"
    redaction: Uuid
    others: tuple[Uuid, ...]

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("redaction", self.redaction)
        others = [edit.row("redaction", uuid) for uuid in self.others]
        if not others or any(other["page"] != row["page"] for other in others):
            raise EditError("Only redactions of one page can be joined.", code="invalid")
        rects = tuple(rect for part in (row, *others) for rect in unpack_rects(str(part["rects"])))
        codes = tuple(dict.fromkeys(code for part in (row, *others) for code in _codes(part)))
        ReshapeRedaction(self.redaction, rects).apply(edit)
        if codes != _codes(row):
            SetCodes((self.redaction,), codes).apply(edit)
        for uuid, other in zip(self.others, others, strict=True):
            if other["origin"] == "person":
                DeleteRedaction(uuid).apply(edit)
            else:
                CheckBox((uuid,), "not a redaction").apply(edit)
        return f"Join {1 + len(others)} redactions on {edit.page_name(row['page'])}"


def _codes(row: Row) -> tuple[str, ...]:
    return tuple(load(str(row["codes"])))
