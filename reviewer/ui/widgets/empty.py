"""Shows what an empty, loading or failed view is, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import button, label

_PICTURE = 32


class EmptyState(QWidget):
    """An icon, a title, a sentence and, if there is something to do, buttons for it, in the middle of its place."""

    def __init__(self, theme: Theme, icon: str = "", title: str = "", text: str = "") -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self._picture = QLabel()
        self._title = label("", "strong", wrap=True)
        self._text = label("", "secondary", wrap=True)
        self._buttons = QVBoxLayout()
        self._steps: list[QPushButton] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        layout.addStretch(2)
        for part in (self._picture, self._title, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(part)
        layout.addLayout(self._buttons)
        layout.addStretch(3)
        theme.changed.connect(self._tint)
        self.say(icon, title, text)

    def say(self, icon: str, title: str, text: str) -> None:
        """Show another state."""
        self._icon = icon
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(f"{title}. {text}")
        self._tint()

    def offer(self, text: str, clicked: object, role: str = "") -> None:
        """Add a button for the next step."""
        assert callable(clicked)
        step = button(text, clicked, role)
        self._steps.append(step)
        self.setFocusProxy(self._steps[0])
        self._buttons.addWidget(step, 0, Qt.AlignmentFlag.AlignHCenter)

    def show_steps(self, shown: bool) -> None:
        """Offer the next steps, or not while something is going on already."""
        for step in self._steps:
            step.setVisible(shown)

    def _tint(self) -> None:
        if self._icon:
            self._picture.setPixmap(self._theme.pixmap(self._icon, "text2", _PICTURE))
