"""The table of redactions under the watch: opened, sorted, filtered, grouped, scrolled and checked in by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from typing_extensions import override

from benchmarks._cost import Cost, cost, summary, worst
from benchmarks._screen import Screen
from reviewer.ui.table import RedactionsView

_SORTED: Final = ("words", "confidence", "code", "document")
_CHECKS, _SCROLLS = 30, 100


class _Paints(QObject):
    """Counts the paintings of the rows."""

    def __init__(self, table: RedactionsView) -> None:
        super().__init__(table)
        self.count = 0
        table.table.viewport().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def walk_table(screen: Screen) -> dict[str, float]:
    """Milliseconds by the clock and (`_cpu_ms`) of the window's own thread.

    `table_open_ms`: the view is asked for, which nobody did before, until its first rows are painted;
    `table_listed_ms`: until all are listed and counted. `table_sort_ms`, `table_group_ms`, `table_filter_ms`: another
    order, groups by exemption, only one exemption, until they are painted (the window goes on meanwhile).
    `table_check_ms` and its 95th percentile: Enter in the table, saved and painted. `table_stall_ms`: the longest time
    without a turn of the event loop in all of that.
    """
    screen.watch_anew()
    opened = [cost(lambda: _open(screen))]
    table = screen.table
    listed = [cost(lambda: screen.wait(lambda: not table.following.listing.busy))]
    paints = _Paints(table)
    told: dict[str, list[Cost]] = {"open": opened, "listed": listed, "sort": [], "scroll": []}
    for column in _SORTED:
        told["sort"].append(_answered(screen, paints, partial(table.sort_by, column)))
    told["group"] = [_answered(screen, paints, partial(table.grouping.choose, "codes"))]
    _answered(screen, paints, partial(table.grouping.choose, None))
    told["filter"] = [_answered(screen, paints, partial(table.filters.choose_code, "(b)(5)"))]
    _answered(screen, paints, table.filters.clear)
    bar = table.table.verticalScrollBar()
    for step in range(1, _SCROLLS):
        told["scroll"].append(_painted(screen, paints, partial(bar.setValue, bar.maximum() * step // _SCROLLS)))
    told["check"] = list(_checks(screen, table, paints))
    figures = {"table_redactions": float(len(table.model.lines.rows))}
    for name, costs in told.items():
        figures |= summary(f"table_{name}", costs, median)
    figures |= summary("table_check_max", told["check"], max)
    screen.window.registry.run("show.review")
    return figures | summary("table_stall", [worst(screen.stalls)], max)


def _checks(screen: Screen, table: RedactionsView, paints: _Paints) -> Iterator[Cost]:
    table.table.selectRow(0)
    for _ in range(_CHECKS):
        for _box_then_code in range(2):
            yield _painted(screen, paints, partial(QTest.keyClick, table.table, Qt.Key.Key_Return))
        table.next_unchecked()


def _open(screen: Screen) -> None:
    screen.window.registry.run("show.redactions")
    table = screen.table
    paints = _Paints(table)
    screen.wait(lambda: len(table.model.lines) > 0)
    _painted(screen, paints, table.table.viewport().update)


def _answered(screen: Screen, paints: _Paints, act: Callable[[], object]) -> Cost:
    """Until another list is painted; comes back when its counts are there too."""
    lines = screen.table.model.lines

    def ask() -> None:
        act()
        screen.wait(lambda: screen.table.model.lines is not lines)
        _painted(screen, paints, screen.table.table.viewport().update)

    taken = cost(ask)
    screen.wait(lambda: not screen.table.following.listing.busy)
    return taken


def _painted(screen: Screen, paints: _Paints, act: Callable[[], object]) -> Cost:
    before = paints.count

    def work() -> None:
        act()
        screen.wait(lambda: paints.count > before)

    return cost(work)
