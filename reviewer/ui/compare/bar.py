"""The bar over the differences: which kinds to list, whether rejected ones too, and what can be said of one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QWidget

from reviewer.model.comparing import Difference
from reviewer.storage.rows.copies import ComparingState
from reviewer.ui.actions import ActionRegistry
from reviewer.ui.compare.words import CHOICES, choice_words
from reviewer.ui.widgets.action_button import ActionButton
from reviewer.ui.widgets.basics import ElidedLabel, label, row
from reviewer.ui.widgets.choice_box import ChoiceBox


class CompareBar(QFrame):
    """`chosen` tells that other kinds are wanted, `other_wanted` which of several copies (from 0).

    `copies` holds the choice among the copies of one place; whoever shows the place puts it beside it.
    """

    chosen = Signal()
    other_wanted = Signal(int)

    def __init__(self, registry: ActionRegistry) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._pages: tuple[int, ...] = ()
        self._choice = ChoiceBox(self.tr("Differences to list"))
        self._choice.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        for choice, _kinds in CHOICES:
            self._choice.addItem(choice_words(choice), choice)
        self._rejected = QCheckBox(self.tr("Rejected too"))
        self._said = ElidedLabel("", "secondary")
        self._copies = ChoiceBox(self.tr("Copies of this place"))
        self.copies = QWidget()
        self.copies.setLayout(row(label(self.tr("Copy"), "secondary"), self._copies))
        self._choice.activated.connect(lambda *_: self.chosen.emit())
        self._rejected.toggled.connect(lambda *_: self.chosen.emit())
        self._copies.activated.connect(self.other_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        for part in (self._choice, self._rejected):
            layout.addWidget(part)
        layout.addWidget(self._said, 1)
        for name, role, short in (
            ("copies.previous", "", self.tr("Previous")),
            ("copies.next", "", self.tr("Next")),
            ("copies.reject", "", ""),
            ("copies.accept", "", ""),
            ("copies.contest", "primary", ""),
        ):
            layout.addWidget(ActionButton(registry.action(name), registry.key(name), role, short))
        self.show_others((), 0)

    @property
    def kinds(self) -> tuple[Difference, ...]:
        """The kinds to list."""
        return dict(CHOICES)[str(self._choice.currentData())]

    @property
    def rejected(self) -> bool:
        """Whether what was rejected is listed too."""
        return self._rejected.isChecked()

    def choose(self, choice: str) -> None:
        """List these, as if chosen by hand."""
        self._choice.setCurrentIndex(self._choice.findData(choice))
        self.chosen.emit()

    def show_all(self) -> None:
        """List what is visible elsewhere, rejected or not: for one that is looked for."""
        self._rejected.blockSignals(True)
        self._rejected.setChecked(True)
        self._rejected.blockSignals(False)
        self._choice.setCurrentIndex(0)

    def show_counts(self, state: ComparingState) -> None:
        """Say how many there are of each, and how far comparing is."""
        for place, (choice, kinds) in enumerate(CHOICES):
            count = sum(state.kinds.get(kind, 0) for kind in kinds)
            self._choice.setItemText(place, f"{choice_words(choice)} ({count:,})")
        pairs = self.tr("1 pair") if state.pairs == 1 else self.tr("{0} pairs").format(f"{state.pairs:,}")
        words = self.tr("{0} of copies among {1} records").format(pairs, f"{state.records:,}")
        if not state.done:
            left = self.tr("{0} to compare").format(f"{state.waiting + state.left:,}")
            pairs, words = left, f"{words} · {left}"
        self._said.setText(pairs)  # all of it where there is more room: the tool tip
        self._said.setToolTip(words)
        self._said.setAccessibleName(words)

    def show_others(self, copies: Sequence[tuple[str, int]], page: int) -> None:
        """Offer the copies of a place (pin cite and page id); the one on `page` is shown."""
        self._pages = tuple(known for _, known in copies)
        self._copies.clear()
        self._copies.addItems([cite for cite, _ in copies])
        if page in self._pages:
            self._copies.setCurrentIndex(self._pages.index(page))
        self.copies.setEnabled(len(copies) > 1)
