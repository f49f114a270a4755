"""Reads the key of an FBI declaration: what `(b)(6) and (b)(7)(C)-4` stands for, and which of them a label names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

_CODE: Final = (
    r"(?:Ex(?:emption|\.)?\s*)?[(\[]?\s?b\s?[)\]]?\s?[(\[]?\s?(?P<number{0}>[1-9])\s?[)\]]?"
    r"(?:\s?[(\[]?\s?(?P<letter{0}>[A-F])\s?[)\]]?(?![A-Za-z]))?"
    r"(?:\s?-\s?(?P<subs{0}>\d{{1,2}}(?:\s?(?:,|&|and)\s?-?\d{{1,2}}(?![\d)]))*))?"
)
_ONE: Final = re.compile(_CODE.format(""), re.I)
_JOINT: Final = re.compile(r"\s*(?:,|;|/|&|\band\b|\bor\b|\s)\s*(?=(?:and\s+)?[(\[]?b[)\]]?\s?[(\[]?\d)", re.I)
_AFTER: Final = re.compile(r"^\s*(?:[:.\t|]|[-–—]+\s|\s{2,})\s*|^\s+(?=[A-Z])")
_MEANING: Final = re.compile(r"[A-Za-z]{3}")
_LINES: Final = 4


def sub_codes(printed: str) -> tuple[str, ...]:
    """Sub-codes in a printed label: `b6 -4; b7C -1,3` gives `(b)(6)-4`, `(b)(7)(C)-1`, `(b)(7)(C)-3`."""
    found = (code + f"-{sub}" for match in _ONE.finditer(printed) for code, subs in [_named(match)] for sub in subs)
    return tuple(dict.fromkeys(found))


def read_key(lines: Iterable[str]) -> dict[str, str]:
    """The meaning of each sub-code, from the lines and rows of an index or a declaration; the first one counts.

    A code without a number takes that of the code after it, as in `(b)(6) and (b)(7)(C)-4: names of third parties`.
    """
    key: dict[str, str] = {}
    open_codes: tuple[str, ...] = ()
    said: list[str] = []
    for line in [*lines, ""]:
        codes, meaning = _entry(line)
        goes_on = open_codes and not codes and line.strip() and len(said) < _LINES and not said[-1].endswith(".")
        if goes_on and "\t" not in line and not _ONE.match(line.strip()):
            said.append(line.strip())
            continue
        for code in open_codes:
            key.setdefault(code, " ".join(" ".join(said).split()))
        open_codes, said = codes, [meaning]
    return key


def meanings(printed: str, key: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The sub-codes of a printed label with what the key says of them; those it does not list are left out."""
    return tuple((code, key[code]) for code in sub_codes(printed) if code in key)


def _entry(line: str) -> tuple[tuple[str, ...], str]:
    """The sub-codes that begin a line and what stands behind them; nothing where the line is no entry of a key."""
    text = line.strip()
    found = list(_leading(text))
    if not found:
        return (), ""
    rest = text[found[-1].end() :]
    behind = _AFTER.match(rest)
    meaning = rest[behind.end() :].strip() if behind else ""
    if not _MEANING.search(meaning):
        return (), ""
    named = [_named(match) for match in found]
    subs: tuple[str, ...] = ()
    codes: list[str] = []
    for code, own in reversed(named):
        subs = own or subs
        codes += [f"{code}-{sub}" for sub in subs]
    return tuple(reversed(codes)), meaning


def _leading(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while (match := _ONE.match(text, at)) is not None:
        yield match
        joint = _JOINT.match(text, match.end())
        if joint is None:
            return
        at = joint.end()


def _named(match: re.Match[str]) -> tuple[str, tuple[str, ...]]:
    letter = f"({match['letter'].upper()})" if match["letter"] else ""
    return f"(b)({match['number']}){letter}", tuple(re.findall(r"\d+", match["subs"] or ""))
