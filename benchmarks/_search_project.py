"""Makes a project of any number of pages out of released e-mails, by bulk statements, as quickly as a disk takes it."""

from __future__ import annotations

import random
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from sqlite3 import Connection

from benchmarks._mail import PackedMail, PackedPage, read_mail
from reviewer.model.documents import DocumentFinding
from reviewer.model.ids import new_uuid
from reviewer.model.page import PageText, Redaction, Token, Word
from reviewer.services.workspace import Workspace
from reviewer.storage.blobs import dump, pack_rects, pack_words, unpack_words
from reviewer.storage.connections import connect
from reviewer.storage.documentwords import refresh_documents
from reviewer.storage.found import finding_of
from reviewer.storage.pagetext import render_text
from reviewer.text.tokens import index_text

_PAGES_A_FILE = 2_000
_MISREAD = 0.03  # of the repeated pages: as if each copy had been scanned and read by itself
_LETTERS = "abcdefghijklmnopqrstuvwxyz0158"


@dataclass(frozen=True, slots=True)
class _Placed:
    """A mail at its place: the id of its first page, the number of that page in the file, and which copy it is."""

    mail: PackedMail
    page: int
    number: int
    copy: int


def unpack_mail(archive: Path, folder: Path) -> Path:
    """The folder of text files in an archive, unpacked once."""
    target = folder / "mail"
    if not target.is_dir():
        with tarfile.open(archive) as packed:
            packed.extractall(target, filter="data")
    return target


def make_project(path: Path, folder: Path, pages: int) -> None:
    """A project of about `pages` pages at `path`, from the text files beneath `folder`, repeated as often as needed."""
    mails = read_mail(folder, pages)
    with Workspace.create(path, reviewer="Benchmark", title="Released mail") as workspace:
        release = workspace.intake.add_release("Released mail")
    with closing(connect(path, "rw")) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA cache_size = -400000")
        draw = random.Random(3)
        for number, placed in enumerate(_files(mails, pages)):
            connection.execute("BEGIN")
            _store_file(connection, release, number, placed, draw)
            connection.execute("COMMIT")
        connection.execute("ANALYZE")


