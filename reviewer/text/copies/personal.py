"""Whether words look like what is released by accident: numbers and addresses of a private person."""

from __future__ import annotations

import re
from typing import Final

_PERSONAL: Final = re.compile(
    r"""
    (?<!\d)\d{3}[-\s]\d{2}[-\s]\d{4}(?!\d)            # a social security number
    | (?<!\d)(?:\+?1[-.\s]?)?\(?\d{3}\)?[-.\s]\s?\d{3}[-.\s]\d{4}(?!\d)   # a telephone number
    | \bA[-\s]?\d{3}[-\s]?\d{3}[-\s]?\d{3}\b            # an alien registration number
    | (?i:\b(?:d\.?o\.?b\.?|date\s+of\s+birth|ssn|passport)\b)
    | (?i:[\w.+-]+@(?:gmail|hotmail|yahoo|aol|outlook|icloud|comcast|verizon|msn)\.\w+)
    """,
    re.VERBOSE,
)


def is_personal(text: str) -> bool:
    """Whether a number or address of a private person may stand there: handled with care, masked in what is sent."""
    return _PERSONAL.search(text) is not None
