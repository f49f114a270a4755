"""What a search found: hits that open at their place, counts that narrow it down, searches that were kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from reviewer.model.errors import QueryError, UserError
from reviewer.model.query import Query
from reviewer.search import parse, parse_unfinished
from reviewer.storage.rows import Facet, ItemHit
from reviewer.storage.rows.searching import ItemKind
from reviewer.ui.models.rows import HitRow, TagRow
from reviewer.ui.panels.hit_delegate import HitDelegate
from reviewer.ui.panels.list_panel import ListPanel
from reviewer.ui.passages.tag_picker import TagPicker
from reviewer.ui.project import Project
from reviewer.ui.search.facets import FacetTree
from reviewer.ui.search.field import PAUSE
from reviewer.ui.search.runner import Asked, Count, Done, Items, Misread, Pages, SearchRunner, Told
from reviewer.ui.search.saved import SavedSearches
from reviewer.ui.strips import PageStrips
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import label, row
from reviewer.ui.widgets.choice_box import ChoiceBox
from reviewer.ui.widgets.meter import Coverage

_LIMIT: Final = 200
_PAGES: Final = "page"
_KINDS: Final[tuple[ItemKind, ...]] = ("note", "passage", "entity", "document")


class SearchPanel(QWidget):
    """What was found: pages, each with the words around its first hit, and what else says the words.

    The words typed stay marked on the pages. Counts by fact follow the pages, and narrow them down.
    """

    chosen = Signal(object)  # page id
    place_chosen = Signal(object, object)  # page id, Rect or None: of a note, passage, entity or document
    found = Signal(object)  # number of pages
    changed = Signal(object)  # str: another query than the one typed
    kept = Signal(object, object)  # query, name
    renamed = Signal(object, object)  # uuid of a saved search, name
    removed = Signal(object)  # uuid of a saved search

    def __init__(self, project: Project, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project, self._theme = project, theme
        self._strips: PageStrips | None = None
        self._query, self._step, self.busy = "", 0, False
        self._unopened = True  # no hit of this query was opened yet
        self._keys_wanted = False
        self._unread = 0  # pages that were not read when the query was asked
        self._pages: list[int] = []
        self._misread: list[int] = []
        self._items: dict[ItemKind, list[ItemHit]] = {}
        self._order = self._said = ""
        self.runner = SearchRunner(project.found.reads, self)
        self.list = ListPanel(theme, self.tr("Pages found"), self._row, _words)
        self.kinds = ChoiceBox(self.tr("What was found"))
        self.saved = SavedSearches(theme, project.found.saved, lambda: self._query, not project.read_only)
        self._count = label("", "small", wrap=True)
        self.facets = FacetTree()
        self._lay_out()
        self.setFocusProxy(self.list.view)
        self._say_nothing_asked()
        self.list.activated.connect(self._choose)
        self.list.current_changed.connect(lambda row_id: self._choose(row_id) if row_id is not None else None)
        self.kinds.currentIndexChanged.connect(lambda _index: self._show())
        self.facets.narrowed.connect(self._narrow)
        self.saved.asked.connect(self._ask_saved)
        self.saved.kept.connect(lambda name: self.kept.emit(self._query, name))
        self.saved.renamed.connect(self.renamed)
        self.saved.removed.connect(self.removed)
        self.runner.told.connect(self._take)

    def _lay_out(self) -> None:
        self.kinds.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.list.head.addLayout(row(self.kinds, self.saved))
        self.list.head.addStretch(1)
        self.kinds.hide()  # until there is something to choose from
        self.facets.hide()
        self.list.body.insertWidget(1, self._count)
        self._count.setContentsMargins(12, 0, 10, 6)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.facets)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    @property
    def query(self) -> str:
        """What was asked last."""
        return self._query

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages listed that say the words; those on which a word may be misread are not among them."""
        return tuple(self._pages)

    def search(self, query: str) -> None:
        """Find pages; a query that cannot be understood is explained in the panel."""
        self._query, self._step, self._unopened, self._keys_wanted = query, 0, True, False
        if not query:
            self._ask_nothing()
            return
        try:
            meant = parse(query)
        except QueryError as error:
            self._refuse(error)
            return
        self._begin(meant, query)

    def search_unfinished(self, typed: str) -> None:
        """Find pages for what is still being typed; what cannot be understood yet changes nothing."""
        meant = parse_unfinished(typed) if typed else None
        if not typed:
            self.search("")
        elif meant is not None and typed != self._query:
            self._query, self._step, self._unopened = typed, 0, True
            self._begin(meant, typed)

    def finish(self, query: str) -> None:
        """What was typed is all of it: find what was not found while it was typed, explain a mistake in it."""
        if query != self._query or not _understood(query) or self._read_since():
            self.search(query)

    def step(self, by: int) -> None:
        """Go to the hit after or before the current one, as soon as there are hits; at first to the first one.

        The page in view may be among the hits and stays current then, but it is not what was asked for.
        """
        if self.busy:
            self._step = by
            return
        if self.kinds.currentData() != _PAGES:
            self.kinds.setCurrentIndex(0)
        ids = self.list.model.ids
        if not ids:
            return
        current = None if self._unopened else self.list.current
        place = self.list.model.place(current) if current is not None else None
        wanted = min(by, 0) if place is None else (place + by) % len(ids)
        self._unopened = False
        self.list.select(ids[wanted])
        self.chosen.emit(ids[wanted])

    def take_keys(self) -> None:
        """Open the first hit, unless one was opened, and put the keys into the list, as soon as there are hits."""
        self._keys_wanted = self.busy
        if self.busy or not self.list.model.ids:
            return
        if self._unopened:
            self.step(1)
        self.list.view.setFocus(Qt.FocusReason.TabFocusReason)

    def pick_tag(self, tags: list[TagRow], chosen: Callable[[str], object]) -> None:
        """Let a part of its name choose a tag for all that is listed."""
        picker = TagPicker(self._theme, self.tr("Tag all that was found"), tags, self.window())
        picker.chosen.connect(lambda tag: chosen(str(tag)))
        picker.pop_up(QRect(self.kinds.mapToGlobal(QPoint()), self.kinds.size()))

    def show_strips(self, strips: PageStrips) -> None:
        """Show below each hit how it stands on its page."""
        self._strips = strips
        self.list.view.setItemDelegate(HitDelegate(self._theme, strips, self.list.view))
        strips.arrived.connect(lambda _key: self.list.view.viewport().update())

    def let_go(self) -> None:
        """The project is closed: ask nothing any more."""
        if self._strips is not None:
            self._strips.close()
        self.runner.let_go()

    def note_reading(self) -> None:
        """Pages may have been read: say so, if the query was asked before."""
        if self._read_since() and not self.busy and self.kinds.currentData() == _PAGES:
            self._count.setText(self._said_of_pages())  # the list stays where it was scrolled to

    def _read_since(self) -> int:
        """Pages that were read after the query was asked, and are not among what was searched."""
        return max(0, self._unread - self._project.coverage().unread) if self._query else 0

    def _begin(self, query: Query, typed: str) -> None:
        self.busy, self._unread = True, self._project.coverage().unread
        QTimer.singleShot(2 * PAUSE, self, self._say_searching)
        self.runner.search(Asked(query, typed, _LIMIT))

    def _take(self, asked: Asked, told: Told) -> None:
        """A part of the answer has come."""
        match told:
            case Pages(answer, words):
                self._pages, self._misread, self._items = [hit.page for hit in answer.hits], [], {}
                self._order = _order_words(self, answer.order, answer.too_many) if len(answer.hits) > 1 else ""
                self._project.found.take(words, asked.query)
                self.list.model.refresh()
                self.facets.clear(self.tr("Counting …"))
                self.facets.setVisible(bool(self._pages))
                self.busy = False
                self._say_count(len(self._pages), more=answer.more)
                self._fill_kinds()
                self.found.emit(len(self._pages))
                if self._step:
                    self._step, by = 0, self._step
                    self.step(by)
                if self._keys_wanted:
                    self.take_keys()
            case Items(hits):
                for item in hits:
                    self._items.setdefault(item.kind, []).append(item)
                self._fill_kinds()
            case Misread(hits):
                self._misread = [hit.page for hit in hits]
                self._project.found.take_misread(self._misread)
                if self._misread and not self._pages:
                    self._said = self.tr("No page says it so. On these a word may be misread.")
                self._show()
            case Count(pages):
                if pages:
                    self._say_count(pages, more=False)
            case Facet():
                self.facets.add(told)
            case Done():
                self.facets.finish()
            case UserError():
                self._refuse(told)

    def _fill_kinds(self) -> None:
        """Offer what was found, each kind with its number; pages always, the rest where there is any."""
        before = self.kinds.currentData()
        self.kinds.blockSignals(True)
        self.kinds.clear()
        self.kinds.addItem(self.tr("Pages ({0})").format(_many(len(self._pages), _LIMIT)), _PAGES)
        for kind in _KINDS:
            if self._items.get(kind):
                self.kinds.addItem(f"{_kind_name(self, kind)} ({_many(len(self._items[kind]), 20)})", kind)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(before)))
        self.kinds.blockSignals(False)
        self.kinds.setVisible(bool(self._pages or self._misread or self._items))
        self._show()

    def _show(self) -> None:
        kind = self.kinds.currentData()
        ids: list[Any] = [*self._pages, *self._misread]
        if kind in _KINDS:
            ids = [(kind, number) for number in range(len(self._items.get(kind, [])))]
        self._count.setText(self.tr("They say the words searched for.") if kind in _KINDS else self._said_of_pages())
        self.list.empty.say("search", self.tr("Nothing found"), self._advice())
        self.list.show_ids(ids)

    def _said_of_pages(self) -> str:
        """What the answer holds, and of which pages it is none: those not read, and those read after it was given."""
        missing = _missing_words(self, self._project.coverage()) if self._pages or self._misread else ""
        parts = (self._said, missing.strip(), _later_words(self, self._read_since()))
        return " ".join(part for part in parts if part)

    def _row(self, row_id: Any) -> HitRow | None:
        if isinstance(row_id, int):
            return self._project.found.row(row_id)
        kind, number = row_id
        items = self._items.get(kind, [])
        return self._project.found.item(items[number]) if number < len(items) else None

    def _choose(self, row_id: Any) -> None:
        self._unopened = False
        if isinstance(row_id, int):
            self.chosen.emit(row_id)
            return
        kind, number = row_id
        item = self._items[kind][number]
        if item.page is not None:
            self.place_chosen.emit(item.page, item.boxes[0] if item.boxes else None)

    def _narrow(self, asked: str) -> None:
        wanted = f"({self._query}) {asked}" if " OR " in self._query else f"{self._query} {asked}"
        if asked not in self._query:
            self._ask_saved(wanted)

    def _ask_saved(self, query: str) -> None:
        self.changed.emit(query)
        self.search(query)

    def _ask_nothing(self) -> None:
        self.runner.forget()
        self.busy = False
        self._forget()
        self._say_nothing_asked()

    def _refuse(self, error: UserError) -> None:
        self.runner.forget()
        self.busy = False
        self._forget()
        self.list.empty.say("search", error.message, error.advice)

    def _forget(self) -> None:
        self._pages, self._misread, self._items, self._order = [], [], {}, ""
        self._project.found.take(())
        self._said = ""
        self.facets.hide()
        self._fill_kinds()
        self.found.emit(0)

    def _say_searching(self) -> None:
        if self.busy:
            self._count.setText(self.tr("Searching …"))
            if not self.list.model.ids:
                self.list.empty.say("search", self.tr("Searching …"), self._query)

    def _say_count(self, pages: int, *, more: bool) -> None:
        said = _count_words(self, pages, more, len(self._pages))
        self._said = " ".join(part for part in (said, self._order) if part) if pages else ""
        self._show()

    def _advice(self) -> str:
        missing = _missing_words(self, self._project.coverage())
        return missing + self.tr("Try fewer words, or a beginning such as northw*")

    def _say_nothing_asked(self) -> None:
        self.list.empty.say(
            "search",
            self.tr("Search the release"),
            self.tr(
                'Words and “phrases”; code:b5, tag:"public interest", entity:"name", near:redaction, '
                "kind:black, position:contested, seen:no."
            ),
        )


