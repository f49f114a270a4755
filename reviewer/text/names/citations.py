"""Statutes, regulations and court cases as cited: by eyecite where it is installed, the commonest forms without."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from reviewer.text.names.found import FoundName, RunningText, trimmed
from reviewer.text.names.printed import fold

# What a text must hold to be searched for cases at all.
_PERHAPS = re.compile(r"\bv[s.]?\.?\s|\bU\.\s?S\.|\bF\.\s?(?:[23]d|4th|Supp)|S\.\s?Ct|\bILCS\b|Cal\.|N\.[YE]\.")
# What it must hold before the library is asked, which takes .4 s to load and then some 2 ms a page: volume, reporter
# and page in a line, or the sections of a law. The U.S.C. and the CFR need no library; `U.S.` alone is a country.
_REPORTER = re.compile(
    r"(?<![\w.])\d{1,4} (?!(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.|U\.\s?S\.\s?C\b|C\.\s?F\b)"
    r"(?:[A-Z][A-Za-z’']*\.|WL\b)(?:[A-Za-z.’'\s]{0,30}(?:\.|[23]d|[4-7]th|LEXIS))?,? \d"
    r"|\b(?:Code|Laws?|Stat|Ann|Const|ILCS)\.?,?\s*§"
)
_CODE = re.compile(
    r"(?<![\w.])(?P<title>\d{1,3})\s?(?P<code>U\.?\s?S\.?\s?C\.?(?:\s?A\.)?|C\.?\s?F\.?\s?R\.?|ILCS)\s?(?:§+|[Ss]ec(?:tion|\.)?|[Pp]arts?)?\s?"
    r"(?P<section>\d[\d\-]{0,9}(?:[a-z]{1,2}(?![a-z]))?(?:\.\d{1,4})?(?:/\d[\w.\-]{0,6})?)(?P<rest>(?:\s?\([A-Za-z0-9]{1,4}\)){0,6})"
)
_ORDER = re.compile(r"(?:Executive\s+Order|E\.\s?O\.)\s+(?P<number>1\d{4})(?!\d)")
_PARTY = r"[A-Z][\w.'’&\-]*(?:\s+(?:(?:of|the|and|for|in|re|ex|rel\.|&|d/b/a)\s+)*[A-Z][\w.'’&\-]*){0,7}"
_PARTIES = re.compile(rf"(?P<one>{_PARTY}),?\s+v\.?s?\.\s+(?P<two>{_PARTY})")
_REPORTED = re.compile(
    r"(?<!\w)\d{1,4}\s(?:U\.\s?S\.|S\.\s?Ct\.|F\.(?:\s?Supp\.)?(?:\s?(?:2d|3d|4th))?|L\.\s?Ed\.(?:\s?2d)?)\s\d{1,5}(?!\w)"
)


@cache
def has_eyecite() -> bool:
    """Whether the library of citations is installed (it is not on Python 3.13)."""
    return importlib.util.find_spec("eyecite") is not None


def may_cite(text: str) -> bool:
    """Whether the library of citations will be asked about a page that holds `text`; it is better loaded before."""
    return _REPORTER.search(text) is not None and has_eyecite()


def find_citations(text: RunningText) -> Iterator[FoundName]:
    """Every statute, regulation, executive order and case that the page cites."""
    for match in _CODE.finditer(text.text):
        code = {"U": "U.S.C.", "C": "CFR", "I": "ILCS"}[match["code"][0]]
        rest = "".join(match["rest"].split())
        shown = f"{match['title']} {code} {match['section']}{rest}"
        yield _named(text, "statute", shown, *match.span())
    for match in _ORDER.finditer(text.text):
        yield _named(text, "statute", f"Executive Order {match['number']}", *match.span())
    if _REPORTER.search(text.text) and has_eyecite():
        yield from _by_eyecite(text)
    if _PERHAPS.search(text.text):
        yield from _by_form(text)


def _by_eyecite(text: RunningText) -> Iterator[FoundName]:
    from eyecite import get_citations
    from eyecite.models import FullCaseCitation, FullLawCitation

    citation: Any  # its methods carry no types
    for citation in get_citations(text.text):
        start, end = citation.span()
        if isinstance(citation, FullLawCitation):
            yield _named(text, "statute", _corrected(citation), start, end)
        elif isinstance(citation, FullCaseCitation):
            parties = _parties_before(text.text, start)
            cited = _corrected(citation)
            shown = f"{parties[1]}, {cited}" if parties else cited
            yield _named(text, "court case", shown, parties[0] if parties else start, end, key=cited)


def _corrected(citation: Any) -> str:
    """The citation in the usual spelling (the library's methods carry no types)."""
    return trimmed(str(citation.corrected_citation()))


def _by_form(text: RunningText) -> Iterator[FoundName]:
    for match in _REPORTED.finditer(text.text):
        parties = _parties_before(text.text, match.start())
        cited = trimmed(match[0])
        shown = f"{parties[1]}, {cited}" if parties else cited
        yield _named(text, "court case", shown, parties[0] if parties else match.start(), match.end(), key=cited)
    for match in _PARTIES.finditer(text.text):
        yield _named(text, "court case", trimmed(match[0]), *match.span())


def _parties_before(text: str, start: int) -> tuple[int, str] | None:
    """Where the names of the parties begin that stand right before a citation, and the names."""
    before = max(0, start - 160)
    last = None
    for match in _PARTIES.finditer(text, before, start):
        last = match
    if last is None or text[last.end() : start].strip(" ,\n"):
        return None
    return last.start(), trimmed(last[0])


def _named(text: RunningText, kind: str, shown: str, start: int, end: int, key: str = "") -> FoundName:
    first, last = text.run(start, end)
    return FoundName(kind, shown, fold(key or shown).replace(" ", ""), first, last, "citation", 0.9)