def _files(mails: Sequence[PackedMail], pages: int) -> Iterator[list[_Placed]]:
    """Mails in files of about 2,000 pages, until there are enough pages."""
    page, number, placed = 1, 0, list[_Placed]()
    for count, mail in enumerate(cycle(mails)):
        placed.append(_Placed(mail, page, number, count // len(mails)))
        page, number = page + len(mail.pages), number + len(mail.pages)
        if number >= _PAGES_A_FILE or page > pages:
            yield placed
            number, placed = 0, []
        if page > pages:
            return


def _store_file(
    connection: Connection, release: str, number: int, placed: Sequence[_Placed], draw: random.Random
) -> None:
    reviewer = connection.execute("SELECT uuid FROM reviewer").fetchone()["uuid"]
    file = number + 1
    name = f"mail-{file:04}.pdf"
    connection.execute(
        "INSERT INTO item_received (id, uuid, release, name, path, sha256, bytes, added_by, added_at) "
        "VALUES (?, ?, ?, ?, ?, ?, 1, ?, '2026-01-01')",
        (file, new_uuid(), release, name, name, f"{file:064}", reviewer),
    )
    pages = [(mail, page, mail.page + place) for mail in placed for place, page in enumerate(mail.mail.pages)]
    connection.execute(
        "INSERT INTO source_file (id, page_count, state, documents_found) VALUES (?, ?, 'ready', 1)", (file, len(pages))
    )
    connection.executemany(
        "INSERT INTO page (id, file, number, width, height, state, text_source, bates, markers, read_at, seen_at) "
        "VALUES (?, ?, ?, 612.0, 792.0, 'done', 'layer', ?, ?, '2026-01-01', ?)",
        (
            (ident, file, at, page.bates, dump(list(page.markers)), "2026-01-01" if ident % 3 == 0 else None)
            for at, (_, page, ident) in enumerate(pages)
        ),
    )
    made = [
        (ident, _misread(page, draw) if mail.copy and draw.random() < _MISREAD else page) for mail, page, ident in pages
    ]
    _store_texts(connection, made)
    _store_redactions(connection, made)
    _store_documents(connection, file, placed)


def _store_texts(connection: Connection, pages: Sequence[tuple[int, PackedPage]]) -> None:
    connection.executemany("INSERT INTO page_words (page, words) VALUES (?, ?)", ((i, p.words) for i, p in pages))
    connection.executemany(
        "INSERT INTO page_text (page, text, index_text) VALUES (?, ?, ?)", ((i, p.text, p.index_text) for i, p in pages)
    )
    terms = sorted({term for _, page in pages for term in page.index_text.split()})
    connection.executemany(
        "INSERT INTO vocabulary (term) VALUES (?) ON CONFLICT (term) DO NOTHING", ((term,) for term in terms)
    )
    connection.executemany(
        "INSERT INTO page_identifier (page, series, value) VALUES (?, ?, ?)",
        ((i, series, value) for i, page in pages for series, value in page.identifiers),
    )


def _store_redactions(connection: Connection, pages: Sequence[tuple[int, PackedPage]]) -> None:
    rows = []
    for page, packed in pages:
        for ordinal, (redaction, before, line) in enumerate(packed.redactions):
            checked = "right" if page % 10 == 0 else "unchecked"
            position = "contested" if page % 500 == 0 else "undecided"
            shape = (pack_rects(redaction.rects), redaction.kind, dump(list(redaction.codes)), redaction.code_text)
            rows.append(
                (new_uuid(), page, ordinal, before, line, *shape, redaction.marking, finding_of(redaction), checked,
                 checked, position)
            )  # fmt: skip
    connection.executemany(
        "INSERT INTO redaction (uuid, page, ordinal, before_word, line, origin, rects, kind, codes, code_text, "
        "marking, finding, box_checked, code_checked, position) "
        "VALUES (?, ?, ?, ?, ?, 'machine', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def _store_documents(connection: Connection, file: int, placed: Iterable[_Placed]) -> None:
    documents, messages = [], []
    for mail in placed:
        for found in mail.mail.documents:
            uuid = new_uuid()
            span = (mail.number + found.first_page, mail.number + found.last_page)
            documents.append((uuid, file, *span, found.type, found.date, *_names(found), found.subject))
            messages += [
                (uuid, ordinal, mail.number + message.page, message.top, message.date, message.sender,
                 dump(list(message.to)), dump(list(message.cc)), message.subject)
                for ordinal, message in enumerate(found.messages)
            ]  # fmt: skip
    connection.executemany(
        "INSERT INTO document (uuid, file, first_page, last_page, origin, type, date, sender, recipients, copies, "
        "subject) VALUES (?, ?, ?, ?, 'machine', ?, ?, ?, ?, ?, ?)",
        documents,
    )
    connection.executemany(
        "INSERT INTO message (document, ordinal, page, top, date, sender, recipients, copies, subject) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        messages,
    )
    refresh_documents(connection, [file])


def _names(found: DocumentFinding) -> tuple[str | None, str, str]:
    return found.sender, dump(list(found.to)), dump(list(found.cc))


def _misread(page: PackedPage, draw: random.Random) -> PackedPage:
    """The page with a wrong letter in a few of its words."""
    words = list(unpack_words(page.words))
    for at in draw.sample(range(len(words)), min(3, len(words))):
        word = words[at]
        if word.text.isalpha() and len(word.text) >= 5:
            cut = draw.randrange(len(word.text))
            text = word.text[:cut] + draw.choice(_LETTERS) + word.text[cut + 1 :]
            words[at] = Word(word.rect, text, word.confidence, word.line)
    tokens = tuple(Token(n, before, line) for n, (_, before, line) in enumerate(page.redactions))
    redactions: list[Redaction] = [redaction for redaction, _, _ in page.redactions]
    text = render_text(words, tokens, [redaction.codes for redaction in redactions])
    index = index_text(PageText(tuple(words), tokens, text), redactions)
    return PackedPage(text, index, pack_words(words), page.redactions, page.bates, page.identifiers, page.markers)
