"""Shows the agency's time to decide: due day, lateness, the six years to sue, each with its rule and sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QFrame, QVBoxLayout

from reviewer.appeal.clock import Clock, ClockState
from reviewer.ui.matter.parts import Unfolding, picture, table
from reviewer.ui.matter.words import day_words
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import label, row

_LOOKS: Final[Mapping[ClockState, tuple[str, str, str]]] = {
    "running": ("calendar", "text2", ""),
    "late": ("warning", "attention_text", "attention"),
    "decided": ("check", "good_text", "secondary"),
}


class ClockBlock(QFrame):
    """The clock of a request or an appeal; `key` names it, `unfolded` remembers whether its working is shown."""

    def __init__(self, clock: Clock, theme: Theme, key: str, unfolded: set[str]) -> None:
        super().__init__()
        self.clock = clock
        self.setProperty("role", "inset")
        icon, tone, role = _LOOKS[clock.state]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(6)
        line = row(picture(theme, icon, tone))
        line.addWidget(label(clock.advice, role, wrap=True, selectable=True), 1)
        layout.addLayout(line)
        for warning in clock.warnings:
            line = row(picture(theme, "warning", "attention_text"))
            line.addWidget(label(warning, "attention", wrap=True, selectable=True), 1)
            layout.addLayout(line)
        layout.addWidget(Unfolding(self.tr("How the agency's time was counted"), key, table(self._rows()), unfolded))
        self.setAccessibleName("; ".join((clock.advice, *clock.warnings)))

    def _rows(self) -> list[tuple[str, str, str]]:
        clock = self.clock
        rows = [(self.tr("Decision due"), day_words(clock.due), clock.working)]
        if any(rule.id == "six-years" for rule in clock.rules):
            why = self.tr("counted from constructive exhaustion, not from a decision on appeal")
            rows.append((self.tr("Earliest accrual"), day_words(clock.accrues), self.tr("the first day it was late")))
            rows.append((self.tr("Six years end"), day_words(clock.six_years), why))
        for rule in clock.rules:
            rows.append((rule.source, rule.read, f"“{rule.quote}”"))
        return rows
