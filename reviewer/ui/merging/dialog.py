"""Shows what a copy brings and what both decided otherwise, before anything is merged."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject
from PySide6.QtWidgets import QRadioButton, QTableView, QWidget

from reviewer.services.merging.plan import Conflict, Plan
from reviewer.ui.dialogs.forms import FormDialog
from reviewer.ui.models.rows_table import Column, RowsTable
from reviewer.ui.placing import fitting
from reviewer.ui.widgets.basics import label
from reviewer.ui.widgets.row_table import choose_rows
from reviewer.ui.words import counted

_SIZE = (980, 560)


class ConflictsModel(RowsTable[Conflict]):
    """What both copies decided otherwise, a row each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_columns(), parent=parent)


class MergeDialog(FormDialog):
    """`prefer_theirs` says, once it is accepted, whose word counts in the conflicts."""

    def __init__(self, name: str, plan: Plan, parent: QWidget | None = None) -> None:
        super().__init__("Merge another reviewer's copy", summary(name, plan), "Merge", parent)
        self._empty = plan.is_empty
        self.model = ConflictsModel(self)
        self.model.show(plan.conflicts)
        self.keep = QRadioButton(self.tr("Keep what this project says"))
        self.take = QRadioButton(self.tr("Take what the other copy says"))
        self.keep.setChecked(True)
        self.keep.toggled.connect(self._count)
        self._whole = label("", "secondary", wrap=True)
        if plan.conflicts:
            self.table = self._make_table()
            self.form.addRow(label(self.tr("Both decided differently:"), "secondary"))
            self.form.addRow(self.table)
            self.form.addRow(self._whole)
            self.form.addRow(self.keep)
            self.form.addRow(self.take)
            self.resize(*fitting(self, *_SIZE))
        told = self.tr("The other file is only read. It is one edit: one undo takes all of it back.")
        self.form.addRow(label(told, "small", wrap=True))
        self._count()
        (self.keep if plan.conflicts else self.accept_button).setFocus()

    @property
    def prefer_theirs(self) -> bool:
        """Whether conflicts are decided as the other copy has it."""
        return self.take.isChecked()

    def _count(self) -> None:
        self.accept_button.setEnabled(not self._empty or self.prefer_theirs)

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setMinimumHeight(160)
        choose_rows(table, self.tr("Conflicts"), [column.width for column in self.model.columns])
        table.horizontalHeader().setStretchLastSection(True)
        table.selectionModel().currentChanged.connect(self._show_whole)
        table.setCurrentIndex(self.model.index(0, 0))
        return table

    def _show_whole(self, index: QModelIndex) -> None:
        """The whole of the row in hand: a cell shows but the beginning of a long text."""
        found = self.model.row(index)
        if found is not None:
            here, there = (
                self.tr("Here: {0}").format(found.ours),
                self.tr("In the other copy: {0}").format(found.theirs),
            )
            self._whole.setText(f"{found.what}. {here}. {there}.")


def summary(name: str, plan: Plan) -> str:
    """What the copy brings, in a sentence or two."""
    brings = _tr("{0}, the work of {1}: {2}.").format(name, plan.people, plan.words or _tr("nothing to take over"))
    if not plan.conflicts:
        return f"{brings} {_tr('Nothing was decided differently in both.')}"
    return f"{brings} {counted(len(plan.conflicts), _tr('1 conflict.'), _tr('{0} conflicts.'))}"


def _columns() -> Sequence[Column[Conflict]]:
    return (
        Column("What", lambda found: found.what, 270),
        Column("Differs in", lambda found: _FACTS.get(found.fact, found.fact), 90),
        Column("Here", lambda found: str(found.ours), 285),
        Column("In the other copy", lambda found: str(found.theirs), 260, stretch=True),
    )


_FACTS = {"row": "deleted"}


def _tr(text: str) -> str:
    return QCoreApplication.translate("MergeDialog", text)
