"""Keeps everything a user can do as records in one registry; menus, shortcuts, buttons and the palette come from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from reviewer.ui.theme.theme import Theme

# Where the keys of an action work. A key has one meaning over all of them.
Context = Literal["window", "review", "redactions", "board", "appeal", "copies"]


def always() -> bool:
    """The action can be used at any time."""
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a user can do. `help` is a sentence; `text` gives a label that changes, such as what is undone next.

    `menu` is the name of the menu it stands in ("" for none), `group` separates parts of that menu, `submenu` is the
    title of the menu inside that menu that holds it. `needs` says what is missing while its key does nothing, such as
    `select words first`.
    """

    id: str
    label: str
    help: str
    callback: Callable[[], object]
    keys: tuple[str, ...] = ()
    icon: str = ""
    context: Context = "window"
    menu: str = ""
    group: int = 0
    enabled: Callable[[], bool] = always
    text: Callable[[], str] | None = None
    checked: Callable[[], bool] | None = None
    submenu: str = ""
    needs: str = ""


def key_clashes(actions: Iterable[Action]) -> list[tuple[str, str, str]]:
    """Pairs of actions that one key would both trigger, with that key; a key that begins another one clashes too."""
    keyed = [(action.id, key) for action in actions for key in action.keys]
    return [
        (first, second, QKeySequence(a).toString())
        for (first, a), (second, b) in combinations(keyed, 2)
        if overlap(a, b)
    ]


@lru_cache(maxsize=65_536)
def overlap(one: str, other: str) -> bool:
    """Whether two keys are the same, or one begins the other."""
    a, b = QKeySequence(one), QKeySequence(other)
    none = QKeySequence.SequenceMatch.NoMatch
    return a.matches(b) != none or b.matches(a) != none


