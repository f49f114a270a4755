"""Lists the comments that came with the files; the selected one with its author, date and words, and its place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from reviewer.ui.actions import ActionRegistry
from reviewer.ui.models.rows import CommentRow
from reviewer.ui.panels.list_panel import ListPanel
from reviewer.ui.project import Project
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.action_button import ActionButton
from reviewer.ui.widgets.basics import divider, label
from reviewer.ui.widgets.basics import row as row_of
from reviewer.ui.widgets.choice_box import ChoiceBox
from reviewer.ui.widgets.cites import CiteLabel

_WORDS = 130  # pixels: a comment of some lines; a longer one is scrolled


class CommentsPanel(QWidget):
    """Comments of the whole project, by author; a click shows the place."""

    chosen = Signal(object)  # id
    count_changed = Signal(object)  # int
    turned = Signal()  # another comment is selected: what can be done with it may differ

    def __init__(self, project: Project, theme: Theme, registry: ActionRegistry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._selected: str | None = None
        self._authors: list[str | None] = [None]
        self.list = ListPanel(theme, self.tr("Comments in the files"), project.comments.one, comment_words)
        self.list.empty.say(
            "note",
            self.tr("No comments in the files"),
            self.tr("What someone wrote or marked in a PDF before it was sent stands here once its page is read."),
        )
        self._author = ChoiceBox(self.tr("Whose comments"))
        self.list.head.addWidget(self._author, 1)
        every = ActionButton(registry.action("comments.import-all"), "", "", self.tr("Import all"))
        self.list.head.addWidget(every)
        self._details = QWidget()
        self._cite = CiteLabel("", "strong")
        self._by = label("", "secondary", wrap=True)
        self._words = QPlainTextEdit()
        self._words.setReadOnly(True)
        self._words.setTabChangesFocus(True)
        self._words.setProperty("role", "reading")
        self._words.setAccessibleName(self.tr("Words of the comment"))
        self._words.setMaximumHeight(_WORDS)
        care = label(
            self.tr("Came with the file. If it looks left in by mistake, stop and ask the attorney."),
            "small",
            wrap=True,
        )
        self._lay_out(registry, care)
        self._author.activated.connect(lambda *_place: self.reload())
        self.list.activated.connect(self._choose)
        self.list.current_changed.connect(self._choose)
        self.reload()

    @property
    def selected(self) -> str | None:
        """Id of the selected comment."""
        return self._selected

    def select(self, comment: str | None) -> None:
        """Show a comment as selected, whoever wrote it."""
        if comment is not None and self.list.model.place(comment) is None:
            self._author.setCurrentIndex(0)
            self.reload()
        self._selected = comment
        self.list.select(comment)
        self._show()
        self.turned.emit()

    def shown(self) -> tuple[str, ...]:
        """The ids of the comments listed."""
        return tuple(str(one) for one in self.list.model.ids)

    def reload(self) -> None:
        """Ask the project which comments there are."""
        wanted = self._authors[max(0, self._author.currentIndex())]
        known = self._project.comments.authors()
        self._authors = [None, *known]
        self._author.clear()
        self._author.addItem(self.tr("All authors"))
        self._author.addItems([name or self.tr("no author given") for name in known])
        self._author.setCurrentIndex(self._authors.index(wanted) if wanted in self._authors else 0)
        self.list.show_ids(self._project.comments.ids(self._authors[self._author.currentIndex()]))
        self.count_changed.emit(self._project.comments.count())
        self._show()

    def refresh(self) -> None:
        """Pages were read, or passages made or removed."""
        self.list.model.refresh()
        self.reload()

    def _choose(self, comment: object) -> None:
        if comment is not None:
            self._selected = str(comment)
            self._show()
            self.turned.emit()
            self.chosen.emit(self._selected)

    def _show(self) -> None:
        row = self._project.comments.one(self._selected) if self._selected is not None else None
        self._details.setVisible(row is not None)
        if row is not None:
            self._cite.setText(row.cite)
            self._by.setText(row.by)
            words = row.text or self.tr("Marked without words.")
            if row.withheld:
                words = self.tr("Its words seem to name what is hidden on the page. They were left in the file.")
            if words != self._words.toPlainText():
                self._words.setPlainText(words)

    def _lay_out(self, registry: ActionRegistry, care: QWidget) -> None:
        inside = QVBoxLayout(self._details)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.setSpacing(8)
        for widget in (self._cite, self._by, self._words, care):
            inside.addWidget(widget)
        buttons = row_of(
            ActionButton(
                registry.action("comments.import"), registry.key("comments.import"), "", self.tr("Make a passage")
            )
        )
        buttons.addStretch(1)
        inside.addLayout(buttons)
        self.setFocusProxy(self.list.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.list, 1)
        layout.addWidget(divider())
        layout.addWidget(self._details)


def comment_words(row: CommentRow) -> str:
    """A comment in one sentence, for screen readers."""
    state = "a passage already" if row.imported else ""
    return ", ".join(part for part in (row.text or row.kind, row.by, row.cite, state) if part)
