"""A row of chips: shows what fits, keeps the rest in a menu, never makes a window wider."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot
from typing_extensions import override

from reviewer.ui.widgets.chip_row import ChipRow
from reviewer.ui.window import Window


def _row(qtbot: QtBot, count: int, width: int) -> tuple[ChipRow, list[QPushButton]]:
    row = ChipRow()
    qtbot.addWidget(row)
    chips = [QPushButton(f"(b)({n}) 1,000") for n in range(count)]
    for chip in chips:
        chip.setCheckable(True)
    row.set_chips(chips)
    row.resize(width, 40)
    row.show()
    return row, chips


def test_all_are_shown_where_there_is_room(qtbot: QtBot) -> None:
    row, chips = _row(qtbot, 4, 2000)
    assert all(chip.isVisible() for chip in chips)
    assert not row._more.isVisible()


def test_what_does_not_fit_is_chosen_from_the_menu(qtbot: QtBot) -> None:
    row, chips = _row(qtbot, 9, 400)
    hidden = [chip for chip in chips if not chip.isVisible()]
    assert 0 < len(hidden) < 9
    assert row._more.text() == f"+{len(hidden)}"
    assert row._more.geometry().right() <= row.width()
    menu = row._more.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == [chip.text() for chip in hidden]
    menu.actions()[0].trigger()
    assert hidden[0].isChecked()


def test_the_menu_leaves_no_look_of_the_pointer_behind(qtbot: QtBot) -> None:
    row, _chips = _row(qtbot, 9, 400)
    QCursor.setPos(row.mapToGlobal(QPoint(20, row.height() + 200)))
    row._more.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)  # it was clicked, and the menu took the pointer
    row._more.menu().aboutToHide.emit()
    assert not row._more.underMouse()
    QCursor.setPos(row._more.mapToGlobal(row._more.rect().center()))
    row._more.menu().aboutToHide.emit()
    assert row._more.underMouse()


def test_it_never_asks_for_much_width(qtbot: QtBot) -> None:
    row, _chips = _row(qtbot, 30, 400)
    assert row.minimumSizeHint().width() <= 120
    assert ChipRow().sizeHint().width() == 0


class _Requests(QObject):
    """Counts how often a widget is asked to lay itself out."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def test_a_row_that_does_not_fit_comes_to_rest(qtbot: QtBot) -> None:
    """Words set while it is laid out ask for another layout: it went round and round, a whole core of work."""
    row, chips = _row(qtbot, 9, 400)
    hidden = next(chip for chip in chips if not chip.isVisible())
    hidden.setChecked(True)
    row.fit()
    for _ in range(10):
        QApplication.processEvents()
    requests = _Requests()
    row.installEventFilter(requests)
    for _ in range(10):
        QApplication.processEvents()
    assert requests.count == 0
    assert row._more.text() == hidden.text()


def test_the_menu_lets_go_of_a_name_that_is_no_longer_chosen(window: Window) -> None:
    """Settings have no chip of their own: none may look chosen while they are in front."""
    window.resize(1280, 800)
    window.show()
    more = window.toolbar.views._more
    window.registry.run("show.overview")
    QApplication.processEvents()
    assert (more.text(), more.isChecked()) == ("Overview", True)
    window.registry.run("show.settings")
    QApplication.processEvents()
    assert not more.isChecked()
    assert more.text().startswith("+")
