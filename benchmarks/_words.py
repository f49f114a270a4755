"""Compares the words read on a page with those that are there."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from benchmarks._statistics import Counts, f1
from reviewer.model.geometry import Rect
from reviewer.model.page import Word

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "—": "-", "–": "-", "\u00ad": None})
_EDGES = ".,;:!?()[]\"'"
_LINE = re.compile(r"<span[^>]*class=['\"]ocr_(?:line|header|textfloat|caption)['\"]")
_WORD = re.compile(r"class=['\"]ocrx_word['\"][^>]*>(.*?)</span>", re.DOTALL)


def folded(text: str) -> str:
    """The text with plain quotes and dashes and single blanks."""
    return " ".join(text.translate(_PLAIN).split())


def word_counts(found: str, truth: str) -> Counter[str]:
    """Words as multisets without their punctuation, so that reading order does not matter, and edit distance."""
    ours, theirs = _bag(folded(found)), _bag(folded(truth))
    return Counter(
        word_hit=sum((ours & theirs).values()),
        word_found=sum(ours.values()),
        word_true=sum(theirs.values()),
        edits=Levenshtein.distance(folded(found), folded(truth)),
        characters=len(folded(truth)),
    )


def _bag(text: str) -> Counter[str]:
    return Counter(word for word in (part.strip(_EDGES) for part in text.split()) if word)


def word_f1(counts: Counts) -> float:
    """F1 of words."""
    hit = counts.get("word_hit", 0)
    return f1(hit, counts.get("word_found", 0), hit, counts.get("word_true", 0))


def character_errors(counts: Counts) -> float:
    """Edit distance over the length of the truth."""
    return counts.get("edits", 0) / counts["characters"] if counts.get("characters") else 0.0


def outside(words: Iterable[Word], aside: Sequence[Rect]) -> str:
    """The text of the words whose middle is in none of `aside` (redactions, codes, stamps, pictures)."""
    return " ".join(word.text for word in words if not any(r.contains_point(*word.rect.center) for r in aside))


def transcript(path: Path) -> str:
    """A transcript: a text file, or the lines of an hOCR file."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix != ".hocr":
        return raw
    lines = _LINE.split(raw)
    words = [[html.unescape(re.sub(r"<[^>]+>", "", word)) for word in _WORD.findall(line)] for line in lines]
    return "\n".join(" ".join(line) for line in words)
