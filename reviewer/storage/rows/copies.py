"""Copies of one another: what another copy shows in the place of a redaction, and how far comparing is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reviewer.model.comparing import SURE, Difference, Verdict
from reviewer.model.geometry import Rect
from reviewer.model.ids import FileId, PageId, Uuid


@dataclass(frozen=True, slots=True)
class CopySide:
    """One side of a comparison: page (`number` from 0 in its file), release with its date and producer, legends.

    `boxes` are the redactions here or the words shown, in displayed points; where nothing can be told, none.
    """

    page: PageId
    file: FileId
    number: int
    release: str
    release_name: str
    released_on: date | None
    producer: str
    legends: tuple[str, ...] = ()
    boxes: tuple[Rect, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CopyRow:
    """What another copy has in the place of a redaction.

    `words` are those released there, `before` and `after` what stands on both sides of the place there. `confidence`
    (0-1) is that both places are the same and the words are well read. `together` counts the redactions here for which
    these words stand together. `personal`: the words hold something like a number of a person, to be masked.
    `anchors` are, for both sides, the boxes of the words beside the place.
    """

    redaction: Uuid
    kind: Difference
    here: CopySide
    there: CopySide
    words: str
    before: str
    after: str
    confidence: float
    together: int
    likeness: float
    partly: bool
    personal: bool
    verdict: Verdict | None
    anchors: tuple[tuple[Rect, ...], tuple[Rect, ...]] = ((), ())
    others: int = 0

    @property
    def sure(self) -> bool:
        """Whether the place is sure enough to say so, or a person did."""
        return self.verdict == "accepted" or (self.verdict is None and self.confidence >= SURE)

    @property
    def key(self) -> tuple[Uuid, PageId]:
        """What a verdict is on: the redaction, and the page of the other copy."""
        return self.redaction, self.there.page


@dataclass(frozen=True, slots=True)
class ComparingState:
    """How far comparing is: pages whose words wait, records not compared with the others yet, records, pairs found."""

    waiting: int
    left: int
    records: int
    pairs: int
    kinds: Mapping[Difference, int]

    @property
    def done(self) -> bool:
        """Whether all that was read is compared."""
        return not (self.waiting or self.left)