class ActionRegistry(QObject):
    """The actions of one window as Qt actions, kept in step with what can be done now."""

    keys_changed = Signal()  # actions have other keys: say them anew

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._made_with: list[Action] = []  # with the program's own keys
        self._applied: Callable[[Iterable[Action]], list[Action]] = list
        self._owner = parent
        self._records: dict[str, Action] = {}
        self._actions: dict[str, QAction] = {}
        theme.changed.connect(self._tint)

    def add(self, actions: Iterable[Action]) -> None:
        """Take in actions; ValueError where an id or a key is taken already."""
        for action in actions:
            if action.id in self._records:
                raise ValueError(f"two actions are called {action.id}")
            self._records[action.id] = action
            self._made_with.append(action)
            self._actions[action.id] = self._made(action)
        clashes = key_clashes(self._records.values())
        if clashes:
            raise ValueError(f"two actions share a key: {clashes}")

    def follow(self, applied: Callable[[Iterable[Action]], list[Action]]) -> None:
        """Use the keys that `applied` gives to actions, now and at each `rekey`."""
        self._applied = applied
        self.rekey()

    def rekey(self) -> None:
        """Give every action the keys it has now, in menus, tool tips and buttons."""
        changed = [record for record in self._applied(self._made_with) if self._records[record.id] != record]
        for record in changed:  # first all keys away: for a moment two actions would share one
            self._actions[record.id].setShortcuts([])
        for record in changed:
            self._records[record.id] = record
            action = self._actions[record.id]
            action.setShortcuts([QKeySequence(key) for key in record.keys])
            action.setToolTip(_tool_tip(record, record.text() if record.text is not None else record.label))
        if changed:
            self.keys_changed.emit()

    def usual(self, action_id: str) -> tuple[str, ...]:
        """The program's own keys of an action."""
        return next(record.keys for record in self._made_with if record.id == action_id)

    @property
    def records(self) -> Sequence[Action]:
        """Every action in the order in which they were added."""
        return tuple(self._records.values())

    def action(self, action_id: str) -> QAction:
        """The Qt action of a record; KeyError if there is none."""
        return self._actions[action_id]

    def key(self, action_id: str) -> str:
        """The first key of an action in a short form: `⏎`, `X`, `Ctrl+Z`; nothing if it has none."""
        return key_text(self._records[action_id]).replace("Return", "⏎")

    def unmet(self, key: QKeyCombination) -> str:
        """What is missing for the action of a key that does nothing now, with its name; nothing where none says so."""
        pressed = QKeySequence(key).toString()
        for record in self.records:
            if record.needs and not record.enabled() and pressed in (QKeySequence(k).toString() for k in record.keys):
                return f"{_plain(record.label)}: {record.needs}"
        return ""

    def run(self, action_id: str) -> None:
        """Do it, if it can be done now."""
        if self._records[action_id].enabled():
            self._actions[action_id].trigger()

    def install(self, context: Context, *widgets: QWidget) -> None:
        """Let the keys of `context` work while the focus is in one of `widgets`."""
        for record in self.records:
            if record.context == context:
                for widget in widgets:
                    widget.addAction(self._actions[record.id])

    def fill_menu(self, menu: QMenu, name: str) -> None:
        """Append the actions of the menu `name`: by group, with a line between groups, and as registered within one.

        A submenu stands where its first does.
        """
        group: int | None = None
        inside: dict[str, tuple[QMenu, int]] = {}  # by title, with the group of the action that came last
        for record in sorted((record for record in self.records if record.menu == name), key=lambda one: one.group):
            if record.submenu not in inside and group not in (None, record.group):
                menu.addSeparator()
            if not record.submenu:
                group = record.group
                menu.addAction(self._actions[record.id])
                continue
            if record.submenu not in inside:
                group = record.group
                inside[record.submenu] = menu.addMenu(record.submenu), record.group
                inside[record.submenu][0].setToolTipsVisible(True)
            below, last = inside[record.submenu]
            if record.group != last:
                below.addSeparator()
            below.addAction(self._actions[record.id])
            inside[record.submenu] = below, record.group

    def button(self, action_id: str, parent: QWidget | None = None, with_text: bool = False) -> QToolButton:
        """A tool button for the action, with its name for screen readers and its key in the tool tip."""
        made = QToolButton(parent)
        made.setDefaultAction(self._actions[action_id])
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if with_text else Qt.ToolButtonStyle.ToolButtonIconOnly
        made.setToolButtonStyle(style)
        made.setAccessibleName(self._records[action_id].label.replace("&", ""))
        made.setAccessibleDescription(self._records[action_id].help)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def refresh(self) -> None:
        """Ask every action anew whether it can be used, what it is called and whether it is on."""
        for record in self.records:
            action = self._actions[record.id]
            action.setEnabled(record.enabled())
            text = record.text() if record.text is not None else action.text()
            if text != action.text():
                action.setText(text)
                action.setToolTip(_tool_tip(record, text))
            if record.checked is not None:
                action.setChecked(record.checked())

    def _made(self, record: Action) -> QAction:
        action = QAction(record.label, self._owner)
        action.setObjectName(record.id)
        action.setShortcuts([QKeySequence(key) for key in record.keys])
        inside = record.context != "window"
        context = Qt.ShortcutContext
        action.setShortcutContext(context.WidgetWithChildrenShortcut if inside else context.WindowShortcut)
        action.setToolTip(_tool_tip(record, record.label))
        action.setStatusTip(record.help)
        action.setCheckable(record.checked is not None)
        if record.icon:
            action.setIcon(self._theme.icon(record.icon))
        action.triggered.connect(lambda *_checked, record=record: self._do(record))
        return action

    def _do(self, record: Action) -> None:
        """Do it, unless it cannot be done any more: what it is done to may have gone since it was asked last."""
        if record.enabled():
            record.callback()
        else:
            self.refresh()

    def _tint(self) -> None:
        for record in self.records:
            if record.icon:
                self._actions[record.id].setIcon(self._theme.icon(record.icon))


def key_text(record: Action) -> str:
    """The first key of an action as the system writes it, or nothing."""
    return QKeySequence(record.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if record.keys else ""


def _tool_tip(record: Action, label: str) -> str:
    key = key_text(record)
    return f"{_plain(label)} ({key})\n{record.help}" if key else f"{_plain(label)}\n{record.help}"


def _plain(label: str) -> str:
    return label.replace("&", "").removesuffix("…").strip()
