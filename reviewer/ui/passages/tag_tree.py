"""The tags as a tree with a field to find one; a tag is moved by dragging it or by keys, and chosen by going to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStackedWidget, QTreeView, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.ui.models.lists import ID_ROLE
from reviewer.ui.models.rows import TagRow
from reviewer.ui.passages.tag_delegate import TagDelegate
from reviewer.ui.passages.tag_model import TagTreeModel
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.empty import EmptyState
from reviewer.ui.widgets.lead_down import lead_down

_ALL_OPEN = 200  # tags; more of them begin folded


class TagTree(QWidget):
    """`chosen` tells the tag that the keys are on, None where none is; `moved` asks to move one."""

    chosen = Signal(object)  # tag id or None
    activated = Signal(object)  # tag id: Enter or a double click
    moved = Signal(object, object, object)  # tag, parent or None, before or None
    passages_dropped = Signal(object, object)  # tuple of passage ids, tag
    menu_wanted = Signal(object)  # QPoint on the screen

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags: list[TagRow] = []
        self._quiet = False
        self.find_field = QLineEdit()
        self.find_field.setPlaceholderText(self.tr("Find a tag"))
        self.find_field.setAccessibleName(self.tr("Find a tag"))
        self.find_field.setClearButtonEnabled(True)
        self.model = TagTreeModel(self)
        self.view = _Tree()
        self.view.setModel(self.model)
        self.view.setItemDelegate(TagDelegate(theme, self.view))
        self.view.setAccessibleName(self.tr("Tags"))
        self.empty = EmptyState(theme)
        self._stack = QStackedWidget()
        self._stack.setProperty("role", "panel")
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.find_field)
        layout.addWidget(self._stack, 1)
        self.setFocusProxy(self.view)
        self.find_field.textChanged.connect(self._filter)
        self.find_field.returnPressed.connect(self._found)
        lead_down(self.find_field, lambda: self.view)
        self.model.tag_dropped.connect(self.moved)
        self.model.passages_dropped.connect(self.passages_dropped)
        self.view.selectionModel().currentChanged.connect(self._current)
        self.view.activated.connect(lambda index: self.activated.emit(index.data(ID_ROLE)))
        self.view.customContextMenuRequested.connect(self._menu)
        theme.changed.connect(self.view.viewport().update)

    @property
    def current(self) -> str | None:
        """Id of the tag that the keys are on."""
        index = self.view.currentIndex()
        return str(index.data(ID_ROLE)) if index.isValid() else None

    def set_editable(self, editable: bool) -> None:
        """Whether tags can be dragged and dropped on."""
        self.model.editable = editable

    def show_tags(self, tags: Sequence[TagRow]) -> None:
        """Show these tags; what is open and the tag that the keys are on stay so."""
        self._tags = list(tags)
        self._filter()

    def select(self, tag: str | None) -> None:
        """Put the keys on a tag without telling so."""
        self._quiet = True
        self.view.setCurrentIndex(self.model.find(tag))
        self._quiet = False

    def step(self, by: int) -> None:
        """Ask to move the current tag among those beside it."""
        tag = self.current
        if tag is None:
            return
        row = self.model.tag(self.model.find(tag))
        others = self.model.siblings(tag)
        place = others.index(tag) + by
        if row is not None and 0 <= place < len(others):
            behind = place + (1 if by > 0 else 0)
            self.moved.emit(tag, row.parent, others[behind] if behind < len(others) else None)

    def indent(self) -> None:
        """Ask to move the current tag below the one before it."""
        tag = self.current
        others = self.model.siblings(tag) if tag is not None else []
        if tag is not None and self.can_indent():
            self.moved.emit(tag, others[others.index(tag) - 1], None)

    def can_indent(self) -> bool:
        """Whether a tag is in hand and another one stands before it, in the same row of tags."""
        tag = self.current
        return tag is not None and self.model.siblings(tag)[0] != tag

    def outdent(self) -> None:
        """Ask to move the current tag out of the one above it, to stand behind that one."""
        row = self.model.tag(self.view.currentIndex())
        above = self.model.tag(self.model.find(row.parent)) if row is not None else None
        if row is not None and above is not None:
            beside = self.model.siblings(above.id)
            behind = beside.index(above.id) + 1
            self.moved.emit(row.id, above.parent, beside[behind] if behind < len(beside) else None)

    def can_outdent(self) -> bool:
        """Whether a tag is in hand that stands below another."""
        row = self.model.tag(self.view.currentIndex())
        return row is not None and row.parent is not None

    def _filter(self, *_typed: str) -> None:
        wanted = self.find_field.text().strip().casefold()
        shown = matching(self._tags, wanted) if wanted else self._tags
        kept, scroll = self.current, self.view.verticalScrollBar().value()
        fresh = self.model.rowCount() == 0
        open_tags = set() if self.model.holds(shown) else self.view.unfolded()
        self._quiet = True
        if self.model.show_tags(shown):
            self.view.unfold(None if wanted or (fresh and len(shown) <= _ALL_OPEN) else open_tags)
            self.view.setCurrentIndex(self.model.find(kept))
            self.view.verticalScrollBar().setValue(scroll)
        self._quiet = False
        self._stack.setCurrentIndex(1 if shown else 0)
        if kept is not None and self.current is None:
            self.chosen.emit(None)

    def _found(self) -> None:
        """Enter in the field: to the first tag that fits by itself."""
        wanted = self.find_field.text().strip().casefold()
        first = next((tag for tag in self._tags if wanted and wanted in tag.name.casefold()), None)
        if first is not None:
            self.view.setCurrentIndex(self.model.find(first.id))
            self.view.scrollTo(self.view.currentIndex())
            self.view.setFocus()

    def _current(self, *_indexes: object) -> None:
        if not self._quiet:
            self.chosen.emit(self.current)

    def _menu(self, at: QPoint) -> None:
        self.menu_wanted.emit(self.view.viewport().mapToGlobal(at))


class _Tree(QTreeView):
    """Escape goes to no tag at all."""

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setIndentation(16)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def unfolded(self) -> set[str]:
        """Ids of the tags that are unfolded."""
        found: set[str] = set()
        waiting = [self.rootIndex()]
        while waiting:
            index = waiting.pop()
            for row in range(self.model().rowCount(index)):
                child = self.model().index(row, 0, index)
                if self.isExpanded(child):
                    found.add(str(child.data(ID_ROLE)))
                    waiting.append(child)
        return found

    def unfold(self, tags: set[str] | None) -> None:
        """Unfold these tags, or all of them."""
        if tags is None:
            self.expandAll()
            return
        model = self.model()
        assert isinstance(model, TagTreeModel)
        for tag in tags:
            self.expand(model.find(tag))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.currentIndex().isValid():
            self.setCurrentIndex(self.rootIndex())
            self.clearSelection()
            return
        super().keyPressEvent(event)


def matching(tags: Sequence[TagRow], wanted: str) -> list[TagRow]:
    """The tags whose name holds `wanted` (folded), and those above them, so that each is seen in its place."""
    by_id = {tag.id: tag for tag in tags}
    kept: set[str] = set()
    for tag in tags:
        above: TagRow | None = tag if wanted in tag.name.casefold() else None
        while above is not None and above.id not in kept:
            kept.add(above.id)
            above = by_id.get(above.parent) if above.parent is not None else None
    return [tag for tag in tags if tag.id in kept]
