"""What other copies reveal: every difference in a list, and both pages side by side, turned to the place."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from typing import Final

from PySide6.QtCore import QElapsedTimer, QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHeaderView, QSplitter, QStackedWidget, QTreeView, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.model.changes import ChangeKind, Changes
from reviewer.model.comparing import Difference, Verdict
from reviewer.model.ids import Uuid
from reviewer.services.contesting import contest_on
from reviewer.services.operations import ContestByCopy, JudgeCopies
from reviewer.storage.reads.copies import CopyRef
from reviewer.storage.rows.copies import ComparingState, CopyRow
from reviewer.ui.actions import ActionRegistry
from reviewer.ui.compare.bar import CompareBar
from reviewer.ui.compare.model import DifferencesModel
from reviewer.ui.compare.side import CopySidePane
from reviewer.ui.compare.words import meaning, side_words
from reviewer.ui.session import Session
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import divider, label
from reviewer.ui.widgets.basics import row as row_of
from reviewer.ui.widgets.empty import EmptyState
from reviewer.ui.widgets.heads import fit_columns

_ABOUT: frozenset[ChangeKind] = frozenset(
    {"challenge", "copy", "redaction", "release", "request", "event", "file", "project"}
)
_PAUSE: Final = 60  # milliseconds
GROUNDS: Final[dict[Difference, str]] = {"inconsistent": "inconsistent", "newly withheld": "newly-withheld"}
"""The differences that are a ground to contest, and which."""

Found = tuple[ComparingState, list[CopyRef]]


class CompareView(QWidget):
    """`place_wanted` asks to see a redaction on its page (its id). Every decision is an edit that can be undone."""

    place_wanted = Signal(object)
    selection_changed = Signal()

    def __init__(self, session: Session, theme: Theme, registry: ActionRegistry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._reads = session, session.workspace.read
        self._stale, self._asked, self._wanted = True, False, ""
        self._may_compare = False
        self._row: CopyRow | None = None
        project = session.project
        self.bar = CompareBar(registry)
        self.model = DifferencesModel(self._reads.copies.row, lambda page: project.cite([page]), self)
        self.list = QTreeView()
        self.here = CopySidePane(self.tr("Hidden here"), project, theme, session.more_tiles())
        self.there = CopySidePane(self.tr("Other copy"), project, theme, session.more_tiles())
        self._meaning = label("", "", wrap=True, selectable=True)
        self._state = EmptyState(theme)
        self._stack = QStackedWidget()
        self._began = QElapsedTimer()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._ask)
        self._lay_out()
        self._set_up_list()
        self.bar.chosen.connect(self._ask_again)
        self.bar.other_wanted.connect(self._show_other)
        self._state.say("copy", self.tr("Looking for copies …"), "")

    def come(self) -> None:
        """It was brought to the front: take the keys; what changed since copies were compared is compared now."""
        self._may_compare = True
        self._ask_again()
        self.list.setFocus()

    def refresh(self, changes: Changes) -> None:
        """The project changed: ask again, at once if the view is in front, else when it comes there."""
        if _ABOUT & set(changes.ids):
            self._ask_again()

    @property
    def current(self) -> CopyRow | None:
        """The difference that is shown."""
        return self._row

    def can_decide(self) -> bool:
        """Whether a difference is shown about which something can be said."""
        return self._row is not None and not self._session.workspace.read_only

    def show_redaction(self, redaction: str) -> None:
        """Show what other copies have in the place of a redaction, as soon as it is known."""
        self._wanted = redaction
        self.bar.show_all()
        self._ask_again()

    def step(self, by: int) -> None:
        """Go to the next difference, or (-1) to the one before."""
        place = self.list.currentIndex().row() + by
        if 0 <= place < self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(place, 0))

    def judge(self, verdict: Verdict | None) -> None:
        """Accept or reject what is shown (again: take that back), and go on to the next one."""
        row = self._row
        if row is None or not self.can_decide():
            return
        self._session.commands.perform(JudgeCopies((row.key,), None if row.verdict == verdict else verdict))

    def can_contest(self) -> bool:
        """Whether what is shown is a ground to contest the redaction, which is not contested on it yet."""
        row = self._row
        if row is None or row.kind not in GROUNDS or not self.can_decide() or row.verdict == "rejected":
            return False
        chosen = self._reads.contesting.of(row.redaction)
        return not any(c.stance == "contested" and GROUNDS[row.kind] in c.grounds for c in chosen)

    def contest(self) -> None:
        """Contest the redaction on the ground that the other copy is, and accept that copy."""
        row = self._row
        if row is not None and self.can_contest():
            contesting = contest_on(self._reads, row.redaction, GROUNDS[row.kind])
            self._session.commands.perform(ContestByCopy(row.key, contesting))

    def open_place(self) -> None:
        """Show the redaction on its page."""
        if self._row is not None:
            self.place_wanted.emit(self._row.redaction)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def _lay_out(self) -> None:
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setChildrenCollapsible(False)
        for side in (self.here, self.there):
            sides.addWidget(side)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        said = row_of(self._meaning, self.bar.copies)
        said.setContentsMargins(12, 6, 12, 6)
        said.setStretch(0, 1)
        column.addLayout(said)
        column.addWidget(divider())
        column.addWidget(sides, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.list)
        parts.addWidget(below)
        parts.setSizes([190, 520])
        parts.setStretchFactor(1, 1)
        self._stack.addWidget(self._state)
        self._stack.addWidget(parts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self._stack, 1)

    def _set_up_list(self) -> None:
        self.list.setModel(self.model)
        self.list.setAccessibleName(self.tr("Differences between copies"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setMinimumHeight(96)
        self.list.setStyleSheet("QTreeView::item { padding: 5px; }")
        header = self.list.header()
        header.setStretchLastSection(False)
        fit_columns(header, [column.width for column in self.model.columns])
        for place, column in enumerate(self.model.columns):
            if column.stretch:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._turned())
        self.list.activated.connect(lambda _index: self.open_place())

    def _ask_again(self) -> None:
        self._stale = True
        if not self._pause.isActive():  # what comes together, as while copies are compared, is read together
            self._pause.start()

    def _ask(self) -> None:
        """Read behind what changed, in another thread; one reading at a time."""
        if self._stale and not self._asked and self.isVisible():
            self._stale, self._asked = False, True
            kinds, rejected = self.bar.kinds, self.bar.rejected
            copies = self._reads.copies
            self._began.start()
            self._session.run(lambda: copies.listed(kinds, rejected=rejected), self._arrived)

    def _arrived(self, done: Future[Found]) -> None:
        self._asked = False
        if done.cancelled():
            return
        self._pause.setInterval(max(_PAUSE, 2 * self._began.elapsed()))
        state, found = done.result()
        if self._may_compare and not state.done:
            self._session.go_on_reading()
        self._may_compare = False
        self.bar.show_counts(state)
        self._show(state, found)
        if self._stale:
            self._pause.start()

    def _show(self, state: ComparingState, found: Sequence[CopyRef]) -> None:
        kept = self._wanted or (self._row.redaction if self._row is not None else "")
        place = max(0, self.list.currentIndex().row())
        self._wanted = ""
        self.model.forget()
        self.model.show(found)
        self._stack.setCurrentIndex(1 if found else 0)
        if found and self.hasFocus():
            self.list.setFocus()  # there was none while copies were looked for
        if not found:
            self._row = None
            self._say_nothing(state)
            self.selection_changed.emit()
            return
        at = self.model.place(kept)
        index = self.model.index(at if at is not None else min(place, len(found) - 1), 0)
        flags = QItemSelectionModel.SelectionFlag
        self.list.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.list.scrollTo(index)
        self._turned()

    def _say_nothing(self, state: ComparingState) -> None:
        words = self.tr("Copies are compared once the pages are read: {0} pages and {1} records are left.")
        if not state.done:
            words = words.format(f"{state.waiting:,}", f"{state.left:,}")
            self._state.say("copy", self.tr("Comparing …"), words)
        elif not state.pairs:
            words = self.tr("No message or page of this project was found a second time.")
            self._state.say("copy", self.tr("No copies"), words)
        else:
            words = self.tr("{0} pairs of copies were found; none of them differs in this way.")
            self._state.say("copy", self.tr("Nothing to show"), words.format(f"{state.pairs:,}"))

    def _turned(self) -> None:
        row = self.model.whole(self.model.row(self.list.currentIndex()))
        self._show_row(row)

    def _show_other(self, place: int) -> None:
        """Show another copy of the same place, one of several."""
        if self._row is not None:
            rows = self._reads.copies.of(Uuid(self._row.redaction))
            if 0 <= place < len(rows):
                self._show_row(rows[place], rows)

    def _show_row(self, row: CopyRow | None, rows: Sequence[CopyRow] | None = None) -> None:
        self._row = row
        if row is None:
            self.here.show_nothing()
            self.there.show_nothing()
            self._meaning.setText("")
        else:
            cite = self._session.project.cite
            self._meaning.setText(meaning(row))
            self.here.show_place(
                row.here.page,
                side_words(row.here, cite([row.here.page])),
                row.here.boxes,
                row.anchors[0],
                row.redaction,
            )
            self.there.show_place(
                row.there.page, side_words(row.there, cite([row.there.page])), row.there.boxes, row.anchors[1], None
            )
            others = rows if rows is not None else self._reads.copies.of(row.redaction)
            self.bar.show_others([(cite([o.there.page]), o.there.page) for o in others], row.there.page)
        self.selection_changed.emit()
