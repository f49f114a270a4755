"""Pages and documents out of the text of released e-mails, as reading them would yield."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from reviewer.model.documents import DocumentFinding
from reviewer.model.exemptions import parse_codes
from reviewer.model.geometry import Rect
from reviewer.model.page import PageResult, PageText, Redaction, Token, Word
from reviewer.storage.blobs import pack_words
from reviewer.text.documents import find_documents
from reviewer.text.identifiers import find_identifiers
from reviewer.text.tokens import index_text

_LEFT, _TOP, _WIDE, _LINE, _HIGH = 36.0, 36.0, 4.5, 11.0, 10.0  # points: typewriter type on Letter paper
_PAPER = (612.0, 792.0)
_CODE = re.compile(r"\bB[1-9]\b(?:\([A-F]\))?")
_MADE_CODES = ("(b)(5)", "(b)(6)", "(b)(7)(C)", "(b)(1)", "(b)(3)")
_KINDS = ("black", "outline", "white", "gray")


@dataclass(frozen=True, slots=True)
class PackedPage:
    """What a project stores of one page: text, index text, packed words, its redactions and where they stand."""

    text: str
    index_text: str
    words: bytes
    redactions: tuple[tuple[Redaction, int, int], ...]
    bates: str | None
    identifiers: tuple[tuple[str, str], ...]
    markers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackedMail:
    """One file of text: its pages and the documents found in it, pages counted from 0."""

    pages: tuple[PackedPage, ...]
    documents: tuple[DocumentFinding, ...]


def read_mail(folder: Path, limit: int, processes: int = 2) -> list[PackedMail]:
    """Up to `limit` text files beneath a folder, in an order that is always the same and mixes the releases."""
    files = sorted(folder.rglob("*.txt"))
    random.Random(7).shuffle(files)
    files = files[:limit]
    with ProcessPoolExecutor(processes) as pool:
        portions = pool.map(_read_portion, [files[at : at + 200] for at in range(0, len(files), 200)])
        return [mail for portion in portions for mail in portion]


def _read_portion(files: list[Path]) -> list[PackedMail]:
    return [_read(file) for file in files]


def _read(file: Path) -> PackedMail:
    texts = file.read_text(encoding="utf-8", errors="replace").split("\f")
    draw = random.Random(file.name)
    results = [_page(number, text, draw) for number, text in enumerate(texts) if text.strip()]
    results = [replace(result, page=number) for number, result in enumerate(results)]
    return PackedMail(tuple(_packed(result) for result in results), tuple(find_documents(results)))


def _page(number: int, text: str, draw: random.Random) -> PageResult:
    lines = [line for line in text.split("\n") if line.strip()]
    words = tuple(_words(lines))
    codes = [parse_codes(word.text) for word in words if _CODE.fullmatch(word.text)]
    # The text layer tells no boxes; a page without printed codes has one in two cases, as common codes are.
    if not codes and draw.random() < 0.5:
        codes = [(draw.choices(_MADE_CODES, (50, 40, 6, 3, 1))[0],)]
    redactions = tuple(_redaction(place, code, draw) for place, code in enumerate(codes))
    before = sorted(draw.randrange(len(words) + 1) for _ in redactions)
    tokens = tuple(Token(n, at, words[min(at, len(words) - 1)].line) for n, at in enumerate(before)) if words else ()
    markers = ("non-responsive",) if draw.random() < 0.003 else ()
    numbers = find_identifiers(words, *_PAPER)
    return PageResult(
        number,
        *_PAPER,
        "layer",
        PageText(words, tokens, "\n".join(" ".join(line.split()) for line in lines)),
        redactions,
        markers,
        numbers.identifiers,
        numbers.bates,
    )


def _words(lines: list[str]) -> Iterator[Word]:
    for number, line in enumerate(lines):
        top = _TOP + _LINE * number
        for match in re.finditer(r"\S+", line):
            left, right = _LEFT + _WIDE * match.start(), _LEFT + _WIDE * match.end()
            yield Word(Rect(left, top, right, top + _HIGH), match.group(), None, number)


def _redaction(place: int, codes: tuple[str, ...], draw: random.Random) -> Redaction:
    top = 60.0 + 14.0 * (place % 50)
    kind = draw.choices(_KINDS, (80, 15, 4, 1))[0]
    marking = draw.choices(("at", "shared", "head"), (90, 8, 2))[0]
    return Redaction((Rect(60.0, top, 300.0, top + 12.0),), kind, tuple(codes), " ".join(codes), marking)  # type: ignore[arg-type]


def _packed(page: PageResult) -> PackedPage:
    places = tuple(
        (redaction, token.before, token.line)
        for redaction, token in zip(page.redactions, page.text.tokens, strict=False)
    )
    return PackedPage(
        page.text.text,
        index_text(page.text, page.redactions),
        pack_words(page.text.words),
        places,
        page.bates,
        tuple(page.identifiers.items()),
        page.markers,
    )
