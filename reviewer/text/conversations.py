"""Which dated records belong to one conversation: the same subject but for its `Re:`, no long silence between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

SILENCE: Final = 60  # days after which the same subject is taken up anew
_MARKS = re.compile(
    r"^(?:\s*(?:re|fw|fwd|aw|wg|sv|vs|tr|rv|antwort)\s*(?:\[\d+\])?\s*[:;.]\s*|\s*\[[^\]]{1,30}\]\s*)+", re.I
)
_NOISE = re.compile(r"[\W_]+")
_TOKEN = re.compile(r"\[redacted[^\]]*\]", re.I)


def subject_key(subject: str | None) -> str:
    """A subject without reply marks, redactions, case and punctuation; empty where nothing is left to compare."""
    plain = _TOKEN.sub(" ", subject or "")
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", plain))
    return _NOISE.sub(" ", plain).strip().casefold()


def conversations(records: Iterable[tuple[int, str | None]]) -> list[list[int]]:
    """Places of (day, subject) records, which come in order of time, gathered into conversations by first record.

    A record without a subject is a conversation of its own.
    """
    found: list[list[int]] = []
    open_ones: dict[str, tuple[int, int]] = {}  # key: place among the conversations, last day
    for place, (day, subject) in enumerate(records):
        key = subject_key(subject)
        known = open_ones.get(key) if key else None
        if known is not None and day - known[1] <= SILENCE:
            found[known[0]].append(place)
            open_ones[key] = known[0], day
            continue
        if key:
            open_ones[key] = len(found), day
        found.append([place])
    return found
