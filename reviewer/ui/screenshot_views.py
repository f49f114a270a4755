"""Brings the window into the states of its further views and questions, one after the other, to be photographed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from reviewer.ui.window import Window

State = tuple[str, "QWidget | None"]
_PATIENCE: Final = 30.0  # seconds that a view gets at most to count or to find


def further(window: Window, scratch: Path) -> Iterator[State]:
    """The name of each state once it is there, and what to photograph of it (None: the window)."""
    yield from _project_views(window)
    yield from _table(window)
    yield from _panels(window)
    yield from _settings(window)
    yield from _questions(window, scratch)
    yield from _large(window)


def commented(window: Window, scratch: Path) -> Iterator[State]:
    """A file with comments of an office, read by the program's own parts."""
    from reviewer.services.importing import import_paths
    from reviewer.services.processing import Processing
    from reviewer.services.workspace import Workspace

    file = scratch / "Memo with comments.pdf"
    _write_memo(file)
    with Workspace.create(scratch / "Comments.foia", reviewer="Dana Reviewer") as workspace:
        import_paths(workspace, [file], release="First interim release", request="2018-ICFO-59138")
        processing = Processing(workspace, 1)
        processing.start()
        processing.wait(_PATIENCE)
        processing.stop()
        path = workspace.path
    window.open_path(path)
    view = window.desk.view
    assert view is not None
    window.registry.run("view.comments")
    shown = view.comments.shown()
    if shown:
        view.selecting.show_comment(shown[0])
        view.comments.select(shown[0])
    yield "comments", None
    window.registry.run("comments.import-all")
    yield "comments-imported", None
    window.close_project()


def _project_views(window: Window) -> Iterator[State]:
    from reviewer.ui.entities.view import EntitiesView
    from reviewer.ui.timeline import TimelineView

    views = window.desk.views
    assert views is not None
    window.registry.run("show.entities")
    entities = cast(EntitiesView, views.known("entities"))
    _until(lambda: entities.isVisible() and bool(_rows(entities)))
    yield "view-entities", None
    window.registry.run("show.timeline")
    timeline = cast(TimelineView, views.known("timeline"))
    _until(lambda: timeline.model.rowCount() > 0)
    yield "timeline", None
    first, last = timeline.axis.scale.whole()
    timeline.axis.select((round(first), round(first + (last - first) / 4)))
    yield "timeline-selection", None
    timeline.axis.select(None)
    for name in ("compare", "index"):
        window.registry.run(f"show.{name}")
        _wait(1.5)
        yield name, None


def _table(window: Window) -> Iterator[State]:
    views = window.desk.views
    assert views is not None
    window.registry.run("table.group-codes")
    yield "table-grouped", None
    window.registry.run("table.close-groups")
    yield "table-groups-closed", None
    window.registry.run("table.group-none")
    views.table.table.selectRow(2)
    yield "table-selected", None


def _panels(window: Window) -> Iterator[State]:
    from reviewer.ui.rooms import care_of

    session, view = window.session, window.desk.view
    assert session is not None
    assert view is not None
    window.registry.run("show.review")
    window.registry.run("view.documents")
    for name in ("passages", "entities", "history"):
        window.registry.run(f"view.{name}")
        yield f"panel-{name}", None
    window.registry.run("view.loupe")
    yield "loupe", None
    window.registry.run("view.loupe")
    rows = (session.project.redaction(one) for one in session.project.redaction_ids("all", None))
    failed = next((row for row in rows if row is not None and row.recoverable), None)
    care = care_of(window.desk.views)
    if failed is not None and care is not None:
        session.commands.redaction_wanted.emit(failed.id)
        yield "recoverable", None
        care.open()
        yield "card-recoverable", care.card
        care.let_go()


