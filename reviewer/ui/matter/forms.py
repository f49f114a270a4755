"""A small form that stands in the place of what it changes: Enter saves it, Escape leaves it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.ui.dialogs.forms import text_field, typed_date
from reviewer.ui.theme.theme import set_role
from reviewer.ui.widgets.basics import button, label, row, spacer
from reviewer.ui.widgets.choice_box import ChoiceBox


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in. `choices` are pairs of value and words; `wide` takes a whole line of the form."""

    name: str
    label: str
    value: str = ""
    kind: Literal["text", "date", "choice"] = "text"
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    wide: bool = False


def nothing_wrong(_values: Mapping[str, str]) -> str:
    """Any values will do."""
    return ""


class InlineForm(QFrame):
    """Fields in two columns; `saved` tells the values by name, dates as ISO dates or empty.

    `check` says as a sentence what is wrong with the values, empty if nothing.
    """

    saved = Signal(object)  # dict[str, str]
    left = Signal()

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        accept_text: str,
        check: Callable[[Mapping[str, str]], str] = nothing_wrong,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._check = check
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self._specs = {field.name: field for field in fields}
        self.fields: dict[str, QLineEdit | ChoiceBox] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(label(title, "strong"))
        layout.addLayout(self._grid(fields))
        self._first = {name: _said(field) for name, field in self.fields.items()}
        self._draft = label(
            self.tr("What you typed before is here again; it is not saved yet."), "attention", wrap=True
        )
        self._draft.setVisible(False)
        layout.addWidget(self._draft)
        self._wrong = label("", "bad", wrap=True)
        self._wrong.setVisible(False)
        layout.addWidget(self._wrong)
        self.accept_button = button(accept_text, self.save, "primary")
        self.cancel_button = button(self.tr("Cancel"), self.left.emit)
        keys = label(self.tr("⏎ saves · Esc leaves"), "small")
        layout.addLayout(row(self.accept_button, self.cancel_button, keys, spacer()))

    def begin(self) -> None:
        """Put the keys into the first field."""
        first = next(iter(self.fields.values()))
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(first, QLineEdit):
            first.selectAll()

    def typed(self) -> dict[str, str]:
        """What stands in the fields, as typed, by name; empty if that is what stood there at first."""
        found = {name: _said(field) for name, field in self.fields.items()}
        return {} if found == self._first else found

    def take(self, typed: Mapping[str, str]) -> None:
        """Put what was typed before into the fields, and say that it is not saved yet."""
        for name, text in typed.items():
            field = self.fields[name]
            if isinstance(field, ChoiceBox):
                field.setCurrentIndex(max(0, field.findData(text)))
            else:
                field.setText(text)
        self._draft.setVisible(bool(typed))

    def save(self) -> None:
        """Tell what was filled in, unless a date is none: that field is pointed out instead."""
        values: dict[str, str] = {}
        for name, field in self.fields.items():
            if isinstance(field, ChoiceBox):
                values[name] = str(field.currentData())
                continue
            value: str | None = field.text().strip()
            if self._specs[name].kind == "date":
                value = typed_date(field.text())
            set_role(field, invalid=value is None)
            if value is None:
                sentence = self.tr("“{0}” is not a date the program knows; write it as 2018-06-15 or 15 Jun 2018.")
                self._point_out(field, sentence.format(field.text().strip()))
                return
            values[name] = value
        wrong = self._check(values)
        if wrong:
            self._point_out(next(iter(self.fields.values())), wrong)
            return
        self.saved.emit(values)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _point_out(self, field: QWidget, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(True)
        field.setFocus()
        if isinstance(field, QLineEdit):
            field.selectAll()

    def _grid(self, fields: Sequence[Field]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(3)
        place = 0
        for field in fields:
            place += place % 2 if field.wide else 0
            line, column = place // 2 * 2, place % 2
            made = self._made(field)
            caption = label(field.label, "small")
            caption.setBuddy(made)
            span = 2 if field.wide else 1
            grid.addWidget(caption, line, column, 1, span)
            grid.addWidget(made, line + 1, column, 1, span)
            grid.setRowMinimumHeight(line, 22)
            place += span
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        return grid

    def _made(self, field: Field) -> QLineEdit | ChoiceBox:
        made: QLineEdit | ChoiceBox
        if field.kind == "choice":
            made = ChoiceBox(field.label)
            for value, words in field.choices:
                made.addItem(words, value)
            made.setCurrentIndex(max(0, made.findData(field.value)))
        else:
            hint = field.hint or (self.tr("e.g. 2018-06-15 or 15 Jun 2018") if field.kind == "date" else "")
            made = text_field(field.value, hint)
            made.setAccessibleName(field.label)
        self.fields[field.name] = made
        return made


def _said(field: QLineEdit | ChoiceBox) -> str:
    return str(field.currentData()) if isinstance(field, ChoiceBox) else field.text()
