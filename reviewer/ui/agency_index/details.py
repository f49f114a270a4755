"""Shows one entry of an index in full, in the agency's words, and what it speaks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reviewer.model.ids import Uuid
from reviewer.services.indexes.results import DeletionPlace, EntryResult, IndexResults
from reviewer.ui.agency_index.rows import IndexLine
from reviewer.ui.agency_index.speaks_for import SHOWN, SpeaksFor
from reviewer.ui.contesting.emptied import clear
from reviewer.ui.widgets.basics import button, label

PlacesOf: TypeAlias = Callable[[Sequence[Uuid]], Mapping[Uuid, DeletionPlace]]


class EntryDetails(QScrollArea):
    """The reason as printed first, then what else the row says, where it stands, and its deletions.

    `places_of` tells where deletions stand; `editable` whether matches can be changed.
    """

    judged = Signal(object, object, object)  # Uuid of an entry, deletions (tuple of Uuid), verdict
    match_wanted = Signal(object, object)  # deletions (tuple of Uuid), where they are

    def __init__(self, places_of: PlacesOf, *, editable: bool) -> None:
        super().__init__()
        self._places_of, self._editable = places_of, editable
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("The entry in full"))
        self.setMinimumHeight(120)
        inside = QWidget()
        inside.setProperty("role", "panel")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(8)
        self.setWidget(inside)

    def show_line(self, line: IndexLine | None, found: IndexResults) -> None:
        """Show a line of the list; None: nothing is selected."""
        clear(self._column)
        if line is None:
            self._column.addWidget(label(self.tr("Select an entry to read it in full."), "secondary"))
        elif line.entry is None:
            self._column.addWidget(label(f"{line.pages}: {line.codes}", "strong", wrap=True, selectable=True))
            said = f"{line.words[:1].upper()}{line.words[1:]}."
            self._column.addWidget(label(said, "", wrap=True))
            self._column.addWidget(label(self.tr("Enter opens the deletion on its page."), "small"))
            if self._editable and line.deletion is not None:
                self._column.addWidget(self._by_hand(line.deletion, line.pages), 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._show_entry(line, found)
        self._column.addStretch(1)

    def _show_entry(self, line: IndexLine, found: IndexResults) -> None:
        assert line.entry is not None
        entry = line.entry.row.entry
        names = {each.uuid: each.name for each in found.indexes}
        reason = entry.reason or self.tr("No reason stated.")
        self._column.addWidget(label(reason, "strong" if entry.reason else "attention", wrap=True, selectable=True))
        made = QWidget()  # goes as a whole when another entry is shown
        form = QFormLayout(made)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        withheld = {"full": self.tr("in full"), "part": self.tr("in part"), "released": self.tr("released")}
        for name, text in (
            (self.tr("Record"), ", ".join(filter(None, (entry.kind, entry.date)))),
            (self.tr("Description"), entry.description),
            (self.tr("From"), entry.author),
            (self.tr("To"), entry.recipient if entry.recipient != entry.author else ""),
            (self.tr("Pages"), entry.pages),
            (self.tr("Exemptions"), entry.code_text),
            (self.tr("Withheld"), withheld.get(entry.withheld, "")),
            (self.tr("Stands in"), f"{names.get(line.entry.row.index, '')}, {entry.place}"),
        ):
            if text:
                form.addRow(label(name, "secondary"), label(text, wrap=True, selectable=True))
        self._column.addWidget(made)
        self._show_deletions(line.entry)

    def _show_deletions(self, result: EntryResult) -> None:
        wanted = (*result.agreeing, *result.differing)[:SHOWN] + result.set_aside[:SHOWN]
        if not wanted:
            return

        def judge(deletions: tuple[Uuid, ...], verdict: str | None) -> None:
            self.judged.emit(result.row.uuid, deletions, verdict)

        self._column.addWidget(SpeaksFor(result, self._places_of(wanted), judge if self._editable else None))

    def _by_hand(self, deletion: Uuid, place: str) -> QPushButton:
        made = button(self.tr("Match by hand …"), lambda: self.match_wanted.emit((deletion,), place))
        made.setAccessibleName(self.tr("Match by hand: {0}").format(place))
        return made
