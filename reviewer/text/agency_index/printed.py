"""Reads an index that was printed: ruled tables of a page, or words that stand in columns below headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from reviewer.model.page import Word
from reviewer.model.tables import PrintedPage
from reviewer.text.agency_index.columns import Role, find_layout, is_heading, roles_of
from reviewer.text.agency_index.entries import IndexTable

_HEAD_LINES: Final = 3
_LOOKED_AT: Final = 30
_SAME_LINE: Final = 0.5  # of a word's height
_APART: Final = 0.6  # of a word's height: the gap from which on two headings are two
_GOES_ON: Final = ("-", "–", "—", ",", ";", "&")
_EDGE: Final = 0.06  # of a page's height: running heads and feet

_Line = list[Word]


@dataclass(frozen=True, slots=True)
class _Heads:
    """Headings of words in columns: where the next column begins, what each holds, and the lines they take up."""

    ends: tuple[float, ...]
    roles: dict[Role, int]
    texts: tuple[str, ...]
    first: int
    body: int


def printed_tables(pages: Sequence[PrintedPage]) -> list[IndexTable]:
    """The tables of an index, page by page; one that goes on has no headings on the pages after its first."""
    found: list[IndexTable] = []
    heads: _Heads | None = None
    for page in pages:
        where = f"p. {page.page + 1}"
        ruled = [table for table in page.tables if heads is None or find_layout(table) is not None]
        if ruled:
            found += [IndexTable(where, table) for table in ruled]
            continue
        lines = _lines(page)
        own = _find_heads(lines)
        if own is None and heads is None:
            continue
        if own is None and heads is not None:
            own = replace(heads, first=0, body=0)
        heads = own
        if own is not None:
            head = [own.texts] if own.body else []
            found.append(IndexTable(where, [*head, *_rows(lines[own.body :], own)]))
    return found


def printed_lines(pages: Sequence[PrintedPage]) -> list[str]:
    """The lines of all pages from the top, words far apart divided by a tab: where a declaration has its key."""
    return [text for page in pages for line in _lines(page) for text in [_text(line)] if text]


def _lines(page: PrintedPage) -> list[_Line]:
    """Words that stand at one height, from the top, each line from the left; running heads and feet left out."""
    inside = [word for word in page.words if _EDGE * page.height < word.rect.center[1] < (1 - _EDGE) * page.height]
    lines: list[_Line] = []
    for word in sorted(inside, key=lambda word: word.rect.center[1]):
        if lines and abs(word.rect.center[1] - lines[-1][-1].rect.center[1]) < _SAME_LINE * word.rect.height:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.rect.x0) for line in lines]


def _find_heads(lines: Sequence[_Line]) -> _Heads | None:
    best: _Heads | None = None
    for start in range(min(len(lines), _LOOKED_AT)):
        for count in range(1, _HEAD_LINES + 1):
            words = [word for line in lines[start : start + count] for word in line]
            cells = _clusters(words)
            texts = tuple(_in_lines(cell) for cell in cells)
            roles = roles_of(texts)
            if is_heading(roles) and (best is None or len(roles) > len(best.roles)):
                ends = tuple(_column_ends(cells, lines[start + count :]))
                best = _Heads(ends, roles, texts, start, start + count)
    return best


def _clusters(words: Iterable[Word]) -> list[list[Word]]:
    """Words whose breadths touch or nearly touch, from the left: the headings, of however many lines."""
    clusters: list[list[Word]] = []
    end = 0.0
    for word in sorted(words, key=lambda word: word.rect.x0):
        if clusters and word.rect.x0 - end < _APART * word.rect.height:
            clusters[-1].append(word)
        else:
            clusters.append([word])
            end = word.rect.x0
        end = max(end, word.rect.x1)
    return clusters


def _column_ends(cells: Sequence[Sequence[Word]], body: Sequence[_Line]) -> Iterator[float]:
    """Between two headings, the middle of the widest strip that no word of the table stands in."""
    words = [word for line in body for word in line]
    for left, right in pairwise(cells):
        low, high = _middle(left), _middle(right)
        between = sorted((word.rect.x0, word.rect.x1) for word in words if low < word.rect.x1 and word.rect.x0 < high)
        best, reach = (0.0, min(word.rect.x0 for word in right) - 1), low
        for x0, x1 in [*between, (high, high)]:
            if x0 > reach:
                best = max(best, (x0 - reach, (reach + x0) / 2))
            reach = max(reach, x1)
        yield best[1]


def _middle(words: Sequence[Word]) -> float:
    return (min(word.rect.x0 for word in words) + max(word.rect.x1 for word in words)) / 2


def _rows(lines: Sequence[_Line], heads: _Heads) -> Iterator[tuple[str, ...]]:
    """Lines as rows: a line with a number of its own begins one; without such numbers, one that names pages.

    Not so where the line before it announced more pages, or it begins with the sign of a range itself.
    """
    cut = [_cells(line, heads) for line in lines]
    where = heads.roles.get("pages", heads.roles.get("number", 0))
    own = heads.roles.get("number", where)
    if sum(bool(cells[own]) for cells in cut) < 2:
        own = where
    current: list[list[str]] = []
    for cells in cut:
        open_range = bool(current) and " ".join(current[where]).strip().endswith(_GOES_ON)
        more = own == where and (open_range or cells[where].startswith(_GOES_ON))
        if not current or (cells[own] and not more):
            if current:
                yield tuple("\n".join(part for part in cell if part) for cell in current)
            current = [[text] for text in cells]
        else:
            for cell, text in zip(current, cells, strict=True):
                cell.append(text)
    if current:
        yield tuple("\n".join(part for part in cell if part) for cell in current)


def _cells(line: _Line, heads: _Heads) -> list[str]:
    cells: list[list[str]] = [[] for _ in range(len(heads.ends) + 1)]
    for word in line:
        x, _ = word.rect.center
        place = sum(x > end for end in heads.ends)
        cells[place].append(word.text)
    return [" ".join(cell) for cell in cells]


def _in_lines(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in sorted(words, key=lambda word: (round(word.rect.y0), word.rect.x0)))


def _text(line: _Line) -> str:
    parts = [line[0].text] if line else []
    for left, right in pairwise(line):
        gap = right.rect.x0 - left.rect.x1
        parts.append(("\t" if gap > 1.5 * left.rect.height else " ") + right.text)
    return "".join(parts)
