"""Requests: what was asked of whom, every letter and act in time, what came with it, and by when to appeal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.model.changes import ChangeKind, Changes
from reviewer.model.ids import FileId, Uuid
from reviewer.services.operations import AcceptLetter, DeclineLetter, DeleteMatter, EditRequest
from reviewer.services.operations.base import Operation
from reviewer.storage.reads import Reads
from reviewer.ui.matter import filling
from reviewer.ui.matter.cards import Desk, Kind
from reviewer.ui.matter.facts import MatterFacts, read_matter
from reviewer.ui.matter.forms import InlineForm
from reviewer.ui.matter.pages import Sheet, sheet
from reviewer.ui.matter.request_list import RequestList
from reviewer.ui.matter.words import next_step
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import button, label, row, spacer
from reviewer.ui.widgets.empty import EmptyState
from reviewer.ui.widgets.sized import with_text

Reopen = Callable[[], None]

_LEFT, _WIDEST_LEFT = 300, 340
_ABOUT: tuple[ChangeKind, ...] = ("request", "event", "release", "letter", "file", "note")
_NO_ADVICE = "Counted from the dates entered and the rules quoted. No legal advice: the letter and the rule decide."


class MatterView(QWidget):
    """`page_wanted` leads to the page of a letter, `calendar_wanted` to the export of deadlines.

    `perform` does an edit and says whether it was done; what is wrong with it is told elsewhere. While a form is open,
    what changes in the project is shown once it is saved or left.
    """

    page_wanted = Signal(object)  # page id
    calendar_wanted = Signal()

    def __init__(
        self,
        read: Reads,
        perform: Callable[[Operation], bool],
        theme: Theme,
        *,
        editable: bool,
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._read, self._perform, self._theme, self._today = read, perform, theme, today
        self._editable, self._stale = editable, True
        self._unfolded: set[str] = set()
        self.facts = MatterFacts()
        self.selected: Uuid | None = None
        self.form: InlineForm | None = None
        self._reopen: Reopen | None = None
        self._drafts: dict[Uuid | None, tuple[Reopen, dict[str, str]]] = {}  # by the request in view meanwhile
        self.requests = RequestList(theme)
        self.empty = EmptyState(theme)
        self._scroll = QScrollArea()
        self._scroll.setAccessibleName(self.tr("Letters, acts and deadlines of the request"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._scroll)
        self._lay_out()
        self.requests.chosen.connect(self.select)
        theme.changed.connect(self._show)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._stale = True  # another day may have come since
        self.reload()

    def come(self) -> None:
        """Take the keys."""
        self.requests.setFocus()

    def refresh(self, changes: Changes) -> None:
        """The project changed: read the matter again, at once if the view is in front, else when it comes there."""
        if any(kind in changes for kind in _ABOUT):
            self._stale = True
            if self.isVisible():
                self.reload()

    def reload(self) -> None:
        """Read what changed since it was read last, unless somebody is filling in a form."""
        if self._stale and self.form is None:
            self._stale = False
            self.facts = read_matter(self._read, self._today())
            self._show()

    def next_step(self) -> str:
        """What waits for a person, in a sentence: the nearest day to appeal, else letters to accept; or nothing."""
        return next_step(read_matter(self._read, self._today()))

    def select(self, request: object) -> None:
        """Show a request; what was typed into a form is kept, and is there again when one comes back."""
        if request != self.selected or self.form is not None:
            if self.form is not None and self._reopen is not None and (typed := self.form.typed()):
                self._drafts[self.selected] = (self._reopen, typed)
            self.selected = Uuid(str(request))
            self.leave_form()
            self._scroll.verticalScrollBar().setValue(0)
            reopen, typed = self._drafts.pop(self.selected, (None, {}))
            if reopen is not None:
                self._take_up(reopen, typed)

    def _take_up(self, reopen: Reopen, typed: Mapping[str, str]) -> None:
        """Open a form again with what was typed into it; the keys stay in the list, for whoever walks through it."""
        reopen()
        if self.form is not None:
            self.form.take(typed)
        self.requests.setFocus()

    def add_request(self) -> None:
        """Ask for a new request."""
        fields = filling.request_fields(None)
        form = InlineForm(self.tr("New request"), fields, self.tr("Add request"), filling.nameless)
        self._open(form, "new request", lambda values: self._added(filling.add_request(values)), self.add_request)

    def add_event(self) -> None:
        """Ask for a new event of the request in view."""
        request = self.selected
        if request is None:
            return
        form = InlineForm(self.tr("New letter or act"), filling.event_fields(None), self.tr("Add"))
        self._open(form, "new event", lambda values: self._perform(filling.add_event(request, values)), self.add_event)

    def change(self, kind: Kind, uuid: Uuid) -> None:
        """Put a form in the place of a request, an event or a release."""
        save = self.tr("Save")
        request = self.facts.request(self.selected)

        def again() -> None:
            self.change(kind, uuid)

        if kind == "request":
            fields = filling.request_fields(self.facts.request(uuid))
            form = InlineForm(self.tr("Edit request"), fields, save, filling.nameless)
            self._open(form, uuid, lambda values: self._perform(filling.edit_request(uuid, values)), again)
        elif kind == "event" and request is not None:
            event = next((found for found in request.events if found.row.uuid == uuid), None)
            if event is None:  # removed since somebody began to change it
                return
            form = InlineForm(self.tr("Edit letter or act"), filling.event_fields(event.row, event.note), save)
            self._open(form, uuid, lambda values: self._perform(filling.edit_event(uuid, values)), again)
        else:
            release = next(found for found in self._read.sources.releases() if found.uuid == uuid)
            fields = filling.release_fields(release, self.facts, self._read.sources.series(uuid))
            form = InlineForm(self.tr("Edit release"), fields, save)
            self._open(form, uuid, lambda values: self._perform(filling.edit_release(uuid, values)), again)

    def remove(self, kind: Kind, uuid: Uuid) -> None:
        """Remove a request or an event; nothing is asked, since it can be undone."""
        self._perform(DeleteMatter(kind, uuid))

    def set_litigation(self, request: Uuid, litigation: bool) -> None:
        """Say whether the request is in litigation."""
        self._perform(EditRequest(request, litigation=litigation))

    def accept(self, letter: Uuid, request: Uuid | None) -> None:
        """Make an event of a letter, and show the request that it belongs to."""
        if self._perform(AcceptLetter(letter, request)):
            event = next(row.event for row in self._read.matter.letters("accepted") if row.uuid == letter)
            self.select(next(row.request for row in self._read.matter.events() if row.uuid == event))

    def decline(self, letter: Uuid) -> None:
        """The letter is none of the matter's events."""
        self._perform(DeclineLetter(letter))

    def open_page(self, file: FileId, number: int) -> None:
        """Show the page of a letter."""
        page = self._read.pages.at(file, number)
        if page is not None:
            self.page_wanted.emit(page.id)

    def leave_form(self) -> None:
        """Put the card back in the place of its form, as the project has it now."""
        self.form, self._reopen, self._stale = None, None, True
        self.reload() if self.isVisible() else None

    def _open(self, form: InlineForm, key: str, save: Callable[[filling.Values], bool], again: Reopen) -> None:
        if not self._editable:
            return
        form.saved.connect(lambda values: self._saved(save, values))
        form.left.connect(lambda: self._left(key))
        self.form, self._reopen = form, again
        self._show(Sheet(key, form))
        form.begin()
        self._scroll.ensureWidgetVisible(form)

    def _saved(self, save: Callable[[filling.Values], bool], values: filling.Values) -> None:
        form = self.form
        if save(values) and self.form is form:
            self.leave_form()
            self.requests.setFocus()

    def _left(self, key: str) -> None:
        self.leave_form()
        link = self.findChild(QWidget, f"edit {key}")
        (link or self.requests).setFocus()

    def _added(self, adding: Operation) -> bool:
        done = self._perform(adding)
        if done:
            self.selected = adding.uuid  # type: ignore[attr-defined]  # additions have one
        return done

    def _lay_out(self) -> None:
        left = QFrame()
        left.setProperty("role", "panel")
        with_text(left, lambda: left.setFixedWidth(min(_WIDEST_LEFT, stretched(_LEFT))))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(8)
        self.add_button = button(self.tr("Add request"), self.add_request)
        self.add_button.setEnabled(self._editable)
        head = row(label(self.tr("Requests"), "title"), spacer(), self.add_button)
        head.setContentsMargins(16, 0, 12, 0)
        column.addLayout(head)
        column.addWidget(self.requests, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 0, 12, 0)
        foot.setSpacing(8)
        self.calendar_button = button(self.tr("Write to a calendar …"), self.calendar_wanted.emit)
        foot.addWidget(self.calendar_button, 0, Qt.AlignmentFlag.AlignLeft)
        foot.addWidget(label(self.tr(_NO_ADVICE), "small", wrap=True))
        column.addLayout(foot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addWidget(left)
        layout.addWidget(self._stack, 1)

    def _show(self, opened: Sheet | None = None) -> None:
        """Build the right side anew: from the facts, with the form that is open in its place."""
        if opened is None and self.form is not None:
            return  # the theme changed under a form: its style follows by itself
        if self.facts.request(self.selected) is None:
            self.selected = self.facts.requests[0].row.uuid if self.facts.requests else None
        self.requests.show_requests(self.facts.requests, self.selected)
        focused = self.focusWidget()
        name = focused.objectName() if focused is not None else ""
        held = focused is not None and focused.hasFocus() and self._scroll.isAncestorOf(focused)
        place = self._scroll.verticalScrollBar().value()
        desk = Desk(self._theme, self._today(), self._editable, self._unfolded, self)
        made = sheet(self.facts, self.selected, desk, opened or Sheet(), self.add_event)
        deadlines = [event.deadline for request in self.facts.requests for event in request.events]
        self.calendar_button.setEnabled(any(known is not None and known.safe is not None for known in deadlines))
        if made is None:
            self._say_empty()
            return
        self._stack.setCurrentWidget(self._scroll)
        if self._scroll.widget() is not None:  # a link in it may be what was just clicked: it must outlive this
            self._scroll.takeWidget().deleteLater()
        self._scroll.setWidget(made)
        made.adjustSize()
        self._scroll.verticalScrollBar().setValue(place)
        again = made.findChild(QWidget, name) if name else None
        if again is not None:
            again.setFocus()
        elif held and opened is None:  # what was pressed is gone: left to Qt, the keys land in the bar of the window
            self.requests.setFocus()

    def _say_empty(self) -> None:
        text = self.tr(
            "Add the request that the records were asked for with, or import the agency's letters: "
            "what they say is suggested here."
        )
        self.empty.say("mail", self.tr("No request yet"), text)
        self._stack.setCurrentWidget(self.empty)
