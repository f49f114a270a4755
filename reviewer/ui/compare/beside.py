"""One line in the details of a redaction: what another copy shows in its place, as a way to the comparison."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer.model.changes import Changes
from reviewer.model.comparing import RELEASED
from reviewer.model.ids import Uuid
from reviewer.storage.reads import Reads
from reviewer.ui.compare.words import kind_words
from reviewer.ui.widgets.basics import button, label

_LONGEST = 160  # characters


class CopyLine(QWidget):
    """`wanted` asks to see the comparison of the selected redaction (its id). Hidden where no copy says anything."""

    wanted = Signal(object)

    def __init__(self, read: Reads, selected: Callable[[], str | None], cite: Callable[[int], str]) -> None:
        super().__init__()
        self._read, self._selected, self._cite = read, selected, cite
        self._shown: str | None = None
        self._words = label("", "", wrap=True, selectable=True)
        self._way = button(self.tr("Compare side by side"), lambda: self.wanted.emit(self._shown), "link")
        self._way.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._words)
        self.setVisible(False)
        layout.addWidget(self._way, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text()

    def follow(self, *_selection: object) -> None:
        """Another redaction may be selected."""
        if self._selected() != self._shown:
            self._show_anew()

    def refresh(self, changes: Changes) -> None:
        """The project changed."""
        if any(kind in changes for kind in ("copy", "redaction", "release", "event", "request")):
            self._show_anew()

    def _show_anew(self) -> None:
        self._shown = self._selected()
        rows = self._read.copies.of(Uuid(self._shown)) if self._shown is not None else []
        rows = [row for row in rows if row.verdict != "rejected" and row.kind != "text differs"]
        if rows and rows[0].kind in RELEASED:
            quote = rows[0].words if len(rows[0].words) <= _LONGEST else rows[0].words[: _LONGEST - 1] + "…"
            words = self.tr("Visible in another copy ({0}): “{1}” · {2}")
            words = words.format(kind_words(rows[0].kind).lower(), quote, self._cite(rows[0].there.page))
        elif rows and rows[0].kind == "recoded":
            words = self.tr("Hidden in another copy too, as {0}: {1}")
            words = words.format(", ".join(rows[0].there.codes) or self.tr("no code"), self._cite(rows[0].there.page))
        else:
            words = ""
        self._words.setText(words)
        self.setVisible(bool(words))
