"""What the detectors hand to each other: candidates for redactions, stamps, and the result of a page."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model.geometry import Rect, bounds
from reviewer.model.page import Kind, Redaction


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be a redaction: displayed points, kind, how sure the detector is (0-1) and how it was found.

    `needs_code` marks a weak find that only counts if an exemption code is printed in it. `content` says whether ink
    stands inside that has to be read before the place can be judged.
    """

    rects: tuple[Rect, ...]
    kind: Kind
    confidence: float
    method: str
    needs_code: bool = False
    content: bool = False

    @property
    def bounds(self) -> Rect:
        """The smallest rectangle around all parts."""
        return bounds(self.rects)


@dataclass(frozen=True, slots=True)
class Stamp:
    """An area whose words were put on the page by the releasing agency: a margin code, a release stamp, a marking."""

    rect: Rect
    text: str


@dataclass(frozen=True, slots=True)
class Detection:
    """What one page hides, and what the agency printed about it.

    `masks` are the rectangles to paint white before the page is read; the words inside `stamps` do not belong to the
    page's own words. All in displayed points.
    """

    redactions: tuple[Redaction, ...] = ()
    markers: tuple[str, ...] = ()
    masks: tuple[Rect, ...] = ()
    stamps: tuple[Stamp, ...] = ()
