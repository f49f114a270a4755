"""Asks which pages to print, and whether with what was found on them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from reviewer.model.page_sizes import PageIds
from reviewer.ui.dialogs.forms import FormDialog, text_field

_PIECE = re.compile(r"\s*(\d{1,7})\s*(?:[-–]\s*(\d{1,7})\s*)?")


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """Ids of the pages in the order in which they are printed; `marks`: with outlines and labels."""

    pages: tuple[int, ...]
    marks: bool


class PrintDialog(FormDialog):
    """`pages` are all of the project in order, `current` the one in view, `document` those of its document."""

    def __init__(self, pages: PageIds, current: int, document: Sequence[int], parent: QWidget | None = None) -> None:
        tr = parent.tr if parent is not None else str
        super().__init__(tr("Print"), "", tr("Choose printer …"), parent)
        self._pages, self._current, self._document = pages, current, tuple(document)
        number = (pages.place(current) or 0) + 1
        many = self.tr("The document in view ({0} pages)") if len(document) > 1 else self.tr("The document in view")
        self._choices = [
            QRadioButton(self.tr("The page in view")),
            QRadioButton(many.format(f"{len(document):,}")),
            QRadioButton(self.tr("All pages ({0})").format(f"{len(pages):,}")),
            QRadioButton(self.tr("These pages:")),
        ]
        self._group = QButtonGroup(self)
        column = QVBoxLayout()
        column.setSpacing(8)
        for choice in self._choices:
            self._group.addButton(choice)
            column.addWidget(choice)
        self._range = text_field("", self.tr("such as {0}").format(f"{number}-{min(number + 4, len(pages))}, 12"))
        self._range.setAccessibleName(self.tr("Pages to print"))
        self._range.textEdited.connect(lambda _text: self._choices[3].setChecked(True))
        column.addWidget(self._range)
        self._marks = QCheckBox(self.tr("Outlines and labels, as far as they are shown in the window"))
        self._marks.setChecked(True)
        column.addSpacing(8)
        column.addWidget(self._marks)
        self.form.addRow(column)
        self._choices[0].setChecked(True)
        self._choices[0].setFocus()
        self.fit()

    def order(self) -> PrintOrder:
        """What was asked for."""
        if self._choices[1].isChecked():
            return PrintOrder(self._document, self._marks.isChecked())
        if self._choices[2].isChecked():
            return PrintOrder(tuple(self._pages), self._marks.isChecked())
        if self._choices[3].isChecked():
            numbers = page_numbers(self._range.text(), len(self._pages)) or []
            return PrintOrder(tuple(self._pages[n - 1] for n in numbers), self._marks.isChecked())
        return PrintOrder((self._current,), self._marks.isChecked())

    def problem(self) -> str:
        """What is wrong with the pages typed."""
        if self._choices[3].isChecked() and not page_numbers(self._range.text(), len(self._pages)):
            count = f"{len(self._pages):,}"
            return self.tr("Type page numbers from 1 to {0}, such as 1-3, 7.").format(count)
        return ""


def page_numbers(text: str, count: int) -> list[int] | None:
    """The numbers (from 1) in a text such as `1-3, 7`, each once, as typed; None if one is no page."""
    numbers: dict[int, None] = {}
    for piece in text.split(","):
        match = _PIECE.fullmatch(piece)
        if match is None:
            return None
        first = int(match[1])
        last = int(match[2] or first)
        if not 1 <= first <= last <= count:
            return None
        numbers.update(dict.fromkeys(range(first, last + 1)))
    return list(numbers)
