"""When things happened: what is dated, on an axis and as a list, by person, tag, exemption; as conversations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import Final, NamedTuple, TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QTreeView, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.model.changes import Changes
from reviewer.model.ids import Uuid
from reviewer.storage.reads import Reads
from reviewer.storage.reads.timeline import Dated, TimelineFilter
from reviewer.text.conversations import conversations
from reviewer.ui.theme.theme import Theme
from reviewer.ui.timeline.axis import TimeAxis
from reviewer.ui.timeline.filters import TimelineFilters
from reviewer.ui.timeline.model import COLUMNS, TimelineModel
from reviewer.ui.timeline.scale import Bin
from reviewer.ui.timeline.words import bin_words, count_words
from reviewer.ui.widgets.basics import button, divider, label, row
from reviewer.ui.widgets.empty import EmptyState
from reviewer.ui.widgets.heads import fit_columns


class Told(NamedTuple):
    """What the project says of time: records, how many have no date, and what they can be filtered by."""

    records: list[Dated]
    undated: int
    people: list[str]
    tags: list[tuple[Uuid, str]]
    codes: list[str]


Run: TypeAlias = Callable[[Callable[[], Told], Callable[[Future[Told]], object]], None]

_WIDTHS: Final[Mapping[str, int]] = {
    "date": 190, "subject": 380, "sender": 170, "to": 210, "pages": 64, "redactions": 112,
}  # fmt: skip
_KINDS: Final = frozenset({"document", "file", "page", "release", "redaction", "passage", "tag", "entity", "project"})


class TimelineView(QWidget):
    """`page_wanted` asks to see the page on which a record begins (page id)."""

    page_wanted = Signal(object)

    def __init__(self, reads: Reads, run: Run, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reads, self._run = reads, run
        self._stale, self._asked = True, False
        self._records: list[Dated] = []
        self._undated = 0
        self.filters = TimelineFilters(self._known_as)
        self.axis = TimeAxis(theme)
        self.model = TimelineModel(reads.timeline.rows, self)
        self.list = QTreeView()
        self._said = label("", "secondary")
        self._state = EmptyState(theme)
        self._state.offer(self.tr("Show all"), self.filters.clear)
        self._stack = QStackedWidget()
        self._lay_out()
        self._set_up_list()
        self.filters.changed.connect(self._ask_again)
        self.filters.gathered.connect(self._show_list)
        self.axis.chosen.connect(lambda _span: self._show_list())
        self._state.say("calendar", self.tr("Looking for dates …"), "")
        self._state.show_steps(False)

    def come(self) -> None:
        """It was brought to the front: the keys go to the axis."""
        self.axis.setFocus()

    def refresh(self, changes: Changes) -> None:
        """The project changed: ask again, at once if the view is in front, else when it comes there."""
        if _KINDS & set(changes.ids):
            self._ask_again()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def _lay_out(self) -> None:
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        everything = button(self.tr("All dates"), self._show_all)
        less, more = button("−", self.axis.zoom_out), button("+", self.axis.zoom_in)
        for shown, name in ((less, self.tr("Show more time")), (more, self.tr("Show less time, larger"))):
            shown.setAccessibleName(name)
            shown.setToolTip(name)
        steps = row(self._said, everything, less, more)
        steps.setContentsMargins(12, 0, 12, 8)
        steps.setStretch(0, 1)
        inside.addLayout(steps)
        inside.addWidget(self.axis)
        inside.addWidget(divider())
        inside.addWidget(self.list, 1)
        for part in (self._state, content):
            self._stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.filters)
        layout.addWidget(self._stack, 1)

    def _set_up_list(self) -> None:
        self.list.setModel(self.model)
        self.list.setAccessibleName(self.tr("Dated records"))
        self.list.setUniformRowHeights(True)
        self.list.setStyleSheet("QTreeView::item { padding: 5px; }")
        self.list.setAllColumnsShowFocus(True)
        self.list.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        header = self.list.header()
        header.setStretchLastSection(False)
        fit_columns(header, [_WIDTHS[name] for name in COLUMNS])
        header.setSectionResizeMode(COLUMNS.index("subject"), QHeaderView.ResizeMode.Stretch)
        self.list.activated.connect(self._open)

    def _ask_again(self) -> None:
        self._stale = True
        self._ask()

    def _ask(self) -> None:
        """Read behind what changed; one reading at a time."""
        if self._stale and not self._asked and self.isVisible():
            self._stale, self._asked = False, True
            chosen = self.filters.chosen()
            self._run(lambda: _read(self._reads, chosen), self._arrived)

    def _arrived(self, done: Future[Told]) -> None:
        self._asked = False
        if done.cancelled():
            return
        told = done.result()
        self._records, self._undated = told.records, told.undated
        self.filters.offer(told.people, told.tags, told.codes)
        self.model.forget()
        self.axis.set_days([record.day for record in self._records])
        self._show_list()
        self._ask()

    def _show_list(self) -> None:
        """The records of the days that are selected, gathered if that is wanted."""
        self._stack.setCurrentIndex(1 if self._records else 0)
        if not self._records:
            self._say_nothing()
            return
        span = self.axis.selected
        shown = [r for r in self._records if span is None or span[0] <= r.day <= span[1]]
        self._said.setText(self._counted(len(shown)))
        threads: Sequence[Sequence[int]] | None = None
        if self.filters.threads:
            threads = conversations((record.day, record.subject) for record in shown)
        self.model.show(shown, threads)
        self.list.setRootIsDecorated(self.filters.threads)

    def _counted(self, shown: int) -> str:
        parts = [count_words(shown)]
        if self.axis.selected is not None:
            parts[0] = f"{bin_words(Bin(*self.axis.selected, shown))}: {parts[0]}"
        if self._undated and not self.filters.filtered():
            parts.append(self.tr("{0} without a date").format(f"{self._undated:,}"))
        return " · ".join(parts)

    def _say_nothing(self) -> None:
        filtered = self.filters.filtered()
        self._state.show_steps(filtered)
        if filtered:
            self._state.say("search", self.tr("Nothing dated fits"), self.tr("Show fewer filters, or all records."))
        elif self._undated:
            words = self.tr("{0} documents were found, but none of them says when it was written.")
            self._state.say("calendar", self.tr("No dates"), words.format(f"{self._undated:,}"))
        else:
            words = self.tr("Documents appear here with their dates as files are read.")
            self._state.say("calendar", self.tr("Nothing dated yet"), words)

    def _show_all(self) -> None:
        self.axis.select(None)
        self.axis.show_all()

    def _open(self, index: object) -> None:
        record = self.model.record(self.list.currentIndex())
        if record is not None:
            self.page_wanted.emit(record.page)

    def _known_as(self, name: str) -> Sequence[str]:
        """The other names of the entity that is called so, if someone confirmed one."""
        for entity in self._reads.marks.entities():
            if entity.name.casefold() == name.casefold():
                return entity.aliases
        return ()


def _read(reads: Reads, chosen: TimelineFilter) -> Told:
    """All of it in the thread that reads: on a large project each of these takes long enough to be felt."""
    return Told(
        reads.timeline.dated(chosen),
        reads.timeline.undated(),
        reads.timeline.people(),
        [(tag.uuid, tag.name) for tag in reads.marks.tags()],
        [code for code in reads.redactions.count_by_code() if code],
    )
