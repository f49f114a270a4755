"""The search: a field that is always there, hits that open at their place, and what can be asked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.model.errors import QueryError
from reviewer.ui.models.rows import HitRow
from reviewer.ui.panels.list_panel import ListPanel
from reviewer.ui.project import Project
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import label
from reviewer.ui.widgets.meter import Coverage

_LIMIT = 2_000


class SearchField(QLineEdit):
    """Where a search is typed; Enter searches, Escape goes back to the page."""

    searched = Signal(object)  # str
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setPlaceholderText(self.tr("Search words, “phrases”, code:b5, near:redaction …"))
        self.setAccessibleName(self.tr("Search the project"))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(220)
        self._icon = self.addAction(theme.icon("search", "text2"), QLineEdit.ActionPosition.LeadingPosition)
        for part in self.findChildren(QToolButton):
            part.setAccessibleName(self.tr("Search") if part.defaultAction() is self._icon else self.tr("Clear"))
        theme.changed.connect(self._tint)
        self.returnPressed.connect(lambda: self.searched.emit(self.text().strip()))
        self.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _tint(self) -> None:
        self._icon.setIcon(self._theme.icon("search", "text2"))


class SearchPanel(QWidget):
    """The pages found, each with the words around its first hit; the words typed stay marked on the pages."""

    chosen = Signal(object)  # page id
    found = Signal(object)  # number of pages

    def __init__(self, project: Project, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._query = ""
        self.list = ListPanel(theme, self.tr("Pages found"), project.hit, _words)
        self._count = label("", "small", wrap=True)
        self.list.head.addWidget(self._count, 1)
        self._say_nothing_asked()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self.list.activated.connect(self.chosen)
        self.list.current_changed.connect(lambda page_id: self.chosen.emit(page_id) if page_id is not None else None)

    @property
    def query(self) -> str:
        """What was asked last."""
        return self._query

    def search(self, query: str) -> None:
        """Find pages; a query that cannot be understood is explained in the panel."""
        self._query = query
        if not query:
            self._project.clear_search()
            self.list.show_ids([])
            self._count.setText("")
            self._say_nothing_asked()
            self.found.emit(0)
            return
        try:
            pages = self._project.search(query, _LIMIT)
        except QueryError as error:
            self.list.show_ids([])
            self._count.setText("")
            self.list.empty.say("search", error.message, error.advice)
            self.found.emit(0)
            return
        self.list.model.refresh()
        self.list.show_ids(pages)
        coverage = self._project.coverage()
        missing = _missing_words(self, coverage)
        self._count.setText(_count_words(self, len(pages), missing))
        self.list.empty.say(
            "search",
            self.tr("Nothing found"),
            missing + self.tr("Try fewer words, or a beginning such as northw*"),
        )
        self.found.emit(len(pages))

    def step(self, by: int) -> None:
        """Go to the hit after or before the current one."""
        ids = self.list.model.ids
        if not ids:
            return
        place = self.list.model.place(self.list.current) if self.list.current is not None else None
        wanted = 0 if place is None else (place + by) % len(ids)
        self.list.select(ids[wanted])
        self.chosen.emit(ids[wanted])

    def _say_nothing_asked(self) -> None:
        self.list.empty.say(
            "search",
            self.tr("Search the release"),
            self.tr(
                'Words and “phrases”; code:b5, tag:"public interest", entity:"name", near:redaction, '
                "kind:black, position:contested, seen:no."
            ),
        )


def _count_words(panel: QWidget, count: int, missing: str) -> str:
    """How many pages were found, and of how many nobody can say whether the words are on them."""
    if count == 0:
        return ""
    if count >= _LIMIT:
        found = panel.tr("The first {0} pages.").format(f"{_LIMIT:,}")
    else:
        found = panel.tr("1 page.") if count == 1 else panel.tr("{0} pages.").format(f"{count:,}")
    return f"{found} {missing}".strip()


def _missing_words(panel: QWidget, coverage: Coverage) -> str:
    missing = coverage.unread + coverage.failed
    if not missing:
        return ""
    if coverage.failed:  # whole files may be among them
        return panel.tr("{0} pages or files are not read and were not searched. ").format(f"{missing:,}")
    if missing == 1:
        return panel.tr("1 page is not read and was not searched. ")
    return panel.tr("{0} pages are not read and were not searched. ").format(f"{missing:,}")


def _words(row: HitRow) -> str:
    return f"{row.cite}: {row.snippet}"
