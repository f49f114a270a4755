"""Tells a plausible word from recognition noise by its shape, in any language of Latin letters."""

from __future__ import annotations

import re
import unicodedata

_EDGES = ".,;:!?()[]{}\"'“”‘’«»‹›<>*-–—_/\\|&%$#@+=~•·…"
_NUMBER = re.compile(r"[$€£#(]?\d[\d.,:/\-–]*(?:st|nd|rd|th|[ap]\.?m\.?|%|[a-z])?\)?", re.I)
_ADDRESS = re.compile(
    r"(?:https?://|www\.|mailto:)\S+|[\w.+\-']+@[\w\-]+(?:\.[\w\-]+)+|[\w\-]+(?:\.[\w\-]+)*\.(?:com|gov|org|net|edu|mil|nl)",
    re.I,
)
_VOWELS = set("aeiouyäöüáàâéèêëíìîïóòôúùûåæøœ")
_MIXED = re.compile(r"[a-zß-ÿ][A-ZÀ-Þ]|[A-Za-z]\d[A-Za-z]|\d[a-z]\d")
_NAME_CASE = re.compile(r"(?:Mc|Mac|De|Di|La|Le|Van|O'|Fitz)?[A-Z][a-z]+(?:[A-Z][a-z]+)?")
_SINGLES = set("aAiI&oOà§")


def plausible(text: str) -> bool:
    """Whether `text` could be a word, number, code or address someone wrote; punctuation alone counts as not."""
    core = text.strip(_EDGES)
    if not core:
        return False
    if _NUMBER.fullmatch(core) or _ADDRESS.fullmatch(core):
        return True
    if len(core) == 1:
        return core in _SINGLES or core.isdigit()
    parts = [part for part in re.split(r"[-–/'’.&@_:]", core) if part]
    return all(_word(part) for part in parts) and len(parts) <= 6


def _word(part: str) -> bool:
    if part.isdigit():
        return True
    letters = [char for char in part if char.isalpha()]
    if len(letters) < 0.6 * len(part) or any(unicodedata.category(char)[0] in "SC" for char in part):
        return False
    if not all(ord(char) < 0x250 for char in letters):
        return True  # another script: shapes of Latin words say nothing about it
    if len(part) <= 2 or part.isupper():
        return True
    if _MIXED.search(part) and not _NAME_CASE.fullmatch(part):
        return False
    return _pronounceable(part.lower())


def _pronounceable(part: str) -> bool:
    """Has a vowel, no run of consonants beyond that of `strengths`, no letter three times in a row."""
    if not any(char in _VOWELS for char in part):
        return len(part) <= 3
    runs = re.split(f"[{''.join(_VOWELS)}]", part)
    return max(len(run) for run in runs) <= 5 and not re.search(r"(.)\1\1", part)
