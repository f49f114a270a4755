"""The appeal view: what is contested and why, what the record suggests, what waits for the attorney, the packet."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from datetime import date
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget
from typing_extensions import override

from reviewer.export.packet.case import Item
from reviewer.model.changes import ChangeKind, Changes
from reviewer.model.errors import UserError
from reviewer.model.geometry import bounds
from reviewer.model.ids import Uuid
from reviewer.model.review import Position
from reviewer.services.operations import DeleteMatter
from reviewer.ui.actions import ActionRegistry
from reviewer.ui.contesting import issues
from reviewer.ui.contesting.acts import Acts
from reviewer.ui.contesting.details import Details
from reviewer.ui.contesting.facts import SECTIONS, AppealFacts, Line, Section, read_numbered
from reviewer.ui.contesting.head import AppealHead
from reviewer.ui.contesting.line_list import LineList
from reviewer.ui.contesting.packet_panel import PacketPanel
from reviewer.ui.contesting.states import say_empty, say_failed, say_reading
from reviewer.ui.matter.forms import InlineForm
from reviewer.ui.session import Session
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.basics import divider
from reviewer.ui.widgets.empty import EmptyState

_ABOUT: Final[tuple[ChangeKind, ...]] = (
    "redaction", "virtual page", "issue", "challenge", "appeal", "request", "event", "letter", "item", "document",
    "page", "text", "release", "file", "note", "passage", "tag", "copy",
)  # fmt: skip
_PAUSE = 120  # milliseconds: changes that come together are read together
_PACKET = len(SECTIONS)


class AppealView(QWidget):
    """`place_wanted` asks to see a Rect of a page; edits go through `acts`, and every one can be undone."""

    place_wanted = Signal(object, object)  # page id, Rect or None
    selection_changed = Signal()
    failed = Signal(object)  # UserError
    settled = Signal()  # what is shown is in step with the project

    def __init__(
        self, session: Session, theme: Theme, registry: ActionRegistry, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__()
        self._session, self._today = session, today
        self._read = session.workspace.read
        self.acts = Acts(self._read, session.commands.perform, editable=not session.project.read_only)
        self.facts: AppealFacts | None = None
        self._request: Uuid | None = None
        self._wanted: str | None = None  # an item to go to
        self._reading = self._again = False
        self._waits = False  # the keys are on the tabs until there is something to work on
        self._stale = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.reload)
        self.head = AppealHead(registry, editable=self.acts.editable)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Parts of the appeal"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for _section in range(_PACKET + 1):
            self.tabs.addTab("")
        self.list = LineList(theme, session.project.crop)
        self.details = Details(theme, registry, self.acts, session.project.crop)
        self.packet = PacketPanel(session, self.acts, theme)
        self.empty = EmptyState(theme)
        self.form: InlineForm | None = None
        self._sizes = [800, 480]
        self._lay_out()
        self._connect()
        self._name_tabs()

    @property
    def busy(self) -> bool:
        """Whether the appeal is being read, or a preview made."""
        return self._reading or self._timer.isActive() or self.packet.busy

    @property
    def section(self) -> Section | None:
        """The list in front; None: the packet."""
        place = self.tabs.currentIndex()
        return SECTIONS[place] if place < _PACKET else None

    def come(self) -> None:
        """Take the keys."""
        self._take_keys()
        self._turned()

    def refresh(self, changes: Changes) -> None:
        """The project changed: read anew what it concerns, at once if the view is in front."""
        if any(kind in changes for kind in _ABOUT):
            self._stale = True
            if "redaction" in changes or "text" in changes:
                self.list.forget_pictures()
            if self.isVisible():
                self._timer.start()

    def reload(self) -> None:
        """Read the appeal, in another thread; what is shown stays until it is read."""
        if self._reading:
            self._again = True
            return
        self._stale, self._reading = False, True
        if self.facts is None:
            say_reading(self.empty)
            self._side.setCurrentWidget(self.empty)
            self._show_side(False)
        workspace, request, today = self._session.workspace, self._request, self._today()
        self._session.run(lambda: read_numbered(workspace, request, today), self._arrived)

    def show_section(self, section: Section | None) -> None:
        """Bring a list to the front; None: the packet."""
        self.tabs.setCurrentIndex(_PACKET if section is None else SECTIONS.index(section))
        if self.isVisible():
            self._take_keys()

    def go_to_item(self, subject: str | None) -> None:
        """Bring an item to the front, in the first list that has it, once the appeal is read."""
        self._wanted = subject
        if self.facts is not None and not self._reading and not self._stale:
            self._go_to_wanted()

    def choose_request(self, request: object) -> None:
        """Show the appeal of another request."""
        self._request = Uuid(str(request)) or None
        self.reload()

    def accept(self, *, every: bool = False) -> None:
        """Accept the ground suggested for what is selected, or for all that it is suggested for."""
        line = self.list.current
        if line is not None and line.head.ground is not None and self.facts is not None:
            self.acts.accept(line.head.ground.id, self._decided(line, every), self._own)

    def decline(self, *, every: bool = False) -> None:
        """Decline it."""
        line = self.list.current
        if line is not None and line.head.ground is not None:
            self.acts.decline(line.head.ground.id, self._decided(line, every))

    def can_decide(self) -> bool:
        """A suggestion is in hand, and the project can be changed."""
        line = self.list.current
        return self.acts.editable and self.section == "suggested" and line is not None and line.head.ground is not None

    def new_issue(self) -> None:
        """Ask for something to contest that is no redaction."""
        form = issues.issue_form(None)
        self._open(form, lambda values: self.acts.do(issues.add_issue(values, self._own)))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.details.editor.flush()
        self.packet.letter.flush()

    def _take_keys(self) -> None:
        """Put the keys where the work is, or on the tabs: left to Qt, they land on whatever box stands first."""
        wanted: QWidget = self.list if self.section is not None else self.packet.approval.name
        self._waits = not (wanted.isVisible() and wanted.isEnabled())
        (self.tabs if self._waits else wanted).setFocus()

    @property
    def _own(self) -> Uuid | None:
        """The request in view, as edits name it."""
        return (self.facts.case.request.uuid or None) if self.facts is not None else None

    def _decided(self, line: Line, every: bool) -> list[Item]:
        """The items that a decision on a line goes for: all of its heading, or those selected below the same one."""
        below = [found for found in self.list.lines if found.head.key == line.head.key and found.entry]
        chosen = {found.id for found in self.list.selected}
        picked = [found for found in below if found.id in chosen] or ([line] if line.entry else [])
        return [found.entry.item for found in (below if every or line.entry is None else picked) if found.entry]

    def _arrived(self, done: Future[AppealFacts]) -> None:
        self._reading = False
        if done.cancelled():
            return
        if self._again:
            self._again = False
            self.reload()
            return
        error = done.exception()
        if isinstance(error, UserError):
            self.facts = None
            say_failed(self.empty, error)
            self._stack.setCurrentWidget(self._splitter)
            self._side.setCurrentWidget(self.empty)
        elif error is not None:
            raise error
        else:
            self.facts = done.result()
            self.head.show_facts(self.facts)
            self._name_tabs()
            self._show_section()
            if self.tabs.hasFocus() and self._waits:
                self._take_keys()
            self._go_to_wanted()
        self.settled.emit()

    def _go_to_wanted(self) -> None:
        subject, self._wanted = self._wanted, None
        if subject is None or self.facts is None:
            return
        for section in SECTIONS:
            line = next((row for row in self.facts.lines[section] if row.id.endswith(f"/{subject}")), None)
            if line is not None:
                self.show_section(section)
                self.list.go_to(line.id)
                self.list.setFocus()
                return

    def _show_section(self) -> None:
        facts = self.facts
        if facts is None:
            return
        if self.section is None:
            self._stack.setCurrentWidget(self.packet)
            self.packet.show_request(self._own)
            self._turned()  # no key may decide on what the list behind has selected
            return
        lines = facts.lines[self.section]
        self.list.show_lines(lines)
        self._stack.setCurrentWidget(self._splitter)
        say_empty(self.empty, self.section, facts)
        self._side.setCurrentWidget(self.list if lines else self.empty)
        self._turned()

    def _turned(self) -> None:
        """Something else is selected: show it, and let the keys of positions work on it."""
        line, selected = self.list.current, self.list.selected if self.section is not None else []
        items = [found.entry.item for found in selected if found.entry is not None]
        shown = line if self.section is not None and self.facts is not None and self.list.lines else None
        self.details.show_line(shown, len(items), self.facts.challenges if self.facts is not None else ())
        self._show_side(shown is not None or self.form is not None)
        if self.isVisible():
            redactions = tuple(item.subject for item in items if item.kind == "redaction")
            commands = self._session.commands
            commands.redaction = redactions[0] if redactions else None
            commands.several = redactions if len(redactions) > 1 else ()
        self.selection_changed.emit()

    def _show_side(self, wanted: bool) -> None:
        """Beside an empty list there is no side but a void; it comes back as wide as it was."""
        if self._forms.isHidden() != wanted:
            return  # it is as wanted
        if not wanted and all(self._splitter.sizes()):
            self._sizes = self._splitter.sizes()
        self._forms.setVisible(wanted)
        if wanted:
            self._splitter.setSizes(self._sizes)

    def _items(self) -> list[Item]:
        return [found.entry.item for found in self.list.selected if found.entry is not None]

    def _position(self, position: Position) -> None:
        self.acts.set_position(self._items(), position)

    def _show_place(self) -> None:
        line = self.list.current
        if line is not None and line.entry is not None and line.entry.item.page is not None:
            item = line.entry.item
            self.place_wanted.emit(item.page, bounds(item.rects) if item.rects else None)

    def _edit_issue(self) -> None:
        known = {row.uuid: row for row in self._read.marks.issues()}
        found = next((known[item.subject] for item in self._items() if item.subject in known), None)
        if found is not None:
            form = issues.issue_form(found)
            self._open(form, lambda values: self.acts.do(issues.edit_issue(found.uuid, values)))

    def _remove_issue(self) -> None:
        for item in self._items():
            if item.kind == "issue":
                self.acts.do(DeleteMatter("issue", item.subject))

    def _open(self, form: InlineForm, save: Callable[[dict[str, str]], bool]) -> None:
        if not self.acts.editable:
            return
        if self.section is None:
            self.show_section("contested")
        self._leave_form()
        self.form = form
        self._form_place.insertWidget(0, form)
        self._forms.setCurrentIndex(1)
        self._show_side(True)
        form.saved.connect(lambda values: self._saved(save(values)))
        form.left.connect(self._leave_form)
        form.begin()

    def _saved(self, done: bool) -> None:
        if done:
            self._leave_form()

    def _leave_form(self) -> None:
        if self.form is not None:
            old, self.form = self.form, None
            self._forms.setCurrentIndex(0)
            self._form_place.removeWidget(old)
            old.deleteLater()
            self.list.setFocus()
            self._turned()

    def _name_tabs(self) -> None:
        titles = (
            self.tr("Contested"), self.tr("Suggested"), self.tr("Attorney to decide"), self.tr("Not contested"),
        )  # fmt: skip
        for place, (section, title) in enumerate(zip(SECTIONS, titles, strict=True)):
            count = self.facts.count(section) if self.facts is not None else 0
            self.tabs.setTabText(place, f"{title} {count:,}" if count else title)
            self.tabs.setAccessibleTabName(place, self.tabs.tabText(place))
        self.tabs.setTabText(_PACKET, self.tr("Packet"))

    def _connect(self) -> None:
        self.head.request_chosen.connect(self.choose_request)
        self.head.litigation_turned.connect(lambda on: self._own and self.acts.set_litigation(self._own, bool(on)))
        self.tabs.currentChanged.connect(lambda *_: self._show_section())
        self.list.turned.connect(self._turned)
        self.list.activated.connect(lambda *_: self._show_place())
        self.details.item.place_wanted.connect(self._show_place)
        self.details.item.position_chosen.connect(self._position)
        self.details.item.edit_wanted.connect(self._edit_issue)
        self.details.item.remove_wanted.connect(self._remove_issue)
        self.details.grounds_chosen.connect(lambda ids: self.acts.contest(ids, self._items(), self._own))
        self.details.put_under.connect(lambda own: self.acts.put_under(own, self._items()))
        self.details.taken_out.connect(lambda own: self.acts.take_out(own, self._items()))
        self.details.group_named.connect(lambda group, name: self.acts.name_group(group, name, self._own))
        self.details.left.connect(self.list.setFocus)
        self.details.editor.left.connect(self.list.setFocus)
        self.packet.failed.connect(self.failed)
        self.packet.writer.failed.connect(self.failed)

    def _lay_out(self) -> None:
        self._side, self._forms = QStackedWidget(), QStackedWidget()
        self._side.setProperty("role", "panel")
        self._side.addWidget(self.list)
        self._side.addWidget(self.empty)
        self._forms.setProperty("role", "panel")
        self._forms.addWidget(self.details)
        asking = QWidget()
        asking.setProperty("role", "panel")
        self._form_place = QVBoxLayout(asking)
        self._form_place.setContentsMargins(16, 12, 16, 16)
        self._form_place.addStretch(1)
        self._forms.addWidget(asking)
        self._splitter = QSplitter()
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self._side)
        self._splitter.addWidget(self._forms)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setSizes(self._sizes)
        self._splitter.setChildrenCollapsible(False)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._splitter)
        self._stack.addWidget(self.packet)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.tabs)
        layout.addWidget(divider())
        layout.addWidget(self._stack, 1)
