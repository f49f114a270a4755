"""Persons in the running text that need no model: a known given name or a title before a surname."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.text.names.found import FoundName, RunningText, trimmed
from reviewer.text.names.given import is_given
from reviewer.text.names.printed import fold

_WORD = r"[A-Z][a-z'’]{1,}(?:-?[A-Z][a-z]+)?"
_SURNAME = rf"(?:(?:de|del|van|von|der|la|bin|al|el)[ \-])?(?:Mc|Mac|O['’]|De|Di|Van|Le)?{_WORD}(?:-[A-Z][a-z]+)?"
_FULL = re.compile(rf"(?<![\w@.\-])(?P<given>{_WORD})(?:\s(?P<middle>[A-Z]\.?|{_WORD}))?\s(?P<surname>{_SURNAME})(?![\w@])")
_TURNED = re.compile(rf"(?<![\w@.\-])(?P<surname>{_SURNAME}),\s(?P<given>{_WORD})(?:\s(?P<middle>[A-Z])\.?)?(?![\w@])")
_TITLED = re.compile(
    rf"(?<!\w)(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Amb|Gen|Col|Lt|Sgt|Capt|Messrs)\.\s?(?P<name>(?:[A-Z]\.\s?|{_WORD}\s){{0,2}}{_SURNAME})(?!\w)"
    rf"|(?<!\w)(?:Secretary|Senator|Congressman|Congresswoman|Ambassador|President|Director|Judge|Justice|General|Colonel|Minister"
    rf"|Agent|Officer|Detective|Captain|Governor|Representative)\s(?P<other>(?:[A-Z]\.\s?|{_WORD}\s){{0,2}}{_SURNAME})(?!\w)"
)
# Words with a capital that end or begin many lines and are no surnames.
_NO_SURNAME = frozenset(
    """
    the a an and or of in on at to for from by with is was will would could should may might must can has have had this that these those
    he she it we they you i his her our your their its as if but not no yes so do did does be been are were january february march april
    june july august september october november december monday tuesday wednesday thursday friday saturday sunday street avenue road
    drive lane court boulevard university college school hospital church department office agency bureau committee commission
    administration division branch unit team group company corporation inc llc foundation institute center centre council union
    association act law bill amendment report release page date subject sent re fw fwd cc bcc attachments importance state states
    house senate congress county city news times post press tower building hall park house airport security services service
    room hotel square project program initiative special cheers fund prize award war island islands river county bank
    secretary senator general director deputy assistant chief staff president minister ambassador officer general affairs
    mail email fax phone tel cell mobile here there what when where who why how please thanks regards best sincerely dear
    """.split()
)


def find_named_people(text: RunningText) -> Iterator[FoundName]:
    """Names with a known given name, and names behind a title; at the ends of sentences nothing tells more."""
    for match in _TITLED.finditer(text.text):
        group = "name" if match["name"] else "other"
        name = trimmed(match[group])
        if _is_surname(name.split()[-1]):
            yield _person(text, name, *match.span(group), 0.7)
    for pattern, sure in ((_TURNED, 0.65), (_FULL, 0.6)):
        for match in pattern.finditer(text.text):
            if is_given(fold(match["given"])) and _is_surname(match["surname"]) and "\n\n" not in match[0]:
                yield _person(text, trimmed(match[0]), *match.span(), sure)


def _is_surname(word: str) -> bool:
    return fold(word).removesuffix("'s").removesuffix("’s") not in _NO_SURNAME


def _person(text: RunningText, name: str, start: int, end: int, sure: float) -> FoundName:
    first, last = text.run(start, end)
    name = re.sub(r"['’]s?$", "", name)
    return FoundName("person", name, fold(name), first, last, "text", sure)
