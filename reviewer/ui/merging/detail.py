"""The conflict in hand: its place on the page, the whole of what both copies say, and the choice between them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPlainTextEdit, QRadioButton, QWidget

from reviewer.services.merging.plan import Conflict
from reviewer.ui.merging.picture import ConflictPicture
from reviewer.ui.merging.words import fact_words, value_words, who_words
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.widgets.basics import ElidedLabel, label

_TEXT_HEIGHT, _HIGHEST = 54, 76  # pixels: two lines of text; more of it scrolls


class ConflictDetail(QWidget):
    """`chosen` says that the person took one side: True the other copy's."""

    chosen = Signal(object)  # bool

    def __init__(self, picture: ConflictPicture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = picture
        self._head = ElidedLabel("", "strong")
        self.mine, self.theirs = QRadioButton(self.tr("&Mine")), QRadioButton(self.tr("&Theirs"))
        self._texts = (_text_field(), _text_field())
        self._why = label("", "attention", wrap=True)
        self._group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.addWidget(self._head, 0, 0, 1, 2)
        grid.addWidget(picture, 1, 0, 1, 2)
        for place, (choice, field) in enumerate(zip((self.mine, self.theirs), self._texts, strict=True)):
            self._group.addButton(choice, place)
            grid.addWidget(choice, 2, place)
            grid.addWidget(field, 3, place)
            grid.setColumnStretch(place, 1)
        grid.addWidget(self._why, 4, 0, 1, 2)
        self._group.idClicked.connect(lambda place: self.chosen.emit(bool(place)))

    def show_conflict(self, conflict: Conflict | None, *, theirs: bool) -> None:
        """Show a conflict and what is chosen in it; None: nothing is in hand."""
        self.setEnabled(conflict is not None)
        self.picture.show_conflict(conflict)
        self._head.setText(f"{conflict.what}: {fact_words(conflict)}" if conflict is not None else "")
        if conflict is None:
            return
        names = (self.tr("&Mine"), self.tr("&Theirs"))
        sides = zip((self.mine, self.theirs), names, self._texts, (conflict.ours, conflict.theirs), strict=True)
        for choice, name, field, opinion in sides:
            who, value = who_words(opinion), value_words(conflict, opinion)
            choice.setText(f"{name} · {who.replace('&', '&&')}" if who else name)
            choice.setAccessibleName(f"{name.replace('&', '')}: {value}. {who}")
            field.setPlainText(value)
            field.setAccessibleName(name.replace("&", ""))
        (self.theirs if theirs else self.mine).setChecked(True)
        self.theirs.setEnabled(conflict.possible)
        why = self.tr("Theirs cannot be taken over: something else in this project stands in its place.")
        self._why.setText("" if conflict.possible else why)
        self._why.setVisible(not conflict.possible)


def _text_field() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setReadOnly(True)
    made.setTabChangesFocus(True)
    made.setFixedHeight(min(_HIGHEST, stretched(_TEXT_HEIGHT)))
    return made
