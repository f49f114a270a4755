"""Corrects misread words: a small field with what was read, Enter stores what is typed, Escape leaves it as it was."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from reviewer.model.ids import PageId, Uuid
from reviewer.services.operations import CorrectWords, UncorrectWord
from reviewer.ui.commands import ReviewCommands
from reviewer.ui.project import Project
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.widgets.basics import label
from reviewer.ui.widgets.beside import place_beside

_NARROWEST, _WIDEST = 380, 640
_ROOM = 60  # pixels that the field needs beside its words


class WordField(QFrame):
    """The field over the window; a click elsewhere leaves it, too."""

    stored = Signal(object)  # str: what the words really are, empty for dirt

    def __init__(self, read: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.field = QLineEdit(read)
        self.field.setAccessibleName(self.tr("The words as they really are"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(6)
        layout.addWidget(label(self.tr("Correct words"), "strong"))
        layout.addWidget(self.field)
        layout.addWidget(label(self.tr("⏎ stores · Esc leaves · empty: it is dirt, no word"), "small", wrap=True))
        wide = self.field.fontMetrics().horizontalAdvance(read) + _ROOM
        self.setFixedWidth(max(stretched(_NARROWEST), min(stretched(_WIDEST), wide)))
        self.field.returnPressed.connect(self._store)
        self.field.selectAll()

    def pop_up(self, subject: QRect) -> None:
        """Show it beside the words on the page, in pixels of the screen."""
        place_beside(self, subject)
        self.show()
        self.field.setFocus()

    def _store(self) -> None:
        text = self.field.text().strip()
        self.close()
        self.stored.emit(text)


def words_to_correct(project: Project, commands: ReviewCommands) -> tuple[int, int, int, str] | None:
    """Page, first and last word of the selection and how they are read; None unless it lies on one page."""
    if not commands.editable or len(commands.segments) != 1:
        return None
    part = commands.segments[0]
    content = project.content(part.page_id)
    if content is None or part.last < part.first:
        return None
    words = content.text.words[part.first : part.last + 1]
    return part.page_id, part.first, part.last, " ".join(word.text for word in words if word.text)


def correct_words(commands: ReviewCommands, page: int, first: int, last: int, text: str) -> None:
    """Store what the words really are."""
    commands.perform(CorrectWords(PageId(page), first, last, text))


def take_back(commands: ReviewCommands, correction: Uuid) -> None:
    """Let the words of a correction be as they were read; one whose place is gone goes away."""
    commands.perform(UncorrectWord(correction))
