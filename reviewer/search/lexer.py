"""A query as tokens: words, quoted words, brackets, operators, fields with their values."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from reviewer.search.mistakes import excerpt, mistake

LONGEST_QUERY = 4_000
DISTANCES = range(1, 1_001)

TokenKind = Literal["word", "phrase", "field", "and", "or", "not", "near", "open", "close", "end"]

_CLOSING = {'"': '"', "“": '”“"', "”": '”“"', "„": '”“"'}
_FIELD = re.compile(r"([A-Za-z]+):")
_CODE = re.compile(r"\([a-z]\) ?\(\d{1,2}\)(?: ?\([A-Za-z]\))?", re.IGNORECASE)
_NEAR = re.compile(r"NEAR(?:/(\d+))?$")
_OPERATORS: dict[str, TokenKind] = {"AND": "and", "OR": "or", "NOT": "not", "&": "and", "&&": "and", "||": "or"}


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind, where it starts, what it says; a field also has its name, `near` its distance (0: none)."""

    kind: TokenKind
    position: int
    text: str = ""
    name: str = ""
    distance: int = 0


def plain(query: str) -> str:
    """The query with every control character, lone surrogate and private-use character as a space.

    Private-use characters are reserved for the index's own marks; the length stays, so that positions hold.
    """
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Co") else c for c in query)


def tokens(query: str) -> list[Token]:
    """The tokens of a query, an `end` last; raises WrongQueryError for what is no token."""
    if len(query) > LONGEST_QUERY:
        reason = f"a query can have {LONGEST_QUERY:,} characters, this one has {len(query):,}"
        raise mistake(query, LONGEST_QUERY, reason, '"detention bed" code:b5')
    text = plain(query)
    found: list[Token] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token, at = _token(text, at)
        found.append(token)
    return [*found, Token("end", len(text))]


def _token(text: str, at: int) -> tuple[Token, int]:
    char = text[at]
    if char in _CLOSING:
        value, end = _quoted(text, at)
        return Token("phrase", at, value), end
    if code := _CODE.match(text, at):
        return Token("field", at, code.group(), "code"), code.end()
    if char in "()":
        return Token("open" if char == "(" else "close", at, char), at + 1
    if char == "-" and at + 1 < len(text) and not text[at + 1].isspace() and text[at + 1] != "-":
        return Token("not", at, char), at + 1
    if field := _FIELD.match(text, at):
        return _field(text, at, field.group(1).lower(), field.end())
    return _word(text, at)


def _word(text: str, at: int) -> tuple[Token, int]:
    end = at
    while end < len(text) and not text[end].isspace() and text[end] not in "()" and text[end] not in _CLOSING:
        end += 1
    word = text[at:end]
    if word in _OPERATORS:
        return Token(_OPERATORS[word], at, word), end
    if near := _NEAR.match(word):
        return Token("near", at, word, distance=_distance(text, at, near.group(1))), end
    return Token("word", at, word), end


def _field(text: str, start: int, name: str, at: int) -> tuple[Token, int]:
    while at < len(text) and text[at].isspace():
        at += 1
    if at < len(text) and text[at] in _CLOSING:
        value, end = _quoted(text, at)
    else:
        end = _bare_end(text, at)
        value = text[at:end]
    distance = 0
    if name == "near" and (cut := re.search(r"/(\d+)$", value)):
        distance = _distance(text, start, cut.group(1))
        value = value[: cut.start()]
    value = " ".join(value.split())
    if not value:
        raise mistake(text, start, f"“{name}:” has no value", f'{name}:"some value"')
    return Token("field", start, value, name, distance), end


def _bare_end(text: str, at: int) -> int:
    """Where an unquoted value ends: at white space, a quotation mark, or a bracket that it did not open itself."""
    depth = 0
    while at < len(text) and not text[at].isspace() and text[at] not in _CLOSING:
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth < 0:
            break
        at += 1
    return at


def _quoted(text: str, at: int) -> tuple[str, int]:
    """The text between quotation marks (`""` inside straight ones is one mark), and where it ends."""
    closing = _CLOSING[text[at]]
    parts: list[str] = []
    end = at + 1
    while end < len(text):
        if text[at : at + 1] == '"' and text.startswith('""', end):
            parts.append('"')
            end += 2
        elif text[end] in closing:
            return "".join(parts), end + 1
        else:
            parts.append(text[end])
            end += 1
    raise mistake(
        text, at, f"the quotation mark before “{excerpt(text[at + 1 :])}” is never closed", '"public interest"'
    )


def _distance(text: str, at: int, digits: str | None) -> int:
    if digits is None:
        return 0
    number = int(digits) if len(digits) < 5 else 0
    if number not in DISTANCES:
        reason = f"a distance is a number of words from 1 to {DISTANCES[-1]:,}, not “{excerpt(digits)}”"
        raise mistake(text, at, reason, "fee NEAR/5 waiver")
    return number
