"""The timeline: scale, gaps, what the axis and the list show, and the way to the page."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.ui.timeline import TimelineView
from reviewer.ui.timeline.scale import LEAST_VIEW, STEPS, Scale, Step, day_of, julian_of
from reviewer.ui.timeline.words import gap_words, short_name
from reviewer.ui.window import Window
from tests.ui.page_kit import LAW

DAY = julian_of(date(2018, 6, 15))


@LAW
@given(st.dates())
def test_julian_days_are_those_of_sqlite(day: date) -> None:
    assert day_of(julian_of(day)) == day
    assert julian_of(date(2000, 1, 1)) == 2_451_545


@LAW
@given(st.lists(st.integers(2_400_000, 2_470_000), min_size=1, max_size=50), st.sampled_from([s for s, _ in STEPS]))
def test_every_record_falls_into_one_step(days: list[int], step: Step) -> None:
    scale = Scale(sorted(days))
    bins = scale.bins(step)
    assert sum(each.count for each in bins) == len(days)
    assert all(before.last + 1 == after.first for before, after in pairwise(bins))


@LAW
@given(
    st.lists(st.integers(2_400_000, 2_470_000), min_size=1, max_size=9),
    st.lists(st.tuples(st.floats(0.01, 100), st.floats(2_300_000, 2_500_000)), max_size=6),
)
def test_zooming_never_leaves_what_is_dated(days: list[int], zooms: list[tuple[float, float]]) -> None:
    scale = Scale(sorted(days))
    low, high = scale.whole()
    for factor, at in zooms:
        scale.zoom(factor, at)
        scale.move(factor)
        assert low - 1e-3 <= scale.first < scale.last <= high + 1e-3
        assert scale.last - scale.first >= min(LEAST_VIEW, high - low) - 1e-3


def test_calendar_steps_begin_where_the_calendar_says() -> None:
    begins = {step: [day_of(each.first) for each in Scale([DAY, DAY + 700]).bins(step)] for step, _days in STEPS}
    assert {day.weekday() for day in begins["week"]} == {0}
    assert {day.day for day in begins["month"]} == {1}
    assert {(day.month, day.day) for day in begins["quarter"]} == {(1, 1), (4, 1), (7, 1), (10, 1)}
    assert {(day.month, day.day) for day in begins["year"]} == {(1, 1)}


def test_long_silences_are_gaps() -> None:
    gaps = Scale([DAY, DAY + 1, DAY + 60, DAY + 70, DAY + 2000]).gaps()
    assert [(gap.first, gap.last) for gap in gaps] == [(DAY + 71, DAY + 1999)]
    assert gap_words(gaps[0]) == "about 5 years without a document"
    assert Scale([DAY]).gaps() == Scale().gaps() == []
    short = Scale([DAY, DAY + 40]).gaps()
    assert gap_words(short[0]) == "39 days without a document"


@pytest.mark.parametrize(
    ("printed", "short"),
    [
        ("Doyle, Marian <mdoyle@example.com>", "Doyle, Marian"),
        ("Sullivan, Jacob J [mailto:SullivanJJ@example.gov]", "Sullivan, Jacob J"),
        ("mdoyle@example.com", "mdoyle@example.com"),
        ("<mdoyle@example.com>", "<mdoyle@example.com>"),
        ("[redacted (b)(6)]", "[redacted (b)(6)]"),
    ],
)
def test_addresses_are_left_out_of_names(printed: str, short: str) -> None:
    assert short_name(printed) == short


@pytest.fixture
def timeline(window: Window, qtbot: QtBot) -> TimelineView:
    window.show()
    qtbot.waitExposed(window)
    window.registry.run("show.timeline")
    assert window.desk.views is not None
    view = window.desk.views.further("timeline")
    assert isinstance(view, TimelineView)
    qtbot.waitUntil(lambda: view.model.rowCount() > 0)
    return view


def test_the_list_shows_what_is_dated_in_order(window: Window, timeline: TimelineView, qtmodeltester: Any) -> None:
    dates = [timeline.model.index(place, 0).data() for place in range(timeline.model.rowCount())]
    assert dates == sorted(dates)
    assert len(dates) == len(timeline.axis.scale.days)
    qtmodeltester.check(timeline.model, force_py=True)


def test_days_are_selected_by_keys_and_by_mouse(timeline: TimelineView) -> None:
    whole = timeline.model.rowCount()
    timeline.axis.setFocus()
    QTest.keyClick(timeline.axis, Qt.Key.Key_Right)
    chosen = timeline.axis.selected
    assert chosen is not None
    assert timeline.model.rowCount() == timeline.axis.scale.count(*chosen) < whole
    QTest.keyClick(timeline.axis, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    longer = timeline.axis.selected
    assert longer is not None
    assert longer[1] > chosen[1]
    QTest.keyClick(timeline.axis, Qt.Key.Key_Escape)
    assert timeline.model.rowCount() == whole

    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    QTest.mousePress(timeline.axis, left, none, QPoint(2, 60))
    QTest.mouseMove(timeline.axis, QPoint(timeline.axis.width() - 3, 60))
    QTest.mouseRelease(timeline.axis, left, none, QPoint(timeline.axis.width() - 3, 60))
    assert timeline.axis.selected is not None
    assert timeline.model.rowCount() == whole


def test_the_arrows_go_from_bar_to_bar_and_over_what_is_empty(timeline: TimelineView) -> None:
    whole, seen = timeline.model.rowCount(), 0
    timeline.axis.setFocus()
    for _ in timeline.axis._filled():
        QTest.keyClick(timeline.axis, Qt.Key.Key_Right)
        assert timeline.model.rowCount() > 0
        seen += timeline.model.rowCount()
    assert seen == whole
    QTest.keyClick(timeline.axis, Qt.Key.Key_Left)
    assert timeline.model.rowCount() > 0


def test_zooming_keeps_the_day_under_the_mouse(timeline: TimelineView) -> None:
    before = timeline.axis.scale.last - timeline.axis.scale.first
    QTest.keyClick(timeline.axis, Qt.Key.Key_Plus)
    assert timeline.axis.scale.last - timeline.axis.scale.first < before
    QTest.keyClick(timeline.axis, Qt.Key.Key_0)
    assert timeline.axis.scale.last - timeline.axis.scale.first == pytest.approx(before)


def test_filters_leave_out_and_say_when_nothing_fits(window: Window, timeline: TimelineView, qtbot: QtBot) -> None:
    assert window.session is not None
    whole = timeline.model.rowCount()
    sender = window.session.workspace.read.timeline.people()[0]
    QTest.keyClicks(timeline.filters.person, sender[:8])
    qtbot.waitUntil(lambda: 0 < timeline.model.rowCount() < whole)
    timeline.filters.person.setText("nobody of this name")
    qtbot.waitUntil(timeline._state.isVisible)
    assert "Nothing dated fits" in timeline._state.accessibleName()
    timeline.filters.clear()
    qtbot.waitUntil(lambda: timeline.model.rowCount() == whole)


def test_conversations_gather_the_same_records(timeline: TimelineView, qtmodeltester: Any) -> None:
    whole = timeline.model.rowCount()
    timeline.filters._threads.click()
    model = timeline.model
    tops = [model.index(place, 0) for place in range(model.rowCount())]
    assert sum(max(1, model.rowCount(top)) for top in tops) == whole
    gathered = [top for top in tops if model.rowCount(top)]
    assert gathered, "the sample release has a chain of mail"
    assert "records)" in gathered[0].siblingAtColumn(1).data()
    assert model.parent(model.index(0, 0, gathered[0])) == gathered[0]
    qtmodeltester.check(model, force_py=True)


def test_enter_leads_to_the_page(window: Window, timeline: TimelineView) -> None:
    timeline.list.setCurrentIndex(timeline.model.index(0, 0, QModelIndex()))
    record = timeline.model.record(timeline.list.currentIndex())
    assert record is not None
    timeline.list.setFocus()
    QTest.keyClick(timeline.list, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert window.desk.shows("review")
    assert window.desk.view is not None
    assert window.desk.view.page_view.current_page() == record.page


def test_quoted_messages_are_asked_for(timeline: TimelineView) -> None:
    timeline.filters._quoted.click()
    assert timeline.filters.chosen().quoted
    assert not timeline.filters.filtered()


def test_the_span_of_a_day_is_a_day() -> None:
    assert day_of(DAY) + timedelta(days=1) == day_of(DAY + 1)


def test_what_is_said_of_a_gap_stands_beside_the_bars(timeline: TimelineView) -> None:
    """A bar of a year that ends in June covers the first half year of the silence that follows."""
    axis = timeline.axis
    axis.scale = Scale([DAY, DAY + 1, DAY + 2000])
    (gap,) = axis.scale.gaps()
    bins = axis.scale.bins("year")
    free = axis._beside_bars(gap, bins)
    bars = [(axis._x(each.first), axis._x(each.last + 1)) for each in bins if each.count]
    assert free.left() == max(axis._x(gap.first), bars[0][1])
    assert free.right() == pytest.approx(min(axis._x(gap.last + 1), bars[1][0]))
    assert free.width() > 0
