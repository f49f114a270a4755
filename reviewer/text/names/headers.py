"""The people of e-mail headers, found again as words of the page below the place where their header begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reviewer.model.documents import Message
from reviewer.text.names.found import FoundName, RunningText
from reviewer.text.names.printed import fold, take_apart

_HEADER_WORDS = 600  # how far below its beginning a header's people are looked for: long lists of recipients
_SLACK = 4.0  # points by which a header's words may stand above its first line


def people_of(messages: Sequence[Message]) -> Iterator[str]:
    """Every sender and recipient as printed."""
    for message in messages:
        yield from (message.sender,) if message.sender else ()
        yield from message.to
        yield from message.cc


def find_header_people(text: RunningText, messages: Sequence[Message]) -> Iterator[FoundName]:
    """The names in the headers of `messages`, which are those of this page, each where it is printed."""
    if not messages:
        return
    plain = [_plain(word.text) for word in text.words]
    taken: set[int] = set()
    tops = sorted(message.top for message in messages)
    for message in sorted(messages, key=lambda message: message.top):
        below = next((top for top in tops if top > message.top + _SLACK), float("inf"))
        region = [
            number
            for number, word in enumerate(text.words)
            if message.top - _SLACK <= word.rect.y0 < below - _SLACK and plain[number]
        ][:_HEADER_WORDS]
        for person in people_of((message,)):
            found = _place(person, region, plain, taken)
            if found is not None:
                yield found


def _place(person: str, region: Sequence[int], plain: Sequence[str], taken: set[int]) -> FoundName | None:
    parts = take_apart(person)
    if not parts.name:
        return None
    wanted = [token for token in map(_plain, parts.name.split()) if token]
    for start in range(len(region) - len(wanted) + 1):
        run = region[start : start + len(wanted)]
        if all(plain[run[k]] == wanted[k] for k in range(len(wanted))) and taken.isdisjoint(run):
            if run[-1] - run[0] > 2 * len(run):
                continue
            taken.update(run)
            return FoundName("person", parts.name, fold(parts.name), run[0], run[-1], "header", 0.95, parts.address)
    return None


def _plain(word: str) -> str:
    return re.sub(r"[^\w]", "", fold(word))
