"""Shows by item what differs between an edited log and the project, to be taken over one by one or all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from reviewer.services.returning.log import Difference, ReturnedLog
from reviewer.ui.dialogs.forms import FormDialog
from reviewer.ui.placing import fitting
from reviewer.ui.returning.model import DifferenceModel
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.widgets.basics import label
from reviewer.ui.widgets.row_table import choose_rows
from reviewer.ui.words import counted

_SIZE = (980, 640)
_TEXT_HEIGHT = 110


class ReturnedLogDialog(FormDialog):
    """`chosen` says, once it is accepted, which differences are taken over."""

    def __init__(self, returned: ReturnedLog, parent: QWidget | None = None) -> None:
        super().__init__("Edited log", summary(returned), "Take over", parent)
        self._shown: Difference | None = None
        self.model = DifferenceModel(self)
        self.table = self._make_table()
        self.all = QCheckBox(self.tr("All that can be taken over"))
        self.all.clicked.connect(lambda: self.model.choose(self.all.checkState() != Qt.CheckState.Unchecked))
        self.form.addRow(self.all)
        self.form.addRow(self.table)
        self.form.addRow(self._make_texts())
        self.form.addRow(label(self.tr("It is one edit: one undo takes all of it back."), "small"))
        self.model.chosen_changed.connect(self._count)
        self.model.show(returned.differences)
        self.all.setEnabled(bool(returned.acceptable))
        self.resize(*fitting(self, *_SIZE))
        if returned.differences:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()

    @property
    def chosen(self) -> Sequence[Difference]:
        """What is to be taken over."""
        return self.model.chosen

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setMinimumHeight(200)
        choose_rows(table, self.tr("What differs"), [column.width for column in self.model.columns])
        table.horizontalHeader().setStretchLastSection(True)
        table.selectionModel().currentChanged.connect(self._show_texts)
        return table

    def _make_texts(self) -> QWidget:
        """The whole of both texts of the row in hand: a cell shows but one line of an argument."""
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        self._here, self._there = QPlainTextEdit(), QPlainTextEdit()
        self._why = label("", "bad", wrap=True)
        for place, (field, name) in enumerate(((self._here, self.tr("Here")), (self._there, self.tr("In the log")))):
            field.setReadOnly(True)
            field.setTabChangesFocus(True)
            field.setFixedHeight(stretched(_TEXT_HEIGHT))
            field.setAccessibleName(name)
            grid.addWidget(label(name, "secondary"), 0, place)
            grid.addWidget(field, 1, place)
        grid.addWidget(self._why, 2, 0, 1, 2)
        return made

    def _show_texts(self, index: QModelIndex) -> None:
        found = self.model.row(index)
        self._here.setPlainText(found.old if found else "")
        self._there.setPlainText(found.new if found else "")
        why = found.problem if found else ""
        self._why.setText(self.tr("Cannot be taken over: {0}.").format(why) if why else "")

    def _count(self) -> None:
        chosen, possible = len(self.model.chosen), sum(not found.problem for found in self.model.rows)
        state = Qt.CheckState.Checked if chosen == possible else Qt.CheckState.PartiallyChecked
        self.all.setCheckState(state if chosen else Qt.CheckState.Unchecked)
        self.accept_button.setEnabled(bool(chosen))
        self.accept_button.setText(
            self.tr("Take over 1 change") if chosen == 1 else self.tr("Take over {0} changes").format(f"{chosen:,}")
        )


def summary(returned: ReturnedLog) -> str:
    """What came back, in a sentence or three."""
    items = len({found.item for found in returned.differences})
    differing = counted(len(returned.differences), _tr("1 difference"), _tr("{0} differences"))
    changed, same = (counted(number, _tr("1 item"), _tr("{0} items")) for number in (items, returned.same))
    parts = [_tr("{0}: {1} in {2}; {3} as before.").format(returned.path.name, differing, changed, same)]
    problems = len(returned.differences) - len(returned.acceptable)
    if problems:
        one = _tr("1 difference cannot be taken over; it says why.")
        parts.append(counted(problems, one, _tr("{0} differences cannot be taken over; each says why.")))
    if returned.missing:
        one = _tr("1 item has no row in it and stays as it is.")
        parts.append(counted(returned.missing, one, _tr("{0} items have no row in it and stay as they are.")))
    return " ".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReturnedLog", text)
