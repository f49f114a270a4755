"""Recognises what agencies print about a page besides exemption codes: release stamps, legends, reasons of scope."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.detection.candidate import Stamp
from reviewer.model.exemptions import read_codes
from reviewer.model.geometry import Rect, bounds
from reviewer.model.page import Word

# Each marker with the words that must stand together for it: short forms such as "NR" misfire and are not among them.
_MARKERS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("non-responsive", r"\b(?:non|not)[\s-]*responsive\b"),
        (
            "outside the scope",
            r"\b(?:outside|out\s+of)\s+(?:the\s+)?scope\b|\bbu[il1]ten\s+(?:het\s+|de\s+)?(?:verzoek|reikwijdte)\b|\w*oort\s+n\w+\s+tot\b|\w*behoort\s+n\w*t\b",
        ),
        ("duplicate", r"^\W*duplicate\W*$|\bduplicate\s+page\b"),
        ("referral", r"\breferral(?:/(?:direct|consult))?\b|\breferred\s+to\b"),
        ("consultation", r"^\W*consult(?:ation)?\W*$|/consult\b"),
        ("no foia waiver", r"\bno\s+foia\s+waiver\b"),
        ("release in part", r"\breleased?\s+in\s+part\b"),
        ("release in full", r"\breleased?\s+in\s+full\b"),
        ("withheld in full", r"\b(?:denied|withheld)\s+in\s+full\b"),
        ("approved for release", r"\bapproved\s+for\s+(?:public\s+)?release\b"),
    )
)
# Short forms are believed where they stand alone: all the print of a deletion, or a line of a stamp with its codes.
_ALONE_IN_BOX = {"NR": "non-responsive", "OOS": "outside the scope", "OTS": "outside the scope", "DUP": "duplicate"}
_ALONE_IN_LINE = {"RIP": "release in part", "RIF": "release in full", "WIF": "withheld in full"}
# Why something that is no exemption was left out: what stands in a box instead of a code.
REASONS = frozenset({"non-responsive", "outside the scope", "duplicate", "referral", "consultation"})
_STAMP_START = re.compile(r"release[d]?$", re.IGNORECASE)
STAMP_WORDS = 8


@dataclass(frozen=True, slots=True)
class PageMarks:
    """Markers of a page, the areas they stand in, and the codes that a stamp claims for the whole page."""

    markers: tuple[str, ...]
    stamps: tuple[Stamp, ...]
    head_codes: tuple[str, ...]


def find_markers(text: str) -> list[str]:
    """Names of the markers in a text, in a fixed order."""
    return [name for name, pattern in _MARKERS if pattern.search(text)]


def box_markers(text: str) -> list[str]:
    """Names of the markers in all that is printed in one deletion, where a short form has its context."""
    short = _ALONE_IN_BOX.get("".join(c for c in text.upper() if c.isalnum()))
    return [short] if short else find_markers(text)


def page_marks(words: Sequence[Word], height: float) -> PageMarks:
    """Release stamps and legends among a page's own words, in the head and foot of the page where they are put."""
    edge = [w for w in words if w.rect.center[1] < 0.16 * height or w.rect.center[1] > 0.9 * height]
    markers: list[str] = []
    stamps: list[Stamp] = []
    codes: list[str] = []
    for row in _rows(edge):
        text = " ".join(w.text for w in row)
        legend = [m for m in find_markers(text) if m in ("no foia waiver", "approved for release")]
        short = _ALONE_IN_LINE.get(row[0].text.strip(" .:[]()").upper())
        if short and not any(c.isalpha() for c in read_codes(" ".join(w.text for w in row[1:])).rest):
            legend.append(short)
            codes += read_codes(text).codes
        if legend:
            markers += legend
            stamps.append(Stamp(bounds(w.rect for w in row), text))
    for start in (w for w in edge if _STAMP_START.match(w.text)):
        block = _block(start, edge)
        text = " ".join(w.text for w in block)
        found = [m for m in find_markers(text) if m.startswith("release")]
        if found:
            markers += found
            codes += read_codes(text).codes
            stamps.append(Stamp(bounds(w.rect for w in block), text))
    return PageMarks(tuple(dict.fromkeys(markers)), tuple(stamps), tuple(dict.fromkeys(codes)))


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.rect.center[1], w.rect.x0)):
        if rows and abs(rows[-1][0].rect.center[1] - word.rect.center[1]) < 0.6 * max(1.0, word.rect.height):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w.rect.x0) for row in rows]


def _block(start: Word, words: Sequence[Word]) -> list[Word]:
    """The few words of the stamp that begins with `start`: on its line to the right, and under them."""
    size = max(1.0, start.rect.height)
    reach = Rect(
        start.rect.x0 - 2 * size, start.rect.y0 - 0.3 * size, start.rect.x0 + 16 * size, start.rect.y1 + 2.8 * size
    )
    inside = [w for w in words if reach.contains_point(*w.rect.center)]
    return sorted(inside, key=lambda w: (round(w.rect.center[1] / size), w.rect.x0))[:STAMP_WORDS]
