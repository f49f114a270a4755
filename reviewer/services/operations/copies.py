"""What a person says of copies: another copy shows what is hidden here, or it does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from reviewer.model.comparing import Verdict
from reviewer.model.ids import PageId, Uuid, new_uuid
from reviewer.services.operations.base import Edit, EditError, Operation, count

Place = tuple[Uuid, PageId]
"""A redaction, and the page of the other copy."""


@dataclass(frozen=True, slots=True)
class JudgeCopies(Operation):
    """Accept or reject what other copies show in the place of redactions; None: nothing is decided any more.

    What is rejected is not shown or suggested again, however often copies are compared.
    """

    name: ClassVar[str] = "judge-copies"
    places: tuple[Place, ...]
    verdict: Verdict | None

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        if not self.places:
            raise EditError("No copy is chosen.", "Choose a difference in the list.", code="empty")
        for redaction, page in dict.fromkeys(self.places):
            edit.row("redaction", redaction)
            edit.row("page", page)
            self._decide(edit, redaction, page)
        words = {"accepted": "Accept", "rejected": "Reject", None: "Reopen"}[self.verdict]
        if len(self.places) == 1:
            return f"{words} copy on {edit.page_name(self.places[0][1])}"
        return f"{words} {count(self.places, 'copy', 'copies')}"

    def _decide(self, edit: Edit, redaction: Uuid, page: PageId) -> None:
        said = {"verdict": self.verdict, "decided_by": edit.reviewer, "decided_at": edit.at}
        found = edit.rows.find("copy_verdict", redaction=redaction, page=page)
        if self.verdict is None:
            for row in found:
                edit.rows.delete("copy_verdict", row["uuid"])
        elif not found:
            edit.rows.insert("copy_verdict", {"uuid": new_uuid(), "redaction": redaction, "page": page, **said})
        elif found[0]["verdict"] != self.verdict:
            edit.rows.update("copy_verdict", [found[0]["uuid"]], **said)


@dataclass(frozen=True, slots=True)
class ContestByCopy(Operation):
    """Contest a redaction because another copy shows its words, which accepts that copy: one act, one edit."""

    name: ClassVar[str] = "contest-by-copy"
    place: Place
    contesting: Operation

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        JudgeCopies((self.place,), "accepted").apply(edit)
        return self.contesting.apply(edit)
