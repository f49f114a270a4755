"""Mends what the model reads wrong by its very nature: a capital I as an upright bar, rules as underscores."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from statistics import median

from reviewer.model.geometry import Rect
from reviewer.model.ocr import OcrWord

_BAR = "|"
_CONTRACTED = re.compile(r"\|(?=['’](?:m|ve|ll|d|re)\b)")
# A rule between cells is taller than the letters beside it, and stands apart from them.
_TALLER, _APART = 1.4, 1.2
# A ragged rule read as a word: at most so sure, so many letters, so narrow and so high beside the picture's medians.
_UNSURE, _LONG, _NARROW, _LEVEL = 0.05, 6, 0.6, 1.5
_ENOUGH = 10  # words that tell how wide letters are
# The rule beneath a word or a row of figures: underscores at its ends, or so many within that it joins two cells.
_RULE = re.compile(r"^[_|]*_[_|]*|[_|]*_[_|]*$|[_|]*(?:__|_\||\|_)[_|]*")


def mended(words: Sequence[OcrWord]) -> tuple[OcrWord, ...]:
    """`words` with a bar read as `I` where the next word of its line goes on in small letters, as in `| know`, `|'ve`.

    Bars between names, as in the foot of a mail, and those that are rules of a table stay. A rule that was read with
    letters or figures, as in `$596.2__$423.1`, is left out and parts them; the blanks of a form (`____`) stay. A dotted
    or ragged rule that was read as a word by itself (`aneEenennsienn`) is left out.
    """
    apart = [piece for word in _without_ragged_rules(words) for piece in _without_rules(word)]
    return tuple(_mended(word, after) for word, after in zip_longest(apart, apart[1:]))


def _without_ragged_rules(words: Sequence[OcrWord]) -> Sequence[OcrWord]:
    """Nobody's letters are so narrow in a line no higher than the others, and the model is sure of none of them."""
    if len(words) < _ENOUGH:
        return words
    width = _NARROW * median(word.rect.width / max(1, len(word.text)) for word in words)
    height = _LEVEL * median(word.rect.height for word in words)
    return [
        word
        for word in words
        if word.confidence > _UNSURE
        or len(word.text) < _LONG
        or word.rect.width / len(word.text) > width
        or word.rect.height > height  # type set upright, which is another matter
    ]


def _without_rules(word: OcrWord) -> Iterator[OcrWord]:
    if "_" not in word.text or not any(map(str.isalnum, word.text)):
        yield word
        return
    rules = [match.span() for match in _RULE.finditer(word.text)]
    starts, ends = [0, *(end for _, end in rules)], [*(start for start, _ in rules), len(word.text)]
    letter = word.rect.width / len(word.text)
    for start, end in zip(starts, ends, strict=True):
        if start < end:
            x0, x1 = (word.rect.x0 + letter * place for place in (start, end))
            yield replace(word, text=word.text[start:end], rect=Rect(x0, word.rect.y0, x1, word.rect.y1))


def _mended(word: OcrWord, after: OcrWord | None) -> OcrWord:
    if not word.text.startswith(_BAR):
        return word
    if word.text == _BAR and after is not None and _goes_on(word, after):
        return replace(word, text="I")
    return replace(word, text=_CONTRACTED.sub("I", word.text))


def _goes_on(bar: OcrWord, after: OcrWord) -> bool:
    height = after.rect.height
    return (
        bar.line == after.line
        and after.text[0].islower()
        and bar.rect.height <= _TALLER * height
        and after.rect.x0 - bar.rect.x1 <= _APART * height
    )
