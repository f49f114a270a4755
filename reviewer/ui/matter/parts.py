"""What the cards of the matter are made of: icons in the theme's tones, parts that unfold, tables of statements."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer.model.determinations import Determination, StatementName
from reviewer.ui.matter.facts import LetterFacts
from reviewer.ui.matter.words import day_words, statement_name
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import button, label

ICON_PX = 16
_CAPTION = 148  # pixels; all tables share one column of names
_VALUE = 200
_QUOTE = 260  # characters of a quote that are shown; all of it is in the tool tip
_COUNTS = ("pages released", "pages released in full", "pages released in part")
_DATES = ("date", "request date", "appeal deadline")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Matter", text)


def picture(theme: Theme, icon: str, tone: str = "text2") -> QLabel:
    """An icon at the head of a line; it says nothing that words beside it do not say."""
    made = QLabel()
    made.setFixedSize(ICON_PX, ICON_PX)
    made.setScaledContents(True)
    made.setPixmap(theme.pixmap(icon, tone))
    return made


def named_link(text: str, name: str, key: str, clicked: Callable[[], object]) -> QPushButton:
    """A link with a full name for screen readers; `key` lets the keys find it again after the view was built anew."""
    made = button(text, clicked, "link")
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setObjectName(key)
    return made


class Unfolding(QWidget):
    """A link that shows and hides what is below it; `keys` remembers which ones are open."""

    def __init__(self, name: str, key: str, inside: QWidget, keys: set[str]) -> None:
        super().__init__()
        self._name, self._key, self._inside, self._keys = name, key, inside, keys
        self.link = named_link(name, name, key, self._turn)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(inside)
        self._show()

    def _turn(self) -> None:
        self._keys.symmetric_difference_update({self._key})
        self._show()

    def _show(self) -> None:
        unfolded = self._key in self._keys
        self._inside.setVisible(unfolded)
        self.link.setText(f"▾ {self._name}" if unfolded else f"▸ {self._name}")
        self.link.setAccessibleDescription(_tr("unfolded") if unfolded else _tr("folded"))


def table(rows: list[tuple[str, str, str]]) -> QWidget:
    """Lines of a name, a value and its reason or quote; all can be selected and copied."""
    inside = QWidget()
    grid = QGridLayout(inside)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(5)
    for line, (name, value, reason) in enumerate(rows):
        cells = [(name, "small"), (value, ""), (_short(reason), "small")]
        for column, (text, role) in enumerate(cells if reason else cells[:2]):
            made = label(text, role, wrap=True, selectable=column > 0)
            made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            if column == 2 and len(reason) > _QUOTE:
                made.setToolTip(reason)
            grid.addWidget(made, line, column, 1, 2 if column == 1 and not reason else 1)
    grid.setColumnMinimumWidth(0, _CAPTION)
    grid.setColumnMinimumWidth(1, _VALUE)
    grid.setColumnStretch(1, 2)
    grid.setColumnStretch(2, 5)
    return inside


def statements(letter: LetterFacts) -> QWidget:
    """What a letter states, each with the words that say it; its page counts beside those of the release here."""
    said = letter.row.determination
    rows = []
    for name in dict.fromkeys(statement.name for statement in said.statements):
        quotes = dict.fromkeys(statement.quote for statement in said.statements if statement.name == name)
        rows.append((statement_name(name), _value(said, name), " … ".join(f"“{quote}”" for quote in quotes)))
    if any(said.value(name) for name in _COUNTS):  # type: ignore[arg-type]  # literals of that type
        rows.append(
            (
                _tr("Pages here"),
                f"{letter.release.pages:,}",
                _tr("in the files of “{0}”, letters and sheets counted in").format(letter.release.name),
            )
        )
    return table(rows)


def card(role: str = "card") -> tuple[QFrame, QVBoxLayout]:
    """A frame with its column."""
    frame = QFrame()
    frame.setProperty("role", role)
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(16, 10, 16, 12)
    layout.setSpacing(8)
    return frame, layout


def _value(said: Determination, name: StatementName) -> str:
    values = dict.fromkeys(statement.value for statement in said.statements if statement.name == name)
    return ", ".join(day_words(value) if name in _DATES else value for value in values)


def _short(text: str) -> str:
    return text if len(text) <= _QUOTE else f"{text[: _QUOTE - 1]}…"