def _understood(query: str) -> bool:
    try:
        parse(query)
    except QueryError:
        return False
    return True


def _count_words(panel: QWidget, pages: int, more: bool, shown: int) -> str:
    """How many pages were found, and how many of them are listed."""
    if more:
        return panel.tr("The first {0} pages.").format(f"{pages:,}")
    found = panel.tr("1 page.") if pages == 1 else panel.tr("{0} pages.").format(f"{pages:,}")
    return panel.tr("{0} The first {1} are listed.").format(found, f"{shown:,}") if pages > shown else found


def _order_words(panel: QWidget, order: str, too_many: bool) -> str:
    if order == "best first":
        return panel.tr("Best first.")
    return panel.tr("In page order: too many to weigh.") if too_many else panel.tr("In page order.")


def _many(number: int, most: int) -> str:
    return f"{number:,}+" if number >= most else f"{number:,}"


def _kind_name(panel: QWidget, kind: ItemKind) -> str:
    names: dict[ItemKind, Callable[[], str]] = {
        "note": lambda: panel.tr("Notes"),
        "passage": lambda: panel.tr("Passages"),
        "entity": lambda: panel.tr("Entities"),
        "document": lambda: panel.tr("Documents"),
    }
    return names[kind]()


def _missing_words(panel: QWidget, coverage: Coverage) -> str:
    missing = coverage.unread + coverage.failed
    if not missing:
        return ""
    if coverage.failed:  # whole files may be among them
        return panel.tr("{0} pages or files are not read and were not searched. ").format(f"{missing:,}")
    if missing == 1:
        return panel.tr("1 page is not read and was not searched. ")
    return panel.tr("{0} pages are not read and were not searched. ").format(f"{missing:,}")


def _later_words(panel: QWidget, pages: int) -> str:
    if pages == 1:
        return panel.tr("1 page was read since: Enter in the field searches it, too.")
    later = panel.tr("{0} pages were read since: Enter in the field searches them, too.")
    return later.format(f"{pages:,}") if pages else ""


def _words(row: HitRow) -> str:
    doubt = "perhaps misread: " if row.misread else ""
    return f"{doubt}{row.cite}: {row.snippet}"
