"""Shows one entry of an index in full, in the agency's words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from reviewer.services.indexes.results import IndexResults
from reviewer.ui.agency_index.rows import IndexLine, part_words
from reviewer.ui.contesting.emptied import clear
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import label


class EntryDetails(QScrollArea):
    """The reason as printed first, then what else the row says, and where it stands."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
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
            self._column.addWidget(label(f"{part_words(line.state)} {line.words}.", "", wrap=True))
            self._column.addWidget(label(self.tr("Enter opens the deletion on its page."), "small"))
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
