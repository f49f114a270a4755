"""What the detectors hand to each other: candidates for redactions, stamps, and the result of a page."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model.geometry import Rect, bounds
from reviewer.model.page import Kind, Redaction


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be a redaction: displayed points, kind, how sure the detector is (0-1), how it was found.

    `content` says whether something stands inside that has to be read before the place can be judged, `ink` and
    `light` how much of it is dark or light print. Cells that share walls have one `group`; `released` cells hold
    print and are no redaction themselves, but tell what their neighbours are. The lines of `ruled` ones run on past
    their corners, as those of forms and stamps do. On `labelled` ones stands what may be a claim of their own.
    """

    rects: tuple[Rect, ...]
    kind: Kind
    confidence: float
    method: str
    content: bool = False
    ink: float = 0.0
    light: float = 0.0
    group: int = -1
    released: bool = False
    ruled: bool = False
    labelled: bool = False

    @property
    def bounds(self) -> Rect:
        """The smallest rectangle around all parts."""
        return self.rects[0] if len(self.rects) == 1 else bounds(self.rects)


@dataclass(frozen=True, slots=True)
class Stamp:
    """An area whose words were put on the page by the releasing agency: a margin code, a release stamp, a marking."""

    rect: Rect
    text: str


@dataclass(frozen=True, slots=True)
class Detection:
    """What one page hides, and what the agency printed about it.

    `masks` are the rectangles to paint white before the page is read; the words inside `stamps` do not belong to the
    page's own words. All in displayed points. `head_unread`: no code was found, and whether a stamp at the head of the
    page claims any was left to be seen when its words are read.
    """

    redactions: tuple[Redaction, ...] = ()
    markers: tuple[str, ...] = ()
    masks: tuple[Rect, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    head_unread: bool = False
