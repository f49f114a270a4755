"""Estimates of how much is hidden, against what the sample release is known to hide."""

from __future__ import annotations

import json
from itertools import pairwise
from statistics import median
from typing import Any

import pytest

from reviewer.model.geometry import Rect
from reviewer.model.page import Redaction, Word
from reviewer.sample.maker import make_release
from reviewer.text.measure import measure


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    release = make_release(tmp_path_factory.mktemp("measures"), 2, "clean", only=("Release_1of3", "Release_3of3"))
    files = json.loads(release.truth.read_text(encoding="utf-8"))["files"]
    return [page for file in files for page in file["pages"] if page["redactions"] and page["words"]]


def _measured(page: dict[str, Any]) -> list[tuple[Redaction, list[list[Any]]]]:
    """Redactions with their estimates, and the words that each really hides, both as the truth has them."""
    visible = [Word(Rect(*word[:4]), word[4], None, round(word[3])) for word in page["words"]]
    drawn = [Redaction(tuple(Rect(*rect) for rect in r["rects"]), r["kind"]) for r in page["redactions"]]
    return [
        (r, [w for w in page["hidden_words"] if any(x.contains_point(*Rect(*w[:4]).center) for x in r.rects)])
        for r in measure(drawn, visible)
        if r.kind != "page"
    ]


def test_words_and_characters_are_about_as_many_as_are_hidden(pages: list[dict[str, Any]]) -> None:
    found = [(r, hidden) for page in pages for r, hidden in _measured(page) if hidden]
    assert len(found) > 100
    words = sum(r.words for r, _ in found) / sum(len(w[4].split()) for _, hidden in found for w in hidden)
    letters = [(r.characters, sum(len(w[4]) + 1 for w in hidden) - 1) for r, hidden in found]
    assert 0.9 <= words <= 1.15
    assert 0.92 <= sum(e for e, _ in letters) / sum(t for _, t in letters) <= 1.08
    assert 0.92 <= median(e / t for e, t in letters) <= 1.1
    assert sum(0.75 <= e / t <= 1.33 for e, t in letters) >= 0.9 * len(letters)


def test_lines_are_those_that_are_hidden(pages: list[dict[str, Any]]) -> None:
    found = [(r, hidden) for page in pages for r, hidden in _measured(page) if hidden]
    lines = [(r.lines, _count_lines([w[3] for w in hidden])) for r, hidden in found]
    assert sum(e == t for e, t in lines) >= 0.9 * len(lines)


def _count_lines(bottoms: list[float]) -> int:
    """Lines whose words end at these heights; letters that reach below the line make less difference than a line."""
    return 1 + sum(lower - upper > 5 for upper, lower in pairwise(sorted(bottoms)))
