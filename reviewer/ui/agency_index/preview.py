"""Shows what an index would bring in before anything is taken, and lets its columns be named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from reviewer.model.ids import Uuid
from reviewer.services.indexes.plan import IndexChoice, IndexPlan
from reviewer.storage.reads.index_places import FILE_SERIES
from reviewer.text.agency_index.columns import ROLES, Role
from reviewer.ui.agency_index.request_choice import RequestChoice
from reviewer.ui.dialogs.forms import FormDialog
from reviewer.ui.placing import fitting
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.theme.tokens import ROW
from reviewer.ui.widgets.basics import label
from reviewer.ui.widgets.choice_box import ChoiceBox
from reviewer.ui.widgets.sized import even_rows
from reviewer.ui.words import counted

_SIZE: Final = (980, 640)
_WIDTH: Final = 150
_ROWS: Final = 270


class IndexPreview(FormDialog):
    """`plan` is what would be imported, `replace` whether in the place of an earlier import.

    `again` works the plan out behind with other columns and gives it back; what comes late is dropped.
    """

    def __init__(
        self,
        plan: IndexPlan,
        again: Callable[[IndexChoice, Callable[[IndexPlan], object]], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Import index", plan.file.path.name, "Import", parent)
        self.plan = plan
        self._again = again
        self._asked = 0
        self._choices: list[ChoiceBox] = []
        self._said = label("", "", wrap=True)
        self._problem = label("", "attention", wrap=True)
        self.table = QTableWidget()
        self.series = ChoiceBox(self.tr("Numbers without a prefix belong to"))
        self.requests = RequestChoice()
        self.replace = QCheckBox()
        self._set_up_table()
        self._set_up_series()
        self.form.addRow(self._said)
        self.form.addRow(self._problem)
        self.form.addRow(label(self.tr("What each column holds, and its first rows:"), "secondary"))
        self.form.addRow(self.table)
        self.add_field(self.tr("Numbers without a prefix belong to"), self.series)
        if len(plan.requests) > 1:
            self.add_field(self.tr("Answers the request"), self.requests)
            self.requests.show_requests(plan.requests, plan.request)
            self.requests.chosen.connect(lambda _request: self._plan_again())
        self.form.addRow(self.replace)
        self.form.addRow(label(self.tr("It is one edit: one undo takes all of it back."), "small"))
        self.resize(*fitting(self, *_SIZE))
        self._show()

    @property
    def replaces(self) -> bool:
        """Whether an earlier import goes."""
        return self.replace.isChecked()

    def _set_up_table(self) -> None:
        plan = self.plan
        self.table.setAccessibleName(self.tr("Columns and first rows of the index"))
        self.table.setColumnCount(len(plan.headings))
        self.table.setHorizontalHeaderLabels([heading or "–" for heading in plan.headings])
        self.table.setRowCount(len(plan.sample) + 1)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setFixedHeight(stretched(_ROWS))
        even_rows(self.table, ROW)
        self.table.verticalHeader().setVisible(False)
        head = self.table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        used = plan.reading.layout.columns if plan.reading.layout is not None else {}
        for place, heading in enumerate(plan.headings):
            choice = ChoiceBox(self.tr("Column “{0}” holds").format(heading or place + 1))
            choice.addItem(self.tr("(not used)"), "")
            for role in ROLES:
                choice.addItem(self._role_name(role), role)
            roles = [role for role, at in used.items() if at == place]
            choice.setCurrentIndex(choice.findData(roles[0]) if roles else 0)
            choice.activated.connect(lambda _index, box=choice: self._chosen(box))
            self._choices.append(choice)
            self.table.setCellWidget(0, place, choice)
            for at, cells in enumerate(plan.sample, start=1):
                text = " ".join(cells[place].split()) if place < len(cells) else ""
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(at, place, item)
        self.table.setRowHeight(0, max(34, self._choices[0].sizeHint().height() + 4) if self._choices else 34)
        for place, choice in enumerate(self._choices):  # what a column holds must be read whole to be judged
            needed = max(choice.sizeHint().width(), head.sectionSizeHint(place))
            head.resizeSection(place, max(stretched(_WIDTH), needed + 4))

    def _set_up_series(self) -> None:
        self.series.addItem(self.tr("nothing: they name no page"), "")
        for found in self.plan.series:
            name = self.tr("page numbers of {0}") if found.key.startswith(FILE_SERIES) else "{0}"
            shown = found.first.removesuffix(" p. 1") if found.key.startswith(FILE_SERIES) else str(found)
            self.series.addItem(name.format(shown), found.key)
        self.series.setCurrentIndex(max(0, self.series.findData(self.plan.bare)))
        self.series.activated.connect(lambda _index: self._plan_again())

    def _chosen(self, box: ChoiceBox) -> None:
        """One column a role: who had it before has none now."""
        for other in self._choices:
            if other is not box and box.currentData() and other.currentData() == box.currentData():
                other.setCurrentIndex(0)
        self._plan_again()

    def _plan_again(self) -> None:
        columns: dict[Role, int] = {}
        for place, box in enumerate(self._choices):
            role = next((known for known in ROLES if known == box.currentData()), None)
            if role is not None:
                columns[role] = place
        self._asked += 1
        number = self._asked
        self.accept_button.setEnabled(False)
        self._said.setText(self.tr("Matching …"))
        choice = IndexChoice(columns, str(self.series.currentData() or ""), self.requests.request or Uuid(""))
        self._again(choice, lambda plan: self._planned(number, plan))

    def _planned(self, number: int, plan: IndexPlan) -> None:
        if number == self._asked:
            self.plan = plan
            self._show()

    def _show(self) -> None:
        plan = self.plan
        there = plan.matched
        parts = [
            counted(len(plan.entries), self.tr("1 entry"), self.tr("{0} entries")),
            counted(there, self.tr("1 names pages of this project"), self.tr("{0} name pages of this project")),
            counted(len(plan.entries) - there, self.tr("1 does not"), self.tr("{0} do not")),
        ]
        spoken = sum(agrees for _, agrees in plan.matching.by_deletion.values())
        left = len(plan.matching.not_indexed) + len(plan.matching.unnumbered)
        parts.append(self.tr("{0} deletions get a reason, {1} are not indexed").format(f"{spoken:,}", f"{left:,}"))
        if plan.key:
            parts.append(self.tr("{0} sub-codes in its key").format(f"{len(plan.key):,}"))
        self._said.setText("; ".join(parts) + ".")
        self._problem.setText(plan.problem())
        self._problem.setVisible(bool(plan.problem()))
        earlier = plan.earlier
        self.replace.setVisible(earlier is not None)
        if earlier is not None and not self.replace.text():
            same = self.tr("Replace the earlier import of this file")
            named = self.tr("Replace the earlier import of a file of this name")
            words = same if earlier.sha256 == plan.file.sha256 else named
            told = self.tr("{0} ({1} entries, {2})")
            self.replace.setText(told.format(words, f"{earlier.entries:,}", earlier.imported_at[:10]))
            self.replace.setChecked(True)
        self.accept_button.setEnabled(bool(plan.entries or plan.key))
        nothing = bool(plan.entries) and not there
        self.accept_button.setText(self.tr("Import anyway") if nothing else self.tr("Import"))
        self.fit()

    def _role_name(self, role: Role) -> str:
        return {
            "pages": self.tr("pages (Bates)"),
            "last": self.tr("last page"),
            "number": self.tr("its own number"),
            "date": self.tr("date"),
            "author": self.tr("from"),
            "recipient": self.tr("to"),
            "kind": self.tr("type of record"),
            "description": self.tr("description"),
            "codes": self.tr("exemptions"),
            "reason": self.tr("reason"),
            "withheld": self.tr("in full or in part"),
            "full": self.tr("mark: in full"),
            "part": self.tr("mark: in part"),
        }[role]
