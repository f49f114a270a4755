"""The board: every passage of the project with picture, words, note, tags and pin cite, beside the tree of tags."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from reviewer.model.changes import ChangeKind, Changes
from reviewer.model.ids import Uuid
from reviewer.services.operations import MovePassages
from reviewer.storage.reads import Reads
from reviewer.storage.rows import BoardPlace
from reviewer.ui.actions import ActionRegistry
from reviewer.ui.commands import ReviewCommands
from reviewer.ui.models.lists import ID_ROLE
from reviewer.ui.passages.board_details import BoardDetails
from reviewer.ui.passages.board_model import BoardModel
from reviewer.ui.passages.card_list import CardList
from reviewer.ui.passages.cards import CardReader, Heading, document_names
from reviewer.ui.passages.filters import BoardFilters
from reviewer.ui.passages.tag_desk import TagDesk
from reviewer.ui.passages.tag_tree import TagTree
from reviewer.ui.project import Project
from reviewer.ui.strips import PageStrips
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import divider, label
from reviewer.ui.widgets.empty import EmptyState

_SIDE = 260
_ABOUT: tuple[ChangeKind, ...] = ("tag", "passage", "note", "document", "text", "release", "file")


class PassageBoard(QWidget):
    """`place_wanted` asks to see a passage on its page. Edits go through the commands, which know what is selected."""

    place_wanted = Signal(object)  # passage id
    selection_changed = Signal()
    menu_wanted = Signal(object, object)  # QPoint on the screen, `tag` or `passage`

    def __init__(
        self,
        reads: Reads,
        project: Project,
        commands: ReviewCommands,
        pictures: PageStrips,
        theme: Theme,
        registry: ActionRegistry,
        window: QWidget,
    ) -> None:
        super().__init__()
        self._reads, self._project, self._commands, self._stale = reads, project, commands, True
        self._cards = CardReader(reads, project)
        self.pictures = pictures
        self.tree = TagTree(theme)
        self.tags = TagDesk(project, commands, theme, window)
        self.tags.follow(self.tree)
        self.filters = BoardFilters()
        self.model = BoardModel(self._cards.cards, self._heading, self)
        self.list = CardList(
            self.model, theme, lambda card: pictures.picture(card.id, card.passage.page_id, card.strip)
        )
        self.details = BoardDetails(registry)
        self.empty = EmptyState(theme)
        self.empty.offer(self.tr("Show all passages"), self.show_all)
        self._everything, self._untagged = _chip(self.tr("All")), _chip(self.tr("Without a tag"))
        self._count = label("", "secondary")
        self._stack = QStackedWidget()
        self._stack.setProperty("role", "panel")
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.list)
        self._lay_out(registry)
        self._connect(theme)

    def come(self) -> None:
        """Take the keys; the passage selected elsewhere is selected here, too."""
        if self._stale:
            self.reload()
        place = self.model.place(self._commands.passage)
        if place is None and self.model.passages and self.list.current is None:
            place = self.model.place(self.model.passages[0])
        if place is not None:
            self.list.go_to(place)
        self._turned()
        (self.list if self.model.passages else self.tree.find_field).setFocus()

    def refresh(self, changes: Changes) -> None:
        """The project changed: show what it concerns anew, at once if the board is in view."""
        if not any(kind in changes for kind in _ABOUT):
            return
        if "text" in changes or "file" in changes or "passage" in changes:
            self.pictures.forget(changes.of("passage") if set(changes.ids) == {"passage"} else frozenset())
        only = set(changes.ids) <= {"passage", "note"} and changes.of("passage")
        self.model.refresh([str(passage) for passage in changes.of("passage")] if only else None)
        self.reload()

    def reload(self) -> None:
        """Ask the project anew what stands on the board; selection and place stay with their passages."""
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        self.tree.show_tags(self._project.tags())
        documents = document_names(self._reads, self._reads.board.documents())
        reviewers = [(row.uuid, row.name) for row in self._reads.board.reviewers()]
        self.filters.offer(documents, reviewers)
        self._show_cards()

    def show_all(self) -> None:
        """Leave nothing out."""
        self._untagged.setChecked(False)
        self.tree.select(None)
        self.filters.clear()

    def step(self, by: int) -> None:
        """Move the tag in hand or the selected passages up (-1) or down (1), whichever has the keys."""
        if self.tree.view.hasFocus():
            self.tree.step(by)
        elif self.list.selected and self._commands.editable:
            order = self.model.passages
            places = [order.index(passage) for passage in self.list.selected]
            target = min(places) - 1 if by < 0 else max(places) + 2
            if by < 0 and target < 0:
                return
            self._arrange(tuple(self.list.selected), order[target] if target < len(order) else None)

    def let_go(self) -> None:
        """The project is closed."""
        self.details.note.flush()
        self.pictures.close()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    def _show_cards(self) -> None:
        chosen = self.filters.chosen(self.tree.current, self._untagged.isChecked())
        self.model.arranging = self._commands.editable  # in any order: what is dropped shows the one people arranged
        lines = self._reads.board.places(chosen, grouping=self.filters.grouping, order=self.filters.ordering)
        kept, current, scroll = self.list.selected, self.list.current, self.list.verticalScrollBar().value()
        if self.model.show_lines(lines):
            self.list.select(kept, current)
            self.list.verticalScrollBar().setValue(scroll)
        self._say_count(lines)
        self._stack.setCurrentIndex(1 if lines else 0)
        self._turned()

    def _turned(self) -> None:
        """Something else is selected: tell the commands, and show the details of the passage that the keys are on."""
        several = tuple(self.list.selected)
        if self.isVisible():
            self._commands.passages = several
            self._commands.passage = (
                self.list.current if self.list.current in several else (several[0] if several else None)
            )
        self.details.show_passage(self._project.passage(self.list.current), len(several))
        self.selection_changed.emit()

    def _tag_chosen(self, tag: object) -> None:
        if tag is not None:
            self._untagged.setChecked(False)
        self._everything.setChecked(tag is None and not self._untagged.isChecked())
        self._show_cards()

    def _chip_pressed(self) -> None:
        if self.sender() is self._everything:
            self._untagged.setChecked(False)
        self.tree.select(None)
        self._everything.setChecked(not self._untagged.isChecked())
        self._show_cards()

    def _arrange(self, passages: tuple[str, ...], before: str | None) -> None:
        """Put passages where a person wants them; the board then shows the order that people arranged."""
        moving = MovePassages(tuple(Uuid(p) for p in passages), Uuid(before) if before is not None else None)
        if self._commands.perform(moving) and self.filters.ordering != "arranged":
            self.filters.choose_order("arranged")

    def _heading(self, group: str, count: int) -> Heading:
        return self._cards.heading(group, count, self.filters.grouping)

    def _say_count(self, lines: Sequence[BoardPlace]) -> None:
        shown = len(self.model.passages)
        self._count.setText(self.tr("1 passage") if shown == 1 else self.tr("{0} passages").format(f"{shown:,}"))
        self._everything.setChecked(self.tree.current is None and not self._untagged.isChecked())
        self._untagged.setText(self.tr("Without a tag {0}").format(f"{self._reads.board.without_tag():,}"))
        if lines:
            return
        if self._project.passage_ids(None):
            self.empty.say("search", self.tr("No passage fits"), self.tr("Choose another tag, or leave nothing out."))
        else:
            text = self.tr("Select words on a page and tag them: every tagged passage stands here, with its picture.")
            self.empty.say("tag", self.tr("No passages yet"), text)
        self.empty.show_steps(bool(self._project.passage_ids(None)))

    def _lay_out(self, registry: ActionRegistry) -> None:
        side = QFrame()
        side.setProperty("role", "panel")
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(6)
        for part in (self._everything, self._untagged):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(registry.button("tags.new"))
        head.addWidget(registry.button("tags.manage"))
        column.addLayout(head)
        column.addWidget(self.tree, 1)
        self.tree.empty.say("tag", self.tr("No tags yet"), self.tr("A tag gathers passages on one subject."))
        right = QWidget()
        right.setProperty("role", "panel")
        rows = QVBoxLayout(right)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.filters)
        self._count.setContentsMargins(12, 0, 12, 6)
        rows.addWidget(self._count)
        rows.addWidget(divider())
        rows.addWidget(self._stack, 1)
        rows.addWidget(divider())
        rows.addWidget(self.details)
        splitter = QSplitter()
        splitter.setHandleWidth(1)
        splitter.addWidget(side)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_SIDE, 1020])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _connect(self, theme: Theme) -> None:
        self.filters.changed.connect(self._show_cards)
        self.tree.chosen.connect(self._tag_chosen)
        self.tree.menu_wanted.connect(lambda at: self.menu_wanted.emit(at, "tag"))
        self._everything.clicked.connect(self._chip_pressed)
        self._untagged.clicked.connect(self._chip_pressed)
        self.model.dropped.connect(self._arrange)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._turned())
        self.list.activated.connect(lambda index: self._wanted(index.data(ID_ROLE)))
        self.list.customContextMenuRequested.connect(
            lambda at: self.menu_wanted.emit(self.list.viewport().mapToGlobal(at), "passage")
        )
        self.details.place_wanted.connect(self._wanted)
        self.details.note.left.connect(self.list.setFocus)
        self.details.note_written.connect(lambda p, text: self._commands.set_note("passage", str(p), text))
        self.details.set_editable(self._commands.editable)
        self.pictures.arrived.connect(self.model.touch)
        theme.changed.connect(self.list.viewport().update)

    def _wanted(self, passage: object) -> None:
        if passage is not None:
            self.place_wanted.emit(passage)


def _chip(text: str) -> QPushButton:
    made = QPushButton(text)
    made.setCheckable(True)
    made.setProperty("role", "chip")
    return made
