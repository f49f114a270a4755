"""Text that an agency left beneath a redaction reaches nothing that leaves the page: project, search, exports, logs."""

from __future__ import annotations

import io
import json
import logging
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reviewer.export.registry import FORMATS
from reviewer.model.geometry import Rect
from reviewer.pdf.write import PageWriter, PdfWriter, text_width
from reviewer.search.grammar import parse
from reviewer.services.exporting import export
from reviewer.services.importing import import_paths
from reviewer.services.operations import AddEntity, AddMention, AddPassage, AddTag, Region, WordRun
from reviewer.services.processing import Processing
from reviewer.services.workspace import Workspace
from tests.cli.running import foia

SECRETS = ("Rumpelstiltskin", "Xanthippe", "Ozymandias", "Quasimodo", "Zoroaster")
"""Beneath a block, in the page's redaction marks, in a pop-up on a block, in an attachment, in half of a word."""
LINES = (
    "The office met the vendor in March to discuss the image service",
    "and agreed that a second meeting would follow before summer.",
    "The draft contract was sent to the program manager for review,",
    "who asked for two changes in the section about retention.",
)


def _release(path: Path) -> Path:
    """A born-digital page whose redactions failed, with marks never applied and an attachment."""
    writer = PdfWriter()
    page = writer.page(612, 792)
    for number, line in enumerate(LINES):
        page.text(72, 150 + 20 * number, line, 12)
    _covered(page, 300, "Please call ", SECRETS[0], " about the matter of the spinning wheel")
    _covered(page, 340, "His sister ", SECRETS[4], " lives by the lake and knows")
    page.text(72, 400, f"Ask {SECRETS[1]} whether the wheel is sold", 12)
    left = 72 + text_width("Ask ", 12)
    page.annotation(Rect(left, 389, left + text_width(SECRETS[1], 12), 404), "Redact", SECRETS[1], fill=(0, 0, 0))
    page.annotation(Rect(150, 285, 170, 305), "Text", f"do not release: {SECRETS[2]}", author=SECRETS[2])
    writer.attach("index.txt", f"the name is {SECRETS[3]}".encode())
    writer.save(path)
    return path


def _covered(page: PageWriter, y: float, before: str, secret: str, after: str) -> None:
    page.text(72, y, before + secret + after, 12)
    left, right = (72 + text_width(text, 12) for text in (before, before + secret))
    page.rectangle(Rect(left - 1, y - 12, right + 1, y + 4))


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _release(tmp_path_factory.mktemp("release") / "release.pdf")


@pytest.fixture(scope="module")
def logged() -> Iterator[io.StringIO]:
    """Everything that is logged while this module runs, of every level."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture(scope="module")
def workspace(source: Path, logged: io.StringIO, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    path = tmp_path_factory.mktemp("project") / "matter.foia"
    with Workspace.create(path, reviewer="Ada") as made:
        import_paths(made, [source])
        processing = Processing(made, 1)
        processing.start()
        assert processing.wait(120)
        processing.stop()
        _mark_everything(made)
        yield made


def _mark_everything(workspace: Workspace) -> None:
    """Passages and an entity over all words, so that exports quote all there is to quote."""
    (page,) = workspace.read.pages.of_file()
    last = len(workspace.read.pages.content(page.id).text.words) - 1
    tag, entity = AddTag("everything"), AddEntity("The office", "organisation")
    workspace.perform(tag)
    workspace.perform(entity)
    workspace.perform(AddPassage((WordRun(page.id, 0, last), Region(page.id, Rect(0, 0, 612, 792))), (tag.uuid,)))
    workspace.perform(AddMention(entity.uuid, (WordRun(page.id, 0, 1),)))


def leaks(data: bytes | str) -> list[str]:
    """The secrets, or telling pieces of them, that stand in some text or file."""
    text = (
        data if isinstance(data, str) else data.decode("utf-8", "ignore") + data.decode("utf-16-le", "ignore")
    ).lower()
    return [secret for secret in SECRETS if secret.lower()[:5] in text or secret.lower()[-6:] in text]


def test_the_page_was_read_and_the_failures_reported(workspace: Workspace) -> None:
    (page,) = workspace.read.pages.of_file()
    content = workspace.read.pages.content(page.id)
    assert page.text_source == "layer"
    assert "Please call [redacted] about the matter of the spinning wheel" in content.text.text
    assert sum(row.shape.recoverable for row in content.redactions) >= 2


def test_words_copied_from_the_page_hold_none_of_it(workspace: Workspace) -> None:
    (page,) = workspace.read.pages.of_file()
    words = workspace.read.pages.content(page.id).text.words
    copied = workspace.read.pages.words_between(page.id, 0, len(words) - 1)  # what the clipboard gets
    assert "[redacted" in copied
    assert leaks(copied) == leaks(" ".join(word.text for word in words)) == []


@pytest.mark.parametrize("secret", SECRETS)
def test_no_search_finds_it(workspace: Workspace, secret: str) -> None:
    assert workspace.read.search.count(parse(secret)) == 0
    assert workspace.read.search.count(parse(f"{secret[:4]}*")) == 0


def test_no_cell_of_the_project_holds_it(workspace: Workspace) -> None:
    with closing(sqlite3.connect(f"{workspace.path.as_uri()}?mode=ro", uri=True)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for table in tables:
            for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - names of the schema itself
                for value in row:
                    assert leaks(_unpacked(value)) == [], table


def _unpacked(value: object) -> bytes | str:
    if not isinstance(value, bytes):
        return str(value)
    try:
        return zlib.decompress(value)
    except zlib.error:
        return value


def test_neither_does_its_file(workspace: Workspace) -> None:
    for path in workspace.path.parent.iterdir():
        assert leaks(path.read_bytes()) == [], path.name


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_export_holds_it(workspace: Workspace, name: str, tmp_path: Path) -> None:
    target = tmp_path / f"out{FORMATS[name].suffix}"
    export(workspace, name, target)
    data = target.read_bytes()
    assert leaks(data) == []
    if zipfile.is_zipfile(target):
        with zipfile.ZipFile(target) as parts:
            assert [leaks(parts.read(part)) for part in parts.namelist()] == [[] for _ in parts.namelist()]


def test_nothing_of_it_was_logged(workspace: Workspace, logged: io.StringIO) -> None:
    assert workspace.read.pages.pending() == 0
    assert leaks(logged.getvalue()) == []


@pytest.mark.parametrize("options", [(), ("--documents",), ("--no-ocr",)])
def test_inspect_prints_none_of_it(source: Path, options: tuple[str, ...]) -> None:
    done = foia("inspect", *options, "--workers", "1", source)
    assert json.loads(done.stdout.splitlines()[0])
    assert leaks(done.stdout + done.stderr) == []
