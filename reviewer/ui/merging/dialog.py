"""Shows what a copy brings and what both decided otherwise, to be chosen conflict by conflict before it is merged."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QTableView, QWidget
from typing_extensions import override

from reviewer.services.merging.choices import Choices
from reviewer.services.merging.plan import Plan
from reviewer.ui.dialogs.forms import FormDialog
from reviewer.ui.merging.detail import ConflictDetail
from reviewer.ui.merging.model import ConflictsModel
from reviewer.ui.merging.picture import ConflictPicture
from reviewer.ui.placing import fitting
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.widgets.basics import bare, button, label, spacer
from reviewer.ui.widgets.choice_box import ChoiceBox
from reviewer.ui.widgets.row_table import choose_rows
from reviewer.ui.words import counted

_SIZE = (1000, 690)
_TABLE, _TABLE_LEAST = 240, 120  # pixels; large text leaves less room
_KEYS = {Qt.Key.Key_M: False, Qt.Key.Key_T: True}


class MergeDialog(FormDialog):
    """`choices` say, once accepted, whose word counts in each conflict. Nothing is remembered of one cancelled."""

    def __init__(self, name: str, plan: Plan, picture: ConflictPicture, parent: QWidget | None = None) -> None:
        super().__init__("Merge another reviewer's copy", summary(name, plan), "Merge", parent)
        self.model = ConflictsModel(self)
        self.model.hold(plan.conflicts)
        self.table = QTableView(self)
        self.detail = ConflictDetail(picture, self)
        self.kinds = ChoiceBox(self.tr("Show conflicts about"))
        self._said = label("", "strong")
        told = self.tr("The other file is only read. It is one edit: one undo takes all of it back.")
        if plan.conflicts:
            self._set_up_table()
            self.form.addRow(self._make_bar())
            self.form.addRow(self.table)
            self.form.addRow(self.detail)
            keys = self.tr("M chooses mine, T theirs, Space the other of both; ↑ and ↓ go through the conflicts.")
            told = f"{keys} {told}"
            self.resize(*fitting(self, *_SIZE))
        else:
            for unused in (self.table, self.detail, self.kinds):
                unused.hide()
        self.form.addRow(label(told, "small", wrap=True))
        self.model.chosen_changed.connect(self._count)
        self._count()
        (self.table if plan.conflicts else self.accept_button).setFocus()

    @property
    def choices(self) -> Choices:
        """Whose word counts: as chosen here, and the project's where a conflict came up since."""
        return Choices(decided=self.model.decided)

    def _set_up_table(self) -> None:
        self.table.setModel(self.model)
        self.table.setMinimumHeight(max(_TABLE_LEAST, 2 * _TABLE - stretched(_TABLE)))
        choose_rows(self.table, self.tr("Conflicts"), [column.width for column in self.model.columns])
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.installEventFilter(self)
        self.table.selectionModel().currentChanged.connect(self._show)
        self.table.doubleClicked.connect(lambda _index: self._choose(None))
        self.detail.chosen.connect(self._choose)
        self.table.setCurrentIndex(self.model.index(0, 0))

    def _make_bar(self) -> QHBoxLayout:
        """How many there are, what is chosen, and the same choice for all that are shown."""
        self.kinds.addItems([self.tr("All conflicts"), *self.model.kinds])
        self.kinds.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.kinds.setVisible(len(self.model.kinds) > 1)
        self.kinds.currentIndexChanged.connect(self._narrow)
        self.all_mine = button(self.tr("All mine"), lambda: self.model.choose_shown(False))
        self.all_theirs = button(self.tr("All theirs"), lambda: self.model.choose_shown(True))
        line = QHBoxLayout()
        bare(line)
        for each in (self._said, spacer(), self.kinds, self.all_mine, self.all_theirs):
            line.addWidget(each)
        for each in (self.all_mine, self.all_theirs):
            each.setAutoDefault(False)  # Return merges, wherever the keys are
        return line

    def _narrow(self, place: int) -> None:
        self.model.narrow(self.kinds.itemText(place) if place else "")
        self.table.setCurrentIndex(self.model.index(0, 0))

    def _choose(self, theirs: bool | None) -> None:
        """Choose for the row in hand; None: the other of both."""
        row = self.table.currentIndex()
        found = self.model.row(row)
        if found is not None:
            self.model.choose(row.row(), not self.model.takes(found) if theirs is None else theirs)

    def _show(self, index: QModelIndex) -> None:
        found = self.model.row(index)
        self.detail.show_conflict(found, theirs=found is not None and self.model.takes(found))

    def _count(self) -> None:
        theirs, every = self.model.theirs, len(self.model.decided)
        said = counted(every, self.tr("1 conflict"), self.tr("{0} conflicts"))
        self._said.setText(self.tr("{0}: {1} mine, {2} theirs").format(said, f"{every - theirs:,}", f"{theirs:,}"))
        if every:
            self._show(self.table.currentIndex())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            key = Qt.Key(event.key())
            if plain and (key in _KEYS or key == Qt.Key.Key_Space):
                self._choose(_KEYS.get(key))
                return True
        return super().eventFilter(watched, event)


def summary(name: str, plan: Plan) -> str:
    """What the copy brings, in a sentence or two."""
    brings = _tr("{0}, the work of {1}: {2}.").format(name, plan.people, plan.words or _tr("nothing to take over"))
    if not plan.conflicts:
        return f"{brings} {_tr('Nothing was decided differently in both.')}"
    both = _tr("Where both decided differently you choose, conflict by conflict.")
    return f"{brings} {both}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("MergeDialog", text)
