"""Turns the rows of an index into its entries: which pages, which exemptions, and the reason in the agency's words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from reviewer.model.exemptions import parse_codes
from reviewer.text.agency_index.columns import Layout, Role, Rows, find_layout, headings
from reviewer.text.agency_index.spans import Span, read_spans

Withheld = Literal["", "full", "part", "released"]

_PLAIN: Final = re.compile(r"\s*[1-9](?:\s*[,;/&]\s*[1-9])*\s*")
_FULL: Final = re.compile(r"in\s+full|\bW\.?I\.?F\b|\bD\.?I\.?F\b|denied|entirety", re.I)
_PART: Final = re.compile(r"in\s+part|\bR\.?I\.?P\b|\bpartial|redact", re.I)
_RELEASED: Final = re.compile(r"released?\s+in\s+full|\bR\.?I\.?F\b", re.I)
_GOES_ON: Final = ("-", "–", "—", ",", ";", "&")
_TEXTS: Final[tuple[Role, ...]] = ("date", "author", "recipient", "kind", "description", "reason")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of an index: `place` says where it stands, `pages` as printed, `spans` what that means.

    `codes` are normalised, `code_text` as printed.
    """

    place: str
    number: str = ""
    pages: str = ""
    spans: tuple[Span, ...] = ()
    date: str = ""
    author: str = ""
    recipient: str = ""
    kind: str = ""
    description: str = ""
    codes: tuple[str, ...] = ()
    code_text: str = ""
    reason: str = ""
    withheld: Withheld = ""


@dataclass(frozen=True, slots=True)
class IndexTable:
    """A table of a document as text; `where` names it (`sheet “Index”`, `p. 3`), `first_row` is its first row's."""

    where: str
    rows: Rows
    first_row: int = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """The entries of an index, and what its columns were taken for: headings by role, of the first table that has any.

    `table` counts the tables from 0; None where no table has headings.
    """

    entries: tuple[Entry, ...] = ()
    table: int | None = None
    layout: Layout | None = None


@dataclass(slots=True)
class _Reader:
    """Reads table after table; one without headings goes on where the one before it stopped."""

    known: Collection[str]
    bare: str
    given: Mapping[Role, int] | None
    entries: list[Entry] = field(default_factory=list)
    columns: Mapping[Role, int] = field(default_factory=dict)
    heads: Sequence[str] = ()
    width: int = 0

    def take(self, table: IndexTable) -> Layout | None:
        """Read one table; its layout, None where it was not understood."""
        found = find_layout(table.rows)
        width = max((len(row) for row in table.rows), default=0)
        if found is not None:
            self.columns, self.width = self.given if self.given is not None else found.columns, width
            layout = replace(found, columns=self.columns)
            self.heads = [heading.casefold() for heading in headings(table.rows, found)]
        elif self.columns and abs(width - self.width) <= (1 if not self.given else width):
            layout = Layout(0, 0, self.columns)
        elif self.given is not None:
            self.columns, self.width = self.given, width
            layout = Layout(0, 1, self.given)
        else:
            return None
        for place, row in enumerate(table.rows[layout.body :], start=table.first_row + layout.body):
            self._row(f"{table.where}, row {place}" if table.where else f"row {place}", row)
        return layout

    def _row(self, place: str, row: Sequence[str]) -> None:
        cells = {role: row[at].strip() for role, at in self.columns.items() if at < len(row)}
        texts = [text for text in cells.values() if text]
        if not texts or (len(self.columns) > 2 and len(set(texts)) == 1 and len(texts) > 1):
            return  # an empty row, or a title over the whole width
        if self._is_heading(row):
            return  # once more, on the next page
        entry = _entry(place, cells, self.known, self.bare)
        if self.entries and entry.pages and not entry.number and self.entries[-1].pages.endswith(_GOES_ON):
            above = self.entries[-1]  # a range that a page of the index cuts in two
            pages = f"{above.pages} {entry.pages}"
            self.entries[-1] = replace(above, pages=pages, spans=read_spans(pages, self.known, self.bare))
            entry = replace(entry, pages="", codes=())
        if self.entries and not entry.pages and not entry.number:
            self._continue(entry)
        elif entry.pages or entry.number or entry.codes:
            self.entries.append(entry)

    def _is_heading(self, row: Sequence[str]) -> bool:
        """Whether every cell says what heads its column, or a line of that."""
        said = [(" ".join(cell.split()).casefold(), at) for at, cell in enumerate(row) if cell.strip()]
        return len(said) > 1 and all(at < len(self.heads) and cell in self.heads[at] for cell, at in said)

    def _continue(self, entry: Entry) -> None:
        """A row that names no pages belongs to the one above: more of its words, or a further exemption of it."""
        above = self.entries[-1]
        if entry.codes:
            further = replace(
                entry,
                number=above.number,
                pages=above.pages,
                spans=above.spans,
                date=entry.date or above.date,
                kind=entry.kind or above.kind,
                description=entry.description or above.description,
                withheld=entry.withheld or above.withheld,
            )
            self.entries.append(further)
            return
        more = {name: f"{getattr(above, name)} {text}".strip() for name in _TEXTS if (text := getattr(entry, name))}
        self.entries[-1] = _with_texts(above, more)


