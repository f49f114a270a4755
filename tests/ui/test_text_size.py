"""Text of another size: no heading cut off, nothing beyond the screen, and back again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QHeaderView

from reviewer.ui.panels.delegates import row_height
from reviewer.ui.theme.fonts import icon_px, small_px, stretched
from reviewer.ui.widgets.heads import show_headings
from reviewer.ui.window import Window

LARGE = 130


@pytest.fixture
def large(window: Window) -> Iterator[Window]:
    """A window of the least size that is promised, with large text."""
    window.theme.set_text_size(LARGE)
    window.resize(1280, 800)
    window.show()
    QApplication.processEvents()
    yield window
    window.theme.set_text_size(100)


def _cut(header: QHeaderView) -> list[str]:
    """Headings with less room than their words need."""
    font = header.font()
    model = header.model()
    found = []
    for place in range(header.count()):
        words = str(model.headerData(place, Qt.Orientation.Horizontal) or "")
        if not header.isSectionHidden(place) and header.sectionSize(place) < QFontMetrics(font).horizontalAdvance(
            words
        ):
            found.append(words)
    return found


@pytest.mark.parametrize("view", ["redactions", "entities", "timeline", "audit", "settings", "requests", "overview"])
def test_no_heading_is_cut_off_and_the_window_fits(large: Window, view: str) -> None:
    large.registry.run(f"show.{view}")
    QApplication.processEvents()
    assert large.minimumSizeHint().width() <= 1280, "the window would stand out of a small screen"
    assert large.width() == 1280
    headers = [header for header in large.findChildren(QHeaderView) if header.isVisible()]
    assert [
        words for header in headers if header.orientation() == Qt.Orientation.Horizontal for words in _cut(header)
    ] == []


def test_sizes_follow_the_text(large: Window) -> None:
    view = large.desk.view
    assert view is not None
    assert (stretched(100), small_px(), icon_px()) == (131, 16, 24)
    assert row_height() > 46
    assert stretched(309) > view.right.minimumWidth() > 309
    large.theme.set_text_size(100)
    QApplication.processEvents()
    assert (stretched(100), small_px(), icon_px(), row_height()) == (100, 12, 18, 46)
    assert view.right.minimumWidth() == 309


def test_widths_kept_from_smaller_text_show_their_headings(window: Window) -> None:
    window.show()
    window.registry.run("show.redactions")
    assert window.desk.views is not None
    header = window.desk.views.table.table.horizontalHeader()
    header.resizeSection(5, 12)
    assert _cut(header)
    show_headings(header)
    assert _cut(header) == []


@pytest.mark.parametrize("view", ["redactions", "timeline", "audit"])
def test_headings_grow_with_the_text_of_a_view_that_is_there(window: Window, view: str) -> None:
    window.show()
    window.registry.run(f"show.{view}")
    QApplication.processEvents()
    window.theme.set_text_size(LARGE)
    QApplication.processEvents()
    shown = [header for header in window.findChildren(QHeaderView) if header.isVisible()]
    assert [words for head in shown if head.orientation() == Qt.Orientation.Horizontal for words in _cut(head)] == []
    window.theme.set_text_size(100)
