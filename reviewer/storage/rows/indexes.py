"""An agency's own index, its entries, and what stands on the pages they name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewer.model.ids import PageId, Uuid

if TYPE_CHECKING:  # all rows are loaded with any of them, and few ask for what reads an index
    from reviewer.text.agency_index.entries import Entry


@dataclass(frozen=True, slots=True)
class AgencyIndexRow:
    """An index that was imported: its file by name and SHA-256, who imported it and when, its entries counted.

    `columns` are the headings by what they hold, `bare_series` that of numbers without a prefix, `key` the meaning of
    sub-codes such as `(b)(6)-4`.
    """

    uuid: Uuid
    name: str
    sha256: str
    bytes: int
    request: Uuid | None
    columns: Mapping[str, str]
    bare_series: str
    key: Mapping[str, str]
    imported_by: str
    imported_at: str
    entries: int


@dataclass(frozen=True, slots=True)
class IndexEntryRow:
    """One entry of an index, in its order."""

    uuid: Uuid
    index: Uuid
    ordinal: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class NumberedPage:
    """A page with what an index may call it: (series key, number) pairs, and its identifier as printed (may be empty).

    `read`: its numbers are known; a page that waits to be read has none yet. `request` is what its release answers,
    `sheet` whether it is a deleted-page sheet.
    """

    page: int
    numbers: tuple[tuple[str, int], ...]
    printed: str
    read: bool
    file: str = ""
    request: Uuid | None = None
    sheet: bool = False


@dataclass(frozen=True, slots=True)
class WithheldPage:
    """A page that exists only as a line (`number`) of the deleted-page sheet on `page`, with what an index may call it.

    `claimed`: an exemption is claimed for it here; it is no duplicate, and was not sent elsewhere.
    """

    uuid: Uuid
    page: PageId
    number: int
    codes: tuple[str, ...]
    numbers: tuple[tuple[str, int], ...]
    claimed: bool
    request: Uuid | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """What indexes say of one deletion: the entries that speak for it, whether their codes agree, its sub-codes.

    `by_hand` are those that a person gave it, `set_aside` those that it would have if a person had not said otherwise.
    """

    entries: tuple[IndexEntryRow, ...] = ()
    agrees: bool = True
    names: Mapping[Uuid, str] = field(default_factory=dict)
    sub_codes: tuple[tuple[str, str], ...] = ()
    by_hand: frozenset[Uuid] = frozenset()
    set_aside: tuple[IndexEntryRow, ...] = ()