def _settings(window: Window) -> Iterator[State]:
    from PySide6.QtGui import QKeySequence

    from reviewer.ui.preferences.view import SettingsView

    window.registry.run("show.settings")
    views = window.desk.views
    assert views is not None
    settings = cast(SettingsView, views.known("settings"))
    settings.shortcuts.choose("review.next")
    settings.shortcuts.field.setKeySequence(QKeySequence("X"))
    _wait(0.2)
    settings.verticalScrollBar().setValue(settings.verticalScrollBar().maximum())
    yield "shortcut-conflict", None
    settings.shortcuts.choose("review.next")
    window.registry.run("show.review")


def _questions(window: Window, scratch: Path) -> Iterator[State]:
    from reviewer.services.codebook import plan_import, read_codebook, write_codebook
    from reviewer.services.operations.codebook import CodebookTag
    from reviewer.ui.dialogs.codebook import CodebookDialog
    from reviewer.ui.dialogs.new_tag import NewTagDialog
    from reviewer.ui.dialogs.print_pages import PrintDialog
    from reviewer.ui.help import HelpWindow

    session, view = window.session, window.desk.view
    assert session is not None
    assert view is not None
    page = view.page_view.current_page()
    assert page is not None
    book = scratch / "Codebook.json"
    tags = [CodebookTag("public interest", color="#ff0000"), CodebookTag("harm"), CodebookTag("privacy", "harm")]
    write_codebook(tags, book)
    plan = plan_import(session.workspace.read.marks.tags(), read_codebook(book))
    project = session.project
    made: list[tuple[str, Callable[[], QDialog]]] = [
        ("dialog-print", lambda: PrintDialog(project.page_ids, page, project.document_pages(page), window)),
        ("dialog-codebook", lambda: CodebookDialog(book.name, plan, window)),
        ("dialog-new-tag", lambda: NewTagDialog(project.tags(), window)),
    ]
    for name, make in made:
        dialog = make()
        dialog.show()
        yield name, dialog
        dialog.close()
        dialog.deleteLater()
    window.show_manual()
    manual = window.findChild(HelpWindow)
    yield "manual", manual
    if manual is not None:
        manual.close()


def _large(window: Window) -> Iterator[State]:
    """Text of 130 per cent."""
    window.theme.set_text_size(130)
    for name in ("review", "redactions", "timeline"):
        window.registry.run(f"show.{name}")
        yield f"large-text-{name}", None
    window.theme.set_text_size(100)
    window.registry.run("show.review")


def _rows(view: QWidget) -> int:
    """How many rows the tables of a view have together."""
    from PySide6.QtWidgets import QTableView

    return sum(model.rowCount() for table in view.findChildren(QTableView) if (model := table.model()) is not None)


def _until(there: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not there() and time.monotonic() < end:
        _wait(0.02)


def _wait(seconds: float) -> None:
    from PySide6.QtCore import QCoreApplication

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.01)


def _write_memo(path: Path) -> None:
    """An invented memo on which an office left a highlight and two notes."""
    from reviewer.model.geometry import Rect
    from reviewer.pdf.write import PdfWriter, text_width

    writer = PdfWriter()
    page = writer.page(612, 792)
    page.text(72, 90, "MEMORANDUM", 14)
    for number, line in enumerate(_MEMO):
        page.text(72, 140 + 20 * number, line, 11)
    marked = Rect(72, 170, 72 + text_width(_MEMO[2], 11), 183)
    when = "D:20181029143000-04'00'"
    page.annotation(marked, "Highlight", "Why is this not in the final version?", None, "Office of Records", when)
    page.annotation(Rect(520, 230, 540, 250), "Text", "Ask the program office before release.", None, "J. Doyle", when)
    page.annotation(Rect(520, 300, 540, 320), "Text", "Second copy: see the June release.", None, "J. Doyle", when)
    writer.save(path)


_MEMO: Final = (
    "To: Program analysts",
    "Subject: Trial of the image service",
    "The trial begins in July and ends with the fiscal year.",
    "Each office names one person who keeps the log of the trial.",
    "Pictures of members of the public are not used in the trial.",
    "The vendor answers questions by telephone on working days.",
    "A first report is due at the end of August.",
    "The second report names what did not work, and why.",
)
