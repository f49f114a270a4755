"""Texts with `[[tag|what an agency may withhold]]`: which words are withheld depends on the policy of a copy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

Policy = Mapping[str, str]
"""From a tag to the code that a copy claims for it (`""`: withheld without a code); a tag not in it stays visible."""

_SPAN = re.compile(r"\[\[([a-z-]+)\|(.*?)\]\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of text without blanks. `glued`: no blank before it. `span` numbers the withheld stretch, -1 for none."""

    text: str
    tag: str = ""
    span: int = -1
    glued: bool = False


def atoms(text: str, policy: Policy, spans: count[int]) -> Iterator[Atom]:
    """The words of a marked-up text; stretches that `policy` withholds get a number each."""
    kept = _SPAN.sub(lambda m: m.group() if m[1] in policy else m[2], text)
    blank, start = True, 0
    for match in _SPAN.finditer(kept):
        before = kept[start : match.start()]
        yield from _split(before, "", -1, blank)
        blank = before[-1:].isspace() if before else blank
        yield from _split(match[2], match[1], next(spans), blank)
        blank, start = match[2][-1:].isspace(), match.end()
    yield from _split(kept[start:], "", -1, blank)


def plain(text: str) -> str:
    """The text as it was before anything was withheld."""
    return _SPAN.sub(lambda m: m[2], text)


def withheld(text: str, policy: Policy, token: Mapping[str, str]) -> str:
    """The text with what `policy` withholds replaced by `token[code]`."""
    return _SPAN.sub(lambda m: token[policy[m[1]]] if m[1] in policy else m[2], text)


def _split(piece: str, tag: str, span: int, blank: bool) -> Iterator[Atom]:
    glued = not (blank or piece[:1].isspace())
    for word in piece.split():
        yield Atom(word, tag, span, glued)
        glued = False
