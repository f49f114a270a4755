"""Reads the date line of a mail header once more where the reading of the whole page is unsure of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from reviewer.model.geometry import Rect, bounds
from reviewer.model.page import Word
from reviewer.text.dates import is_sure, iso_date
from reviewer.text.labels import find_label

Strip = Callable[[Rect, int], Sequence[Word]]
"""Words of one line: what stands in a rectangle (displayed points), read at a resolution."""

# Their errors differ, so that two that agree are seldom wrong alike.
_RESOLUTIONS: Final = (200, 300, 400)
_SURE: Final = 0.9
_MOST_LINES: Final = 12
_NEXT_LINE: Final = 3.2
"""Heights of a line within which `To:` stands two lines below `From:`."""
_UNEVEN: Final = 1.5
"""Points by which boxes of one line may differ beyond half their height."""
_TELEPHONE: Final = re.compile(r"\(\d{3}\)\s?\d{3}-\d{4}")
"""As in `Sent via facsimile: (202) 555-0100`, the head of many letters, which no further reading makes a date."""
_ASIDE: Final = 4.0
"""Heights of a line behind a time beyond which something else stands, such as a code in the margin."""


def settle_dates(words: Sequence[Word], strip: Strip) -> tuple[Word, ...]:
    """The words with those of unsure date lines replaced by a surer reading of the line alone, if there is one.

    A reading counts where its date fits the weekday printed and has a time; the date that most readings agree on wins,
    and the first reading keeps its own where no other has more. SourceError if the engine cannot run.
    """
    replaced: dict[int, tuple[Word, ...]] = {}
    dropped: set[int] = set()
    for line in list(_unsure_lines(words))[:_MOST_LINES]:
        better = _better([words[i] for i in line], strip)
        if better:
            replaced[line[0]] = better
            dropped.update(line)
    kept = ((word,) if i not in dropped else replaced.get(i, ()) for i, word in enumerate(words))
    return tuple(word for group in kept for word in group)


def _unsure_lines(words: Sequence[Word]) -> Iterator[list[int]]:
    for start in sorted(_date_labels(words)):
        line = _behind(words, start)
        values = [words[i] for i in line[1:]]
        text = " ".join(word.text for word in values)
        if not any(char.isdigit() for char in text) or _TELEPHONE.search(text):
            continue
        least = min((word.confidence for word in values if word.confidence is not None), default=1.0)
        if least < _SURE or iso_date(text) is None:
            yield line


def _date_labels(words: Sequence[Word]) -> set[int]:
    """Words that are the label of a date, or stand where it must be: between `From:` and `To:`."""
    fields = {i: label.field for i, word in enumerate(words) if (label := find_label(word.text)) is not None}
    found = {i for i, field in fields.items() if field == "date"}
    below = [i for i, field in fields.items() if field in ("to", "cc")]
    for i in (i for i, field in fields.items() if field == "from"):
        sender = words[i].rect
        near = [k for k in below if _heads_next_lines(sender, words[k].rect)]
        if len(near) != 1:
            continue
        to = words[near[0]].rect
        first = [
            k
            for k, word in enumerate(words)
            if abs(word.rect.x0 - sender.x0) < sender.height and sender.y1 < word.rect.center[1] < to.y0
        ]
        if len(first) == 1:
            found.add(first[0])
    return found


def _heads_next_lines(upper: Rect, lower: Rect) -> bool:
    return abs(lower.x0 - upper.x0) < upper.height and upper.y1 < lower.y0 < upper.y0 + _NEXT_LINE * 1.4 * upper.height


def _behind(words: Sequence[Word], start: int) -> list[int]:
    """The word `start` and those to its right at its height, up to a gap behind a figure."""
    head = words[start].rect
    line, figures = [start], False
    right = [i for i, word in enumerate(words) if word.rect.x0 >= head.x1]
    for i in sorted(right, key=lambda i: words[i].rect.x0):
        last, rect = words[line[-1]].rect, words[i].rect
        # Word by word, for lines of a scan rise or fall.
        level = abs(rect.center[1] - last.center[1]) < 0.5 * min(rect.height, last.height) + _UNEVEN
        if rect.x0 < last.x0 or not level:
            continue
        if figures and rect.x0 - last.x1 > _ASIDE * min(head.height, rect.height):
            break
        line.append(i)
        figures = figures or any(char.isdigit() for char in words[i].text)
    return line


def _better(line: Sequence[Word], strip: Strip) -> tuple[Word, ...]:
    """The surest of the readings that agree on a date more often than the first; none where the first may stay."""
    area = bounds(word.rect for word in line)
    own = _date(line[1:])
    votes: Counter[str] = Counter()
    readings: list[tuple[str, Sequence[Word]]] = []
    for dpi in _RESOLUTIONS:
        read = strip(area, dpi)
        date = _date(read[1:])
        if date is not None:
            votes[date] += 1
            readings.append((date, read))
    if not votes:
        return ()
    best, count = votes.most_common(1)[0]
    if own is not None and own != best and count <= 1 + votes[own]:
        return ()
    surest = max((read for date, read in readings if date == best), key=_confidence)
    if own == best and _confidence(surest) <= _confidence(line):
        return ()
    return (line[0], *_in_place(surest[1:], line[1:], area))


def _in_place(read: Sequence[Word], before: Sequence[Word], area: Rect) -> Iterator[Word]:
    """Words read anew in the boxes of those before where they match one to one, else no higher than the line was.

    Of the lines above and below something is in the strip, which can stretch a box over them.
    """
    if len(read) == len(before):
        yield from (
            replace(old, text=new.text, confidence=new.confidence) for old, new in zip(before, read, strict=True)
        )
        return
    for word in read:
        rect = Rect(word.rect.x0, max(word.rect.y0, area.y0), word.rect.x1, min(word.rect.y1, area.y1))
        yield replace(word, rect=rect, line=before[0].line)


def _date(values: Sequence[Word]) -> str | None:
    """The date and time that words behind a label say, if it can be right."""
    text = " ".join(word.text for word in values)
    date = iso_date(text)
    return date if date is not None and "T" in date and is_sure(text, date) else None


def _confidence(words: Sequence[Word]) -> float:
    letters = sum(len(word.text) for word in words)
    return sum(len(word.text) * (word.confidence or 0.0) for word in words) / max(1, letters)
