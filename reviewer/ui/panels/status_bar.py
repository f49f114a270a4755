"""The line at the foot: what is going on, how long it takes, and the last thing that can be undone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from reviewer.ui.widgets.basics import ElidedLabel, button, label

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def in_words(seconds: float) -> str:
    """A span of time as one says it: `40 s`, `2 min`, `3 h 10 min`."""
    if seconds < 55:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


class StatusBar(QFrame):
    """Progress with count, rate and time left at the left; what `Ctrl+Z` would undo at the right."""

    pause_wanted = Signal()
    resume_wanted = Signal()
    stop_wanted = Signal()
    failures_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "status")
        self.setFixedHeight(28)
        self._words = label("", "small")
        self._bar = QProgressBar()
        self._bar.setFixedWidth(120)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Pages read"))
        self._pause = button(self.tr("Pause"), self._toggle, "link")
        self._stop = button(self.tr("Stop"), self.stop_wanted.emit, "link")
        self._failures = button("", self.failures_wanted.emit, "link")
        self._hint = ElidedLabel("", "small")
        self._undo = ElidedLabel("", "small")
        self._key = label("Ctrl+Z", "key")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(10)
        for widget in (self._bar, self._words, self._pause, self._stop, self._failures):
            layout.addWidget(widget)
        layout.addWidget(self._hint, 2)
        layout.addWidget(self._undo, 1)
        layout.addWidget(self._key)
        self._undo.setAlignment(_RIGHT)
        self._paused = False
        self.show_idle("")
        self.show_undo("", "")

    def show_reading(self, done: int, total: int, rate: float, left: float | None, paused: bool) -> None:
        """Reading goes on, or is paused; `rate` is pages a minute, `left` seconds or None while nothing is known."""
        self._paused = paused
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        parts = [self.tr("{0} of {1} pages read").format(f"{done:,}", f"{total:,}")]
        if paused:
            parts.append(self.tr("paused"))
        elif rate > 0:
            parts.append(self.tr("{0} a minute").format(f"{rate:.0f}"))
            if left is not None:
                parts.append(self.tr("{0} left").format(in_words(left)))
        self._words.setText(" · ".join(parts))
        self._pause.setText(self.tr("Go on") if paused else self.tr("Pause"))
        self._pause.setAccessibleName(self.tr("Go on reading") if paused else self.tr("Pause reading"))
        self._name_stop(self.tr("Stop"), self.tr("Stop reading"))
        self._bar.setAccessibleName(self.tr("Pages read"))
        for part in (self._bar, self._pause, self._stop):
            part.setVisible(True)

    def show_importing(self, done: int, total: int, name: str) -> None:
        """Files are being imported: `done` of `total` up to now, `name` being the one at hand."""
        self._bar.setRange(0, total)  # of nothing: a bar that only says that something is going on
        self._bar.setValue(done)
        self._bar.setAccessibleName(self.tr("Files imported"))
        words = self.tr("Importing {0} of {1}: {2}").format(f"{done + 1:,}", f"{total:,}", name)
        self._words.setText(words if total else self.tr("Importing …"))
        self._name_stop(self.tr("Cancel"), self.tr("Cancel the import"))
        self._bar.setVisible(True)
        self._pause.setVisible(False)
        self._stop.setVisible(True)

    def show_idle(self, words: str, resume: bool = False) -> None:
        """Nothing is being read; with `resume`, reading can go on."""
        self._paused = True
        self._words.setText(words)
        self._pause.setText(self.tr("Go on"))
        self._pause.setAccessibleName(self.tr("Go on reading"))
        self._bar.setVisible(False)
        self._pause.setVisible(resume)
        self._stop.setVisible(False)

    def show_hint(self, words: str) -> None:
        """Say which keys work on what is selected or in hand; nothing takes the hint away."""
        self._hint.setText(words)

    def show_failures(self, count: int) -> None:
        """Say how many pages or files could not be read."""
        text = self.tr("1 could not be read") if count == 1 else self.tr("{0} could not be read").format(f"{count:,}")
        self._failures.setText(text)
        self._failures.setAccessibleName(text)
        self._failures.setVisible(count > 0)

    def show_undo(self, title: str, key: str) -> None:
        """Say what the next undo takes back; nothing if there is nothing."""
        self._undo.setText(self.tr("Undo: {0}").format(title) if title else "")
        self._key.setText(key)
        self._key.setVisible(bool(title))

    def _name_stop(self, text: str, name: str) -> None:
        self._stop.setText(text)
        self._stop.setAccessibleName(name)

    def _toggle(self) -> None:
        (self.resume_wanted if self._paused else self.pause_wanted).emit()
