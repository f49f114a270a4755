"""Text beneath a failed redaction: told of, never shown unless the attorney allows it, and kept nowhere when it is."""

from __future__ import annotations

import io
import logging
import sqlite3
import zlib
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from reviewer.ingest.catalogue import sha256
from reviewer.model.beneath import Beneath
from reviewer.model.geometry import Rect
from reviewer.model.page import PageResult
from reviewer.pdf.source import open_source
from reviewer.pdf.write import PageWriter, PdfWriter, text_width
from reviewer.services.audit_csv import write_audit
from reviewer.services.operations import SetRecoverablePolicy
from reviewer.services.operations.policy import RecoverablePolicy
from reviewer.services.workspace import Workspace
from reviewer.storage.rows import RedactionRow
from reviewer.storage.sources import ReceivedFile
from reviewer.ui.application import Application
from reviewer.ui.panels.delegates import parts_of
from reviewer.ui.recoverable import BeneathCare
from reviewer.ui.rooms import care_of
from reviewer.ui.window import Window
from reviewer.workers.beneath import read_beneath
from reviewer.workers.desk import Desk
from reviewer.workers.requests import AnalyseOptions, AnalysePage, OpenFile

SECRET = "Rumpelstiltskin"
LINE = "The office met the vendor in March to discuss the image service"
PATIENCE = 30_000  # milliseconds for a worker to start and to answer on a busy machine


def _page(page: PageWriter) -> None:
    for number in range(8):
        page.text(72, 150 + 20 * number, LINE, 12)
    page.text(72, 400, f"Please call {SECRET} about it", 12)
    left, right = (72 + text_width(text, 12) for text in ("Please call ", f"Please call {SECRET}"))
    page.rectangle(Rect(left - 1, 388, right + 1, 404))


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pages; on the first one a drawn block covers text that is still there."""
    path = tmp_path_factory.mktemp("release") / "release.pdf"
    writer = PdfWriter()
    _page(writer.page(612, 792))
    writer.page(612, 792).text(72, 150, LINE, 12)
    writer.save(path)
    return path


@pytest.fixture(scope="module")
def read(source: Path) -> list[PageResult]:
    """What the machine reads of it."""
    desk = Desk()
    options = AnalyseOptions(ocr=False)
    results = [desk.answer(AnalysePage(source, number, options=options)) for number in (0, 1)]
    desk.close()
    return [result for result in results if isinstance(result, PageResult)]


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Everything that is logged, of every level."""
    written = io.StringIO()
    handler, root = logging.StreamHandler(written), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def project(source: Path, read: list[PageResult], tmp_path: Path) -> Path:
    """A project over that release, read."""
    desk = Desk()
    facts = desk.answer(OpenFile(source))
    desk.close()
    path = tmp_path / "case" / "Case.foia"
    path.parent.mkdir()
    with Workspace.create(path, reviewer="Dana Reviewer") as workspace:
        release = workspace.intake.add_release("Release", request=workspace.intake.add_request("ICE", "1"))
        received = ReceivedFile(source, sha256(source), source.stat().st_size, "2018-10-29")
        file = workspace.intake.add_source_file(release, received, facts.sizes).item  # type: ignore[union-attr]
        for stored, result in zip(workspace.read.pages.of_file(file), read, strict=True):  # type: ignore[arg-type]
            workspace.intake.store_page_result(stored.id, result).result()
    return path


def _open(
    application: Application, project: Path, policy: RecoverablePolicy | None, who: str = "Dana Reviewer"
) -> tuple[Window, BeneathCare]:
    window = application.new_window()
    workspace = Workspace.open(project, reviewer=who)
    if policy is not None:
        workspace.perform(SetRecoverablePolicy(policy, "Jane Roe"))
    window.use(workspace, read=False)
    session, views = window.desk.session, window.desk.views
    assert session is not None
    assert views is not None
    (redaction,) = session.project.redaction_ids("all", None)
    session.commands.redaction_wanted.emit(redaction)
    care = care_of(views)
    assert care is not None
    return window, care


