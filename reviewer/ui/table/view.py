"""The redactions of the whole project: filter, sort, look, decide on one or on many, copy, go to the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QByteArray, QModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.model.changes import ChangeKind, Changes
from reviewer.model.ids import Uuid
from reviewer.storage.reads import Reads
from reviewer.storage.reads.listing import Sorting
from reviewer.ui.contesting.chosen import grounds_of
from reviewer.ui.models.lists import ID_ROLE
from reviewer.ui.table.copying import as_text
from reviewer.ui.table.delegate import CellDelegate
from reviewer.ui.table.filters import FilterBar
from reviewer.ui.table.following import Following
from reviewer.ui.table.grid import RedactionGrid
from reviewer.ui.table.grouping import GroupingBox
from reviewer.ui.table.groups import Group
from reviewer.ui.table.listing import Counted, Question
from reviewer.ui.table.model import RedactionTableModel
from reviewer.ui.table.rows import TableRow, table_row
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import ElidedLabel, button, divider, label
from reviewer.ui.widgets.empty import EmptyState
from reviewer.ui.widgets.heads import show_headings
from reviewer.ui.widgets.tick_menu import TickMenu
from reviewer.ui.words import counted

_CONTEXT = 6  # words on each side
_ABOUT: tuple[ChangeKind, ...] = ("redaction", "page", "file", "document", "release", "note", "item", "challenge")


class RedactionsView(QWidget):
    """`place_wanted` asks to see a redaction on its page; `selection_changed` tells that others are selected.

    Nothing is written here: the actions of the window work on `selected`, and `cell_edited` tells what was typed.
    """

    place_wanted = Signal(object)  # id
    export_wanted = Signal()
    selection_changed = Signal()
    codes_typed = Signal(object)  # str: codes for what is selected
    cell_edited = Signal(object, object, object)  # id, column, what was typed or chosen in its cell

    def __init__(self, reads: Reads, theme: Theme, *, editable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reads = reads
        self._stale, self._sum = True, ""
        self._order: tuple[Sorting, bool] = ("place", False)
        self.filters = FilterBar(theme)
        self.model = RedactionTableModel(self._fetch, self)
        self.model.editable = editable
        self.table = RedactionGrid(self.model)
        self._delegate = CellDelegate(theme, self.model.columns, self._crop, self.table)
        self.grouping = GroupingBox()
        self.following = Following(reads, self.table, self.model, lambda: self.grouping.closed, self)
        self.empty = EmptyState(theme)
        self._stack = QStackedWidget()
        self._stack.setProperty("role", "panel")
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)
        self._stack.setCurrentWidget(self.table)
        self._totals = ElidedLabel(self.tr("Counting …"), "secondary")
        self._wrong = label("", "bad", wrap=True)
        self._wrong.setVisible(False)
        self.codes_field = QLineEdit()
        self.codes_field.setPlaceholderText(self.tr("Codes, e.g. b6 b7c"))
        self.codes_field.setAccessibleName(self.tr("Codes of the selected redactions"))
        self.codes_field.setMaximumWidth(170)
        self.codes_field.setEnabled(False)
        self.grouping.chosen.connect(lambda _by: self.reload())
        self.grouping.turned.connect(self.following.turn)
        self._columns = QPushButton(self.tr("Columns"))
        self._columns.setMenu(self._column_menu())
        self._lay_out()
        self._set_up_table(theme)
        self.empty.offer(self.tr("Show all redactions"), self.filters.clear)
        self.filters.changed.connect(self.reload)
        self.filters.wrong.connect(self._say_wrong)
        self.codes_field.returnPressed.connect(self._type_codes)
        self.following.listed.connect(self._say_empty)
        self.following.counted.connect(self._count)
        self.following.deselected.connect(self._selection_turned)
        self.following.listing.failed.connect(lambda error: self._say_wrong(str(error)))

    @property
    def selected(self) -> Sequence[str]:
        """Ids of the selected redactions, in the order of the table."""
        return self.following.selected

    @property
    def current(self) -> str | None:
        """Id of the row that the keys are on."""
        row_id = self.table.currentIndex().data(ID_ROLE)
        return str(row_id) if row_id is not None else None

    @property
    def problem(self) -> str:
        """The sentence that says what is wrong with what was typed, or nothing."""
        return self._wrong.text()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:  # what changed while the table was not in view was not asked for
            self.reload()

    def reload(self) -> None:
        """Ask behind the window which redactions there are now; the selection stays with its redactions."""
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        self.following.ask(self._question())

    def come(self) -> None:
        """Take the keys."""
        self.reload()
        self.table.setFocus()

    def refresh(self, changes: Changes) -> None:
        """The project changed: show what it concerns anew, at once if the table is in view."""
        if any(kind in changes for kind in _ABOUT):
            self._delegate.forget(self.following.forget(changes, self._question()))
            self.reload()

    def let_go(self) -> None:
        """The project is closed: ask it nothing any more."""
        self.following.let_go()

    @property
    def group(self) -> Group | None:
        """The group on whose line the keys are."""
        return self.model.lines.group(self.table.currentIndex().row())

    def select_group(self) -> None:
        """Select every redaction of the group in hand; a closed one is opened first."""
        group = self.group
        if group is not None and not group.opened:
            self.turn_group()
            group = self.group
        if group is not None:
            self.table.select_group(group)

    def turn_group(self) -> None:
        """Open the group in hand, or close it."""
        group = self.group
        if group is not None:
            self._turn_group(group.key)

    def open_groups(self, opened: bool) -> None:
        """Open all groups, or close them."""
        self.grouping.open_all(self.model.lines.groups, opened)

    def select(self, ids: Sequence[str], current: str | None = None) -> None:
        """Select these rows as far as they are listed, and put the keys on one of them."""
        self.following.select(ids, current)

    def next_unchecked(self, backwards: bool = False) -> None:
        """Put the keys on the next row of the table that no one has checked; around the end once."""
        self.following.next_unchecked(backwards)

    def say_code_problem(self, sentence: str) -> None:
        """What was typed is no code."""
        self._say_wrong(sentence)

    def copied(self) -> str:
        """The selected rows (all: none selected) as a table of tabs and lines, with the headings shown."""
        shown = [column for place, column in enumerate(self.model.columns) if not self.table.isColumnHidden(place)]
        numbers = self.following.selected.numbers or self.model.lines.rows.tolist()
        return as_text(shown, self.model.rows_of(numbers))

    def sort_by(self, column: str) -> None:
        """Sort by the column of this id, as a click on its head does: once more turns the order round."""
        self._sort(next(place for place, known in enumerate(self.model.columns) if known.id == column))

    def state(self) -> QByteArray:
        """Widths, order and visibility of the columns, to be kept."""
        return self.table.horizontalHeader().saveState()

    def restore(self, state: QByteArray) -> None:
        """Take up a kept state; an unknown one changes nothing."""
        header = self.table.horizontalHeader()
        header.restoreState(state)
        show_headings(header)
        section = header.sortIndicatorSection()
        sorting = self.model.columns[section].sorting if 0 <= section < len(self.model.columns) else None
        if sorting is not None:
            self._order = (sorting, header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder)

    def _question(self) -> Question:
        return Question(self.filters.chosen(), self.grouping.by, *self._order)

    def _turn_group(self, key: object) -> None:
        """Open a group that is closed, close one that is open; the keys stay on its line."""
        self.grouping.turn(str(key))
        place = self.model.lines.head(str(key))
        if place is not None:
            self.table.put_keys(place, show=False)

    def _edited(self, row_id: str, column: str, typed: str) -> None:
        self._say_wrong("")
        self.cell_edited.emit(row_id, column, typed)
        self.table.setFocus()  # where the row moved to another group its field is gone, and the keys with it

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(12, 0, 12, 8)
        line.setSpacing(8)
        line.addWidget(self._totals, 1)
        line.addWidget(self.codes_field)
        line.addWidget(self.grouping)
        line.addWidget(self._columns)
        line.addWidget(button(self.tr("Export …"), self.export_wanted.emit, "primary"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filters)
        layout.addWidget(self._wrong)
        layout.addLayout(line)
        layout.addWidget(divider())
        layout.addWidget(self._stack, 1)
        self._wrong.setContentsMargins(12, 0, 12, 8)

    def _set_up_table(self, theme: Theme) -> None:
        table, header = self.table, self.table.horizontalHeader()
        table.setItemDelegate(self._delegate)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda at: self._column_menu().popup(header.mapToGlobal(at)))
        header.sectionClicked.connect(self._sort)
        table.group_turned.connect(self._turn_group)
        table.doubleClicked.connect(lambda index: self.place_wanted.emit(index.data(ID_ROLE)))
        table.selectionModel().selectionChanged.connect(lambda *_: self._selection_turned())
        table.selectionModel().currentRowChanged.connect(self._line_turned)
        self._delegate.edited.connect(self._edited)
        theme.changed.connect(table.viewport().update)

    def _column_menu(self) -> QMenu:
        menu = TickMenu(self)
        for place, column in enumerate(self.model.columns):
            action = menu.addAction(column.heading)
            action.setCheckable(True)
            action.toggled.connect(lambda shown, place=place: self.table.setColumnHidden(place, not shown))
            menu.aboutToShow.connect(
                lambda action=action, place=place: action.setChecked(not self.table.isColumnHidden(place))
            )
        return menu

    def _sort(self, section: int) -> None:
        sorting = self.model.columns[section].sorting
        header = self.table.horizontalHeader()
        if sorting is None:
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            return
        descending = self._order == (sorting, False)
        self._order = (sorting, descending)
        header.setSortIndicator(section, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)
        self.reload()

    def _line_turned(self, now: QModelIndex, before: QModelIndex) -> None:
        """The keys came to the line of a group or left it, which selects nothing and yet is what actions work on."""
        if any(self.model.lines.group(index.row()) is not None for index in (now, before)):
            self.selection_changed.emit()

    def _selection_turned(self) -> None:
        self._show_totals()
        self.selection_changed.emit()

    def _count(self, found: Counted) -> None:
        totals = found.totals
        words = self.tr("{0} on {1} · est. {2} · {3} not checked").format(
            counted(totals.redactions, self.tr("1 redaction"), self.tr("{0} redactions")),
            counted(totals.pages, self.tr("1 page"), self.tr("{0} pages")),
            counted(totals.words, self.tr("1 word"), self.tr("{0} words")),
            f"{totals.unchecked:,}",
        )
        self._sum = words if found.numbered else self.tr("{0} · not numbered yet").format(words)
        self.filters.show_counts(found.by_code)
        self._show_totals()

    def _show_totals(self) -> None:
        selected = len(self.table.selected())
        self.codes_field.setEnabled(selected > 0)
        many = self.tr("{0} selected · {1}").format(f"{selected:,}", self._sum)
        self._totals.setText(many if selected > 1 else self._sum)

    def _say_empty(self) -> None:
        """The list is known: show it, or that there is nothing to list."""
        self._stack.setCurrentWidget(self.table if len(self.model.lines) else self.empty)
        self.empty.show_steps(self.filters.filtered())
        if self.filters.filtered():
            self.empty.say("search", self.tr("No redaction fits"), self.tr("Show fewer filters, or all of them."))
        else:
            self.empty.say(
                "redaction",
                self.tr("No redactions yet"),
                self.tr("They appear here as pages are read. Import what the agency sent to begin."),
            )

    def _type_codes(self) -> None:
        self._say_wrong("")
        self.codes_typed.emit(self.codes_field.text())
        if not self._wrong.isVisible():
            self.codes_field.clear()
            self.table.setFocus()

    def _say_wrong(self, sentence: str) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))

    def _fetch(self, numbers: Sequence[int]) -> Mapping[int, TableRow]:
        ids = self._reads.listing.ids(numbers)
        found = self._reads.log.of(tuple(ids.values()), context=_CONTEXT)
        grounds = grounds_of(self._reads, tuple(found))
        return {
            number: table_row(found[row_id], grounds.get(row_id, ""))
            for number, row_id in ids.items()
            if row_id in found
        }

    def _crop(self, row_id: str) -> bytes:
        return self._reads.redactions.crop(Uuid(row_id)) or b""
