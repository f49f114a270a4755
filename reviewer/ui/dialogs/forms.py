"""What the dialogs share: a form with a head, fields, a line for what is wrong, and buttons."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QIcon, QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.ui.theme.fonts import stretched
from reviewer.ui.theme.theme import set_role
from reviewer.ui.widgets.basics import label


class FormDialog(QDialog):
    """A dialog of labelled fields; `accept` is refused with a sentence as long as something is missing."""

    def __init__(self, title: str, explanation: str, accept_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(stretched(520))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addWidget(label(title, "title"))
        if explanation:
            layout.addWidget(label(explanation, "secondary", wrap=True))
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(10)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(self.form)
        self._wrong = label("", "bad", wrap=True)
        self._wrong.setVisible(False)
        layout.addWidget(self._wrong)
        layout.addSpacing(4)
        self.buttons = QDialogButtonBox()  # Tab goes from the last field to what accepts, and only then to Cancel
        self.accept_button = self.buttons.addButton(accept_text, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        set_role(self.accept_button, role="primary")
        self.buttons.accepted.connect(self._try)
        self.buttons.rejected.connect(self.reject)
        layout.addWidget(self.buttons)
        self.accept_button.setDefault(True)  # only now: a button outside a dialog cannot become its default
        for made in self.buttons.buttons():
            made.setIcon(QIcon())  # the style's own pictures are of another set

    def add_field(self, text: str, field: QWidget, beside: QWidget | None = None) -> None:
        """A row of the form; the label names the field for screen readers, `beside` stands right of it."""
        field.setAccessibleName(text)
        caption = label(text, "secondary")
        caption.setBuddy(field)
        if isinstance(field, QLineEdit):  # what was missing may be there now; the room stays, so that nothing jumps
            field.textEdited.connect(self.forget_problem)
        if beside is None:
            self.form.addRow(caption, field)
            return
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(field, 1)
        line.addWidget(beside)
        self.form.addRow(caption, line)

    def forget_problem(self, *_change: object) -> None:
        """Something was mended: what was wrong is not said any more, until it is asked for anew."""
        self._wrong.clear()

    def fit(self) -> None:
        """Grow until nothing is cut off: Qt does not count the lines of wrapped text when rows come and go."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            tall = layout.totalHeightForWidth(self.width())  # -1: nothing in it wraps
            self.resize(self.width(), tall if tall >= 0 else layout.totalSizeHint().height())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def problem(self) -> str:
        """What is still wrong, as a sentence; empty when the dialog can be accepted."""
        return ""

    def _try(self) -> None:
        wrong = self.problem()
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        self.fit()
        if not wrong:
            self.accept()


def text_field(value: str = "", placeholder: str = "") -> QLineEdit:
    """A field of one line."""
    made = QLineEdit(value)
    made.setPlaceholderText(placeholder)
    return made


def blamed(field: QLineEdit, sentence: str) -> str:
    """The sentence on what is wrong with a field, which gets the keys, so that typing mends it."""
    field.setFocus()
    field.selectAll()
    return sentence


def typed_date(text: str) -> str | None:
    """The ISO date that was typed, "" for nothing, None if no date.

    `2018-06-15`, `15 Jun 2018`, `06/15/2018` or `6/15/18`: of two figures a year is of this century, unless that lies
    ahead by more than a year.
    """
    text = " ".join(text.split())
    if not text:
        return ""
    for form in ("yyyy-MM-dd", "d MMM yyyy", "d MMMM yyyy", "MMMM d, yyyy", "MMM d, yyyy", "M/d/yyyy"):
        date = QDate.fromString(text, form)
        if date.isValid():
            return str(date.toString(Qt.DateFormat.ISODate))
    date = QDate.fromString(text, "M/d/yy")  # of the last century
    if date.isValid() and date.addYears(100) <= QDate.currentDate().addYears(1):
        date = date.addYears(100)
    return str(date.toString(Qt.DateFormat.ISODate)) if date.isValid() else None
