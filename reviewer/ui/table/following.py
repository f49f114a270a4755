"""Keeps the table in step with the project: what is listed, what an edit takes away, what stays selected."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Sequence
from typing import Final, cast

from PySide6.QtCore import QObject, Signal

from reviewer.model.changes import ChangeKind, Changes
from reviewer.model.ids import Uuid
from reviewer.storage.reads import Reads
from reviewer.ui.models.selection import runs
from reviewer.ui.table.chosen import ChosenIds
from reviewer.ui.table.grid import RedactionGrid
from reviewer.ui.table.lines import Lines, below_each_other, in_groups
from reviewer.ui.table.listing import Counted, Listed, Listing, Question
from reviewer.ui.table.model import RedactionTableModel

MOST_PARTS: Final = 2_000  # of a selection: Qt looks at each of them for each cell that it paints
_OF_ROWS: Final[frozenset[ChangeKind]] = frozenset({"redaction", "page", "text"})  # they say which rows they concern


class Following(QObject):
    """The list itself is read behind the window; what an edit takes out of it goes at once, before the next key.

    `closed` tells the keys of the groups whose rows are hidden.
    """

    listed = Signal()  # the list is complete
    counted = Signal(object)  # Counted
    deselected = Signal()  # nothing of what was selected is listed any more, or it would lie in too many parts

    def __init__(
        self,
        reads: Reads,
        grid: RedactionGrid,
        model: RedactionTableModel,
        closed: Callable[[], Collection[str]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reads, self._grid, self._model, self._closed = reads, grid, model, closed
        self._shown: Listed | None = None
        self._wanted: tuple[Sequence[str], str | None] | None = None  # to be selected once it is listed
        self.listing = Listing(reads, self)
        self.listing.listed.connect(self._take)
        self.listing.counted.connect(self._count)
        grid.clicked.connect(self._forget_wish)

    @property
    def selected(self) -> ChosenIds:
        """The selected redactions, in the order of the table."""
        return ChosenIds(self._grid.selected().tolist(), self._reads.listing.ids)

    def ask(self, question: Question) -> None:
        """List these; what is shown stays until they are known."""
        self.listing.ask(question, first=self._shown is None)

    def turn(self) -> None:
        """Other groups are closed."""
        if self._shown is not None:
            self._show(self._lines(self._shown))

    def forget(self, changes: Changes, question: Question) -> frozenset[str] | None:
        """Drop what the changes made stale; the redactions they concern (None: any).

        What does not fit any more goes at once: the next key must not meet it.
        """
        if not (set(changes.ids) <= _OF_ROWS and all(changes.ids.values())):
            self._model.forget_all()
            return None
        ids = frozenset(Uuid(str(one)) for one in changes.of("redaction"))
        numbers = self._model.numbers(ids) | self._reads.listing.of(tuple(ids))
        fitting = self._reads.listing.of(tuple(ids), question.chosen)
        pages = frozenset(int(page) for page in changes.of("page") | changes.of("text"))
        self._model.forget(ids, pages)
        self._drop([number for one, number in numbers.items() if one not in fitting])
        return cast("frozenset[str]", ids)

    def select(self, ids: Sequence[str], current: str | None = None) -> None:
        """Select these rows as far as they are listed, and put the keys on one of them."""
        asked = tuple(dict.fromkeys([*ids, *([current] if current is not None else [])]))
        numbers = self._reads.listing.of([Uuid(one) for one in asked])
        lines = self._model.lines
        place = lines.place(numbers[Uuid(current)]) if current in numbers else None
        if place is not None:
            self._grid.put_keys(place)
        places = lines.places_of([numbers[Uuid(one)] for one in ids if one in numbers])
        self._grid.select_places(places)
        self._wanted = (ids, current) if self.listing.busy and len(places) < len(ids) else None

    def next_unchecked(self, backwards: bool = False) -> None:
        """Select the next row of the table that no one has checked; around the end once."""
        places, rows = self._model.lines.around(self._grid.currentIndex().row(), backwards=backwards)
        found = self._reads.listing.first_unchecked(rows)
        if found is not None:
            self._grid.selectRow(int(places[found]))

    def let_go(self) -> None:
        """The project is closed."""
        self.listing.let_go()

    def _take(self, listed: Listed) -> None:
        self._shown = listed
        self._show(self._lines(listed))
        if not listed.complete:
            return
        if self._wanted is not None:
            self.select(*self._wanted)
        self.listed.emit()

    def _count(self, counted: Counted) -> None:
        self._forget_wish()
        self.counted.emit(counted)

    def _forget_wish(self, *_clicked: object) -> None:
        self._wanted = None

    def _lines(self, listed: Listed) -> Lines:
        if listed.question.by is None or isinstance(listed.found, array):
            return below_each_other(cast("array[int]", listed.found))
        return in_groups(listed.question.by, listed.found, self._closed())

    def _show(self, lines: Lines) -> None:
        """Show these lines; the selection and the keys stay with their redactions, whatever the order is."""
        old, place = self._model.lines, self._grid.currentIndex().row()
        kept = self._grid.selected()
        here = old.row(place) if 0 <= place < len(old) else None
        in_view = self._grid.shows(place)
        if self._model.show(lines):
            at = lines.place(here) if here is not None else None
            if at is not None:
                self._grid.put_keys(at, show=in_view)
            places = lines.places_of(kept)
            self._grid.select_places(places if len(runs(places)) <= MOST_PARTS else ())
            if len(kept) and not len(self._grid.selected()):
                self.deselected.emit()  # Qt tells nothing of a selection that went with a list

    def _drop(self, gone: Sequence[int]) -> None:
        """Take these out; where the selected row went, the one that follows it is selected."""
        if not gone:
            return
        place, selected = self._grid.currentIndex().row(), len(self._grid.selected())
        self._show(self._model.lines.without(gone))
        if selected and not len(self._grid.selected()) and len(self._model.lines):
            self._grid.selectRow(min(place, len(self._model.lines) - 1))
