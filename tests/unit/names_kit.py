"""Pages made of lines of text, for tests of finding names."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.model.documents import Message
from reviewer.model.geometry import Rect
from reviewer.model.page import PageText, Token, Word
from reviewer.text.names.find import find_names
from reviewer.text.names.found import FoundName

LINE, CHARACTER = 12.0, 6.0


def page(*lines: str) -> PageText:
    """A page of these lines; `[]` in a line is a redaction."""
    words: list[Word] = []
    tokens: list[Token] = []
    for number, line in enumerate(lines):
        at = 10.0
        for word in line.split():
            if word == "[]":
                tokens.append(Token(0, len(words), number))
            else:
                box = Rect(at, number * LINE, at + len(word) * CHARACTER, number * LINE + 10)
                words.append(Word(box, word, None, number))
            at += (len(word) + 1) * CHARACTER
    return PageText(tuple(words), tuple(tokens), "\n".join(lines))


def found(*lines: str, messages: Sequence[Message] = ()) -> list[FoundName]:
    """The names of a page of these lines, by rules alone."""
    return find_names(page(*lines), messages)


def forms(kind: str, *lines: str, messages: Sequence[Message] = ()) -> list[str]:
    """The names of one kind on a page, as shown."""
    return [name.form for name in found(*lines, messages=messages) if name.kind == kind]


def keys(kind: str, *lines: str) -> list[str]:
    """The same as normalised."""
    return [name.key for name in found(*lines) if name.kind == kind]
