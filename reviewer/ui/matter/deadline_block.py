"""Shows when to send an appeal: the state in words, two dates, warnings, and on demand how they were counted."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewer.appeal.deadlines import Deadline
from reviewer.appeal.periods import Period
from reviewer.ui.matter.parts import Unfolding, picture, table
from reviewer.ui.matter.words import day_words, state_look
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import label, row, spacer


class DeadlineBlock(QFrame):
    """The deadline of one determination; `key` names it, `unfolded` remembers whether its working is shown."""

    def __init__(
        self, deadline: Deadline, today: date, theme: Theme, key: str, unfolded: set[str], address: str = ""
    ) -> None:
        super().__init__()
        self.deadline = deadline
        self._theme = theme
        self.setProperty("role", "inset")
        look = state_look(deadline, today)
        self.state = label(look.words, look.role)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(6)
        layout.addLayout(row(picture(theme, look.icon, look.tone), self.state, spacer()))
        if deadline.safe is not None:
            layout.addLayout(self._dates(deadline, known_rule=deadline.period is not None))
        elif deadline.advice.rstrip(".") != look.words:
            layout.addWidget(label(deadline.advice, wrap=True, selectable=True))
        for warning in deadline.warnings:
            line = row(picture(theme, "warning", "attention_text"))
            line.addWidget(label(warning, "attention", wrap=True, selectable=True), 1)
            layout.addLayout(line)
        if deadline.readings:
            layout.addWidget(Unfolding(self.tr("How it was counted"), key, self._working(deadline, address), unfolded))
        self.setAccessibleName(self._spoken(look.words))

    def _dates(self, deadline: Deadline, *, known_rule: bool) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(32)
        last = self.tr("Last day under the rule") if known_rule else self.tr("Last day, as the letter says")
        for caption, day in ((self.tr("Safe: send by"), deadline.safe), (last, deadline.last)):
            words = f"{day_words(day)}, {day:%A}" if day is not None else ""
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(label(caption, "small"))
            pair.addWidget(label(words, "title", selectable=True))
            line.addLayout(pair)
        line.addStretch(1)
        return line

    def _working(self, deadline: Deadline, address: str) -> QWidget:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(8)
        rows = [
            (reading.title, f"{day_words(reading.day)}, {reading.day:%A}", reading.working)
            for reading in deadline.readings
        ]
        layout.addWidget(table(rows))
        if deadline.period is not None:
            layout.addWidget(table(self._rule(deadline.period)))
        if address:
            layout.addWidget(table([(self.tr("Address in the letter"), address, "")]))
        return inside

    def _rule(self, period: Period) -> list[tuple[str, str, str]]:
        return [
            (self.tr("The rule"), period.source, f"“{period.quote}”"),
            (self.tr("Edition"), period.read, ""),
            (self.tr("Goes to"), period.addressee, ""),
        ]

    def _spoken(self, state: str) -> str:
        parts = [state]
        if self.deadline.safe is not None:
            parts.append(self.tr("safe: send by {0}").format(day_words(self.deadline.safe)))
            parts.append(self.tr("last day {0}").format(day_words(self.deadline.last)))
        return "; ".join([*parts, *self.deadline.warnings])
