"""Matches entries of an agency's index with the deletions of a release, by page and exemption; nothing is guessed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from reviewer.text.agency_index.entries import agrees
from reviewer.text.agency_index.spans import Span

E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Claim(Generic[E]):
    """What an entry claims: its id, pages and codes."""

    entry: E
    spans: tuple[Span, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deletion:
    """A deletion on a page with the codes read for it."""

    uuid: str
    page: int
    codes: tuple[str, ...]


@dataclass(slots=True)
class Matched:
    """What one entry meets: pages in their order, deletions whose codes agree with its own, and those that differ."""

    pages: list[int] = field(default_factory=list)
    agreeing: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Matching(Generic[E]):
    """`entries` by id; `by_deletion` the entries that speak for a deletion, and whether their codes agree with it.

    `not_indexed` are deletions on pages that no entry names, `unnumbered` those on pages that bear no number.
    """

    entries: Mapping[E, Matched]
    by_deletion: Mapping[str, tuple[tuple[E, ...], bool]]
    not_indexed: tuple[str, ...]
    unnumbered: tuple[str, ...]


class Numbered:
    """The numbers of a project's pages by series, to be asked for spans."""

    def __init__(self, pages: Iterable[tuple[int, Sequence[tuple[str, int]]]]) -> None:
        """`pages` are (page, its (series key, number) pairs) in the order of the project."""
        found: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        self.bearing: set[int] = set()
        for order, (page, numbers) in enumerate(pages):
            for key, number in numbers:
                found[key].append((number, order, page))
                self.bearing.add(page)
        self._series = {key: sorted(values) for key, values in found.items()}

    @property
    def keys(self) -> frozenset[str]:
        """All series."""
        return frozenset(self._series)

    def pages(self, span: Span) -> list[int]:
        """The pages that a span names, by their numbers."""
        series = self._series.get(span.key, [])
        low = bisect_left(series, (span.first, -1, -1))
        high = bisect_right(series, (span.last, 1 << 60, 0))
        named = [page for _, _, page in series[low:high]]
        if span.pages is None:
            return named
        return named[span.pages[0] - 1 : span.pages[1]]


def match(claims: Sequence[Claim[E]], numbered: Numbered, deletions: Sequence[Deletion]) -> Matching[E]:
    """Which entries speak for which deletions.

    An entry speaks for those on its pages that claim a code of its own, or where one of them claims none. Where every
    entry of a page claims other codes than a deletion, all of them are given, as differing.
    """
    found: dict[E, Matched] = {}
    on_page: dict[int, list[Claim[E]]] = defaultdict(list)
    for claim in claims:
        pages = list(dict.fromkeys(page for span in claim.spans for page in numbered.pages(span)))
        found[claim.entry] = Matched(pages)
        for page in pages:
            on_page[page].append(claim)
    spoken: dict[str, tuple[tuple[E, ...], bool]] = {}
    left: list[str] = []
    unnumbered: list[str] = []
    for deletion in deletions:
        there = on_page.get(deletion.page, [])
        if not there:
            (left if deletion.page in numbered.bearing else unnumbered).append(deletion.uuid)
            continue
        agreeing = speaking(there, deletion.codes)
        for claim in agreeing or there:
            matched = found[claim.entry]
            (matched.agreeing if agreeing else matched.differing).append(deletion.uuid)
        spoken[deletion.uuid] = tuple(claim.entry for claim in agreeing or there), bool(agreeing)
    return Matching(found, spoken, tuple(left), tuple(unnumbered))


def speaking(claims: Sequence[Claim[E]], codes: Sequence[str]) -> list[Claim[E]]:
    """Those claims of a page that speak for a deletion with these codes; none where all of them claim others."""
    named = [claim for claim in claims if claim.codes and any(agrees(a, b) for a in claim.codes for b in codes)]
    return named or [claim for claim in claims if not (claim.codes and codes)]
