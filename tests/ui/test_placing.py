"""Windows fit their screen, menus fit their window, notices make room again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QAction, QCursor, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from reviewer.ui.application import Application
from reviewer.ui.placing import SIZE, STEP, too_small
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.notice import Notice, NoticeBar
from reviewer.ui.window import Window


def test_a_window_with_its_frame_must_fit_the_screen() -> None:
    assert too_small(SIZE)
    assert too_small(QSize(1366, 740))
    assert too_small(QSize(1280, 1024))
    assert not too_small(QSize(1440, 900))
    assert not too_small(QSize(2560, 1440))


def test_a_further_window_stands_beside_the_others(application: Application, qtbot: QtBot) -> None:
    first = application.new_window()
    first.resize(500, 400)
    first.move(40, 30)
    qtbot.waitExposed(first)
    places = [first.pos()]
    for _number in range(12):  # more than fit in a row on the screen of the tests
        made = application.new_window()
        assert made.pos() not in places[-2:]
        assert made.screen().availableGeometry().contains(made.geometry())
        places.append(made.pos())
    assert places[1] == QPoint(40, 30) + STEP


def test_beside_a_window_as_large_as_the_screen_the_next_has_its_head(application: Application, qtbot: QtBot) -> None:
    first = application.new_window()
    room = first.screen().availableGeometry()
    first.setMinimumSize(0, 0)
    first.move(room.topLeft())
    first.resize(room.size())
    qtbot.waitExposed(first)
    made = application.new_window()
    assert made.pos() == room.topLeft() + STEP
    assert room.contains(made.geometry().adjusted(0, -STEP.y(), 0, 0))
    assert application.new_window().pos() == made.pos() + STEP


def test_windows_come_back_when_their_screen_is_gone(application: Application, qtbot: QtBot) -> None:
    window = application.new_window()
    window.resize(500, 400)
    near = application.new_window()
    near.move(20, 40)
    stays = near.pos()
    window.move(9000, 5000)
    window.show_manual()
    manual = window._manual
    assert manual is not None
    manual.move(-7000, 20)
    screen = QGuiApplication.primaryScreen()
    QGuiApplication.instance().screenRemoved.emit(screen)  # type: ignore[union-attr]  # there is one
    room = screen.availableGeometry()
    qtbot.waitUntil(lambda: room.contains(window.frameGeometry().topLeft()))
    assert room.contains(manual.frameGeometry().topLeft())
    assert near.pos() == stays


def opened(actions: Sequence[QAction]) -> list[QMenu]:
    """The menus that some of the actions open."""
    return [menu for action in actions if isinstance(menu := action.menu(), QMenu)]


def shown(menu: QMenu) -> list[QAction]:
    return [action for action in menu.actions() if not action.isSeparator()]


def test_no_menu_is_higher_than_a_small_window(window: Window) -> None:
    menus = opened(window.menuBar().actions())
    inside = [menu for outer in menus for menu in opened(outer.actions())]
    assert {menu.title() for menu in inside} >= {"&Marks on the page", "&Panels", "&Theme"}
    for menu in (*menus, *inside):
        assert menu.sizeHint().height() < SIZE.height() - 60, menu.title()
    reached = [action.objectName() for menu in (*menus, *inside) for action in shown(menu) if action.menu() is None]
    listed = [record.id for record in window.registry.records if record.menu]
    assert sorted(reached) == sorted(listed)  # each once, in its menu or the menu inside it


def test_the_actions_of_a_menu_stand_by_group(window: Window) -> None:
    groups = {record.id: record.group for record in window.registry.records}
    for menu in opened(window.menuBar().actions()):
        order = [groups[action.objectName()] for action in shown(menu) if action.menu() is None]
        assert order == sorted(order), menu.title()
    (file,) = (menu for menu in opened(window.menuBar().actions()) if menu.title() == "&File")
    assert file.actions()[-1] is window.registry.action("file.quit")


def test_what_says_that_all_is_well_makes_room_for_what_comes_next(theme: Theme, qtbot: QtBot) -> None:
    QCursor.setPos(QGuiApplication.primaryScreen().geometry().bottomRight())  # a notice that is read stays
    bar = NoticeBar(theme)
    qtbot.addWidget(bar)
    well = Notice("3 files imported")
    choice = Notice("Log.xlsx is written", steps=(("Open", lambda: None),))
    bar.show_notice(Notice("a.pdf is damaged.", level="warning"))
    bar.show_notice(well)
    assert bar.notices[0] is well
    bar.show_notice(choice)
    assert [notice.title for notice in bar.notices] == ["Log.xlsx is written", "a.pdf is damaged."]
    bar._passing.setInterval(1)
    bar.show_notice(well)
    qtbot.waitUntil(lambda: well not in bar.notices, timeout=5000)
    assert choice in bar.notices


def test_keys_of_a_notice_go_back_to_the_view(window: Window, qtbot: QtBot) -> None:
    """Else they go to what stands next, and the next Enter opens another project."""
    window.show()
    qtbot.waitExposed(window)
    assert window.desk.view is not None
    window.desk.view.page_view.setFocus()
    window.notify(Notice("b.pdf is not where it was", steps=(("Locate …", lambda: None),)))
    step = next(part for part in window.notices.findChildren(QPushButton) if part.text() == "Locate …")
    step.setFocus()
    assert window.focusWidget() is step
    step.click()
    QApplication.processEvents()
    assert window.focusWidget() is window.desk.view.page_view


def test_the_search_field_is_empty_in_the_next_project(window: Window) -> None:
    window.toolbar.search.setText("residency")
    window.close_project()
    assert window.toolbar.search.text() == ""


def test_a_window_kept_on_a_screen_that_is_unplugged_comes_back_in_sight(application: Application) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    away = application.new_window()
    away.resize(640, 480)
    away.move(room.right() + 2_000, room.bottom() + 1_000)
    kept = away.saveGeometry()
    away.close()
    application.settings.keep_bytes("geometry", kept)
    back = application.new_window()
    QApplication.processEvents()
    seen = back.frameGeometry().intersected(room)
    assert seen.width() >= 200, back.frameGeometry()
    assert room.contains(back.frameGeometry().topLeft() + QPoint(20, 5)), "its title bar can be taken hold of"
    assert back.width() <= room.width() or back.isMaximized() or back.width() == back.minimumSizeHint().width()


_LEFT = {"name": "left", "x": 0, "y": 0, "width": 1280, "height": 800, "logicalDpi": 96, "dpr": 1}
_RIGHT = {"name": "right", "x": 1280, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 2}
_OPENS = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from reviewer.ui.application import Application
from reviewer.ui.settings import Settings
if __name__ == "__main__":
    qt = QApplication([])
    application = Application(qt, Settings(Path(sys.argv[1])))
    window = application.new_window()
    if sys.argv[2] == "move":
        window.resize(1000, 700)
        window.move(1600, 100)
    qt.processEvents()
    screens = QGuiApplication.screens()
    place = window.frameGeometry().topLeft() + QPoint(20, 5)
    print(len(screens), QGuiApplication.screenAt(place).name() if QGuiApplication.screenAt(place) else "nowhere")
    application.finish()
"""


def test_two_screens_then_one(tmp_path: Path) -> None:
    """The program itself, first with two screens and its window on the second, then with the first alone."""
    opens = tmp_path / "opens.py"
    opens.write_text(_OPENS, encoding="utf-8")
    said = []
    for screens, deed in (([_LEFT, _RIGHT], "move"), ([_LEFT], "look")):
        config = tmp_path / "screens.json"
        config.write_text(json.dumps({"screens": screens}), encoding="utf-8")
        environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"}
        command = [sys.executable, str(opens), str(tmp_path / "settings"), deed]
        asked = subprocess.run(command, env=environment, check=True, capture_output=True, text=True, timeout=120)
        said.append(asked.stdout.strip())
    assert said == ["2 right", "1 left"]
