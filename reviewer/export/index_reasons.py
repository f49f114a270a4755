"""The agency's reasons as its own index states them, quoted with the entry; nothing where there is no index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from reviewer.model.ids import Uuid
from reviewer.storage.reads import Reads
from reviewer.storage.rows import Cited, IndexEntryRow, RedactionRow
from reviewer.text.agency_index.entries import reason_for
from reviewer.text.agency_index.matching import Claim, Matching, Numbered, match
from reviewer.text.agency_index.subcodes import meanings


class IndexReasons:
    """What the indexes of a project say of its deletions; matched once, when the first one is asked for."""

    def __init__(self, read: Reads) -> None:
        self._read = read

    def of(self, redaction: RedactionRow) -> str:
        """The quotations for one deletion, a line each; empty where no index speaks of it."""
        if not self._names:
            return ""
        spoken, agrees = self._matching.by_deletion.get(redaction.uuid, ((), True))
        entries = tuple(self._entries[uuid] for uuid in spoken)
        known = meanings(redaction.code_text, self._key)
        return "\n".join(quotations(Cited(entries, agrees, self._names, known), redaction.codes))

    @cached_property
    def _names(self) -> Mapping[Uuid, str]:
        return {row.uuid: row.name for row in self._read.indexes.indexes()}

    @cached_property
    def _key(self) -> Mapping[str, str]:
        rows = reversed(self._read.indexes.indexes())
        return {code: meaning for row in rows for code, meaning in row.key.items()}

    @cached_property
    def _entries(self) -> Mapping[Uuid, IndexEntryRow]:
        return {row.uuid: row for row in self._read.indexes.entries()}

    @cached_property
    def _matching(self) -> Matching[Uuid]:
        claims = [Claim(row.uuid, row.entry.spans, row.entry.codes) for row in self._entries.values()]
        pages = ((page.page, page.numbers) for page in self._read.indexes.pages())
        return match(claims, Numbered(pages), self._read.indexes.deletions())


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
