"""The redactions of this page, this document or the whole project, and all about the selected one."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reviewer.ui.actions import ActionRegistry
from reviewer.ui.models.rows import RedactionRow
from reviewer.ui.panels.list_panel import ListPanel
from reviewer.ui.panels.redaction_details import RedactionDetails
from reviewer.ui.project import Project, Scope
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import divider
from reviewer.ui.widgets.choice_box import ChoiceBox
from reviewer.ui.widgets.empty import EmptyState

_AT_ONCE = 2_000  # redactions that are exchanged in the list of all; where more of them changed it is read anew
_SCOPES: tuple[Scope, ...] = ("page", "document", "all")


class RedactionsPanel(QWidget):
    """A list over details; `chosen` tells the redaction that was picked in the list."""

    chosen = Signal(object)  # id
    count_changed = Signal(object)  # int
    left = Signal()  # a field is done with: the keys belong to the page again

    def __init__(self, project: Project, theme: Theme, registry: ActionRegistry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._page_id: int | None = None
        self._selected: str | None = None
        self.list = ListPanel(theme, self.tr("Redactions"), project.redaction, _words)
        self.details = RedactionDetails(theme, registry)
        scopes = [self.tr("This page"), self.tr("This document"), self.tr("All pages")]
        self._nothing = EmptyState(
            theme,
            "next",
            self.tr("No redaction selected"),
            self.tr("Press N to go to the next one that is not checked, or click one."),
        )
        self._lower = QStackedWidget()
        self._lower.addWidget(self._nothing)
        self._lower.addWidget(self.details)
        self._scope = ChoiceBox(self.tr("Which redactions"), scopes)
        self._only_new = QCheckBox(self.tr("Only unchecked"))
        self._only_new.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._only_new.setAccessibleName(self.tr("Only redactions that are not checked"))
        self.list.head.addWidget(self._scope)
        self.list.head.addWidget(self._only_new)
        self.list.head.addStretch(1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.list)
        splitter.addWidget(self._lower)
        splitter.setSizes([250, 430])
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        self.list.setMinimumHeight(120)
        self.setFocusProxy(self.list.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(splitter)
        layout.addWidget(divider())
        QWidget.setTabOrder(self._scope, self._only_new)
        QWidget.setTabOrder(self._only_new, self.list.view)
        self._scope.currentIndexChanged.connect(self.reload)
        self._only_new.toggled.connect(self.reload)
        self.list.current_changed.connect(self._current)
        self.list.activated.connect(self.chosen)
        self.details.left.connect(self.left)
        self.reload()

    @property
    def selected(self) -> str | None:
        """Id of the selected redaction."""
        return self._selected

    def show_page(self, page_id: int | None) -> None:
        """The page in view is another one."""
        if page_id != self._page_id:
            self._page_id = page_id
            if _SCOPES[max(0, self._scope.currentIndex())] != "all":  # on every page all are the same
                self.reload()
            row = self._project.redaction(self._selected) if self._selected is not None else None
            if row is not None:
                self.details.show_place(self._place(row))

    def select(self, redaction_id: str | None) -> None:
        """Show a redaction as selected, in the list and in the details."""
        self.details.note_field.flush()
        self._selected = redaction_id
        self.list.select(redaction_id)
        self._show_details()

    def reload(self, *_changed: object) -> None:
        """Ask the project which redactions there are."""
        scope = _SCOPES[max(0, self._scope.currentIndex())]
        ids = self._project.redaction_ids(scope, self._page_id, only_new=self._only_new.isChecked())
        self.list.show_ids(ids)
        self._listed(scope)

    def refresh(self, ids: Collection[str] = (), pages: Collection[int] = ()) -> None:
        """These redactions changed, and these pages (neither given: any of them)."""
        if not self._patched(ids, pages):
            self.reload()
        self.list.model.refresh(ids if ids and not pages else None)
        self._show_details()

    def _patched(self, ids: Collection[str], pages: Collection[int]) -> bool:
        """Put the pages that changed into the list of all; False where it has to be read anew."""
        if _SCOPES[max(0, self._scope.currentIndex())] != "all" or not (ids or pages):
            return False
        found = self._project.redaction_stretch(ids, pages, only_new=self._only_new.isChecked())
        if found is None or len(found.ids) > _AT_ONCE:
            return False
        model = self.list.model
        before = model.place(found.before) if found.before is not None else -1
        after = model.place(found.after) if found.after is not None else len(model.ids)
        if before is None or after is None or after <= before:
            return False
        self.list.exchange(before + 1, after, found.ids)
        self._listed("all")
        return True

    def _listed(self, scope: Scope) -> None:
        count = len(self.list.model.ids)
        self._say_empty(scope)
        if self._selected is not None:
            self.list.select(self._selected)
        self.count_changed.emit(count)
        if self._selected is None:
            self._lower.setVisible(count > 0)

    def _current(self, redaction_id: object) -> None:
        if redaction_id is not None:
            self.chosen.emit(redaction_id)

    def _show_details(self) -> None:
        row = self._project.redaction(self._selected) if self._selected is not None else None
        self._lower.setVisible(row is not None or bool(self.list.model.ids))
        self._lower.setCurrentWidget(self.details if row is not None else self._nothing)
        if row is None:
            self.details.show_row(None)
            return
        page = self._project.stored_page(row.page_id)
        width = page.width if page is not None else 0.0
        self.details.show_row(
            row, self._project.crop(row.id), self._project.note("redaction", row.id), self._place(row), width
        )

    def _place(self, row: RedactionRow) -> str:
        """Which of the redactions listed it is; of one that is not among them, the page that it is on."""
        place = self.list.model.place(row.id)
        if place is not None:
            return self.tr("Redaction {0} of {1}").format(place + 1, f"{len(self.list.model.ids):,}")
        page = self._project.page(row.page_id)
        return self.tr("Redaction on page {0}").format(f"{page.number:,}") if page is not None else self.tr("Redaction")

    def _say_empty(self, scope: Scope) -> None:
        if self._project.page_count == 0:
            self.list.empty.say("redaction", self.tr("No redactions yet"), self.tr("They appear as pages are read."))
        elif self._only_new.isChecked():
            self.list.empty.say("check", self.tr("Nothing left to check here"), self.tr("Press N for the next one."))
        elif scope == "page" and (failure := self._failure()):
            self.list.empty.say("warning", self.tr("This page could not be read"), failure)
        elif scope == "page" and self._page_id is not None and not self._project.is_read(self._page_id):
            self.list.empty.say(
                "pages", self.tr("This page is not read yet"), self.tr("Its redactions appear here once it is.")
            )
        else:
            self.list.empty.say(
                "redaction",
                self.tr("No redactions found here"),
                self.tr("Press D and drag to draw one that was missed."),
            )

    def _failure(self) -> str:
        """Why the page in view could not be read, and what can be done all the same; nothing if it was or will be."""
        page = self._project.page(self._page_id) if self._page_id is not None else None
        if page is None or page.state != "failed":
            return ""
        return page.message + " " + self.tr("Nothing is known of its redactions: look at it, draw what you see with D.")


def _words(row: RedactionRow) -> str:
    return f"{row.label}, {row.kind}, {row.size}, {row.state}, page {row.page}. {row.context}"
