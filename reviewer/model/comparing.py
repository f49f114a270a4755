"""What comparing copies says: what another copy shows, and what kind of difference that is."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

Difference = Literal[
    "inconsistent",  # visible in another copy of the same release
    "newly withheld",  # visible in an earlier release, hidden in a later one
    "superseded",  # hidden earlier, released later: resolved, no ground
    "other producer",  # visible in what another agency released
    "undated",  # visible in another release, and nobody entered which of the two came first
    "recoded",  # hidden in both, claimed under other codes
    "hidden too",  # hidden in both, under the same codes: no difference
    "text differs",  # what stands there cannot be told to be the words hidden here
]
RELEASED: Final[frozenset[Difference]] = frozenset(
    {"inconsistent", "newly withheld", "superseded", "other producer", "undated"}
)
"""The other copy shows the words."""

Verdict = Literal["accepted", "rejected"]
SURE: Final = 0.5
"""The confidence from which on another copy is said to show the words."""


def difference(
    *,
    visible: bool,
    hidden: bool,
    same_codes: bool,
    same_release: bool,
    same_producer: bool,
    released: tuple[date | None, date | None],
) -> Difference:
    """The kind of a difference; `released` are the dates of the release that hides and of the one that shows."""
    if not visible:
        if not hidden:
            return "text differs"
        return "hidden too" if same_codes else "recoded"
    if not same_producer:
        return "other producer"
    if same_release:
        return "inconsistent"
    here, there = released
    if here is None or there is None or here == there:
        return "undated"
    return "newly withheld" if there < here else "superseded"