def _with_texts(entry: Entry, texts: Mapping[Role, str]) -> Entry:
    """The entry with other words in some of its columns."""
    return replace(
        entry,
        date=texts.get("date", entry.date),
        author=texts.get("author", entry.author),
        recipient=texts.get("recipient", entry.recipient),
        kind=texts.get("kind", entry.kind),
        description=texts.get("description", entry.description),
        reason=texts.get("reason", entry.reason),
    )


def read_index(
    tables: Sequence[IndexTable],
    known: Collection[str] = (),
    bare: str = "",
    columns: Mapping[Role, int] | None = None,
) -> Reading:
    """The entries of an index from its tables. `columns` are those a person chose; `known` and `bare` as `read_spans`.

    A table without headings (a page that goes on) has the columns of the one before it.
    """
    reader = _Reader(known, bare, columns)
    first: tuple[int, Layout] | None = None
    for number, table in enumerate(tables):
        layout = reader.take(table)
        if layout is not None and first is None:
            first = number, layout
    table_number, layout = first if first is not None else (None, None)
    return Reading(tuple(reader.entries), table_number, layout)


def reason_for(entry: Entry, codes: Sequence[str]) -> str:
    """What an entry says of some codes: the paragraphs of its reason that begin with one of them, else all of it."""
    parts = list(_paragraphs(entry.reason))
    fitting = [text for named, text in parts if any(agrees(code, other) for code in codes for other in named)]
    return " ".join(fitting) if fitting and len(parts) > 1 else " ".join(entry.reason.split())


def agrees(code: str, other: str) -> bool:
    """Whether two codes are one, or one a part of the other: `(b)(7)` and `(b)(7)(C)`."""
    return code == other or code.startswith(other) or other.startswith(code)


def _paragraphs(reason: str) -> Iterator[tuple[tuple[str, ...], str]]:
    for part in re.split(r"\n+|(?<=[.;])\s+(?=(?:Exemption|Ex\.)?\s*\(?b\)?\s?\(?[1-9])", reason):
        text = " ".join(part.split())
        if text:
            yield parse_codes(text[:40]), text


def _entry(place: str, cells: Mapping[Role, str], known: Collection[str], bare: str) -> Entry:
    pages, number = cells.get("pages", ""), cells.get("number", "")
    if cells.get("last") and cells["last"] != pages:
        pages = f"{pages} – {cells['last']}"
    spans = read_spans(pages, known, bare)
    if not any(span.key in known for span in spans):
        # Pages are counted inside a document whose own number names it: C05739563, p. 2.
        spans = _in_document(number, pages, known) or spans or read_spans(number, known)
    code_text = " ".join(cells.get("codes", "").split())
    codes = parse_codes(code_text)
    if not codes and _PLAIN.fullmatch(code_text):
        codes = tuple(f"(b)({figure})" for figure in re.findall("[1-9]", code_text))
    if not codes and not code_text:
        codes = parse_codes(cells.get("reason", ""))
    entry = Entry(
        place=place,
        number=number,
        pages=" ".join(pages.split()),
        spans=spans,
        codes=codes,
        code_text=code_text,
        withheld=_withheld(cells),
    )
    return _with_texts(entry, cells)


def _in_document(number: str, pages: str, known: Collection[str]) -> tuple[Span, ...]:
    spans = read_spans(number, known)
    counted = read_spans(pages, (), "pages") if pages else ()
    if len(spans) != 1 or spans[0].key not in known or spans[0].pages or any(s.key != "pages" for s in counted):
        return ()
    return tuple(replace(spans[0], pages=(span.first, span.last)) for span in counted)


def _withheld(cells: Mapping[Role, str]) -> Withheld:
    said = cells.get("withheld", "")
    if cells.get("full") and not cells.get("part"):
        return "full"
    if cells.get("part") and not cells.get("full"):
        return "part"
    if _RELEASED.search(said):
        return "released"
    if _PART.search(said):
        return "part"
    return "full" if _FULL.search(said) else ""
