"""What a person says of an entry of an agency's index and a deletion: it speaks for it, or it does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from reviewer.model.ids import Uuid, new_uuid
from reviewer.services.operations.base import Edit, EditError, Operation, count
from reviewer.storage.edit import Value

IndexVerdict = Literal["speaks", "set aside"]


@dataclass(frozen=True, slots=True)
class JudgeIndex(Operation):
    """Give an entry to deletions, or set it aside for them; None: what the pages and codes say counts again.

    `deletions` are redactions or lines of deleted-page sheets. The word is kept under what is printed in the entry, so
    that it holds when the index is imported again.
    """

    name: ClassVar[str] = "judge-index"
    entry: Uuid
    deletions: tuple[Uuid, ...]
    verdict: IndexVerdict | None

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        if not self.deletions:
            raise EditError("No deletion is chosen.", "Choose a deletion in the list or on its page.", code="empty")
        entry = edit.row("index_entry", self.entry)
        index = edit.row("agency_index", entry["agency_index"])
        placed = {"agency_index": index["name"], "number": entry["number"], "pages": entry["pages"]}
        same = {"agency_index": index["uuid"], "number": entry["number"], "pages": entry["pages"]}
        alone = len(edit.rows.find("index_entry", **same)) == 1
        for deletion in dict.fromkeys(self.deletions):
            if edit.rows.get("redaction", deletion) is None:
                edit.row("virtual_page", deletion)
            self._decide(edit, {**placed, "deletion": deletion}, entry["code_text"], alone=alone)
        named = f"entry {entry['number']}" if entry["number"] else entry["place"]
        verb = {"speaks": "Match", "set aside": "Set aside", None: "Reopen"}[self.verdict]
        return f"{verb} {named} of {index['name']} for {count(self.deletions, 'deletion', 'deletions')}"

    def _decide(self, edit: Edit, placed: dict[str, Value], codes: Value, *, alone: bool) -> None:
        """Keep the word. One said when the entry read otherwise was still of it, where no other has its pages."""
        known = {**placed, "codes": codes}
        said = {"verdict": self.verdict, "decided_by": edit.reviewer, "decided_at": edit.at}
        found = edit.rows.find("index_verdict", **known)
        found = found or (edit.rows.find("index_verdict", **placed) if alone else [])
        if self.verdict is None:
            for row in found:
                edit.rows.delete("index_verdict", row["uuid"])
        elif not found:
            edit.rows.insert("index_verdict", {"uuid": new_uuid(), **known, **said})
        elif found[0]["verdict"] != self.verdict:
            edit.rows.update("index_verdict", [found[0]["uuid"]], codes=codes, **said)
