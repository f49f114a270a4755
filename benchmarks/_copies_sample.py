"""Sample releases as read without a fault: what their copies show of one another, held against what was written."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, Final

from rapidfuzz import fuzz

from reviewer.model.comparing import SURE
from reviewer.model.geometry import Rect
from reviewer.model.ids import PageId, Uuid
from reviewer.model.page import Word
from reviewer.sample.maker import make_release
from reviewer.text.copies.compare import HoleAt, KeptUnit, compare, pack
from reviewer.text.copies.units import Run, UnitPage, compared, units

Json = dict[str, Any]
_RIGHT: Final = 80.0  # percent of the letters
_FEWEST: Final = 8  # letters of hidden words that are looked for on other pages


@dataclass(frozen=True, slots=True)
class _Hole:
    page: int
    before: int
    hidden: str


def sample_figures(seeds: int) -> dict[str, float]:
    """`sample_precision`: of the places said to show hidden words, how many show them or a part of them alone.

    `sample_recall`: of the hidden words that stand whole in another record of the same words around them.
    """
    said = right = wanted = shown = 0
    for seed in range(1, seeds + 1):
        with tempfile.TemporaryDirectory() as folder:
            make_release(Path(folder), seed=seed)
            truth = json.loads(next(Path(folder).rglob("truth.json")).read_text(encoding="utf-8"))
        counts = _one(truth)
        said, right = said + counts[0], right + counts[1]
        wanted, shown = wanted + counts[2], shown + counts[3]
    return {
        "sample_places": float(said),
        "sample_precision": right / max(1, said),
        "sample_wanted": float(wanted),
        "sample_recall": shown / max(1, wanted),
    }


def _one(truth: Json) -> tuple[int, int, int, int]:
    words: dict[int, list[Word]] = {}
    holes: dict[str, _Hole] = {}
    kept: list[KeptUnit] = []
    for document in _documents(truth):
        pages = []
        for page_id, page, heads in document:
            words[page_id] = list(_words(page))
            holes |= _holes(page_id, page, words[page_id])
            pages.append(UnitPage(PageId(page_id), words[page_id], frozenset(), heads))
        for unit in units(pages):
            own = [
                HoleAt(Uuid(name), PageId(hole.page), hole.before, len(hole.hidden))
                for name, hole in holes.items()
                if any(run.page == hole.page for run in unit.runs)
            ]
            kept.append(KeptUnit(unit.runs, pack(unit.words), tuple(sorted(own, key=lambda hole: hole[1:3]))))
    return _counts(words, holes, kept)


def _counts(
    words: Mapping[int, list[Word]], holes: Mapping[str, _Hole], kept: list[KeptUnit]
) -> tuple[int, int, int, int]:
    said = right = 0
    shown: set[str] = set()
    for a, b in combinations(range(len(kept)), 2):
        found = compare(kept[a], kept[b])
        for place in found.places if found is not None else ():
            if place.shown not in ("released", "partly") or place.confidence < SURE:
                continue
            said += 1
            text = "".join(map(compared, (w.text for run in place.runs for w in _run(words, run))))
            hidden = compared(holes[place.redaction].hidden)
            if fuzz.ratio(text, hidden) >= _RIGHT or hidden in text or text in hidden:
                right += 1
                shown.add(place.redaction)
    wanted = set(_wanted(words, holes))
    return said, right, len(wanted), len(wanted & shown)


def _run(words: Mapping[int, list[Word]], run: Run) -> list[Word]:
    return words[run.page][run.first : run.first + run.length]


def _wanted(words: Mapping[int, list[Word]], holes: Mapping[str, _Hole]) -> Iterator[str]:
    """Holes whose words stand on another page between the same words as here."""
    texts = {page: "".join(compared(word.text) for word in found) for page, found in words.items()}
    for name, hole in holes.items():
        own, hidden = words[hole.page], compared(hole.hidden)
        before = "".join(compared(word.text) for word in own[max(0, hole.before - 3) : hole.before])
        after = "".join(compared(word.text) for word in own[hole.before : hole.before + 3])
        around = before + hidden + after
        others = (text for page, text in texts.items() if page != hole.page)
        if len(hidden) >= _FEWEST and len(before) > 5 and len(after) > 5 and any(around in text for text in others):
            yield name


def _documents(truth: Json) -> Iterator[list[tuple[int, Json, tuple[float, ...]]]]:
    """The pages of each document with the heights at which messages begin."""
    for number, file in enumerate(truth["files"]):
        for document in file["documents"]:
            heads: dict[int, list[float]] = {}
            for message in document["messages"]:
                heads.setdefault(message["page"], []).append(message["top"])
            yield [
                (1000 * number + at, file["pages"][at], tuple(sorted(heads.get(at, ()))))
                for at in range(document["first_page"], document["last_page"] + 1)
            ]


def _words(page: Json) -> Iterator[Word]:
    """The visible words, lines counted by their heights."""
    line, last = -1, -1e9
    for x0, y0, x1, y1, text in page["words"]:
        middle = (y0 + y1) / 2
        if abs(middle - last) > 4:
            line, last = line + 1, middle
        yield Word(Rect(x0, y0, x1, y1), text, None, line)


def _holes(page_id: int, page: Json, words: list[Word]) -> dict[str, _Hole]:
    """The redactions of a page: before which word each stands, and what it hides."""
    found = {}
    for number, entry in enumerate(page["redactions"]):
        rects = [Rect(*rect) for rect in entry["rects"]]
        hidden = [
            text for x0, y0, x1, y1, text in page["hidden_words"]
            if any(rect.grown(2).contains_point((x0 + x1) / 2, (y0 + y1) / 2) for rect in rects)
        ]  # fmt: skip
        x, y = rects[0].x0, (rects[0].y0 + min(rects[0].y1, rects[0].y0 + 10)) / 2
        before = next(
            (n for n, word in enumerate(words) if word.rect.y0 > y or (word.rect.y1 > y and word.rect.x0 >= x - 1)),
            len(words),
        )
        if hidden:
            found[f"{page_id}:{number}"] = _Hole(page_id, before, " ".join(hidden))
    return found
