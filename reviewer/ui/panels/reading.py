"""The page as text with its holes, and the facts about page, document and file."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent, QTextOption
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from reviewer.ui.panels.corrections import CorrectionList
from reviewer.ui.panels.holed_text import HoledText, hole_sizes
from reviewer.ui.project import Project
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import ElidedLabel, label
from reviewer.ui.widgets.empty import EmptyState

_LONGEST_WORD = 20
_WIDEST_NAME = 124  # pixels; all groups share one column of names


class TextPanel(QStackedWidget):
    """The words of the page in view, with `[redacted (b)(6)]` where they are hidden; can be selected and copied.

    Behind another tab it does nothing until it is shown: filling it would slow down every turn of a page.
    """

    undo_wanted = Signal(object)  # uuid of a correction that shall be taken back

    def __init__(self, project: Project, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._project = project
        self._page_id: int | None = None
        self._text = HoledText()
        self._text.setAccessibleName(self.tr("Text of the page"))
        self._text.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self._empty = EmptyState(theme)
        self.corrections = CorrectionList()
        self.corrections.undo_wanted.connect(self.undo_wanted)
        self._reading = QWidget()
        layout = QVBoxLayout(self._reading)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._text, 1)
        layout.addWidget(self.corrections)
        self.addWidget(self._empty)
        self.addWidget(self._reading)

    def show_page(self, page_id: int | None) -> None:
        """Show the text of a page, or why there is none."""
        self._page_id = page_id
        if self.isVisible():
            self._fill(page_id)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._fill(self._page_id)
        super().showEvent(event)

    def _fill(self, page_id: int | None) -> None:
        text = self._project.text(page_id) if page_id is not None else ""
        if text:
            self._text.show_text(text, hole_sizes(self._project.content(page_id)) if page_id is not None else ())
            rows = self._project.corrections(page_id) if page_id is not None else []
            self.corrections.show_rows(rows, editable=not self._project.read_only)
            self.setCurrentWidget(self._reading)
            return
        page = self._project.page(page_id) if page_id is not None else None
        if page is not None and page.state == "failed":
            self._empty.say("warning", self.tr("This page could not be read"), page.message)
        elif page_id is None:
            self._empty.say("text", self.tr("No page in view"), self.tr("The text of the page in view stands here."))
        elif self._project.is_read(page_id):
            self._empty.say("text", self.tr("No text on this page"), self.tr("No words were found on it."))
        else:
            self._empty.say("text", self.tr("Not read yet"), self.tr("The text appears here once the page is read."))
        self.setCurrentWidget(self._empty)


class InfoPanel(QScrollArea):
    """Facts as pairs of name and value; values can be selected. Like the text, filled only while it is shown."""

    def __init__(self, project: Project, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project, self._theme = project, theme
        self._page_id: int | None = None
        self._shown: list[tuple[str, list[tuple[str, str]]]] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Facts about page, document and file"))

    def show_page(self, page_id: int | None) -> None:
        """Show the facts about a page, its document and its file."""
        self._page_id = page_id
        if self.isVisible():
            self._fill(page_id)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._fill(self._page_id)
        super().showEvent(event)

    def _fill(self, page_id: int | None) -> None:
        groups = self._project.facts(page_id) if page_id is not None else []
        if groups == self._shown and self.widget() is not None:
            return
        self._shown = groups
        if not groups:
            said = self.tr("What is known of page, document and file in view stands here.")
            self.setWidget(EmptyState(self._theme, "info", self.tr("No page in view"), said))
            return
        metrics = self.fontMetrics()
        names = [metrics.horizontalAdvance(name) for _title, pairs in groups for name, _text in pairs]
        column = max(84, min(stretched(_WIDEST_NAME), max(names, default=0) + 2))
        inside = QWidget()
        inside.setProperty("role", "panel")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(12, 10, 12, 12)
        layout.setSpacing(6)
        for title, pairs in groups:
            layout.addWidget(label(title, "strong"))
            form = QFormLayout()
            form.setHorizontalSpacing(12)
            form.setVerticalSpacing(5)
            form.setContentsMargins(0, 0, 0, 10)
            for name, value in pairs:
                whole = max(map(metrics.horizontalAdvance, name.split()), default=0) <= column
                caption = label(name, "secondary", wrap=True) if whole else ElidedLabel(name, "secondary")
                caption.setFixedWidth(column)
                caption.setAlignment(Qt.AlignmentFlag.AlignTop)
                form.addRow(caption, _value(value))
            layout.addLayout(form)
        layout.addStretch(1)
        self.setWidget(inside)


def _value(text: str) -> QLabel:
    """A value that wraps between words; a long word, such as a path, is cut in the middle and whole in its tool tip."""
    if max(len(word) for word in text.split()) <= _LONGEST_WORD:
        return label(text, wrap=True, selectable=True)
    shown = ElidedLabel("", mode=Qt.TextElideMode.ElideMiddle)
    shown.setText(text)
    return shown
