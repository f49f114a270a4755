"""How surely and how quickly copies are found, and what one shows of another: planted ones, and sample releases."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz

from benchmarks._copies_sample import sample_figures
from benchmarks._material import corpus_folder, mail_texts
from reviewer.model.comparing import SURE
from reviewer.model.geometry import Rect
from reviewer.model.ids import PageId, Uuid
from reviewer.model.page import PageResult, PageText, Word
from reviewer.text.copies.candidates import Candidates
from reviewer.text.copies.compare import HoleAt, KeptUnit, PairFound, compare, pack
from reviewer.text.copies.prints import prints
from reviewer.text.copies.units import Run, UnitPage, units
from reviewer.text.emails import find_messages

_CHAR, _LINE, _TOP = 4.5, 11.0, 36.0  # points of a page set from plain text
_FOOTER: Final = re.compile(r"Case No\. [A-Z]-\d{4}|Doc No\. C\d{8}|^\s*RELEASE IN (?:PART|FULL)\s*$")
_PLANTED: Final = 1_500
_HOLES: Final = 4  # in each of two copies
_LONGEST: Final = 8  # words blanked out at a place
_MISREAD, _LOST = 0.03, 0.005  # of the words of a copy
_RIGHT: Final = 80.0  # percent of the letters: what is shown is a reading of what was blanked out


def run(corpus: Path | None = None, pages: int = 100_000, seeds: int = 5) -> dict[str, float]:
    """Figures of one core: `place_*` are of places planted by blanking out words in copies that were made of e-mails.

    `pages` bounds how much of the e-mails is read; without them only sample releases are measured. Where a message
    stands in more places than the two that were made, another copy may show what is asked for, and counts as well.
    """
    figures = sample_figures(seeds)
    folder = corpus_folder(corpus)
    if folder is None or not (folder / "text" / "emails.tar.xz").exists():
        return figures
    records, count = _records(folder / "text" / "emails.tar.xz", pages)
    planted = _plant(records, random.Random(11))
    return figures | {"pages": float(count), "records": float(len(records))} | _measure(records, planted)


@dataclass(slots=True)
class _Record:
    """A unit as compared, and what was blanked out in it: the hole and its true words."""

    words: list[str]
    holes: list[tuple[int, list[str]]]

    def kept(self, number: int) -> KeptUnit:
        holes = tuple(
            HoleAt(Uuid(f"{number}:{n}"), PageId(number), before, sum(len(word) + 1 for word in hidden))
            for n, (before, hidden) in enumerate(self.holes)
        )
        return KeptUnit((Run(PageId(number), 0, len(self.words)),), pack(self.words), holes)


def _records(path: Path, limit: int) -> tuple[list[_Record], int]:
    """The messages of released e-mails, and of how many pages."""
    found: list[_Record] = []
    count = 0
    for texts in mail_texts(path):
        mail = [_page(text, number) for number, text in texts]
        messages = find_messages(mail)
        own = [
            UnitPage(
                PageId(page.page),
                page.text.words,
                _running(page.text),
                tuple(message.top for message in messages if message.page == page.page),
            )
            for page in mail
        ]
        found += [_Record([word for word in unit.words if word], []) for unit in units(own)]
        count += len(mail)
        if count >= limit:
            break
    return found, count


def _page(text: str, number: int) -> PageResult:
    words = [
        Word(
            Rect(match.start() * _CHAR, _TOP + row * _LINE, match.end() * _CHAR, _TOP + (row + 0.9) * _LINE),
            match[0],
            None,
            row,
        )
        for row, line in enumerate(filter(str.strip, text.split("\n")))
        for match in re.finditer(r"\S+", line)
    ]
    return PageResult(number, 612.0, 792.0, text=PageText(tuple(words), (), text))


def _running(text: PageText) -> frozenset[int]:
    """Footers and stamps of releases, which a whole file would tell."""
    lines: dict[int, list[str]] = {}
    for word in text.words:
        lines.setdefault(word.line, []).append(word.text)
    return frozenset(line for line, words in lines.items() if _FOOTER.search(" ".join(words)))


def _plant(records: list[_Record], chance: random.Random) -> list[tuple[int, int]]:
    """Add a copy to some records, misread in places, and blank out words in both; the pairs made."""
    long = [n for n, record in enumerate(records) if 60 <= len(record.words) <= 1_200]
    pairs = []
    for number in chance.sample(long, min(_PLANTED, len(long))):
        original = records[number]
        spans = _spans(len(original.words), chance)
        copy = _Record(list(original.words), [])
        for record, own in ((original, spans[:_HOLES]), (copy, spans[_HOLES:])):
            words, record.words = record.words, []
            at = 0
            for start, stop in sorted(own):
                record.words += words[at:start]
                record.holes.append((len(record.words), words[start:stop]))
                at = stop
            record.words += words[at:]
        _misread(copy, chance)
        records.append(copy)
        pairs.append((number, len(records) - 1))
    return pairs


def _spans(length: int, chance: random.Random) -> list[tuple[int, int]]:
    """Places to blank out, no two of which touch, in chance order."""
    room = length // (2 * _HOLES)
    spans = []
    for n in range(2 * _HOLES):
        size = chance.randint(1, min(_LONGEST, max(1, room - 3)))
        start = n * room + chance.randint(1, max(1, room - size - 1))
        spans.append((start, min(start + size, length)))
    chance.shuffle(spans)
    return spans


def _misread(record: _Record, chance: random.Random) -> None:
    """Change a letter of some words and lose others, as recognition does; holes stay where they are."""
    words: list[str] = []
    moved: list[int] = []
    for word in record.words:
        moved.append(len(words))
        if chance.random() < _LOST:
            continue
        if chance.random() < _MISREAD and len(word) > 2:
            place = chance.randrange(len(word))
            words.append(word[:place] + chance.choice("aceilnorstu1") + word[place + 1 :])
        else:
            words.append(word)
    moved.append(len(words))
    record.holes = [(moved[before], hidden) for before, hidden in record.holes]
    record.words = words


def _measure(records: list[_Record], planted: list[tuple[int, int]]) -> dict[str, float]:
    start = time.process_time()
    found_prints = [prints(record.words) for record in records]
    printed = time.process_time()
    pairs = list(Candidates(range(len(records)), found_prints).pairs(set(range(len(records)))))
    chosen = time.process_time()
    kept = [record.kept(number) for number, record in enumerate(records)]
    before = time.process_time()
    found = {pair: result for pair in pairs if (result := compare(kept[pair[0]], kept[pair[1]])) is not None}
    compared = time.process_time()
    figures = {
        "prints_s": printed - start,
        "candidates_s": chosen - printed,
        "compare_s": compared - before,
        "candidates": float(len(pairs)),
        "pairs": float(len(found)),
        "planted_pairs": float(len(planted)),
        "pair_recall": sum(pair in found for pair in planted) / max(1, len(planted)),
    }
    return figures | _places(records, planted, found.values())


def _places(records: list[_Record], planted: list[tuple[int, int]], found: Iterable[PairFound]) -> dict[str, float]:
    """Of the places said to show words: how many show those blanked out; of those blanked out: how many are shown."""
    truth = {
        f"{number}:{n}": hidden
        for number in {number for pair in planted for number in pair}
        for n, (_, hidden) in enumerate(records[number].holes)
    }
    said = right = 0
    shown: set[str] = set()
    for pair in found:
        for place in pair.places:
            if place.shown != "released" or place.confidence < SURE or place.redaction not in truth:
                continue
            words = [word for run in place.runs for word in records[run.page].words[run.first : run.first + run.length]]
            said += 1
            if fuzz.ratio("".join(words), "".join(truth[place.redaction])) >= _RIGHT:
                right += 1
                shown.add(place.redaction)
    return {
        "places": float(len(truth)),
        "place_precision": right / max(1, said),
        "place_recall": len(shown) / max(1, len(truth)),
    }
