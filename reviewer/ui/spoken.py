"""Tells screen readers what widgets are that paint themselves: their role, their state and the parts they show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from typing_extensions import override

Role = QAccessible.Role


@dataclass(frozen=True, slots=True)
class Part:
    """Something that a widget shows and a person can be told of; `rect` in the widget's own pixels."""

    name: str
    rect: QRect
    role: QAccessible.Role = Role.ListItem
    selected: bool = False
    focused: bool = False
    checked: bool | None = None  # None: it is nothing that can be checked


class Spoken:
    """Added to a widget that paints itself; its accessible name and description stay where Qt has them."""

    def spoken_role(self) -> QAccessible.Role:
        """What it is."""
        return Role.StaticText

    def spoken_parts(self) -> Sequence[Part]:
        """What it shows, in reading order; asked for only while somebody listens."""
        return ()


def tell_focus(widget: QWidget, place: int) -> None:
    """The keys are on another part of a widget that has the focus: let a screen reader say it."""
    if not (QAccessible.isActive() and widget.hasFocus()):
        return
    told = QAccessible.queryAccessibleInterface(widget)
    if isinstance(told, _SpokenWidget) and place < len(told.parts):
        event = QAccessibleEvent(widget, QAccessible.Event.Focus)
        event.setChild(told.widgets + place)
        QAccessible.updateAccessibility(event)


def tell_selected(widget: QWidget) -> None:
    """Another part is selected: let a screen reader say it, as the one with the keys where the widget has them."""
    if not QAccessible.isActive():
        return
    told = QAccessible.queryAccessibleInterface(widget)
    parts = told.parts if isinstance(told, _SpokenWidget) else ()
    place = next((number for number, part in enumerate(parts) if part.selected), None)
    if isinstance(told, _SpokenWidget) and place is not None:
        event = QAccessibleEvent(widget, QAccessible.Event.Selection)
        event.setChild(told.widgets + place)
        QAccessible.updateAccessibility(event)
        tell_focus(widget, place)


def tell_parts(widget: QWidget) -> None:
    """A widget shows other parts."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.ObjectReorder))


class _SpokenWidget(QAccessibleWidget):
    """A widget, its child widgets, and behind them the parts it paints."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, cast(Spoken, widget).spoken_role())
        self._widget = widget
        self.items: list[_SpokenPart] = []
        widget.destroyed.connect(_Forgetting(self.items))

    @property
    def widgets(self) -> int:
        """How many child widgets stand before the parts."""
        return super().childCount()

    @property
    def parts(self) -> Sequence[Part]:
        """What the widget shows now."""
        return cast(Spoken, self._widget).spoken_parts()

    @override
    def role(self) -> QAccessible.Role:
        return cast(Spoken, self._widget).spoken_role()

    @override
    def childCount(self) -> int:
        return self.widgets + len(self.parts)

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # None: there is none
        return super().child(index) if index < self.widgets else self._item(index - self.widgets)

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if isinstance(child, _SpokenPart):
            return self.widgets + child.place
        return super().indexOfChild(child)

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # as above
        spot = self._widget.mapFromGlobal(QPoint(x, y))
        under = [place for place, part in enumerate(self.parts) if part.rect.contains(spot)]
        return self._item(under[-1]) if under else super().childAt(x, y)  # the last one lies on top

    @override
    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]  # as above
        focused = next((place for place, part in enumerate(self.parts) if part.focused), None)
        if focused is not None and self._widget.hasFocus():
            return self._item(focused)
        return super().focusChild()

    def _item(self, place: int) -> _SpokenPart | None:
        """The part at a place; once made it stays, for whoever listens may keep it."""
        if not 0 <= place < len(self.parts):
            return None
        while len(self.items) <= place:
            self.items.append(_SpokenPart(self, self._widget, len(self.items)))
        return self.items[place]


class _SpokenPart(QAccessibleInterface):
    """The part at a place among those that a widget paints; not valid while there are fewer."""

    def __init__(self, whole: _SpokenWidget, widget: QWidget, place: int) -> None:
        super().__init__()
        self._whole, self._widget, self.place = whole, widget, place

    @property
    def part(self) -> Part | None:
        """What is at the place now."""
        parts = self._whole.parts
        return parts[self.place] if self.place < len(parts) else None

    @override
    def isValid(self) -> bool:
        return self.part is not None

    @override
    def object(self) -> QObject | None:  # type: ignore[override]  # it is no object of Qt's own
        return None

    @override
    def window(self) -> QWindow:
        return self._whole.window()

    @override
    def parent(self) -> QAccessibleInterface:
        return self._whole

    @override
    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # it has none
        return None

    @override
    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # it has none
        return None

    @override
    def childCount(self) -> int:
        return 0

    @override
    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    @override
    def rect(self) -> QRect:
        part = self.part
        if part is None:
            return QRect()
        return QRect(self._widget.mapToGlobal(part.rect.topLeft()), part.rect.size())

    @override
    def role(self) -> QAccessible.Role:
        part = self.part
        return part.role if part is not None else Role.NoRole

    @override
    def state(self) -> QAccessible.State:
        made, part = QAccessible.State(), self.part
        if part is None:
            made.invalid = True
            return made
        made.selectable = made.focusable = part.role == Role.ListItem or part.focused
        made.selected = part.selected
        made.focused = part.focused and self._widget.hasFocus()
        made.checkable, made.checked = part.checked is not None, bool(part.checked)
        made.offscreen = not self._widget.rect().intersects(part.rect)
        made.invisible = not self._widget.isVisible()
        return made

    @override
    def text(self, which: QAccessible.Text) -> str:
        part = self.part
        return part.name if part is not None and which == QAccessible.Text.Name else ""

    @override
    def setText(self, which: QAccessible.Text, text: str) -> None:
        """Nothing that is painted can be renamed by who listens."""


class _Forgetting:
    """Takes the parts of a widget that is gone out of Qt's list of what is spoken of."""

    def __init__(self, items: list[_SpokenPart]) -> None:
        self._items = items

    def __call__(self, *_gone: object) -> None:
        for item in self._items:
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(item))
        self._items.clear()


_made: Final[dict[int, _SpokenWidget]] = {}  # Qt's list does not keep them: by the id of their widget


def _speaker(_class: str, shown: QObject) -> QAccessibleInterface | None:
    if not (isinstance(shown, QWidget) and isinstance(shown, Spoken)):
        return None
    made, number = _SpokenWidget(shown), id(shown)
    _made[number] = made
    shown.destroyed.connect(lambda *_gone: _made.pop(number, None))
    return made


@cache
def speak() -> None:
    """From now on screen readers are told of such widgets; to be called once there is an application."""
    QAccessible.installFactory(_speaker)
