"""The queries of the search benchmark: a mix by how many pages they hit, drawn from the project itself."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection

from reviewer.storage.connections import connect

_SHARES = (0.00005, 0.0002, 0.001, 0.005, 0.02, 0.1, 0.3, 0.6)  # of all pages
_EACH = 4
_FIELDS = (
    "code:b5",
    "code:b7c",
    "code:b1 kind:white",
    "kind:gray",
    "marking:head",
    "marking:at",
    "position:contested",
    "position:undecided",
    "check:right",
    "check:unchecked",
    "type:e-mail",
    "type:letter",
    "date:2010",
    "date:2011-03..2011-04",
    "date:2009-05-07",
    "from:mills",
    "from:sullivan",
    "from:abedin date:2011",
    "to:jake",
    "to:h",
    "document:benghazi",
    "document:re*",
    "file:mail-0001",
    "file:mail",
    "page:1",
    "page:1999..",
    "seen:yes",
    "seen:no",
    "marker:responsive",
    "state:failed",
    "state:done",
    "bates:STATE-*",
    "bates:C0576*",
    "note:*",
    'tag:"public interest"',
    'entity:"Cheryl Mills"',
    "code:b5 OR from:mills",
    "NOT code:b6",
    "from:mills to:abedin code:b5 date:2010 seen:no",
)


def query_mix(project: Path) -> list[str]:
    """Words, phrases, beginnings, combinations and fields, from one page to every page; the same for one project."""
    draw = random.Random(11)
    with closing(connect(project, "ro")) as connection:
        by_share = _words_by_share(connection, draw)
        phrases = list(_phrases(connection, draw))
    words = [word for group in by_share for word in group]
    mix = [*words, *_FIELDS, *phrases, *_beginnings(words, draw)]
    for group in by_share:
        for word in group[:2]:
            other = draw.choice(words)
            mix += [f"{word} {other}", f"{word} OR {other}", f"{word} NOT {other}", f"{word} NEAR/5 {other}"]
            mix += [f"{word} code:b5", f"{word} from:mills", f"{word} near:redaction", f"{word} type:e-mail seen:no"]
            mix += [f"({word} OR {other}) date:2010 NOT code:b6"]
    draw.shuffle(mix)
    return mix


def fuzzy_mix(project: Path) -> list[str]:
    """Words of eight frequencies, whose misreadings are to be found."""
    with closing(connect(project, "ro")) as connection:
        groups = _words_by_share(connection, random.Random(12))
    words = [word for group in groups for word in group if len(word) > 3]
    return [*words, *(f"{first} {second}" for first, second in zip(words[::2], words[1::2], strict=False))]


def typed_mix(queries: Sequence[str]) -> list[str]:
    """What stands in the field while plain words are typed: their beginnings, from two letters on."""
    plain = [query for query in queries if query.isalpha()]
    return [word[:end] for word in plain for end in range(2, len(word) + 1)]


def _words_by_share(connection: Connection, draw: random.Random) -> list[list[str]]:
    """Words by the share of pages that hold them, a few for each share; counted on a sample of pages."""
    sample = _sample(connection, draw, 4_000)
    counts: dict[str, int] = {}
    for text in sample:
        for term in set(text.split()):
            if term.isalpha() and term.isascii():
                counts[term] = counts.get(term, 0) + 1
    groups = []
    for share in _SHARES:
        wanted = max(1.0, share * len(sample))
        near = sorted(counts, key=lambda term: (abs(counts[term] - wanted), term))[: 20 * _EACH]
        groups.append(draw.sample(near, _EACH))
    return groups


def _phrases(connection: Connection, draw: random.Random) -> Iterator[str]:
    for text in _sample(connection, draw, 24):
        terms = re.findall(r"[a-z0-9]+", text)
        if len(terms) > 6:
            at = draw.randrange(len(terms) - 3)
            yield '"{}"'.format(" ".join(terms[at : at + draw.choice((2, 3))]))
    yield from ('"of the"', '"to the"', '"department of state"', '"the fact that"')


def _beginnings(words: Sequence[str], draw: random.Random) -> Iterator[str]:
    long = [word for word in words if len(word) >= 5]
    for letters in (2, 3, 4, 5):
        for word in draw.sample(long, min(5, len(long))):
            yield f"{word[:letters]}*"


def _sample(connection: Connection, draw: random.Random, size: int) -> list[str]:
    """Index texts of pages drawn from the whole project."""
    last = connection.execute("SELECT max(page) AS n FROM page_text").fetchone()["n"]
    pages = sorted(draw.randrange(1, last + 1) for _ in range(size))
    rows = [
        connection.execute("SELECT index_text FROM page_text WHERE page >= ? ORDER BY page LIMIT 1", (p,)).fetchone()
        for p in pages
    ]
    return [row["index_text"] for row in rows if row is not None]
