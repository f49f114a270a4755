"""The cards of the packet's preview: its state and approval, what to heed, its files with their sizes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from reviewer.export.packet.plan import DRAFT, PacketPlan
from reviewer.ui.contesting.emptied import clear
from reviewer.ui.contesting.packet_size import sendings, sent_bytes, size_words
from reviewer.ui.matter.parts import picture
from reviewer.ui.matter.words import day_words
from reviewer.ui.theme.theme import Theme, set_role
from reviewer.ui.widgets.basics import ElidedLabel, button, label, row


def _tr(text: str) -> str:
    return QCoreApplication.translate("Appeal", text)


class ApprovalCard(QFrame):
    """Draft or approved, and by whom; a named person approves exactly what stands here."""

    approved = Signal(object)  # str: the name
    withdrawn = Signal()

    def __init__(self, *, editable: bool) -> None:
        super().__init__()
        self._editable = editable
        self.setProperty("role", "card")
        self._state = label("", "title", wrap=True)
        self._text = label("", "secondary", wrap=True)
        self.name = QLineEdit()
        self.name.setPlaceholderText(_tr("name of the person who approves"))
        self.name.setAccessibleName(_tr("Name of the person who approves"))
        self.name.returnPressed.connect(self._approve)
        self.approve_button = button(_tr("Approve"), self._approve, "primary")
        self.withdraw_button = button(_tr("Withdraw approval"), self.withdrawn.emit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setSpacing(6)
        layout.addWidget(self._state)
        layout.addWidget(self._text)
        layout.addLayout(row(self.name, self.approve_button, self.withdraw_button))

    def show_plan(self, plan: PacketPlan) -> None:
        """Show the state of a packet."""
        appeal = plan.case.appeal
        self._state.setText(_tr("Approved by {0}").format(appeal.approver) if plan.approved else DRAFT)
        set_role(self._state, role="title")
        if plan.approved:
            when = day_words((appeal.approved_at or "")[:10])
            text = _tr("On {0}. Whatever changes the letter, the log or the exhibits makes it a draft again.").format(
                when
            )
        elif not plan.case.items:
            text = _tr("There is nothing to approve yet.")
        elif plan.gaps:
            text = _tr("It cannot be approved yet: not entered is {0}.").format(", ".join(plan.gaps))
        else:
            text = _tr("Every page bears that line until a named person approves it.")
        self._text.setText(text)
        can = self._editable and bool(plan.case.items) and not plan.gaps and bool(plan.case.request.uuid)
        for part in (self.name, self.approve_button):
            part.setVisible(not plan.approved)
            part.setEnabled(can)
        self.withdraw_button.setVisible(bool(appeal.approver))
        self.withdraw_button.setEnabled(self._editable)
        self.setAccessibleName(self._state.text())

    def _approve(self) -> None:
        name = self.name.text().strip()
        if name:
            self.approved.emit(name)
        else:
            self.name.setFocus()


class WarningsCard(QFrame):
    """What whoever approves must know, a sentence each."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("role", "attention")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 10, 16, 12)
        self._column.setSpacing(6)

    def show_sentences(self, sentences: tuple[str, ...]) -> None:
        """Show these; nothing at all hides the card."""
        clear(self._column)
        self._column.addWidget(label(_tr("To heed before it is sent"), "strong"))
        for sentence in sentences:
            line = QWidget()
            inside = row(picture(self._theme, "warning", "attention_text"), spacing=8)
            inside.addWidget(label(sentence, wrap=True, selectable=True), 1)
            inside.setAlignment(Qt.AlignmentFlag.AlignTop)
            line.setLayout(inside)
            self._column.addWidget(line)
        self.setVisible(bool(sentences))
        self.setAccessibleName(" ".join(sentences))


class FilesCard(QFrame):
    """The files to be written: to send, and for the office only."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 14)
        self._column.setSpacing(6)

    def show_plan(self, plan: PacketPlan) -> None:
        """Show what would be written now."""
        clear(self._column)
        count = sendings(plan)
        in_all = _tr("1 sending") if count == 1 else _tr("{0} sendings").format(f"about {count:,}")
        self._column.addWidget(label(_tr("What will be written"), "strong"))
        self._column.addWidget(
            label(
                _tr("To send: {0}, {1}. Sizes are estimates.").format(size_words(sent_bytes(plan)), in_all), "secondary"
            )
        )
        folder, grid = "", QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(3)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        for file in plan.files:
            if file.folder != folder:
                folder = file.folder
                grid.addWidget(label(folder, "small"), grid.rowCount(), 0, 1, 3)
            line = grid.rowCount()
            grid.addWidget(ElidedLabel(file.name), line, 0)
            pages = _tr("1 page") if file.pages == 1 else _tr("{0} pages").format(f"{file.pages:,}")
            for place, text in ((1, pages if file.pages else ""), (2, size_words(file.bytes))):
                made = label(text, "secondary")
                made.setAlignment(Qt.AlignmentFlag.AlignRight)
                grid.addWidget(made, line, place)
        inside = QWidget()
        inside.setLayout(grid)
        self._column.addWidget(inside)
