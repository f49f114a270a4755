"""Matches entries of an agency's index with the deletions of a release, by page and exemption; nothing is guessed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, TypeAlias, TypeVar

from reviewer.text.agency_index.entries import agrees
from reviewer.text.agency_index.spans import Span

E = TypeVar("E")

Spot: TypeAlias = int | str
"""A page's id, or the UUID of a page that only a deleted-page sheet lists."""
OWN_COUNT: Final = ":"
"""Stands in the keys of series that count the pages of a file or the lines of its sheets: nobody stamped them."""


@dataclass(frozen=True, slots=True)
class Claim(Generic[E]):
    """What an entry claims: its id, pages and codes; `request` is the one that its index answers, None: any."""

    entry: E
    spans: tuple[Span, ...]
    codes: tuple[str, ...]
    request: str | None = None


@dataclass(frozen=True, slots=True)
class Deletion:
    """A deletion on a page with the codes read for it; a page withheld in full is one on itself."""

    uuid: str
    page: Spot
    codes: tuple[str, ...]


@dataclass(slots=True)
class Matched:
    """What one entry meets: pages in their order, deletions whose codes agree with its own, and those that differ.

    `by_hand` are deletions that a person gave it (they are among `agreeing`), `set_aside` those that it was denied.
    """

    pages: list[Spot] = field(default_factory=list)
    agreeing: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    by_hand: list[str] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Matching(Generic[E]):
    """`entries` by id; `by_deletion` the entries that speak for a deletion, and whether their codes agree with it.

    `not_indexed` are deletions that no entry speaks for, `unnumbered` those on pages that bear no number. Pages that
    answer another request than any index are in neither.
    """

    entries: Mapping[E, Matched]
    by_deletion: Mapping[str, tuple[tuple[E, ...], bool]]
    not_indexed: tuple[str, ...]
    unnumbered: tuple[str, ...]


class Numbered:
    """The numbers of a project's pages by series, to be asked for spans."""

    def __init__(
        self, pages: Iterable[tuple[Spot, Sequence[tuple[str, int]]]], requests: Mapping[Spot, str] | None = None
    ) -> None:
        """`pages` are (page, its (series key, number) pairs) in the project's order, `requests` what they answer."""
        found: dict[str, list[tuple[int, int, Spot]]] = defaultdict(list)
        self._keys: dict[Spot, frozenset[str]] = {}
        for order, (page, numbers) in enumerate(pages):
            self._keys[page] = frozenset(key for key, _ in numbers)
            for key, number in numbers:
                found[key].append((number, order, page))
        self._series = {key: sorted(values) for key, values in found.items()}
        self._requests = requests or {}

    @property
    def keys(self) -> frozenset[str]:
        """All series."""
        return frozenset(self._series)

    def pages(self, span: Span) -> list[Spot]:
        """The pages that a span names, by their numbers."""
        series = self._series.get(span.key, [])
        low = bisect_left(series, (span.first, -1))
        high = bisect_right(series, (span.last, 1 << 60))
        named = [page for _, _, page in series[low:high]]
        if span.pages is None:
            return named
        return named[span.pages[0] - 1 : span.pages[1]]

    def answers(self, page: Spot, request: str | None) -> bool:
        """Whether an index of that request may speak of a page: both are of one, or one of them is of none."""
        own = self._requests.get(page)
        return own is None or request is None or own == request

    def nameable(self, page: Spot, named: Collection[str]) -> bool:
        """Whether an index could name a page: someone stamped it, or the index counts as its file does."""
        return any(OWN_COUNT not in key or key in named for key in self._keys.get(page, ()))


def match(
    claims: Sequence[Claim[E]],
    numbered: Numbered,
    deletions: Sequence[Deletion],
    verdicts: Mapping[str, Mapping[E, bool]] | None = None,
) -> Matching[E]:
    """Which entries speak for which deletions; `verdicts` are what a person said, by deletion and entry.

    An entry speaks for those on its pages that claim a code of its own, or where one of them claims none. Where every
    entry of a page claims other codes than a deletion, all of them are given, as differing.
    """
    found: dict[E, Matched] = {}
    by_entry = {claim.entry: claim for claim in claims}
    on_page: dict[Spot, list[Claim[E]]] = defaultdict(list)
    for claim in claims:
        named = dict.fromkeys(page for span in claim.spans for page in numbered.pages(span))
        found[claim.entry] = Matched([page for page in named if numbered.answers(page, claim.request)])
        for page in found[claim.entry].pages:
            on_page[page].append(claim)
    requests = {claim.request for claim in claims}
    keys = {span.key for claim in claims for span in claim.spans}
    spoken: dict[str, tuple[tuple[E, ...], bool]] = {}
    left: list[str] = []
    unnumbered: list[str] = []
    for deletion in deletions:
        judged = (verdicts or {}).get(deletion.uuid, {})
        heard, agrees = hear(on_page.get(deletion.page, []), by_entry, judged, deletion.codes)
        for entry, speaks in judged.items():
            if entry in found:
                (found[entry].by_hand if speaks else found[entry].set_aside).append(deletion.uuid)
        for claim in heard:
            matched = found[claim.entry]
            (matched.agreeing if agrees else matched.differing).append(deletion.uuid)
        if heard:
            spoken[deletion.uuid] = tuple(claim.entry for claim in heard), agrees
        elif any(numbered.answers(deletion.page, request) for request in requests) or not requests:
            (left if numbered.nameable(deletion.page, keys) else unnumbered).append(deletion.uuid)
    return Matching(found, spoken, tuple(left), tuple(unnumbered))


def hear(
    there: Sequence[Claim[E]], by_entry: Mapping[E, Claim[E]], judged: Mapping[E, bool], codes: Sequence[str]
) -> tuple[list[Claim[E]], bool]:
    """Which claims speak for one deletion, and whether they agree with it; a person's word goes before any code.

    `there` are the claims on its page, `judged` what was said of entries: it speaks, or it does not.
    """
    unjudged = [claim for claim in there if claim.entry not in judged]
    agreeing = speaking(unjudged, codes)
    by_hand = [by_entry[entry] for entry, speaks in judged.items() if speaks and entry in by_entry]
    if by_hand:
        return by_hand + agreeing, True
    return agreeing or unjudged, bool(agreeing)


def speaking(claims: Sequence[Claim[E]], codes: Sequence[str]) -> list[Claim[E]]:
    """Those claims of a page that speak for a deletion with these codes; none where all of them claim others."""
    named = [claim for claim in claims if claim.codes and any(agrees(a, b) for a in claim.codes for b in codes)]
    return named or [claim for claim in claims if not (claim.codes and codes)]
