"""Knows the lines of a classification stamp, set on release, that stand between and behind those of a mail's header."""

from __future__ import annotations

import re

# `Classified by …, on 01/29/2016 — Class: CONFIDENTIAL — Reason: 1.4(B), 1.4(D) — Declassify on: 01/28/2027`, in up to
# five lines beside the header: Executive Order 13526, section 1.6, asks for these four statements.
_STATEMENT = re.compile(
    r"\s*(?:[—–-]+\s*)?(?:\bClassified by\b|\bClass:\s|\b(?:CONFIDENTIAL|SECRET)\s*[—–-]+\s*Reason\b|\bReason:\s*1\.4"
    r"|\bDeclassify on\s*:|\bDerived from\s*:).*$"
)
_LEVEL = re.compile(r"^\W*(?:CONFIDENTIAL|SECRET)\s*[—–-]\W*$")
_DATE = re.compile(r"^\W*(?:on:\s*)?\d\d/\d\d/\d{4}\W*$")
_CODES = re.compile(r"^(?:(?:B\d|[1-3]\.[34]\([A-Ha-h]\))[\s,;'|]*)+$")
_DATED = re.compile(r"\d\d/\d\d/\d{4}\W*$")


def without_stamp(text: str, follows_stamp: bool) -> str:
    """A line without what a classification stamp prints in it; empty where it is the stamp's alone.

    `follows_stamp` tells whether the line above had a part of a stamp: its last date may stand in a line of its own.
    """
    if _CODES.match(text) or (follows_stamp and (_DATE.match(text) or _LEVEL.match(text))):
        return ""
    match = _STATEMENT.search(text)
    if match is None:
        return text
    own = text[: match.start()]
    # `A/GIS, DoS on 11/30/2015 — Class: …`: the date that goes before the level is that of the stamp.
    return "" if _DATED.search(own) and ":" not in own else own.strip()
