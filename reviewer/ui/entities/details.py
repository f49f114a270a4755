"""The right side of the entities view: one group of names or one entity, why, when, with whom, and where."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from reviewer.model.ids import PageId
from reviewer.model.review import ENTITY_KINDS
from reviewer.storage.reads import Reads
from reviewer.storage.rows import EntityRow
from reviewer.storage.rows.names import CorrespondenceRow, EntityFacts, NamePlaceRow, NameRow, SuggestionRow
from reviewer.ui.entities.in_context import InContext, in_context
from reviewer.ui.entities.names_list import NamesModel
from reviewer.ui.entities.tables import make_table
from reviewer.ui.models.rows_table import Column, RowsTable
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import button, label
from reviewer.ui.widgets.choice_box import ChoiceBox
from reviewer.ui.widgets.cites import CiteDelegate
from reviewer.ui.widgets.empty import EmptyState

_PAGES: Final = 30  # pages of mentions fetched at a time
_FEW: Final = 8


class EntityDetails(QWidget):
    """Shows what `show_suggestion` or `show_entity` is given. The buttons only tell what is wanted."""

    accept_wanted = Signal()  # the ticked names are one entity, called and typed as the form says
    join_wanted = Signal()  # they belong to an entity that there is, or this entity is another one
    refuse_wanted = Signal()  # the ticked names are none
    edit_wanted = Signal()  # the form of an entity was changed
    split_wanted = Signal()  # the ticked names of an entity are somebody else
    remove_wanted = Signal()
    reopen_wanted = Signal()  # the ticked names, rejected before, are suggestions again
    place_wanted = Signal(object)  # NamePlaceRow
    single_refused = Signal(object)  # NamePlaceRow: this mention alone is none

    def __init__(
        self, reads: Reads, cite: Callable[[int], str], theme: Theme, *, editable: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._reads, self._cite, self._editable = reads, cite, editable
        self._shown: SuggestionRow | EntityRow | NameRow | None = None
        self.title = label("", "title", wrap=True, selectable=True)
        self._counts = label("", "secondary", wrap=True)
        self.name_field, self.role_field = QLineEdit(), QLineEdit()
        self.kind = ChoiceBox(self.tr("Kind"), ENTITY_KINDS)
        self.names = NamesModel(self)
        self.names_table = make_table(self.names, self.tr("Names of this group"))
        self._facts = label("", "secondary", wrap=True, selectable=True)
        self.places = RowsTable(self._place_columns(), self._more_places, self)
        self.places_table = make_table(self.places, self.tr("Mentions in context"))
        self.places_table.setItemDelegateForColumn(0, InContext(self.places_table))
        self.places_table.setItemDelegateForColumn(1, CiteDelegate(self.places_table))
        self.accept = button(self.tr("Accept"), self.accept_wanted.emit, "primary")
        self.join = button(self.tr("Add to …"), self.join_wanted.emit)
        self.refuse = button(self.tr("No name"), self.refuse_wanted.emit)
        self.split = button(self.tr("Split off"), self.split_wanted.emit)
        self.remove = button(self.tr("Delete"), self.remove_wanted.emit)
        self.reopen = button(self.tr("Suggest again"), self.reopen_wanted.emit, "primary")
        self.single = button(self.tr("Not this one"), self._refuse_single, "link")
        self._state = EmptyState(theme)
        self._lay_out()
        self.names.ticks_changed.connect(self._count_ticks)
        self.places_table.activated.connect(self._go)
        self.places_table.selectionModel().currentRowChanged.connect(lambda *_: self._offer_single())
        for field in (self.name_field, self.role_field):
            field.editingFinished.connect(self._edited)
        self.name_field.returnPressed.connect(self._named)
        self.kind.activated.connect(lambda _place: self._edited())

    @property
    def shown(self) -> SuggestionRow | EntityRow | NameRow | None:
        """What is shown."""
        return self._shown

    def show_nothing(self) -> None:
        """Nothing is selected."""
        self._state.say("person", self.tr("Nothing selected"), self.tr("Choose a name or an entity at the left."))
        self._empty()

    def show_letters(self, row: CorrespondenceRow) -> None:
        """Two of whom neither is an entity yet."""
        title = self.tr("{0} to {1}: {2} messages").format(row.sender, row.recipient, f"{row.messages:,}")
        words = self.tr(
            "Accept a name under Suggested to see where it is mentioned, with whom and near which exemptions."
        )
        self._state.say("mail", title, words)
        self._empty()

    def _empty(self) -> None:
        self._shown = None
        self._content.setVisible(False)
        self._state.setVisible(True)

    def show_suggestion(self, row: SuggestionRow) -> None:
        """A group of names on which nobody has decided yet."""
        before = self._shown
        again = isinstance(before, SuggestionRow) and before.leader == row.leader
        name, kind = (self.name_field.text(), self.kind.currentText()) if again else (row.form, row.kind)
        left_out = self.names.unticked() if again else frozenset()
        self._begin(row, row.form, kind, "")
        self.name_field.setText(name)  # what somebody typed or ticked stays while more names are found behind
        self.names.show_names(self._reads.names.group(row.leader), ticked=True, but=left_out)
        known = self._reads.marks.entity(row.entity) if row.entity is not None else None
        owner = self.tr(" · names of {0} are among them").format(known.name) if known is not None else ""
        one = self.tr("Suggested · {0} mentions under one name{2}")
        words = one if row.size == 1 else self.tr("Suggested · {0} mentions under {1} names{2}")
        self._counts.setText(words.format(f"{row.mentions:,}", f"{row.size:,}", owner))
        self._facts.setVisible(False)
        self._offer(suggestion=True)
        self._show_places()

    def show_rejected(self, row: NameRow) -> None:
        """A name of which somebody said that it is none."""
        self._begin(row, row.form, row.kind, "")
        self.names.show_names([row], ticked=True)
        self._counts.setText(self.tr("Rejected · {0} mentions").format(f"{row.mentions:,}"))
        self._facts.setVisible(False)
        self._offer(suggestion=False, rejected=True)
        self._show_places()

    def show_entity(self, row: EntityRow) -> None:
        """An entity that somebody confirmed."""
        self._begin(row, row.name, row.kind, row.role)
        self.names.show_names(self._reads.names.of_entity(row.uuid), ticked=False)
        facts = self._reads.entities.facts(row.uuid, together=_FEW)
        words = self.tr("Mentions: {0} · pages: {1} · documents: {2}{3}")
        span = f" · {facts.first[:10]} – {(facts.last or facts.first)[:10]}" if facts.first else ""
        self._counts.setText(words.format(f"{row.mentions:,}", f"{facts.pages:,}", f"{facts.documents:,}", span))
        self._facts.setText(self._facts_words(row, facts))
        self._facts.setVisible(bool(self._facts.text()))
        self._offer(suggestion=False)
        self._show_places()

    def place(self) -> NamePlaceRow | None:
        """The mention that the keys are on."""
        return self.places.row(self.places_table.currentIndex())

    def _begin(self, row: SuggestionRow | EntityRow | NameRow, name: str, kind: str, role: str) -> None:
        self._shown = row
        self._state.setVisible(False)
        self._content.setVisible(True)
        self.title.setText(name)
        self.name_field.setText(name)
        if self.kind.findText(kind) < 0:
            self.kind.addItem(kind)
        self.kind.setCurrentText(kind)
        self.role_field.setText(role)
        self.names_table.scrollToTop()

    def _offer(self, *, suggestion: bool, rejected: bool = False) -> None:
        for part in (self.accept, self.refuse):
            part.setVisible(suggestion)
        for part in (self.split, self.remove):
            part.setVisible(not suggestion and not rejected)
        self.reopen.setVisible(rejected)
        for field in (self.name_field, self.kind, self.join):
            field.setVisible(not rejected)
        self.role_field.setVisible(not suggestion and not rejected)
        self.join.setText(self.tr("Add to …") if suggestion else self.tr("Merge into …"))
        self.join.setAccessibleName(self.join.text())
        for part in (self.accept, self.refuse, self.split, self.remove, self.reopen, self.join, self.single):
            part.setEnabled(self._editable)
        for field in (self.name_field, self.role_field, self.kind):
            field.setEnabled(self._editable)
        self._count_ticks()

    def _count_ticks(self) -> None:
        ticked, all_names = len(self.names.chosen()), len(self.names.rows)
        some = self.tr("Accept {0} of {1}").format(f"{ticked:,}", f"{all_names:,}")
        self.accept.setText(self.tr("Accept  ⏎") if ticked == all_names else some)
        for part in (self.accept, self.refuse, self.split, self.reopen):
            part.setEnabled(self._editable and ticked > 0)

    def _facts_words(self, row: EntityRow, facts: EntityFacts) -> str:
        parts = []
        if row.aliases:
            parts.append(self.tr("Also: {0}").format("; ".join(row.aliases[:_FEW])))
        if facts.together:
            named = ", ".join(f"{other.name} ({other.pages:,})" for other in facts.together)
            parts.append(self.tr("On the same pages: {0}").format(named))
        if facts.codes:
            codes = ", ".join(f"{code} ({count:,})" for code, count in facts.codes[:_FEW])
            parts.append(self.tr("Exemptions there: {0}").format(codes))
        if facts.tags:
            parts.append(self.tr("Tags there: {0}").format(", ".join(f"{n} ({c:,})" for n, c in facts.tags[:_FEW])))
        if row.note:
            parts.append(self.tr("Note: {0}").format(row.note))
        return "\n".join(parts)

    def _show_places(self) -> None:
        self.places.show(self._more_places(0))
        self.places_table.scrollToTop()
        self._offer_single()

    def _more_places(self, known: int) -> Sequence[NamePlaceRow]:
        after = self.places.rows[-1].page if known else PageId(0)
        if isinstance(self._shown, EntityRow):
            return self._reads.names.places_of(self._shown.uuid, after=after, pages=_PAGES)
        return self._reads.names.places([row.id for row in self.names.rows], after=after, pages=_PAGES)

    def _place_columns(self) -> Sequence[Column[NamePlaceRow]]:
        return (
            Column(self.tr("In context"), in_context, 360, stretch=True),
            Column(self.tr("Where"), lambda row: self._cite(row.page), 240),
        )

    def _edited(self) -> None:
        row = self._shown
        if isinstance(row, EntityRow):
            now = (self.name_field.text().strip(), self.kind.currentText(), self.role_field.text().strip())
            if now != (row.name, row.kind, row.role):
                self.edit_wanted.emit()

    def _named(self) -> None:
        """Enter in the name of a suggestion accepts it under that name, as Enter in the list does."""
        if isinstance(self._shown, SuggestionRow) and self.accept.isEnabled():
            self.accept_wanted.emit()

    def _go(self) -> None:
        place = self.place()
        if place is not None:
            self.place_wanted.emit(place)

    def _offer_single(self) -> None:
        place = self.place()
        self.single.setVisible(place is not None and isinstance(self._shown, EntityRow))

    def _refuse_single(self) -> None:
        place = self.place()
        if place is not None:
            self.single_refused.emit(place)

    def _lay_out(self) -> None:
        self._content = QWidget()
        inside = QVBoxLayout(self._content)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        form = QHBoxLayout()
        form.setSpacing(8)
        named: tuple[tuple[QWidget, str, int], ...] = (
            (self.name_field, self.tr("Name"), 2),
            (self.kind, self.tr("Kind"), 0),
            (self.role_field, self.tr("Role"), 1),
        )
        for field, name, stretch in named:
            field.setAccessibleName(name)
            form.addWidget(field, stretch)
        self.role_field.setPlaceholderText(self.tr("Role"))
        steps = QHBoxLayout()
        steps.setSpacing(8)
        for step in (self.accept, self.reopen, self.join, self.refuse, self.split, self.remove):
            steps.addWidget(step)
        steps.addStretch(1)
        steps.addWidget(self.single)
        for part in (self.title, self._counts):
            inside.addWidget(part)
        inside.addLayout(form)
        inside.addLayout(steps)
        inside.addWidget(self._facts)
        tables = QSplitter(Qt.Orientation.Vertical)
        tables.setChildrenCollapsible(False)
        for table in (self.names_table, self.places_table):
            table.setFrameShape(QFrame.Shape.NoFrame)
            tables.addWidget(table)
        tables.setSizes([160, 360])
        inside.addWidget(tables, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._state, 1)
        layout.addWidget(self._content, 1)
        self.show_nothing()
