"""Judges whether a file's own text layer is good enough to stand in for OCR of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.model.page import Word
from reviewer.text.plausible import plausible

_FEW_WORDS = 12
_GOOD_SHARE = 0.72
_LABEL = re.compile(r"(From|Sent|To|Subject|Cc|CC)(:?)")
_WRONG_GLYPHS = re.compile(r"[\ufffd\ue001-\uf8ff\u0000-\u0008\u000e-\u001f]")


@dataclass(frozen=True, slots=True)
class LayerVerdict:
    """Whether to use the layer, the share (0-1) of its characters that stand in plausible words, and why."""

    usable: bool
    share: float
    reason: str


def judge_layer(
    words: Sequence[Word], width: float, height: float, *, scanned: bool = False, complete: bool = False
) -> LayerVerdict:
    """The verdict on a layer's words (displayed points) on a page of `width` by `height` points.

    A layer with hardly a word may be a stamp over a scan, so it is poor, unless nothing but text and plain shapes is on
    the page (`complete`); poor are wrong glyphs, words outside the page
    or piled upon each other, and a text that does not look like words. On a page that is a scan (`scanned`) the layer
    is somebody else's OCR: good enough for prose, but not where a mail header makes every letter of an address count.
    """
    texts = [word.text for word in words if word.text.strip()]
    if not texts or (len(texts) < _FEW_WORDS and not complete):
        return LayerVerdict(complete, 0.0, "no words" if complete else "hardly any words in the text layer")
    total = sum(len(text) for text in texts)
    share = sum(len(text) for text in texts if plausible(text)) / total
    wrong = sum(len(_WRONG_GLYPHS.findall(text)) for text in texts) / total
    if wrong > 0.02:
        return LayerVerdict(False, share, "the layer's characters have no meaning (missing font tables)")
    outside = sum(not (0 <= w.rect.center[0] <= width and 0 <= w.rect.center[1] <= height) for w in words)
    if outside > 0.3 * len(words):
        return LayerVerdict(False, share, "the layer's words lie outside the page")
    if len({(round(w.rect.x0), round(w.rect.y0)) for w in words}) < 0.5 * len(words):
        return LayerVerdict(False, share, "the layer's words lie upon each other")
    if share < _GOOD_SHARE:
        return LayerVerdict(False, share, "too few plausible words in the text layer")
    if scanned and has_mail_header(texts):
        return LayerVerdict(False, share, "addresses in a scan's text layer are too often misread")
    return LayerVerdict(True, share, "plausible words throughout")


def has_mail_header(texts: Sequence[str]) -> bool:
    """Whether the labels of an e-mail header stand among the words of a page."""
    found = [match for text in texts if (match := _LABEL.fullmatch(text))]
    return len({match[1] for match in found}) >= 3 and len({match[1] for match in found if match[2]}) >= 2
