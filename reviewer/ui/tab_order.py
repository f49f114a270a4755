"""Leads the Tab key through a window as it is read: bar by bar, panel by panel, row by row.

Qt follows the order in which widgets were made, and parts of a view are made long before and after what stands beside
them. Layouts know the order that is seen, and stay right when parts come and go.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGridLayout,
    QKeySequenceEdit,
    QLayout,
    QLineEdit,
    QMainWindow,
    QMenuBar,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTextEdit,
    QWidget,
)

_WHOLE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QKeySequenceEdit,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)


def tab_stops(window: QWidget) -> list[QWidget]:
    """Everything in `window` that the Tab key leads to now, in the order in which it is read."""
    return list(_stops(window))


def step_focus(window: QWidget, forward: bool) -> bool:
    """Give the keys to what follows (or comes before) what has them, round the window; False where there is nothing."""
    stops = tab_stops(window)
    focused = QApplication.focusWidget()
    if not stops or focused is None:
        return False
    place = next((number for number, stop in enumerate(stops) if stop is focused or stop.focusProxy() is focused), None)
    if place is None:
        place = _beside(stops, focused, forward)
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    chosen = stops[(place + (1 if forward else -1)) % len(stops)]
    chosen.setFocus(reason)
    bring_into_view(chosen)
    return True


def all_controls_wanted() -> bool:
    """Whether the system lets the Tab key reach more than fields and lists (macOS lets the person choose)."""
    return QGuiApplication.styleHints().tabFocusBehavior() == Qt.TabFocusBehavior.TabFocusAllControls


def _beside(stops: list[QWidget], focused: QWidget, forward: bool) -> int:
    """The stop from which to go on where what has the keys is none itself: one within it, or in the nearest parent."""
    around: QWidget | None = focused
    while around is not None:
        within = [number for number, stop in enumerate(stops) if around.isAncestorOf(stop)]
        if within:
            return within[0] - 1 if forward else within[-1] + 1
        around = around.parentWidget()
    return -1 if forward else 0


def bring_into_view(widget: QWidget) -> None:
    """Scroll whatever `widget` stands in so that it is seen."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.isHidden() or not widget.isEnabled():
        return
    proxy, whole = widget.focusProxy(), isinstance(widget, _WHOLE)
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and not widget.isWindow()
    if takes and (whole or proxy is None or not widget.isAncestorOf(proxy)):
        yield widget
    if not whole:
        for child in _children(widget):
            yield from _stops(child)


def _children(widget: QWidget) -> list[QWidget]:
    """The widgets that stand in `widget`, in the order in which they are read."""
    if isinstance(widget, QMainWindow):
        return _there([widget.centralWidget()])
    if isinstance(widget, QStackedWidget):
        return _there([widget.currentWidget()])
    if isinstance(widget, QSplitter):
        return _there([widget.widget(number) for number in range(widget.count())])
    if isinstance(widget, QScrollArea):
        return _there([widget.widget()])
    layout = widget.layout()
    laid = [] if layout is None else list(_laid(layout))
    others = [
        child
        for child in widget.children()
        if isinstance(child, QWidget) and child not in laid and not child.isWindow() and not isinstance(child, QMenuBar)
    ]
    return laid + sorted(others, key=lambda child: (child.y(), child.x()))


def _there(widgets: list[QWidget | None]) -> list[QWidget]:
    return [widget for widget in widgets if widget is not None]


def _laid(layout: QLayout) -> Iterator[QWidget]:
    """The widgets of a layout and of those within it: as they were added, in a grid row by row."""
    items = [(layout.itemAt(number), number) for number in range(layout.count())]
    if isinstance(layout, QGridLayout):
        items.sort(key=lambda item: _row_and_column(layout, item[1]))
    for item, _number in items:
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid(inner)


def _row_and_column(grid: QGridLayout, number: int) -> tuple[int, int]:
    row, column, *_spans = cast("tuple[int, int, int, int]", grid.getItemPosition(number))
    return row, column
