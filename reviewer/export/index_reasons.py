"""The agency's reasons as its own index states them, quoted with the entry; nothing where there is no index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from reviewer.model.ids import Uuid
from reviewer.storage.reads import Reads
from reviewer.storage.reads.index_places import claims_of, judged
from reviewer.storage.rows import AgencyIndexRow, Cited, IndexEntryRow
from reviewer.text.agency_index.entries import reason_for
from reviewer.text.agency_index.matching import Matching
from reviewer.text.agency_index.subcodes import meanings


class IndexReasons:
    """What the indexes of a project say of its deletions; matched once, when the first one is asked for."""

    def __init__(self, read: Reads) -> None:
        self._read = read

    def of(self, deletion: Uuid, codes: Sequence[str], code_text: str) -> str:
        """The quotations for a redaction or a page withheld in full, a line each; empty where no index speaks of it.

        `codes` are those read for it, `code_text` what is printed.
        """
        if not self._names:
            return ""
        spoken, agrees = self._matching.by_deletion.get(deletion, ((), True))
        entries = tuple(self._entries[uuid] for uuid in spoken)
        known = meanings(code_text, self._key)
        return "\n".join(quotations(Cited(entries, agrees, self._names, known), codes))

    @cached_property
    def _indexes(self) -> Sequence[AgencyIndexRow]:
        return self._read.indexes.indexes()

    @cached_property
    def _names(self) -> Mapping[Uuid, str]:
        return {row.uuid: row.name for row in self._indexes}

    @cached_property
    def _key(self) -> Mapping[str, str]:
        return {code: meaning for row in reversed(self._indexes) for code, meaning in row.key.items()}

    @cached_property
    def _entries(self) -> Mapping[Uuid, IndexEntryRow]:
        return {row.uuid: row for row in self._read.indexes.entries()}

    @cached_property
    def _matching(self) -> Matching[Uuid]:
        rows = list(self._entries.values())
        said = judged(self._indexes, rows, self._read.indexes.decided())
        return self._read.indexes.places().match(claims_of(self._indexes, rows), said)


def quotations(cited: Cited, codes: Sequence[str]) -> tuple[str, ...]:
    """What the indexes say of one deletion, in the agency's words with the place of each: entries, then sub-codes.

    An entry of other codes is quoted with the codes that it claims; one without a reason says so.
    """
    said = [_quoted(row, cited, codes) for row in cited.entries]
    index = next(iter(cited.names.values()), "")
    said += [f"{code}: “{meaning}” (key of {index})" for code, meaning in cited.sub_codes]
    return tuple(dict.fromkeys(said))


def entry_name(row: IndexEntryRow) -> str:
    """How an entry is called: by its own number, else by its place in the file."""
    return f"entry {row.entry.number}" if row.entry.number else row.entry.place


def _quoted(row: IndexEntryRow, cited: Cited, codes: Sequence[str]) -> str:
    place = f"{cited.names.get(row.index, 'index')}, {entry_name(row)}"
    reason = reason_for(row.entry, codes)
    claimed = ", ".join(row.entry.codes)
    if not cited.agrees:
        words = f": “{reason}”" if reason else ""
        return f"{place} claims {claimed} for this page{words}"
    if not reason:
        return f"No reason stated ({place}{': ' + claimed if claimed else ''})"
    return f"“{reason}” ({place})"
