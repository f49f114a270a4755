"""Who is in the release: names suggested and confirmed, their aliases, mentions and company, who writes to whom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from reviewer.model.changes import ChangeKind, Changes
from reviewer.model.ids import Uuid
from reviewer.services.operations import (
    AcceptNames,
    DeleteEntity,
    DeleteMentions,
    EditEntity,
    MergeEntities,
    NameAt,
    NameRef,
    Operation,
    RejectMention,
    RejectNames,
    ReopenNames,
    SplitEntity,
)
from reviewer.storage.reads import Reads
from reviewer.storage.rows import EntityRow
from reviewer.storage.rows.names import CorrespondenceRow, NamePlaceRow, NameRow, SuggestionRow
from reviewer.ui.entities.details import EntityDetails
from reviewer.ui.entities.lists import EntityLists
from reviewer.ui.entities.picker import PickEntityDialog
from reviewer.ui.theme.theme import Theme

_KINDS: tuple[ChangeKind, ...] = ("entity", "mention", "name", "note", "file", "project")


class EntitiesView(QWidget):
    """`place_wanted` asks to see a mention (page id, Rect or None). Every decision goes through `perform`."""

    place_wanted = Signal(object, object)

    def __init__(
        self,
        reads: Reads,
        perform: Callable[[Operation], bool],
        cite: Callable[[int], str],
        theme: Theme,
        *,
        editable: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._reads, self._perform, self._editable = reads, perform, editable
        self._stale = True
        self.lists = EntityLists(reads, theme)
        self.details = EntityDetails(reads, cite, theme, editable=editable)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.lists)
        splitter.addWidget(self.details)
        splitter.setSizes([520, 760])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self.lists.chosen.connect(self._show)
        self.lists.accepted.connect(self._accept)
        self.lists.refused.connect(self._refuse)
        details = self.details
        details.accept_wanted.connect(self._accept)
        details.refuse_wanted.connect(self._refuse)
        details.join_wanted.connect(self._ask_whose)
        details.edit_wanted.connect(self._edit)
        details.split_wanted.connect(self._split)
        details.remove_wanted.connect(self._remove)
        details.reopen_wanted.connect(self._reopen)
        details.single_refused.connect(self._refuse_single)
        details.place_wanted.connect(self._go)

    def come(self) -> None:
        """It was brought to the front: ask what changed meanwhile, and take the keys."""
        if self._stale:
            self._reload()
        self.lists.table.setFocus()

    def refresh(self, changes: Changes) -> None:
        """The project changed."""
        if any(kind in changes for kind in _KINDS):
            self._stale = True
            if self.isVisible():
                self._reload()

    def show_entity(self, entity: object) -> None:
        """Show one entity among all."""
        self.lists.select_entity(entity)

    def join_to(self, entity: Uuid) -> bool:
        """Give the ticked names to an entity, or merge the shown entity into it."""
        shown = self.details.shown
        if isinstance(shown, SuggestionRow):
            return self._perform(AcceptNames(self.details.names.chosen(), entity=entity))
        merged = isinstance(shown, EntityRow) and self._perform(MergeEntities(shown.uuid, entity))
        if merged:
            self.lists.select_entity(entity)
        return merged

    def _reload(self) -> None:
        self._stale = False
        self.lists.reload()

    def _show(self, row: object) -> None:
        if isinstance(row, SuggestionRow):
            self.details.show_suggestion(row)
        elif isinstance(row, EntityRow):
            self.details.show_entity(row)
        elif isinstance(row, NameRow):
            self.details.show_rejected(row)
        elif isinstance(row, CorrespondenceRow) and (row.sender_entity or row.recipient_entity):
            entity = self._reads.marks.entity(row.sender_entity or row.recipient_entity or Uuid(""))
            self.details.show_entity(entity) if entity is not None else self.details.show_letters(row)
        elif isinstance(row, CorrespondenceRow):
            self.details.show_letters(row)
        else:
            self.details.show_nothing()

    def _accept(self) -> None:
        """The ticked names are of one entity: the one known already, else a new one as the form says."""
        row, details = self.details.shown, self.details
        if isinstance(row, NameRow):
            self._reopen()
        if not self._editable or not isinstance(row, SuggestionRow):
            return
        if row.entity is not None:
            self._perform(AcceptNames(details.names.chosen(), entity=row.entity))
        else:
            title = details.name_field.text().strip() or row.form
            self._perform(AcceptNames(details.names.chosen(), title, details.kind.currentText()))

    def _refuse(self) -> None:
        if self._editable and isinstance(self.details.shown, SuggestionRow):
            self._perform(RejectNames(self.details.names.chosen()))

    def _reopen(self) -> None:
        if self._editable and isinstance(self.details.shown, NameRow):
            self._perform(ReopenNames(self.details.names.chosen()))

    def _ask_whose(self) -> None:
        shown = self.details.shown
        others = [row for row in self._reads.marks.entities() if row != shown]
        if isinstance(shown, EntityRow):
            title = self.tr("Merge {0} into").format(shown.name)
            words = self.tr("All names and mentions go to the entity that you choose; undo takes them back.")
        else:
            title = self.tr("Whose names are these?")
            words = self.tr("The ticked names become names of the entity that you choose.")
        dialog = PickEntityDialog(title, words, others, self)
        if dialog.exec() and dialog.entity is not None:
            self.join_to(dialog.entity)
            self.lists.table.setFocus()
        dialog.deleteLater()

    def _edit(self) -> None:
        row, details = self.details.shown, self.details
        if isinstance(row, EntityRow):
            name, kind = details.name_field.text().strip() or row.name, details.kind.currentText()
            self._perform(EditEntity(row.uuid, title=name, kind=kind, role=details.role_field.text().strip()))

    def _split(self) -> None:
        row, names = self.details.shown, self.details.names.chosen()
        if isinstance(row, EntityRow) and names:
            self._perform(SplitEntity(row.uuid, names[0].form, names))
            self.lists.table.setFocus()

    def _remove(self) -> None:
        if isinstance(self.details.shown, EntityRow):
            self._perform(DeleteEntity(self.details.shown.uuid))
            self.lists.table.setFocus()  # the button means the next entity now: Enter once more must not delete it

    def _refuse_single(self, place: NamePlaceRow) -> None:
        if place.mention is not None:
            self._perform(DeleteMentions((place.mention,)))
        else:
            ref = NameRef(place.kind, place.key, place.quote)
            self._perform(RejectMention(NameAt(ref, place.page, place.nth)))

    def _go(self, place: NamePlaceRow) -> None:
        self.place_wanted.emit(place.page, place.boxes[0] if place.boxes else None)