def _look(qtbot: QtBot, care: BeneathCare) -> list[QLabel]:
    care.open()
    assert care.card is not None
    QTest.mouseClick(care.card.look_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: care.shown is not None, timeout=PATIENCE)
    assert care.shown is not None
    return [part for part in care.shown.findChildren(QLabel) if SECRET in part.text()]


def test_it_is_said_before_anybody_selects_the_redaction(application: Application, project: Path, qtbot: QtBot) -> None:
    window, _care = _open(application, project, None)
    session, views = window.desk.session, window.desk.views
    assert session is not None
    assert views is not None
    (redaction,) = session.project.redaction_ids("all", None)
    row = session.project.redaction(redaction)
    listed = parts_of(row, window.theme)
    assert listed is not None
    assert listed.second.startswith("text beneath! · ")
    window.registry.run("show.overview")
    overview = views.overview
    qtbot.waitUntil(overview.beneath.isVisible, timeout=PATIENCE)
    assert overview.beneath.text() == "1 redaction has text beneath"
    overview.beneath.click()
    assert window.desk.shows("redactions")
    assert views.table.filters.chosen().recoverable is True
    qtbot.waitUntil(lambda: views.table._totals.text().startswith("1 redaction on 1 page · "), timeout=PATIENCE)
    session.commands.redaction = redaction
    session.commands.reject()
    assert session.workspace.read.overview.all().beneath == 0
    rejected = parts_of(session.project.redaction(redaction), window.theme)
    assert rejected is not None
    assert "beneath" not in rejected.second


def test_nothing_is_shown_as_long_as_nobody_decided(application: Application, project: Path, qtbot: QtBot) -> None:
    window, care = _open(application, project, None)
    warning = window.desk.views.review.redactions.details.warning  # type: ignore[union-attr]
    assert warning.card_button.isVisibleTo(window)
    QTest.mouseClick(warning.card_button, Qt.MouseButton.LeftButton)
    card = care.card
    assert card is not None
    assert not card.look_button.isEnabled()
    assert "nobody looks" in card.reason.text()
    said = " ".join(part.text() for part in card.findChildren(QLabel))
    for part in ("What this is", "What may follow", "What to do next", "Who decides", "no legal advice", "p. 1"):
        assert part in said
    assert SECRET not in said
    QTest.mouseClick(card.copy_button, Qt.MouseButton.LeftButton)
    assert "release.pdf" in QGuiApplication.clipboard().text()
    assert SECRET not in QGuiApplication.clipboard().text()
    QTest.mouseClick(card.defer_button, Qt.MouseButton.LeftButton)
    session = window.desk.session
    assert session is not None
    row = session.project.redaction(session.commands.redaction)
    assert row is not None
    assert row.position == "attorney to decide"
    assert not card.defer_button.isEnabled()
    card.close()


def test_only_the_attorney_looks_where_the_policy_says_so(
    application: Application, project: Path, qtbot: QtBot
) -> None:
    window, care = _open(application, project, "attorney only")
    care.open()
    assert care.card is not None
    assert not care.card.look_button.isEnabled()
    assert "Jane Roe" in care.card.reason.text()
    care.card.close()
    window.close_project()
    _window, care = _open(application, project, None, who="jane roe")
    assert _look(qtbot, care)
    assert care.shown is not None
    care.let_go()


