"""The first thing a user sees: what they worked on, and how to begin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

import reviewer
from reviewer.ui.start.card import ProjectCard, ProjectSummary, card_width
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import button, label
from reviewer.ui.widgets.drop import DropArea
from reviewer.ui.widgets.sized import with_text

_SIDE, _WIDEST_SIDE = 304, 400
_GAP = 16


class StartView(QWidget):
    """Recent projects as cards; New, Open and the sample release; a place to drop files."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    project_chosen = Signal(object)  # Path
    forget_wanted = Signal(object)  # Path
    files_dropped = Signal(object)  # list[Path]

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards: list[ProjectCard] = []
        self._icons: list[tuple[QPushButton, str, str]] = []
        self.setProperty("role", "window")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._side())
        layout.addWidget(self._main(), 1)
        theme.changed.connect(self._tint)
        self._tint()

    @property
    def cards(self) -> tuple[ProjectCard, ...]:
        """The cards shown, in their order."""
        return tuple(self._cards)

    def show_projects(self, summaries: list[ProjectSummary]) -> None:
        """Show these projects, in this order."""
        for card in self._cards:
            card.hide()
            self._grid.removeWidget(card)
            card.deleteLater()
        self._cards = []
        for summary in summaries:
            card = ProjectCard(self._theme, summary)
            card.opened.connect(self.project_chosen)
            card.forget_wanted.connect(self.forget_wanted)
            self._cards.append(card)
        self._nothing.setVisible(not summaries)
        self._tell_apart()
        self._place_cards()

    def update_project(self, summary: ProjectSummary) -> None:
        """Replace what the card of this project says."""
        for card in self._cards:
            if card.path == summary.path:
                card.show_summary(summary)
        self._tell_apart()

    def _tell_apart(self) -> None:
        """Copies and projects of one title are named with their file or folder."""
        titles = Counter(card.title for card in self._cards)
        for card in self._cards:
            card.tell_apart(titles[card.title] > 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_cards()

    def _side(self) -> QFrame:
        side = QFrame()
        side.setProperty("role", "panel")
        self._left = side
        side.setFixedWidth(side_width())
        layout = QVBoxLayout(side)
        layout.setContentsMargins(28, 44, 28, 20)
        layout.setSpacing(8)
        layout.addWidget(label(self.tr("FOIA Reviewer"), "head"))
        layout.addWidget(label(self.tr("See, question and appeal what was withheld."), "secondary", wrap=True))
        layout.addSpacing(16)
        layout.addWidget(self._choice(self.tr("New project …"), "plus", self.new_wanted.emit, "primary-left"))
        layout.addWidget(self._choice(self.tr("Open project …"), "open", self.open_wanted.emit, "left"))
        layout.addWidget(self._choice(self.tr("Explore the sample release"), "sample", self.sample_wanted.emit, "left"))
        layout.addStretch(1)
        layout.addWidget(label(self.tr("Works offline. Nothing leaves this computer."), "small", wrap=True))
        layout.addWidget(label(self.tr("Version {0}").format(reviewer.__version__), "small"))
        return side

    def _choice(self, text: str, icon: str, clicked: Callable[[], object], role: str) -> QPushButton:
        made = button(text, clicked, role)
        self._icons.append((made, icon, "on_accent" if role.startswith("primary") else "text"))
        return made

    def _main(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("role", "window")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(44, 44, 44, 32)
        layout.setSpacing(14)
        layout.addWidget(label(self.tr("Recent projects"), "title"))
        self._grid = QGridLayout()
        self._grid.setSpacing(_GAP)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        layout.addLayout(self._grid)
        self._nothing = label(
            self.tr(
                "No project yet. A project is one file that holds all you find; the released files stay as they are."
            ),
            "secondary",
            wrap=True,
        )
        layout.addWidget(self._nothing)
        layout.addSpacing(10)
        drop = DropArea(self.tr("Drop PDFs or a folder here"), self.tr("to start a project with them"))
        drop.setMinimumHeight(140)
        with_text(drop, lambda: drop.setMaximumWidth(3 * card_width() + 2 * _GAP))
        drop.dropped.connect(self.files_dropped)
        layout.addWidget(drop)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        area.setAccessibleName(self.tr("Recent projects"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from the buttons to the first project
        return area

    def _place_cards(self) -> None:
        wide = card_width()
        room = max(wide, self.width() - self._left.width() - 100)
        columns = max(1, (room + _GAP) // (wide + _GAP))
        for index, card in enumerate(self._cards):
            self._grid.addWidget(card, index // columns, index % columns)

    def _tint(self) -> None:
        self._left.setFixedWidth(side_width())
        self._place_cards()
        for made, icon, tone in self._icons:
            made.setIcon(self._theme.icon(icon, tone))


def side_width() -> int:
    """The pixels of the left side beside text of the size in use."""
    return min(_WIDEST_SIDE, stretched(_SIDE))


def loading(path: Path) -> ProjectSummary:
    """What a card says before its project was looked at."""
    return ProjectSummary(path, path.stem, loading=True)
