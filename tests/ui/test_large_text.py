"""Text half as large again: every view fits a window of 1280 pixels, and no words are cut off in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QListView,
    QListWidget,
    QScrollArea,
    QStyleOptionViewItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reviewer.ui.panels.command_palette import CommandPalette
from reviewer.ui.panels.sides import LEAST, NARROW, ROOMY, SMALL_WINDOW, least_widths, suiting_widths
from reviewer.ui.placing import fitting
from reviewer.ui.start.card import ProjectCard, ProjectSummary, card_width
from reviewer.ui.theme.fonts import icon_px, small_px, stretched
from reviewer.ui.widgets.action_button import ActionButton
from reviewer.ui.widgets.basics import ElidedLabel
from reviewer.ui.widgets.chooser import Choice, Chooser
from reviewer.ui.widgets.meter import Coverage
from reviewer.ui.window import Window

LARGEST: Final = 150
WIDTH: Final = 1280
VIEWS: Final = ("review", "redactions", "compare", "passages", "entities", "timeline", "requests", "appeal", "overview",
                "audit", "settings", "index")  # fmt: skip


@pytest.fixture
def large(window: Window) -> Iterator[Window]:
    """A window of the least size that is promised, with the largest text."""
    window.theme.set_text_size(LARGEST)
    window.resize(WIDTH, 800)
    window.show()
    QApplication.processEvents()
    yield window
    window.theme.set_text_size(100)


def cut(shown: QWidget) -> list[str]:
    """What is written in labels and on buttons that have less room than their words, and no tool tip that has them."""
    found = []
    for label in shown.findChildren(QLabel):
        if not label.isVisible() or not label.text() or label.toolTip():
            continue
        if label.wordWrap():
            fits = label.height() >= label.heightForWidth(label.width())
        else:
            fits = label.width() >= label.sizeHint().width()
        if not fits:
            found.append(label.text())
    for area in shown.findChildren(QScrollArea):
        inside, never = area.widget(), Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if not area.isVisible() or inside is None or area.horizontalScrollBarPolicy() != never:
            continue
        if inside.width() > area.viewport().width():
            found.append(f"{area.accessibleName()}: {inside.width() - area.viewport().width()} pixels too wide")
    for button in shown.findChildren(QAbstractButton):
        if button.isVisible() and button.text() and button.width() < button.minimumSizeHint().width():
            found.append(button.text())
    return found


def test_every_view_fits_and_cuts_nothing_off(large: Window, qtbot: QtBot) -> None:
    wide: dict[str, int] = {}
    lost: dict[str, list[str]] = {}
    for view in VIEWS:
        large.registry.run(f"show.{view}")
        qtbot.wait(50)  # what is counted behind comes into view
        wide[view] = large.minimumSizeHint().width()
        lost[view] = cut(large)
    assert {view: width for view, width in wide.items() if width > WIDTH} == {}
    assert large.width() == WIDTH
    assert {view: words for view, words in lost.items() if words} == {}


def test_what_is_cut_off_is_seen(qtbot: QtBot) -> None:
    """The walk above would find it."""
    box = QWidget()
    qtbot.addWidget(box)
    short, whole = QLabel("Twelve words too many for this", box), ElidedLabel("All of it stands in the tool tip")
    whole.setParent(box)
    short.resize(40, 20)
    whole.resize(40, 20)
    box.show()
    assert cut(box) == [short.text()]
    short.setWordWrap(True)
    assert cut(box) == [short.text()]


def test_the_meter_says_its_figures_whole(large: Window) -> None:
    large.meter.show_coverage(Coverage(pages=10_000, seen=812, redactions=98_412, checked=512, unread=4_000))
    QApplication.processEvents()
    assert large.meter.width() >= large.meter.minimumSizeHint().width()
    font = large.meter.font()
    font.setPixelSize(16)
    needed = sum(QFontMetrics(font).horizontalAdvance(part) for part in large.meter.short_sentence().split(" · "))
    assert large.meter.minimumSizeHint().width() >= needed
    assert large.minimumSizeHint().width() <= WIDTH


def test_sides_give_way_to_the_page(large: Window) -> None:
    assert suiting_widths(SMALL_WINDOW) == (stretched(ROOMY[0]), stretched(ROOMY[1]))
    left, right = suiting_widths(WIDTH)
    assert WIDTH - left - right >= 560
    assert (left, right) >= least_widths() > LEAST
    large.theme.set_text_size(100)
    assert suiting_widths(WIDTH) == NARROW
    assert least_widths() == LEAST


def test_lists_that_pop_up_show_all_their_lines(large: Window, qtbot: QtBot) -> None:
    choices = [Choice(f"attorney to decide {key}", key, lambda: None, icon="flag") for key in "ABCDE"]
    chooser = Chooser(large.theme, "Position of this deletion", choices, large)
    chooser.pop_up(QRect(40, 40, 10, 10))
    QApplication.processEvents()
    (inner,) = chooser.findChildren(QListWidget)
    assert inner.verticalScrollBar().maximum() == inner.horizontalScrollBar().maximum() == 0
    assert cut(chooser) == []
    chooser.close()


def test_two_lines_of_a_command_do_not_overlap(large: Window) -> None:
    palette = CommandPalette(large.theme, large.registry, large)
    (commands,) = palette.findChildren(QListView)
    delegate = commands.itemDelegate()
    tall = delegate.sizeHint(QStyleOptionViewItem(), commands.model().index(0, 0)).height()
    font = palette.font()
    upper = QFontMetrics(font).height()
    font.setPixelSize(small_px())
    assert tall >= upper + QFontMetrics(font).height() + 8
    palette.close()
    palette.deleteLater()


def test_the_key_on_a_button_goes_before_its_words(large: Window, qtbot: QtBot) -> None:
    made = ActionButton(large.registry.action("copies.reject"), large.registry.key("copies.reject"))
    qtbot.addWidget(made)
    whole, least = made.sizeHint(), made.minimumSizeHint()
    assert whole.width() > least.width() >= QFontMetrics(made.font()).horizontalAdvance(made.text())
    made.resize(whole)
    made.show()
    padded = made.styleSheet()
    made.resize(least.width(), whole.height())
    assert made.styleSheet() != padded
    assert (made.sizeHint(), made.minimumSizeHint()) == (whole, least), (
        "what it asks for does not depend on what it has"
    )


def test_cards_and_icons_grow_within_bounds(large: Window) -> None:
    assert stretched(248) > card_width() > 248
    assert icon_px() == 24
    large.close_project()
    card = ProjectCard(large.theme, ProjectSummary(Path("Residency Bureau.foia"), "Residency Bureau"), large)
    assert card.width() == card_width()
    large.theme.set_text_size(100)
    assert card.width() == card_width() == 248
    card.deleteLater()


def test_a_dialog_is_no_larger_than_its_window(large: Window) -> None:
    inside = QWidget(large)
    wide, tall = fitting(inside, 1100, 700)
    assert QSize(wide, tall).boundedTo(large.size()) == QSize(wide, tall)
    assert fitting(inside, 400, 300) == (stretched(400), stretched(300))