def test_what_was_shown_cannot_be_taken_and_is_kept_nowhere(
    application: Application, project: Path, qtbot: QtBot, logged: io.StringIO, tmp_path: Path
) -> None:
    window, care = _open(application, project, "allowed")
    session = window.desk.session
    assert session is not None
    QGuiApplication.clipboard().setText("before")
    before = session.workspace.undo_title
    (part,) = _look(qtbot, care)
    shown = care.shown
    assert shown is not None
    assert part.textInteractionFlags() == Qt.TextInteractionFlag.NoTextInteraction
    QTest.mouseDClick(part, Qt.MouseButton.LeftButton)
    for key in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_X):
        QTest.keyClick(shown, key, Qt.KeyboardModifier.ControlModifier)
    assert not part.hasSelectedText()
    assert QGuiApplication.clipboard().text() == "before"
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert part.text() == ""
    qtbot.waitUntil(lambda: care.shown is None)
    assert session.workspace.undo_title == before, "what was seen cannot be undone"
    uuid = session.commands.redaction
    (reveal,) = session.workspace.read.redactions.reveals(uuid)  # type: ignore[arg-type]
    assert (reveal.policy, reveal.decided_by, reveal.revealed_by) == ("allowed", "Jane Roe", "Dana Reviewer")
    care.open()
    assert care.card is not None
    assert "Dana Reviewer looked on" in " ".join(p.text() for p in care.card.findChildren(QLabel))
    care.let_go()
    latest = session.workspace.read.history.audit(limit=1)[0]
    assert latest.operation == "reveal-beneath"
    assert "allowed, decided by Jane Roe" in latest.title
    history = session.workspace.read.history
    write_audit(session.workspace.read, history.deed_ids(), tmp_path / "case" / "audit.csv")
    session.workspace.save_copy(tmp_path / "case" / "copy.foia")
    for file in _files(tmp_path):
        assert SECRET.encode() not in file.read_bytes(), file
    window.close_project()
    for file in _files(tmp_path):
        assert SECRET.encode() not in file.read_bytes(), file
    assert not [value for value in _cells(project) if SECRET.encode() in value]
    assert SECRET not in logged.getvalue()


def test_it_goes_with_the_page_and_with_the_window(application: Application, project: Path, qtbot: QtBot) -> None:
    window, care = _open(application, project, "allowed")
    views = window.desk.views
    assert views is not None
    (part,) = _look(qtbot, care)
    views.review.go_to_number(2)
    assert part.text() == ""
    qtbot.waitUntil(lambda: care.shown is None)
    assert window.desk.session is not None
    window.desk.session.commands.redaction_wanted.emit(window.desk.session.project.redaction_ids("all", None)[0])
    (part,) = _look(qtbot, care)
    QApplication.sendEvent(care.shown, QEvent(QEvent.Type.WindowDeactivate))  # type: ignore[arg-type]
    assert part.text() == ""
    qtbot.waitUntil(lambda: care.shown is None)


def test_what_arrives_after_the_page_was_turned_is_dropped(
    application: Application, project: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, care = _open(application, project, "allowed")
    views, session = window.desk.views, window.desk.session
    assert views is not None
    assert session is not None
    arrived: list[object] = []
    whole = care._arrived

    def arrive(row: RedactionRow, done: Future[Any]) -> None:
        whole(row, done)
        arrived.append(done.result())

    monkeypatch.setattr(care, "_arrived", arrive)
    care.look(session.commands.redaction)  # type: ignore[arg-type]
    views.review.go_to_number(2)
    qtbot.waitUntil(lambda: bool(arrived), timeout=PATIENCE)
    assert care.shown is None


def test_nothing_is_recorded_where_the_file_is_gone(
    application: Application, project: Path, source: Path, qtbot: QtBot
) -> None:
    window, care = _open(application, project, "allowed")
    session = window.desk.session
    assert session is not None
    away = source.rename(source.with_suffix(".away"))
    try:
        session.project.forget_sources()
        with qtbot.waitSignal(care.failed):
            care.look(session.commands.redaction)  # type: ignore[arg-type]
    finally:
        away.rename(source)
    assert not session.workspace.read.redactions.reveals(session.commands.redaction)  # type: ignore[arg-type]


def _cells(project: Path) -> Iterator[bytes]:
    """Every value of every table, unpacked where it was packed."""
    with closing(sqlite3.connect(project)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for table in tables:
            for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - names of the schema itself
                yield from (_unpacked(value) for value in row if value is not None)


def _unpacked(value: object) -> bytes:
    if not isinstance(value, bytes):
        return str(value).encode()
    try:
        return zlib.decompress(value)
    except zlib.error:
        return value


def _files(folder: Path) -> list[Path]:
    """Every file of the test but the settings' fonts and such: project, copy, audit trail, settings, logs."""
    return [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pdf"]


def test_words_stay_apart_and_a_place_without_anything_is_empty(source: Path) -> None:
    with open_source(source) as opened:
        line = Rect(70, 138, 540, 156)
        words, nothing = read_beneath(opened.page(0), [line, Rect(10, 10, 40, 30)])
    assert words.text == LINE
    assert nothing == Beneath()
    assert LINE not in repr(words)
