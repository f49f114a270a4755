"""Keeps a page's text and its index entry true to its words and redactions, also after a person changed these."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reviewer.model.geometry import Rect
from reviewer.model.page import PageText, Redaction, Token, Word, token_text
from reviewer.storage.blobs import load, unpack_rects, unpack_words
from reviewer.text.tokens import index_text


@dataclass(frozen=True, slots=True)
class Hole:
    """Where a redaction stands in the reading order: before word number `before`, in `line`."""

    before: int
    line: int


def find_hole(rects: Sequence[Rect], words: Sequence[Word]) -> Hole:
    """The place for a shape drawn by hand: in the line at the height of its first rectangle, else between lines."""
    if not words:
        return Hole(0, 0)
    first = min(rects, key=lambda rect: (rect.y0, rect.x0))
    best: tuple[float, int] | None = None
    for number, word in enumerate(words):
        common = min(first.y1, word.rect.y1) - max(first.y0, word.rect.y0)
        if common >= 0.5 * min(first.height, word.rect.height) and (best is None or common > best[0]):
            best = (common, number)
    if best is None:
        above = [number for number, word in enumerate(words) if word.rect.y1 <= first.center[1]]
        return Hole(above[-1] + 1, words[above[-1]].line) if above else Hole(0, words[0].line)
    line = words[best[1]].line
    members = [number for number, word in enumerate(words) if word.line == line]
    for number in members:
        if words[number].rect.center[0] > first.x0:
            return Hole(number, line)
    return Hole(members[-1] + 1, line)


def render_text(words: Sequence[Word], tokens: Sequence[Token], codes: Sequence[tuple[str, ...]]) -> str:
    """The page as text, one line a line, a token such as `[redacted (b)(6)]` for each redaction."""
    lines: dict[int, list[str]] = {}
    waiting = sorted(tokens, key=lambda token: token.before)[::-1]
    for number in range(len(words) + 1):
        while waiting and waiting[-1].before <= number:
            token = waiting.pop()
            lines.setdefault(token.line, []).append(token_text(codes[token.redaction]))
        if number < len(words) and words[number].text:
            lines.setdefault(words[number].line, []).append(words[number].text)
    return "\n".join(" ".join(lines[line]) for line in sorted(lines))


def read_words(connection: sqlite3.Connection, page: int) -> tuple[Word, ...]:
    """The words of a page in reading order; none where it was not read."""
    row = connection.execute("SELECT words FROM page_words WHERE page = ?", (page,)).fetchone()
    return unpack_words(row["words"]) if row else ()


def place_by_hand(connection: sqlite3.Connection, redaction: str) -> None:
    """Give a drawn or moved redaction its place among the words of its page, and number the page's redactions anew."""
    row = connection.execute("SELECT page, rects FROM redaction WHERE uuid = ?", (redaction,)).fetchone()
    hole = find_hole(unpack_rects(row["rects"]), read_words(connection, row["page"]))
    connection.execute(
        "UPDATE redaction SET before_word = ?, line = ? WHERE uuid = ?", (hole.before, hole.line, redaction)
    )
    renumber(connection, row["page"])


def renumber(connection: sqlite3.Connection, page: int) -> None:
    """Number the redactions of a page by their place among the words, then from left to right and downwards."""
    rows = connection.execute(
        "SELECT uuid, ordinal, before_word, line, rects FROM redaction WHERE page = ?", (page,)
    ).fetchall()

    def place(row: sqlite3.Row) -> tuple[int, int, float, float]:
        first = unpack_rects(row["rects"])[0]
        return row["before_word"], row["line"], first.x0, first.y0

    moved = [(n, row["uuid"]) for n, row in enumerate(sorted(rows, key=place)) if row["ordinal"] != n]
    connection.executemany("UPDATE redaction SET ordinal = ? WHERE uuid = ?", moved)


def refresh_text(connection: sqlite3.Connection, pages: Iterable[int]) -> None:
    """Write text and index text of pages anew from words and redactions; what is "not a redaction" has no token."""
    for page in pages:
        words = read_words(connection, page)
        redactions: list[Redaction] = []
        tokens: list[Token] = []
        for row in connection.execute(
            "SELECT codes, before_word, line FROM redaction WHERE page = ? AND box_checked <> 'not a redaction' "
            "ORDER BY ordinal",
            (page,),
        ):
            tokens.append(Token(len(redactions), row["before_word"], row["line"]))
            redactions.append(Redaction((), "black", tuple(load(row["codes"]))))
        text = render_text(words, tokens, [redaction.codes for redaction in redactions])
        store_text(connection, page, text, index_text(PageText(words, tuple(tokens), text), redactions))


def store_text(connection: sqlite3.Connection, page: int, text: str, terms: str) -> None:
    """Store text and index text if they differ from what is there (the triggers keep the index in step).

    The vocabulary learns the page's terms; it never forgets one, for a term that no page holds any more finds nothing.
    """
    connection.executemany(
        "INSERT INTO vocabulary (term) VALUES (?) ON CONFLICT (term) DO NOTHING",
        [(term,) for term in sorted(set(terms.split()))],
    )
    connection.execute(
        "INSERT INTO page_text (page, text, index_text) VALUES (?, ?, ?) ON CONFLICT (page) DO UPDATE "
        "SET text = excluded.text, index_text = excluded.index_text "
        "WHERE text <> excluded.text OR index_text <> excluded.index_text",
        (page, text, terms),
    )
