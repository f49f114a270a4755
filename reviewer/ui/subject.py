"""Where on the screen stands what the next command is about: selected words, a drawn region, a redaction, a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractItemView, QWidget

from reviewer.model.geometry import Rect, bounds
from reviewer.ui.commands import ReviewCommands
from reviewer.ui.page import PageView
from reviewer.ui.project import Project
from reviewer.ui.widgets.action_button import ActionButton

_HEAD = 48  # pixels below the upper edge of a view: there stands a question about nothing that is in it


def on_pages(view: PageView, project: Project, commands: ReviewCommands, *, words: bool) -> QRect:
    """What is in view of the words or the region (`words`) or of the selected redaction, in pixels of the screen.

    Nothing of it in view: the middle of the pages near their head, as an empty place.
    """
    for page_id, rects in _places(project, commands, words=words):
        seen = view.on_screen(page_id, rects)
        if not seen.isEmpty():
            return seen
    return _head_of(view)


def clicked_button(window: QWidget, action_id: str) -> QRect:
    """The button whose click runs an action right now, in pixels of the screen; empty where it was no button.

    Who clicked looks there, wherever what it is about may stand.
    """
    for button in window.findChildren(ActionButton):
        if button.triggers(action_id):
            return QRect(button.mapToGlobal(QPoint(0, 0)), button.size())
    return QRect()


def in_list(front: QWidget) -> QRect:
    """The cell or card that the keys are on in a view, in pixels of the screen; a place near its head without one."""
    shown = front.focusWidget()
    if isinstance(shown, QAbstractItemView):
        item = shown.visualRect(shown.currentIndex()).intersected(shown.viewport().rect())
        if not item.isEmpty():
            return QRect(shown.viewport().mapToGlobal(item.topLeft()), item.size())
    return _head_of(front)


def _head_of(view: QWidget) -> QRect:
    return QRect(view.mapToGlobal(QPoint(view.width() // 2, _HEAD)), QSize(1, 1))


def _places(project: Project, commands: ReviewCommands, *, words: bool) -> Iterator[tuple[int, Sequence[Rect]]]:
    if words and commands.region is not None:
        yield commands.region[0], (commands.region[1],)
    if words:
        yield from ((segment.page_id, segment.rects) for segment in commands.segments if segment.rects)
        passage = project.passage(commands.passage) if commands.passage is not None else None
        if passage is not None and passage.rects:
            yield passage.page_id, passage.rects
    row = project.redaction(commands.redaction) if commands.redaction is not None else None
    if row is not None and not words:
        yield row.page_id, (bounds(row.rects),)
