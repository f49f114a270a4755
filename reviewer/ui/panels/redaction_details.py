"""Tells all about one redaction and takes what the reviewer says: box, code, position, kind, note."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from reviewer.model.geometry import bounds
from reviewer.model.page import Kind
from reviewer.model.review import POSITIONS
from reviewer.ui.actions import ActionRegistry
from reviewer.ui.contesting.grounds_block import GroundsBlock
from reviewer.ui.models.rows import RedactionRow
from reviewer.ui.panels.redaction_warning import RedactionWarning
from reviewer.ui.panels.redaction_words import checks, printed
from reviewer.ui.theme.theme import Theme, set_role
from reviewer.ui.widgets.action_button import ActionButton, KeyLabel
from reviewer.ui.widgets.basics import column, divider, label
from reviewer.ui.widgets.basics import row as row_of
from reviewer.ui.widgets.choice_box import ChoiceBox
from reviewer.ui.widgets.crop import CropView
from reviewer.ui.widgets.note import NoteField
from reviewer.ui.widgets.tall_area import TallArea


class RedactionDetails(QWidget):
    """The selected redaction; every field writes at once."""

    codes_typed = Signal(object)  # str, as typed
    kind_chosen = Signal(object)  # Kind
    position_chosen = Signal(object)  # Position
    note_written = Signal(object)  # str
    left = Signal()  # a field is done with: the keys belong to the page again

    def __init__(self, theme: Theme, registry: ActionRegistry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row: RedactionRow | None = None
        self._crop = CropView(theme)
        self._head = label("", "strong")
        self._found = label("", "small")
        self._found.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._codes = QLineEdit()
        self._codes.setPlaceholderText(self.tr("type b6 b7c …"))
        self._codes.setAccessibleName(self.tr("Exemption codes"))
        self._codes.returnPressed.connect(self._enter_codes)
        self._codes.editingFinished.connect(self._leave_codes)
        self._codes.installEventFilter(self)
        self._wrong = label("", "bad", wrap=True)
        self._kind = ChoiceBox(self.tr("Kind"), get_args(Kind))
        self._kind.activated.connect(lambda *_index: self.kind_chosen.emit(self._kind.currentText()))
        self._position = ChoiceBox(self.tr("Position"), POSITIONS)
        self._position.activated.connect(lambda *_index: self.position_chosen.emit(self._position.currentText()))
        self._size = label("", "", wrap=True)
        self._marking = label("", "", wrap=True)
        self._check = label("", "", wrap=True)
        self.grounds = GroundsBlock(theme)
        self._note = NoteField(self.tr("Note on this redaction"))
        self._note.written.connect(self.note_written)
        self._note.left.connect(self.left)
        self.warning = RedactionWarning(theme)
        self._lay_out(registry)
        self.show_row(None)

    @property
    def codes_field(self) -> QLineEdit:
        """The field into which codes are typed."""
        return self._codes

    @property
    def note_field(self) -> NoteField:
        """The field for a note."""
        return self._note

    def add_line(self, line: QWidget) -> None:
        """Show more about the redaction, below what is printed for it."""
        self._form.insertRow(2, line)

    def set_editable(self, editable: bool) -> None:
        """Whether the fields take anything; what they show can be read and copied in any case."""
        self._codes.setReadOnly(not editable)
        self._note.setReadOnly(not editable)
        self._kind.setEnabled(editable)
        self._position.setEnabled(editable)

    def show_row(
        self,
        row: RedactionRow | None,
        crop: bytes = b"",
        note: str = "",
        place: str = "",
        width: float = 0.0,
    ) -> None:
        """Show a redaction, its picture and its note; `place`: which of how many it is, `width` that of its page."""
        other = row is None or self._row is None or row.id != self._row.id
        self._row = row
        self.setEnabled(row is not None)
        self.setVisible(row is not None)
        if row is None:
            return
        self._head.setText(place)
        drawn = row.box_checked == "drawn"
        self._found.setText(self.tr("drawn by hand") if drawn else self.tr("{0:.0%} sure").format(row.confidence))
        self._found.setToolTip("" if drawn else self.tr("How sure the program is that this is a redaction."))
        box = bounds(row.rects)
        span = (box.x0 / width, box.x1 / width) if width > 0 else None
        self._crop.show_picture(crop, f"{row.kind}, {row.size}, {row.label}", span)
        if other or not self._codes.isModified():
            self._codes.setText(" ".join(row.codes))
        self.show_problem("")
        self._kind.setCurrentText(row.kind)
        self._position.setCurrentText(row.position)
        self._size.setText(row.size)
        self._marking.setText(printed(row))
        self._check.setText(checks(row))
        self._note.show_text(note)
        self.warning.show_row(row)

    @property
    def place(self) -> str:
        """Which of how many redactions is shown, or where it is."""
        return self._head.text()

    def show_place(self, words: str) -> None:
        """Say anew which of how many it is, or where; what is being typed stays."""
        self._head.setText(words)

    def show_problem(self, words: str) -> None:
        """Say what is wrong with the codes typed."""
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))
        if words:
            self._codes.setModified(True)  # what was typed stays until it is right
        set_role(self._codes, invalid=bool(words))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self._codes and pressed and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            if self._row is not None:
                self._codes.setText(" ".join(self._row.codes))
            self.show_problem("")
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _enter_codes(self) -> None:
        self._tell_codes()
        if not self._wrong.text():
            self.left.emit()

    def _leave_codes(self) -> None:
        if self._codes.isModified():  # what was typed counts, whether Enter or a click elsewhere ended it
            self._tell_codes()

    def _tell_codes(self) -> None:
        typed = self._codes.text()
        self._codes.setModified(False)
        self.show_problem("")
        self.codes_typed.emit(typed)

    def _lay_out(self, registry: ActionRegistry) -> None:
        inside = QWidget()
        inside.setProperty("role", "panel")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(self._crop)
        layout.addWidget(self.warning)
        form = self._form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(7)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        codes = column(self._codes, self._wrong, spacing=4)
        for text, action_id, field in (
            (self.tr("Codes"), "review.codes", codes),
            (self.tr("Printed"), "", self._marking),
            (self.tr("Kind"), "", self._kind),
            (self.tr("Size"), "", self._size),
            (self.tr("Check"), "", self._check),
            (self.tr("Position"), "review.position", self._position),
            (self.tr("Note"), "review.note", self._note),
        ):
            form.addRow(_caption(text, registry.action(action_id) if action_id else None), field)
            if field is self._position:
                form.addRow(self.grounds)
        layout.addLayout(form)
        layout.addStretch(1)
        area = TallArea(self.tr("Details of the redaction"))
        area.hold(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = row_of(self._head, self._found)
        head.setContentsMargins(12, 8, 12, 0)
        outer.addLayout(head)
        outer.addWidget(area, 1)
        outer.addWidget(divider())
        outer.addWidget(_Buttons(registry))


class _Buttons(QWidget):
    """Box right, code right or the next one; not a redaction."""

    def __init__(self, registry: ActionRegistry) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(6)
        for action_id, role in (("review.confirm", "primary"), ("review.reject", "")):
            layout.addWidget(ActionButton(registry.action(action_id), registry.key(action_id), role))
        layout.addStretch(1)


def _caption(text: str, action: QAction | None) -> QWidget:
    """The name of a field, with the key that opens it."""
    made = QWidget()
    made.setMinimumWidth(78)
    line = row_of(label(text, "secondary"), spacing=6)
    if action is not None:
        line.addWidget(KeyLabel(action))
    line.addStretch(1)
    made.setLayout(line)
    return made
