"""The packet before it is written: state, warnings, files with sizes, channel; then writing with a way to give up."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.appeal.channels import channels
from reviewer.export.packet.plan import PacketOptions, PacketPlan
from reviewer.model.errors import UserError
from reviewer.model.ids import Uuid
from reviewer.services import packets
from reviewer.services.operations import WithdrawApproval
from reviewer.services.targets import asked_for
from reviewer.ui.contesting.acts import Acts
from reviewer.ui.contesting.letter_form import LetterForm
from reviewer.ui.contesting.packet_parts import ApprovalCard, FilesCard, WarningsCard
from reviewer.ui.contesting.writer import PacketWriter
from reviewer.ui.session import Session
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import button, label, row, spacer
from reviewer.ui.widgets.choice_box import ChoiceBox
from reviewer.ui.widgets.tall_area import TallArea

_SIDE = 400
_MOST_MEGABYTES = 10_000


class PacketPanel(TallArea):
    """Plans anew whenever it is shown or something changed; nothing is written before somebody says so."""

    failed = Signal(object)  # UserError
    settled = Signal()  # the preview is in step with the project

    def __init__(self, session: Session, acts: Acts, theme: Theme) -> None:
        super().__init__(self.tr("Packet before it is written"))
        self._session, self._acts = session, acts
        self._request: Uuid | None = None
        self._planning = self._again = False
        self.plan: PacketPlan | None = None
        self.writer = PacketWriter(session, self)
        self.approval = ApprovalCard(editable=acts.editable)
        self.warnings = WarningsCard(theme)
        self.files = FilesCard()
        self.letter = LetterForm(acts)
        self._wrong = label("", "bad", wrap=True, selectable=True)
        self._wrong.setVisible(False)
        self.channel = ChoiceBox(self.tr("How it is sent"))
        self.channel.addItem(self.tr("any way"), "")
        for known in channels():
            self.channel.addItem(known.title, known.id)
        self.limit = QLineEdit()
        self.limit.setValidator(QIntValidator(0, _MOST_MEGABYTES, self.limit))
        self.limit.setPlaceholderText(self.tr("no limit"))
        self.limit.setMaximumWidth(90)
        self.limit.setAccessibleName(self.tr("Largest sending, in megabytes"))
        self.folder_button = button(self.tr("Write into a folder …"), self.ask_folder, "primary")
        self.zip_button = button(self.tr("Write as one ZIP …"), self.ask_zip)
        self.list_button = button(self.tr("Write challenge list …"), self.ask_list)
        self.cancel_button = button(self.tr("Cancel"), self.writer.give_up)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress of the packet"))
        self._told = label("", "secondary")
        self._lay_out()
        self._connect()

    @property
    def busy(self) -> bool:
        """Whether the preview is being made."""
        return self._planning

    def show_request(self, request: Uuid | None) -> None:
        """Preview the packet of a request."""
        self._request = request
        if self._planning:
            self._again = True
            return
        self._planning = True
        workspace, options = self._session.workspace, self.options()
        self._session.run(lambda: packets.plan(workspace, request, options), self._planned)

    def options(self) -> PacketOptions:
        """Channel and limit as they are chosen."""
        chosen = next((known for known in channels() if known.id == self.channel.currentData()), None)
        return PacketOptions(channel=chosen, limit=int(self.limit.text() or 0) * 1_000_000 or None)

    def ask_folder(self) -> None:
        """Ask where to, then write a folder named after the packet into that place."""
        if self.plan is not None:
            chosen = QFileDialog.getExistingDirectory(self, self.tr("Write the packet into"), str(self._folder()))
            if chosen:
                self.write(Path(chosen) / self._stem())

    def ask_zip(self) -> None:
        """Ask for a name, then write one file."""
        if self.plan is not None:
            chosen, _ = QFileDialog.getSaveFileName(
                self, self.tr("Write the packet as"), str(self._folder() / f"{self._stem()}.zip"), "ZIP (*.zip)"
            )
            if chosen:
                target = asked_for(Path(chosen), (".zip",))
                self.write(target.path, overwrite=target.replace)

    def ask_list(self) -> None:
        """Ask for a name, then write the challenge list."""
        if self.plan is not None:
            name = self._folder() / f"{self.plan.name('Challenge list', '.docx')}"
            chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Write the list as"), str(name), "Word (*.docx)")
            if chosen:
                target = asked_for(Path(chosen), (".docx",))
                self.writer.write_list(self.plan, target.path, overwrite=target.replace)

    def write(self, target: Path, *, overwrite: bool = False) -> None:
        """Write the packet as it is previewed."""
        if self.plan is not None and not self.writer.busy:
            self.letter.flush()
            self.writer.write(self.plan, target, overwrite=overwrite)

    def approve(self, name: str) -> None:
        """Record who approves what is previewed."""
        if self._request is None:
            return
        try:
            packets.approve(self._session.workspace, self._request, name)
        except UserError as error:
            self.failed.emit(error)

    def _planned(self, done: Future[PacketPlan]) -> None:
        self._planning = False
        if done.cancelled():
            return
        if self._again:
            self._again = False
            self.show_request(self._request)
            return
        error = done.exception()
        if error is not None and not isinstance(error, UserError):
            raise error
        self._wrong.setVisible(error is not None)
        if isinstance(error, UserError):
            self.plan = None
            self._wrong.setText(f"{error.message} {error.advice}")
        else:
            self.plan = done.result()
            self._show(self.plan)
        for part in (self.approval, self.files):
            part.setVisible(self.plan is not None)
        if self.plan is None:
            self.warnings.setVisible(False)
        self._show_buttons()
        self.settled.emit()

    def _show(self, plan: PacketPlan) -> None:
        self.approval.show_plan(plan)
        self.warnings.show_sentences(plan.warnings)
        self.files.show_plan(plan)
        self.letter.show_case(plan.case)

    def _show_buttons(self) -> None:
        busy = self.writer.busy
        writing = (self.folder_button, self.zip_button, self.list_button)
        had_keys = self.window().focusWidget() in (*writing, self.cancel_button)
        shown = (self.cancel_button, self.progress, self._told)
        for part in shown if busy else ():
            part.setVisible(True)
        if had_keys and busy:  # a button that cannot be pressed loses the keys to the bar of the window
            self.cancel_button.setFocus()
        for made in writing:
            made.setEnabled(self.plan is not None and bool(self.plan.case.items) and not busy)
        self.list_button.setVisible(self.plan is not None and self.plan.case.request.litigation)
        if had_keys and not busy and self.cancel_button.isVisible():
            self.folder_button.setFocus()
        for part in () if busy else shown:
            part.setVisible(False)

    def _writing(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self._told.setText(self.tr("Writing, step {0} of {1}").format(f"{done:,}", f"{total:,}"))

    def _turned(self) -> None:
        self.progress.setRange(0, 0)
        self._told.setText(self.tr("Writing …"))
        self._show_buttons()

    def _channel_chosen(self) -> None:
        known = next((found for found in channels() if found.id == self.channel.currentData()), None)
        self.limit.setText(f"{known.megabytes:.0f}" if known is not None and known.megabytes else "")
        self.show_request(self._request)

    def _folder(self) -> Path:
        return self._session.workspace.path.parent

    def _stem(self) -> str:
        assert self.plan is not None
        return Path(self.plan.name("packet", ".zip")).stem

    def _connect(self) -> None:
        self.writer.progressed.connect(self._writing)
        self.writer.turned.connect(self._turned)
        self.approval.approved.connect(self.approve)
        self.approval.withdrawn.connect(lambda: self._request and self._acts.do(WithdrawApproval(self._request)))
        self.channel.activated.connect(lambda *_: self._channel_chosen())
        self.limit.editingFinished.connect(lambda: self.show_request(self._request))

    def _lay_out(self) -> None:
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(24, 16, 24, 24)
        columns.setSpacing(16)
        left, right = QVBoxLayout(), QVBoxLayout()
        for side in (left, right):
            side.setSpacing(12)
        for part in (self._wrong, self.approval, self.warnings, self.files):
            left.addWidget(part)
        left.addStretch(1)
        right.addWidget(self._output())
        right.addWidget(self.letter)
        right.addStretch(1)
        columns.addLayout(left, 1)
        holder = QWidget()
        holder.setFixedWidth(_SIDE)
        right.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(right)
        columns.addWidget(holder, 0, Qt.AlignmentFlag.AlignTop)
        self.hold(inside)

    def _output(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setSpacing(6)
        layout.addWidget(label(self.tr("Write"), "strong"))
        captions: list[QLabel] = [label(self.tr("How it is sent"), "small"), label(self.tr("Largest sending"), "small")]
        for caption, field in zip(captions, (self.channel, self.limit), strict=True):
            caption.setBuddy(field)
        layout.addWidget(captions[0])
        layout.addWidget(self.channel)
        layout.addLayout(row(captions[1], self.limit, label("MB", "secondary"), spacer()))
        note = self.tr("The sizes are presets of this program, no agency's rule: ask the agency.")
        layout.addWidget(label(note, "small", wrap=True))
        buttons: tuple[QPushButton, ...] = (self.folder_button, self.zip_button, self.list_button)
        for each in buttons:  # side by side, large text would cut their words off
            layout.addLayout(row(each, spacer()))
        layout.addWidget(self.progress)
        layout.addLayout(row(self._told, spacer(), self.cancel_button))
        return card
