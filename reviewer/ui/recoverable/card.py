"""The card that says stop: what it is, what duties may follow, what to do next, and who decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import button, column, label

_WIDTH = 620
_WHAT = (
    "The agency covered something here and left it in the file. This program knows that something is there, and "
    "where. What it says was not kept: it is in no search, export, log or copy made here."
)
_DUTIES = (
    "It may be personal, privileged or classified. Depending on the bar, the court and the matter, whoever receives "
    "such text may have to stop reading, tell the sender promptly (ABA Model Rule 4.4(b)), or return, set aside or "
    "destroy it (in discovery, Fed. R. Civ. P. 26(b)(5)(B)). Selecting the block in another program may count as "
    "looking."
)
_NEXT = (
    "1. Stop. Do not select, copy, print or forward this page from another program.\n"
    "2. Tell the attorney where it is: copy the place below; it holds none of the text.\n"
    "3. Mark the redaction “attorney to decide”.\n"
    "4. Go on with other pages until the attorney has decided."
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the card tells of one redaction. `refusal` says why nobody may look now; empty: the reviewer may."""

    place: str
    policy: str
    refusal: str
    looked: Sequence[str] = ()
    deferred: bool = False
    editable: bool = True


def fit(dialog: QDialog, width: int) -> None:
    """Give a dialog `width` pixels, or more if it needs them, and the height in which nothing of it is cut off."""
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        dialog.setFixedWidth(max(width, layout.totalMinimumSize().width()))
        dialog.setFixedHeight(layout.totalHeightForWidth(dialog.width()))


class StopCard(QDialog):
    """Says to stop, and offers what may be done. Nothing in it says what stands beneath."""

    copy_wanted = Signal()
    defer_wanted = Signal()
    look_wanted = Signal()

    def __init__(self, standing: Standing, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Recoverable text"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(self._head(standing, theme))
        for title, text in (
            (self.tr("What this is"), self.tr(_WHAT)),
            (self.tr("What may follow"), self.tr(_DUTIES)),
            (self.tr("What to do next"), self.tr(_NEXT)),
            (self.tr("Who decides"), self._who(standing)),
        ):
            part = column(label(text=title, role="strong"), label(text, "secondary", wrap=True), spacing=2)
            layout.addLayout(part)
        layout.addWidget(label(self.tr("This is no legal advice; duties differ by bar."), "small"))
        layout.addLayout(self._buttons(standing))
        self.close_button.setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Take the width that the buttons need, and then the height: Qt does not count the lines of wrapped text."""
        super().showEvent(event)
        fit(self, _WIDTH)

    def _head(self, standing: Standing, theme: Theme) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(theme.pixmap("warning", "bad_text"))
        picture.setAccessibleName(self.tr("Warning"))
        words = column(
            label(self.tr("Stop: text is still in the file beneath this redaction"), "title", wrap=True),
            label(standing.place, "secondary", wrap=True),
            spacing=2,
        )
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return line

    def _who(self, standing: Standing) -> str:
        return "\n".join([self.tr("The attorney in charge. {0}").format(standing.policy), *standing.looked])

    def _buttons(self, standing: Standing) -> QVBoxLayout:
        self.copy_button = button(self.tr("&Copy the place"), self.copy_wanted.emit)
        self.defer_button = button(self.tr("&Attorney to decide"), self.defer_wanted.emit)
        self.defer_button.setEnabled(standing.editable and not standing.deferred)
        self.look_button = button(self.tr("&Look, and have it recorded"), self.look_wanted.emit)
        self.look_button.setEnabled(not standing.refusal)
        self.close_button = button(self.tr("Close"), self.close, "primary")
        for made in (self.copy_button, self.defer_button, self.look_button):
            made.setAutoDefault(False)
        for made in (self.copy_button, self.defer_button, self.look_button, self.close_button):
            made.ensurePolished()  # only then it knows the size of its text
            made.setMinimumWidth(made.sizeHint().width())
        self.close_button.setDefault(True)
        self.reason = label(standing.refusal or self._promise(), "small", wrap=True)
        self.look_button.setAccessibleDescription(self.reason.text())
        line = QHBoxLayout()
        line.setSpacing(8)
        for made in (self.copy_button, self.defer_button, self.look_button):
            line.addWidget(made)
        line.addStretch(1)
        line.addWidget(self.close_button)
        rule = QFrame()
        rule.setProperty("role", "divider")
        rule.setFixedHeight(1)
        box = QVBoxLayout()
        box.setSpacing(8)
        box.addWidget(rule)
        box.addWidget(self.reason)
        box.addLayout(line)
        return box

    def _promise(self) -> str:
        return self.tr(
            "Looking records your name, the time and the policy for good. The file is read again; the text is shown "
            "once, cannot be copied, and is kept nowhere."
        )
