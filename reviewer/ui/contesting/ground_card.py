"""Shows a ground: when it may be suggested, its authorities and when they were read, what is said against it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout

from reviewer.appeal.grounds import UNREAD, Authority, Ground
from reviewer.ui.contesting.emptied import clear
from reviewer.ui.matter.words import day_words
from reviewer.ui.widgets.basics import label

NO_ADVICE = "Suggested by rules from the record. No legal advice: a person decides, an attorney verifies."


def _tr(text: str) -> str:
    return QCoreApplication.translate("Appeal", text)


class GroundCard(QFrame):
    """One ground, or several below each other, as text that can be selected."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(3)

    def show_grounds(self, grounds: Sequence[Ground]) -> None:
        """Show these instead of what was shown."""
        clear(self._column)
        for place, ground in enumerate(grounds):
            if place:
                self._column.addSpacing(8)
            self._add(ground)
        self.setVisible(bool(grounds))
        self.setAccessibleName("; ".join(ground.title for ground in grounds))

    def _add(self, ground: Ground) -> None:
        self._column.addWidget(label(ground.title, "strong", wrap=True, selectable=True))
        facts = (
            (_tr("Suggested only when"), ground.condition),
            (_tr("Usual rebuttal"), ground.rebuttal),
            (_tr("Authority"), "\n".join(map(authority_words, ground.authorities))),
        )
        for caption, text in facts:
            if text.strip():
                self._column.addWidget(label(caption, "small"))
                self._column.addWidget(label(text, wrap=True, selectable=True))


def authority_words(authority: Authority) -> str:
    """How it is cited, and when it was read in its source; `[K]` or `[S]` for what nobody read there."""
    if authority.secondhand:
        return _tr("{0} {1}: read only where others state it, verify before use").format(authority.cite, authority.mark)
    if authority.verified_on is None:
        return _tr("{0} {1}: not read in its source, verify before use").format(authority.cite, UNREAD)
    return _tr("{0}, verified {1}").format(authority.cite, day_words(authority.verified_on))
