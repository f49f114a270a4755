"""The record of everything that people did in the project: filter it, look at the rows of a deed, save it as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reviewer.model.changes import Changes
from reviewer.model.errors import UserError
from reviewer.model.ids import Uuid
from reviewer.services.audit_csv import write_audit
from reviewer.services.targets import asked_for, keep_apart
from reviewer.storage.reads import Reads
from reviewer.storage.reads.history import DeedFilter
from reviewer.ui.dialogs.forms import text_field, typed_date
from reviewer.ui.history.called import Called
from reviewer.ui.history.model import AuditModel
from reviewer.ui.history.words import row_changes
from reviewer.ui.models.lists import ID_ROLE
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.theme.theme import Theme, set_role
from reviewer.ui.widgets.basics import button, label
from reviewer.ui.widgets.basics import row as row_of
from reviewer.ui.widgets.choice_box import ChoiceBox
from reviewer.ui.widgets.empty import EmptyState
from reviewer.ui.widgets.lead_down import lead_down
from reviewer.ui.widgets.notice import Notice
from reviewer.ui.widgets.row_table import choose_rows
from reviewer.ui.widgets.sized import with_text

_TYPING = 250
_WIDTHS = (172, 150, 520, 170, 110)
_WHAT = 2
_DAY = 124  # pixels


def _fit_day(field: QLineEdit) -> None:
    """As wide as a day and the words that ask for one."""
    field.setFixedWidth(stretched(_DAY))


class AuditView(QWidget):
    """`noticed` tells of a file that was written, `failed` why one was not."""

    noticed = Signal(object)  # Notice
    failed = Signal(object)  # UserError

    def __init__(self, reads: Reads, project: Path, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reads, self._project, self._stale = reads, project, True
        self._reviewers: list[str] = []
        self._operations: list[str] = []
        self.search = text_field("", self.tr("Part of what was done"))
        self.search.setAccessibleName(self.tr("Only edits with these words"))
        self.search.setClearButtonEnabled(True)
        self.since, self.until = text_field("", self.tr("from day")), text_field("", self.tr("to day"))
        for field, name in ((self.since, self.tr("From day")), (self.until, self.tr("To day"))):
            field.setAccessibleName(name)
            with_text(field, partial(_fit_day, field))
        self.reviewer, self.operation = ChoiceBox(self.tr("Reviewer")), ChoiceBox(self.tr("Kind of edit"))
        self.model = AuditModel(reads.history.deeds, self)
        self.table = QTableView()
        self.details = QPlainTextEdit()
        self.empty = EmptyState(theme)
        self._stack = QStackedWidget()
        self._stack.setProperty("role", "panel")
        self._count = label("", "secondary")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPING)
        self._timer.timeout.connect(self.reload)
        self._set_up()
        self._lay_out()

    def come(self) -> None:
        """Take the keys."""
        self.reload()
        self.table.setFocus()

    def refresh(self, _changes: Changes) -> None:
        """Something was done: show it, if the record is in view."""
        if self.isVisible():
            self.reload()

    def chosen(self) -> DeedFilter:
        """The filter as it stands; a day that is none counts as not given."""
        reviewer, operation = self.reviewer.currentIndex() - 1, self.operation.currentIndex() - 1
        days = [typed_date(field.text()) for field in (self.since, self.until)]
        for field, day in zip((self.since, self.until), days, strict=True):
            set_role(field, invalid=day is None)
        return DeedFilter(
            reviewer=Uuid(self._reviewers[reviewer]) if reviewer >= 0 else None,
            operation=self._operations[operation] if operation >= 0 else "",
            text=self.search.text().strip(),
            since=days[0] or "",
            until=days[1] or "",
        )

    def reload(self) -> None:
        """Read the record anew."""
        self._timer.stop()
        self._offer()
        kept = self.table.currentIndex().data(ID_ROLE)
        ids = self._reads.history.deed_ids(self.chosen())
        self.model.show_ids(ids)
        if ids:
            place = ids.index(kept) if kept in ids else 0
            self.table.selectRow(place)
        self._count.setText(self._edits(len(ids)))
        filtered = self.chosen() != DeedFilter()
        title = self.tr("No edit fits") if filtered else self.tr("Nothing was done yet")
        self.empty.say(
            "search" if filtered else "undo", title, self.tr("Every edit is recorded here, with its author.")
        )
        self._stack.setCurrentIndex(1 if ids else 0)
        self._show()

    def _edits(self, count: int) -> str:
        return self.tr("1 edit") if count == 1 else self.tr("{0} edits").format(f"{count:,}")

    def save(self) -> None:
        """Ask where to write the deeds shown, and write them."""
        first = str(self._project.with_name(self.tr("What was done.csv")))
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save as a table"), first, self.tr("Tables (*.csv)"))
        if chosen:
            target = asked_for(Path(chosen), (".csv",))
            self.write(target.path, overwrite=target.replace)

    def write(self, path: Path, *, overwrite: bool = False) -> None:
        """Write the deeds shown as CSV."""
        try:
            keep_apart(self._project, self._reads, path)
            count = write_audit(self._reads, self.model.ids, path, overwrite=overwrite)
        except UserError as error:
            self.failed.emit(error)
            return
        self.noticed.emit(Notice(self.tr("{0} is written: {1}").format(path.name, self._edits(count))))

    def _offer(self) -> None:
        reviewers = self._reads.board.reviewers()
        self._reviewers = _refill(
            self.reviewer, self.tr("everyone"), self._reviewers, [(row.uuid, row.name) for row in reviewers]
        )
        kinds = [(name, name.replace("-", " ")) for name in self._reads.history.operations()]
        self._operations = _refill(self.operation, self.tr("every kind"), self._operations, kinds)

    def _show(self, *_index: object) -> None:
        deed = self.table.currentIndex().data(ID_ROLE)
        row = self._reads.history.deed(int(deed)) if deed is not None else None
        said = row_changes(row.before, row.after, Called(self._reads).name) if row is not None else []
        self.details.setPlainText("\n".join(said))

    def _set_up(self) -> None:
        table = self.table
        table.setModel(self.model)
        choose_rows(table, self.tr("Everything that was done"), _WIDTHS)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.horizontalHeader().setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setProperty("role", "reading")
        self.details.setAccessibleName(self.tr("Rows that the edit touched"))
        table.selectionModel().currentChanged.connect(self._show)

    def _lay_out(self) -> None:
        line = row_of(self.search, self.since, self.until, self.reviewer, self.operation)
        line.setContentsMargins(12, 8, 12, 8)
        line.setStretch(0, 1)
        head = row_of(self._count)
        head.setContentsMargins(12, 0, 12, 8)
        head.addStretch(1)
        head.addWidget(button(self.tr("Save as a table …"), self.save, "primary"))
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setHandleWidth(1)
        splitter.addWidget(self.table)
        splitter.addWidget(self.details)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 1)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(splitter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        fields: tuple[QLineEdit, ...] = (self.search, self.since, self.until)
        for field in fields:
            field.textChanged.connect(self._timer.start)
            lead_down(field, lambda: self.table)
            field.returnPressed.connect(self.reload)
        for box in (self.reviewer, self.operation):
            box.activated.connect(lambda *_place: self.reload())


def _refill(box: ChoiceBox, everything: str, before: Sequence[str], named: Sequence[tuple[str, str]]) -> list[str]:
    """Offer these; the one chosen stays chosen if it is among them. Their ids."""
    kept = before[box.currentIndex() - 1] if box.currentIndex() > 0 else None
    ids = [row_id for row_id, _name in named]
    box.clear()
    box.addItems([everything, *(name for _id, name in named)])
    box.setCurrentIndex(ids.index(kept) + 1 if kept in ids else 0)
    return ids
