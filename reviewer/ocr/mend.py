"""Mends what the model reads wrong by its very nature: a capital I as an upright bar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from reviewer.model.ocr import OcrWord

_BAR = "|"
_CONTRACTED = re.compile(r"\|(?=['’](?:m|ve|ll|d|re)\b)")
# A rule between cells is taller than the letters beside it, and stands apart from them.
_TALLER, _APART = 1.4, 1.2


def mended(words: Sequence[OcrWord]) -> tuple[OcrWord, ...]:
    """`words` with a bar read as `I` where the next word of its line goes on in small letters, as in `| know`, `|'ve`.

    Bars between names, as in the foot of a mail, and those that are rules of a table stay.
    """
    return tuple(_mended(word, after) for word, after in zip_longest(words, words[1:]))


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
