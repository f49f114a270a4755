"""The views over a whole project, with what the sample release holds; comments that came with a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from reviewer.ui.screenshots.patience import comes, until, wait

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from reviewer.ui.window import Window

State = tuple[str, "QWidget | None"]
_PATIENCE: Final = 30.0  # seconds for reading one page


def views(window: Window) -> Iterator[State]:
    """The name of each state once it is there, and what to photograph of it (None: the window)."""
    for name in ("redactions", "overview", "requests", "passages", "audit", "settings"):
        window.registry.run(f"show.{name}")
        wait(0.5)  # what is counted behind
        yield name, None
    yield from _overview(window)
    yield from _requests(window)
    yield from _entities(window)
    yield from _timeline(window)
    yield from _compare(window)
    yield from _table(window)
    yield from _board(window)
    yield from _settings(window)


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


def _overview(window: Window) -> Iterator[State]:
    window.registry.run("show.overview")
    views = window.desk.views
    assert views is not None
    yield from _below(views.overview, "overview-below")


def _requests(window: Window) -> Iterator[State]:
    window.registry.run("show.requests")
    views = window.desk.views
    assert views is not None
    yield from _below(views.matter, "requests-below")


def _below(view: QWidget, name: str) -> Iterator[State]:
    """What stands further down, where a view is higher than the window."""
    from PySide6.QtWidgets import QScrollArea

    bars = [area.verticalScrollBar() for area in view.findChildren(QScrollArea) if area.isVisible()]
    longest = max(bars, key=lambda bar: bar.maximum(), default=None)
    if longest is not None and longest.maximum():
        longest.setValue(longest.maximum())
        yield name, None
        longest.setValue(0)


def _entities(window: Window) -> Iterator[State]:
    from reviewer.ui.entities.view import EntitiesView

    window.registry.run("show.entities")
    views = window.desk.views
    assert views is not None
    entities = cast(EntitiesView, views.known("entities"))
    comes(lambda: entities.isVisible() and bool(_rows(entities)))
    yield "view-entities", None


def _timeline(window: Window) -> Iterator[State]:
    from reviewer.ui.timeline import TimelineView

    window.registry.run("show.timeline")
    views = window.desk.views
    assert views is not None
    timeline = cast(TimelineView, views.known("timeline"))
    dated = comes(lambda: timeline.model.rowCount() > 0)
    yield "timeline", None
    if not dated:
        return
    first, last = timeline.axis.scale.whole()
    timeline.axis.select((round(first), round(first + (last - first) / 4)))
    yield "timeline-selection", None
    timeline.axis.select(None)


def _compare(window: Window) -> Iterator[State]:
    from reviewer.ui.compare.view import CompareView

    window.registry.run("show.compare")
    views = window.desk.views
    assert views is not None
    compare = cast(CompareView, views.known("compare"))
    differs = comes(lambda: compare.current is not None)
    yield "compare", None
    if not differs:
        return
    window.registry.run("copies.accept")
    yield "compare-accepted", None
    window.registry.run("edit.undo")


def _table(window: Window) -> Iterator[State]:
    views = window.desk.views
    assert views is not None
    for by in ("codes", "document"):
        window.registry.run(f"table.group-{by}")
        yield f"table-grouped-by-{by}", None
    window.registry.run("table.close-groups")
    yield "table-groups-closed", None
    window.registry.run("table.group-none")
    window.registry.run("table.sort-words")
    until(lambda: not views.table.following.listing.busy)
    views.table.table.selectRow(2)
    yield "table-selected", None
    views.table.filters.choose_code("(b)(9)")
    yield "table-nothing-fits", None
    views.table.filters.clear()
    window.registry.run("table.sort-item")


def _board(window: Window) -> Iterator[State]:
    from reviewer.ui.rooms import board_of

    window.registry.run("show.passages")
    board = board_of(window.desk.views)
    assert board is not None
    board.list.setFocus()
    board.list.setCurrentIndex(board.list.model().index(0, 0))
    yield "passages-selected", None


def _settings(window: Window) -> Iterator[State]:
    from PySide6.QtGui import QKeySequence

    from reviewer.ui.preferences.view import SettingsView

    window.registry.run("show.settings")
    views = window.desk.views
    assert views is not None
    settings = cast(SettingsView, views.known("settings"))
    settings.shortcuts.choose("review.next")
    settings.shortcuts.field.setKeySequence(QKeySequence("X"))
    wait(0.2)
    settings.verticalScrollBar().setValue(settings.verticalScrollBar().maximum())
    yield "shortcut-conflict", None
    settings.shortcuts.choose("review.next")
    window.registry.run("show.review")


def _rows(view: QWidget) -> int:
    """How many rows the tables of a view have together."""
    from PySide6.QtWidgets import QTableView

    return sum(model.rowCount() for table in view.findChildren(QTableView) if (model := table.model()) is not None)


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
