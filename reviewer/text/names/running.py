"""Persons in the running text that need no model: a known given name or a title before a surname."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reviewer.model.resources import resource
from reviewer.text.names.found import FoundName, RunningText, trimmed
from reviewer.text.names.given import is_given
from reviewer.text.names.printed import fold

_WORD = r"[A-Z][a-z'’]{1,}(?:-?[A-Z][a-z]+)?"
_SURNAME = rf"(?:(?:de|del|van|von|der|la|bin|al|el)[ \-])?(?:Mc|Mac|O['’]|De|Di|Van|Le)?{_WORD}(?:-[A-Z][a-z]+)?"
# Within a line: below a name stands what its bearer does, which begins with a capital too.
_FULL = re.compile(
    rf"(?<![\w@.\-])(?P<given>{_WORD})(?: (?P<middle>[A-Z]\.?|{_WORD}))? (?P<surname>{_SURNAME})(?![\w@])"
)
_TURNED = re.compile(rf"(?<![\w@.\-])(?P<surname>{_SURNAME}), (?P<given>{_WORD})(?: (?P<middle>[A-Z])\.?)?(?![\w@])")
_NAME = rf"(?:[A-Z]\.\s?|{_WORD} ){{0,2}}{_SURNAME}"
_TITLED = re.compile(
    rf"(?<!\w)(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Amb|Gen|Col|Lt|Sgt|Capt|Messrs)\.\s?"
    r"|(?:Secretary|Senator|Congressman|Congresswoman|Ambassador|President|Director|Judge|Justice|General|Colonel"
    rf"|Minister|Agent|Officer|Detective|Captain|Governor|Representative) )(?P<name>{_NAME})(?!\w)"
)


@cache
def _no_surnames() -> frozenset[str]:
    lines = resource("gazetteers", "no-surnames.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def find_named_people(text: RunningText) -> Iterator[FoundName]:
    """Names with a known given name, and names behind a title; at the ends of sentences nothing tells more."""
    for match in _TITLED.finditer(text.text):
        name = trimmed(match["name"])
        if _is_surname(name.split()[-1]):
            yield _person(text, name, *match.span("name"), 0.7)
    for pattern, sure in ((_TURNED, 0.65), (_FULL, 0.6)):
        for match in pattern.finditer(text.text):
            if is_given(fold(match["given"])) and _is_surname(match["surname"]):
                yield _person(text, trimmed(match[0]), *match.span(), sure)


def _is_surname(word: str) -> bool:
    return fold(word).removesuffix("'s").removesuffix("’s") not in _no_surnames()


def _person(text: RunningText, name: str, start: int, end: int, sure: float) -> FoundName:
    first, last = text.run(start, end)
    name = re.sub(r"['’]s?$", "", name)
    return FoundName("person", name, fold(name), first, last, "text", sure)
