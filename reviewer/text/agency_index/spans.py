"""Reads which pages an entry of an index names: `STATE-2018-00012–00019`, `000123-130`, `C05739563 (pp. 3-5)`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_LONGEST: Final = 12  # figures: no agency stamps more
_WIDEST: Final = 20_000  # pages: no entry of an index spans more, two numbers farther apart are no range
_RANGE_WORD: Final = re.compile(r"\s*\b(?:to|through|thru)\b\s*|\s+-+\s+", re.I)
_PIECES: Final = re.compile(r"[;,\n]|\s&\s|\band\b", re.I)
_BROKEN: Final = re.compile(r"\s*-\s*\n\s*|\s*\n\s*-\s*")  # a range that goes over the end of a line
_COUNT: Final = re.compile(r"\(\s*\d+\s*(?:pages?|pgs?\.?|pp?\.?)\s*\)", re.I)
_REMARK: Final = re.compile(r"\([^()\d]*\)")
_OF_DOCUMENT: Final = re.compile(
    r"[(\s]*\b(?:pages?|pgs?|pp?)(?:\.|\b)\s*(?P<first>\d{1,5})(?:\s*[-~]\s*(?P<last>\d{1,5}))?[)\s]*$", re.I
)
_LABEL: Final = re.compile(
    r"^(?P<what>bates|doc(?:ument)?|control|serial|record|item|index|entry|pages?|pgs?|pp?)(?=[\s.:#(])\W*"
    r"(?:(?:stamp|range|nos?|numbers?|id)(?=[\s.:#)])\W*)*",
    re.I,
)
_NO_PAGES: Final = frozenset({"doc", "document", "record", "item", "index", "entry", "serial", "control"})
_YEAR: Final = re.compile(r"(?:19|20)\d\d")  # the only figures that agencies put before a number
_NUMBER: Final = re.compile(r"^(?P<prefix>(?:.*\D)?)(?P<figures>\d+)$", re.S)


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers `first` to `last` of one series (`key_of`); of a document's number only its pages `pages`, from 1."""

    key: str
    first: int
    last: int
    pages: tuple[int, int] | None = None


def key_of(number: str) -> tuple[str, int] | None:
    """A printed number as the series it belongs to, whatever signs join its parts, and its running part.

    `BRR-2018-000114` gives `BRR2018`, 114; `C05739563` gives `C`, 5739563. None where no figures end it.
    """
    match = _NUMBER.match(unicodedata.normalize("NFKC", number).translate(_DASHES).strip())
    if match is None or len(match["figures"]) > _LONGEST:
        return None
    return "".join(char for char in match["prefix"].upper() if char.isalnum()), int(match["figures"])


def read_spans(text: str, known: Collection[str] = (), bare: str = "") -> tuple[Span, ...]:
    """The pages that a cell names, in its order.

    `known` are series of the project, which decide where a dash may join or divide; `bare` is the series of numbers
    without a prefix (empty: they name no page). Numbers of documents without a prefix (`Doc. 12`) name no page.
    """
    found: list[Span] = []
    last = bare
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    plain = _REMARK.sub(" ", _COUNT.sub(" ", _BROKEN.sub("-", plain)))
    for piece in _PIECES.split(_RANGE_WORD.sub("~", plain)):
        for span in _of_piece(piece.strip(" .[](){}\t"), known, last):
            last = span.key
            found.append(span)
    return tuple(dict.fromkeys(found))


def _of_piece(piece: str, known: Collection[str], bare: str) -> Iterator[Span]:
    label = _LABEL.match(piece)
    rest = piece[label.end() :].strip() if label else piece
    pages = _OF_DOCUMENT.search(rest)
    if pages is not None and rest[: pages.start()].strip():
        document = key_of(rest[: pages.start()].strip(" .,:("))
        if document is not None and document[0]:
            first = int(pages["first"])
            yield Span(*document, document[1], (first, max(first, int(pages["last"] or first))))
        return
    spans = list(_readings(rest, known))
    if not spans:
        return
    _, span = max(spans, key=lambda reading: reading[0])
    if span.key:
        yield span
    elif bare and not (label and label["what"].lower() in _NO_PAGES):
        yield Span(bare, span.first, span.last)


def _readings(text: str, known: Collection[str]) -> Iterator[tuple[int, Span]]:
    """What a piece may mean, each with how much speaks for it: one number, or two that a dash divides."""
    alone = key_of(text) if "~" not in text else None
    if alone is not None and (alone[0] in known or not alone[0].isdigit() or _YEAR.fullmatch(alone[0])):
        yield 4 * (alone[0] in known), Span(*alone, alone[1])
    for match in re.finditer("~" if "~" in text else "-", text):
        left, right = text[: match.start()].strip(), text[match.end() :].strip()
        first, last = key_of(left), key_of(right)
        if first is None or last is None or last[0] not in ("", first[0]):
            continue
        end = last[1] if last[0] else _written_out(left, right)
        if not 0 <= end - first[1] <= _WIDEST:
            continue
        even = len(_figures(left)) == len(_figures(right))
        yield 1 + even + 4 * (first[0] in known) + 3 * bool(last[0]), Span(*first, end)


def _written_out(left: str, right: str) -> int:
    """The end of a range, of which only the last figures may be written: `000123-130`, `1998-03`."""
    first, last = _figures(left), _figures(right)
    if int(last) < int(first) and len(last) < len(first):
        end = int(first[: -len(last)] + last)
        return end if end >= int(first) else end + int(10 ** len(last))
    return int(last)


def _figures(number: str) -> str:
    match = _NUMBER.match(number)
    return match["figures"] if match else "0"
