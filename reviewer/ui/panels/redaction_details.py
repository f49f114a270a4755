"""Tells all about one redaction and takes what the reviewer says: box, code, position, kind, note."""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reviewer.model.page import Kind
from reviewer.model.review import POSITIONS
from reviewer.ui.actions import ActionRegistry
from reviewer.ui.models.rows import RedactionRow
from reviewer.ui.theme.theme import Theme, set_role
from reviewer.ui.widgets.action_button import ActionButton
from reviewer.ui.widgets.basics import column, divider, label
from reviewer.ui.widgets.basics import row as row_of
from reviewer.ui.widgets.crop import CropView
from reviewer.ui.widgets.note import NoteField

_MARKINGS = {
    "at": "printed at the deletion",
    "shared": "in a stack that serves several blocks",
    "head": "only at the head of the page or document",
    "cut": "cut off or illegible",
    "none": "none found on the page",
}
_BOX = {
    "unchecked": "not checked yet",
    "right": "found right",
    "corrected": "corrected by hand",
    "not a redaction": "not a redaction",
    "drawn": "drawn by hand",
}
_CODE = {"unchecked": "not checked yet", "right": "found right", "corrected": "corrected by hand"}


class RedactionDetails(QWidget):
    """The selected redaction; every field writes at once."""

    codes_typed = Signal(object)  # str, as typed
    kind_chosen = Signal(object)  # Kind
    position_chosen = Signal(object)  # Position
    note_written = Signal(object)  # str

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
        self._codes.returnPressed.connect(lambda: self.codes_typed.emit(self._codes.text()))
        self._wrong = label("", "bad", wrap=True)
        self._kind = _combo(get_args(Kind), self.tr("Kind"))
        self._kind.activated.connect(lambda *_index: self.kind_chosen.emit(self._kind.currentText()))
        self._position = _combo(POSITIONS, self.tr("Position"))
        self._position.activated.connect(lambda *_index: self.position_chosen.emit(self._position.currentText()))
        self._size = label("", "", wrap=True)
        self._marking = label("", "", wrap=True)
        self._check = label("", "", wrap=True)
        self._note = NoteField(self.tr("Note on this redaction"))
        self._note.written.connect(self.note_written)
        self._warning = _Warning(theme)
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

    def set_editable(self, editable: bool) -> None:
        """Whether the fields take anything; what they show can be read and copied in any case."""
        self._codes.setReadOnly(not editable)
        self._note.setReadOnly(not editable)
        self._kind.setEnabled(editable)
        self._position.setEnabled(editable)

    def show_row(self, row: RedactionRow | None, crop: bytes = b"", note: str = "", place: str = "") -> None:
        """Show a redaction, its picture and its note; `place` says which of how many it is."""
        self._row = row
        self.setEnabled(row is not None)
        self.setVisible(row is not None)
        if row is None:
            return
        self._head.setText(place)
        self._found.setText(
            self.tr("by hand") if row.box_checked == "drawn" else self.tr("found {0:.2f}").format(row.confidence)
        )
        self._crop.show_picture(crop, f"{row.kind}, {row.size}, {row.label}")
        if not self._codes.hasFocus() or not self._codes.isModified():
            self._codes.setText(" ".join(row.codes))
        self.show_problem("")
        self._kind.setCurrentText(row.kind)
        self._position.setCurrentText(row.position)
        self._size.setText(row.size)
        printed = f"“{row.code_text}”, " if row.code_text else ""
        self._marking.setText(printed + _MARKINGS.get(row.marking, row.marking))
        self._check.setText(f"box {_BOX[row.box_checked]}; code {_CODE[row.code_checked]}")
        self._note.show_text(note)
        self._warning.show_row(row)

    def show_problem(self, words: str) -> None:
        """Say what is wrong with the codes typed."""
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))
        set_role(self._codes, invalid=bool(words))

    def _lay_out(self, registry: ActionRegistry) -> None:
        inside = QWidget()
        inside.setProperty("role", "panel")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(self._crop)
        layout.addWidget(self._warning)
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(7)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        codes = column(self._codes, self._wrong, spacing=4)
        for text, field in (
            (self.tr("Codes"), codes),
            (self.tr("Printed"), self._marking),
            (self.tr("Kind"), self._kind),
            (self.tr("Size"), self._size),
            (self.tr("Check"), self._check),
            (self.tr("Position"), self._position),
            (self.tr("Note"), self._note),
        ):
            form.addRow(_caption(text), field)
        layout.addLayout(form)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setAccessibleName(self.tr("Details of the redaction"))
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
    """Box right or code right, not a redaction, position."""

    def __init__(self, registry: ActionRegistry) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(6)
        for action_id, role, short in (
            ("review.confirm", "primary", ""),
            ("review.reject", "", self.tr("Not one")),
            ("review.position", "", self.tr("Position")),
        ):
            layout.addWidget(ActionButton(registry.action(action_id), registry.key(action_id), role, short))
        layout.addStretch(1)


class _Warning(QFrame):
    """Says what is unusual: no exemption found, text that can be recovered, a re-run that moved it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("role", "warning")
        self._picture = QLabel()
        self._title = label("", "bad", wrap=True)
        self._text = label("", "small", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(column(self._title, self._text, spacing=2), 1)
        theme.changed.connect(self._tint)
        self._tint()

    def show_row(self, row: RedactionRow) -> None:
        """Show what applies, the gravest first, or nothing."""
        title, text = "", ""
        if row.recoverable:
            title = self.tr("Text is still in the file beneath this block")
            text = self.tr("The program does not read, store or copy it. Tell the attorney before anyone looks.")
        elif row.needs_look:
            title, text = self.tr("Needs a look"), row.needs_look
        elif row.marking == "none" and not row.rejected and not row.codes:
            title = self.tr("No exemption found on the page")
            text = self.tr("5 U.S.C. 552(b) asks for it at the place of the deletion, if technically feasible.")
        self._title.setText(title)
        self._text.setText(text)
        self.setVisible(bool(title))

    def _tint(self) -> None:
        self._picture.setPixmap(self._theme.pixmap("warning", "bad_text"))


def _caption(text: str) -> QLabel:
    made = label(text, "secondary")
    made.setMinimumWidth(56)
    return made


def _combo(values: tuple[str, ...], name: str) -> QComboBox:
    made = QComboBox()
    made.addItems(list(values))
    made.setAccessibleName(name)
    return made
