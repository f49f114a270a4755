"""The lines of the list: entries of indexes, and deletions that no entry speaks for, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QCoreApplication

from reviewer.export.index_reasons import entry_name
from reviewer.model.ids import Uuid
from reviewer.services.indexes.results import STATES, DeletionPlace, EntryResult, IndexResults
from reviewer.ui.models.rows_table import Column

Shown = Literal["all", "matched", "other codes", "no deletion", "not released", "no page named", "not indexed"]
PARTS: Final[tuple[Shown, ...]] = ("all", *STATES, "not indexed")


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One line: an entry, or a deletion without one. `page` and `redaction` are where a double click leads.

    `deletion` is what can be matched by hand: a redaction, or a page that only a sheet lists.
    """

    state: Shown
    entry: EntryResult | None
    name: str
    pages: str
    codes: str
    deletions: str
    words: str
    page: int | None = None
    redaction: Uuid | None = None
    deletion: Uuid | None = None


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgencyIndex", text)


def part_name(part: Shown) -> str:
    """A part of the list as its button says it."""
    return {
        "all": _tr("All"),
        "matched": _tr("Matched"),
        "other codes": _tr("Other codes"),
        "no deletion": _tr("No deletion"),
        "not released": _tr("Not released"),
        "no page named": _tr("No page named"),
        "not indexed": _tr("Not indexed"),
    }[part]


def part_words(part: Shown) -> str:
    """What the lines of a part have in common, in a sentence."""
    return {
        "all": _tr("Every entry of the index, and every deletion that it leaves out."),
        "matched": _tr("Entries that speak for a deletion: same page, same exemption."),
        "other codes": _tr("The page says one exemption, the index says another."),
        "no deletion": _tr("Entries whose pages were released and show no deletion."),
        "not released": _tr(
            "Entries of pages that this project does not have and no deleted-page sheet lists: withheld, or missing."
        ),
        "no page named": _tr("Entries in which no page identifier could be read."),
        "not indexed": _tr("Deletions and pages withheld in full for which no entry speaks."),
    }[part]


def lines_of(found: IndexResults, part: Shown) -> list[IndexLine]:
    """The lines of one part, entries in the order of the index, then deletions in the order of the release."""
    listed = {page.uuid for page in found.there.withheld}
    lines = [_entry_line(entry, listed) for entry in found.entries if part in ("all", entry.state)]
    if part in ("all", "other codes"):
        lines += _differing(found)
    if part in ("all", "not indexed"):
        lines += [_left_out(place, numbered=True) for place in found.not_indexed]
        lines += [_left_out(place, numbered=False) for place in found.unnumbered]
    return lines


def counts(found: IndexResults) -> dict[Shown, int]:
    """How many lines each part has."""
    counted: dict[Shown, int] = {state: found.count(state) for state in STATES}
    counted["other codes"] = found.count("other codes") + len(found.differing)
    counted["not indexed"] = len(found.not_indexed) + len(found.unnumbered)
    counted["all"] = len(found.entries) + len(found.differing) + counted["not indexed"]
    return counted


def columns() -> Sequence[Column[IndexLine]]:
    """Headings, words and widths of the list."""
    return (
        Column(_tr("Entry"), lambda line: line.name, 120),
        Column(_tr("Pages"), lambda line: line.pages, 210),
        Column(_tr("Exemptions"), lambda line: line.codes, 150),
        Column(_tr("Deletions"), lambda line: line.deletions, 84, number=True),
        Column(_tr("State"), lambda line: part_name(line.state), 124),
        Column(_tr("Reason or record"), lambda line: line.words, 300, stretch=True),
    )


def _entry_line(result: EntryResult, listed: Collection[Uuid]) -> IndexLine:
    """`listed` are pages that only a sheet lists: they have no place to be opened at but the sheet."""
    entry = result.row.entry
    first = [uuid for uuid in (*result.agreeing, *result.differing) if uuid not in listed]
    return IndexLine(
        result.state,
        result,
        entry_name(result.row),
        entry.pages or entry.number,
        ", ".join(entry.codes) or entry.code_text,
        _deletions(len(result.agreeing), len(result.differing)),
        " ".join((entry.reason or entry.description).split()),
        result.pages[0] if result.pages else None,
        first[0] if first else None,
    )


def _deletions(agreeing: int, differing: int) -> str:
    """How many deletions an entry speaks for; of how many, where some claim other codes."""
    if differing:
        return _tr("{0} of {1}").format(f"{agreeing:,}", f"{agreeing + differing:,}")
    return f"{agreeing:,}" if agreeing else ""


def _differing(found: IndexResults) -> Iterator[IndexLine]:
    for place, claimed in found.differing:
        words = _tr("the index claims {0}").format(", ".join(claimed) or _tr("nothing"))
        yield _deletion("other codes", place, words)


def _left_out(place: DeletionPlace, *, numbered: bool) -> IndexLine:
    words = _tr("no entry speaks for it") if numbered else _tr("the page bears no number that could be read")
    return _deletion("not indexed", place, words)


def _deletion(state: Shown, place: DeletionPlace, words: str) -> IndexLine:
    codes = ", ".join(place.codes) or _tr("no code found")
    name = _tr("withheld page") if place.whole else _tr("deletion")
    redaction = None if place.whole else place.uuid
    return IndexLine(state, None, name, place.place, codes, "1", words, place.page, redaction, place.uuid)
