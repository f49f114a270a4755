"""Pin cites: identifier, file and page, page of the document, so that anyone finds the words again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

from reviewer.export.cells import one_line

CiteStyle = Literal["full", "identifier", "file", "bluebook"]
"""All that is known of a place; its identifier alone; file and page alone; the record as legal writing cites it."""

CITE_STYLES: Final[tuple[CiteStyle, ...]] = get_args(CiteStyle)


@dataclass(frozen=True, slots=True)
class PinCite:
    """One place in a release; pages count from 1, as people cite them; an empty or missing part is not known."""

    file: str
    page: int
    identifier: str = ""
    document_page: int | None = None
    document_pages: int | None = None

    def __str__(self) -> str:
        """`BRR-2018-000114; Release_1of2.pdf p. 114; doc. p. 1 of 2`."""
        parts = [one_line(self.identifier), f"{one_line(self.file)} p. {self.page}"]
        if self.document_page is not None:
            of = f" of {self.document_pages}" if self.document_pages else ""
            parts.append(f"doc. p. {self.document_page}{of}")
        return "; ".join(part for part in parts if part)


def cite_range(cites: Sequence[PinCite]) -> str:
    """One cite for consecutive places: the first one whole, then where it ends if that is another page."""
    first, last = cites[0], cites[-1]
    if (first.file, first.page) == (last.file, last.page):
        return str(first)
    return f"{first} – {last}"


def styled_cite(cites: Sequence[PinCite], style: CiteStyle, record: str = "", description: str = "") -> str:
    """The cite of consecutive places in one of the styles; without an identifier file and page stand for it."""
    first, last = cites[0], cites[-1]
    if style == "identifier":
        names = [one_line(cite.identifier) for cite in (first, last)]
        if all(names):
            return names[0] if names[0] == names[1] else f"{names[0]}–{names[1]}"
        return _file_and_page(first, last)
    if style == "file":
        return _file_and_page(first, last)
    if style == "bluebook":
        return _bluebook(cites, record, description)
    return cite_range(cites)


def _file_and_page(first: PinCite, last: PinCite) -> str:
    if first.file != last.file:
        return f"{one_line(first.file)} p. {first.page} – {one_line(last.file)} p. {last.page}"
    pages = f"p. {first.page}" if first.page == last.page else f"pp. {first.page}–{last.page}"
    return f"{one_line(first.file)} {pages}"


def _bluebook(cites: Sequence[PinCite], record: str, description: str) -> str:
    """`E-mail from Doyle to Cole; “Follow up” (15 Jun 2018, 2:22 PM), at 1, BRR-2018-000114 (on file)`.

    After rule 17.2 of The Bluebook (21st ed.) for unpublished material: who wrote what to whom, when, at which page.
    """
    kind, _, date = record.partition(", ")
    by = " from " if description and not description.startswith("“") else " "
    what = f"{kind}{by if description else ''}{description}" if kind else description
    first, last = cites[0], cites[-1]
    at = ""
    if first.document_page is not None:
        more = last.document_page is not None and last.document_page != first.document_page
        at = f"at {first.document_page}" + (f"–{last.document_page}" if more else "")
    named = " ".join(part for part in (what, f"({date})" if date else "") if part)
    return ", ".join(part for part in (one_line(named), at, styled_cite(cites, "identifier")) if part) + " (on file)"
