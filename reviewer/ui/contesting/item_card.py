"""Shows one item: its picture as released, where it stands, what is claimed and why, and the position on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from reviewer.model.review import POSITIONS
from reviewer.ui.contesting.facts import Line
from reviewer.ui.contesting.words import because
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import button, label, row, spacer
from reviewer.ui.widgets.choice_box import ChoiceBox
from reviewer.ui.widgets.crop import CropView


class ItemCard(QWidget):
    """`position_chosen` tells a position for the item shown, `place_wanted` asks to see it on its page."""

    position_chosen = Signal(object)  # Position
    place_wanted = Signal()
    edit_wanted = Signal()  # an issue is to be changed
    remove_wanted = Signal()  # an issue is to be removed

    def __init__(self, theme: Theme, picture: Callable[[str], bytes], *, editable: bool) -> None:
        super().__init__()
        self._picture, self._editable = picture, editable
        self._title = label("", "title", wrap=True, selectable=True)
        self._crop = CropView(theme)
        self._why = label("", "", wrap=True, selectable=True)
        self._facts: dict[str, QLabel] = {}
        self.position = ChoiceBox(self.tr("Position"), POSITIONS)
        self.position.setEnabled(editable)
        self.position.activated.connect(lambda *_: self.position_chosen.emit(self.position.currentText()))
        self.show_button = button(self.tr("Show on its page"), self.place_wanted.emit)
        self._edit = button(self.tr("Edit issue …"), self.edit_wanted.emit)
        self._remove = button(self.tr("Remove issue"), self.remove_wanted.emit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self._title, self._crop, self._why):
            layout.addWidget(part)
        layout.addLayout(self._form())
        layout.addLayout(row(self.show_button, self._edit, self._remove, spacer()))

    def show_line(self, line: Line) -> None:
        """Show the item of a line."""
        assert line.entry is not None
        entry, item = line.entry, line.entry.item
        number = self.tr("Item {0}").format(entry.number) if entry.number else self.tr("No item number yet")
        place = item.row.placed if item.kind != "issue" else item.row.record
        self._title.setText(f"{number} · {place}")
        picture = self._picture(item.subject) if item.kind == "redaction" else b""
        self._crop.show_picture(picture, entry.words)
        self._why.setText(self.tr("Suggested {0}").format(because(line.reason)) if line.reason else "")
        self._why.setVisible(bool(line.reason))
        for name, text in self._said(line).items():
            self._facts[name].setText(text)
            self._facts[name].setVisible(bool(text))
            self._captions[name].setVisible(bool(text))
        self.position.setCurrentText(item.position)
        self.show_button.setVisible(item.page is not None)
        for part in (self._edit, self._remove):
            part.setVisible(item.kind == "issue" and self._editable)

    def _said(self, line: Line) -> dict[str, str]:
        assert line.entry is not None
        facts = line.entry.item.row
        return {
            "record": facts.record if line.entry.item.kind != "issue" else facts.description,
            "description": facts.description if line.entry.item.kind != "issue" else "",
            "where": facts.where,
            "extent": facts.extent,
            "marking": facts.marking,
            "reason": line.entry.reason,
            "grounds": "; ".join(line.entry.grounds),
            "exhibit": line.entry.exhibit,
        }

    def _form(self) -> QGridLayout:
        form = QGridLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(5)
        form.setColumnMinimumWidth(0, 96)
        form.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        self._captions: dict[str, QLabel] = {}
        for line, (name, caption) in enumerate(
            (
                ("record", self.tr("Record")),
                ("description", self.tr("As released")),
                ("where", self.tr("Where")),
                ("extent", self.tr("Extent")),
                ("marking", self.tr("Marking")),
                ("reason", self.tr("Agency's reason")),
                ("grounds", self.tr("Grounds")),
                ("exhibit", self.tr("Exhibit")),
            )
        ):
            self._facts[name] = label("", wrap=True, selectable=True)
            self._captions[name] = label(caption, "secondary")
            form.addWidget(self._captions[name], line, 0, top)
            form.addWidget(self._facts[name], line, 1)
        last = form.rowCount()
        form.addWidget(label(self.tr("Position"), "secondary"), last, 0)
        form.addWidget(self.position, last, 1)
        return form
