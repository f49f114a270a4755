"""What is in view: views, panels, zoom, turning, marks, tools, themes and places, each by its key or its menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from reviewer.ui.page import Layer, Tool
from reviewer.ui.panels.command_palette import CommandPalette
from reviewer.ui.widgets.notice import Notice
from tests.ui.hands import Hands, does

VIEWS = ("redactions", "overview", "requests", "entities", "timeline", "passages", "audit", "appeal", "index",
         "compare", "settings")  # fmt: skip


@pytest.mark.parametrize("name", [pytest.param(name, marks=does(f"show.{name}", "show.review")) for name in VIEWS])
def test_a_view_comes_to_the_front_and_the_pages_come_back(hands: Hands, name: str) -> None:
    hands.do(f"show.{name}")
    assert hands.window.desk.shows(name)
    assert hands.window.stack.currentWidget() is not hands.view
    if name != "settings":
        assert hands.is_on(f"show.{name}")
    assert not hands.is_on("show.review")
    shown = hands.window.stack.currentWidget()
    assert shown is not None
    focus = QApplication.focusWidget()
    assert focus is not None
    assert shown is focus or shown.isAncestorOf(focus), "the keys came with it"
    hands.do("show.review")
    assert hands.window.stack.currentWidget() is hands.view
    assert hands.view.page_view.hasFocus()
    assert hands.is_on("show.review")


LEFT = ("documents", "pages", "outline", "search")
RIGHT = ("redactions", "passages", "entities", "text", "info", "comments", "history")


@pytest.mark.parametrize("name", [pytest.param(name, marks=does(f"view.{name}")) for name in (*LEFT, *RIGHT)])
def test_a_panel_comes_to_the_front_and_takes_the_keys_when_asked_again(hands: Hands, name: str) -> None:
    side = hands.view.left if name in LEFT else hands.view.right
    other = next(each for each in (LEFT if name in LEFT else RIGHT) if each != name)
    side.show_panel(other)
    side.setVisible(False)
    hands.do("show.overview")
    hands.do(f"view.{name}")
    assert hands.window.desk.shows("review")
    assert side.isVisible()
    assert side.current == name
    hands.do(f"view.{name}")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert side.isAncestorOf(focus)


@pytest.mark.parametrize("name", [pytest.param(name, marks=does(f"view.{name}")) for name in ("left", "right")])
def test_a_side_goes_and_comes_back(hands: Hands, name: str) -> None:
    side = hands.view.left if name == "left" else hands.view.right
    for shown in (False, True):
        hands.do(f"view.{name}")
        assert side.isVisible() == shown


@does("view.zoom-in", "view.zoom-out", "view.actual-size", "view.fit-width", "view.fit-page")
def test_zoom(hands: Hands) -> None:
    pages = hands.view.page_view
    hands.do("view.actual-size")
    assert pages.zoom() == 1.0
    hands.do("view.zoom-in")
    assert pages.zoom() == 1.1
    hands.do("view.zoom-out")
    hands.do("view.zoom-out")
    assert pages.zoom() == 0.9
    hands.do("view.fit-page")
    assert pages.fit() == "page"
    whole = pages.zoom()
    hands.do("view.fit-width")
    assert pages.fit() == "width"
    assert pages.zoom() > whole
    hands.press("Ctrl+=")
    assert pages.fit() == "none", "the other key of zooming in"


@does("view.fit-selection")
def test_what_is_selected_fills_the_view(hands: Hands) -> None:
    assert not hands.can("view.fit-selection"), "nothing is selected"
    row = hands.click_redaction(2, 3)
    before = hands.view.page_view.zoom()
    hands.do("view.fit-selection")
    assert hands.view.page_view.zoom() > before
    assert hands.view.page_view.shows(row.page_id, row.rects[0])
    hands.view.page_view.set_fit("width")


@does("view.loupe")
def test_the_loupe_is_held_and_put_away(hands: Hands) -> None:
    hands.do("view.loupe")
    assert hands.view.page_view.magnifies()
    assert hands.is_on("view.loupe")
    hands.press("Esc")
    assert not hands.view.page_view.magnifies()
    hands.take("view.loupe")
    assert hands.view.page_view.magnifies()
    hands.do("view.loupe")
    assert not hands.view.page_view.magnifies()
    assert not hands.is_on("view.loupe")


@does("view.single")
def test_one_page_at_a_time(hands: Hands) -> None:
    hands.do("view.single")
    assert not hands.view.page_view.continuous()
    assert hands.is_on("view.single")
    hands.do("view.single")
    assert hands.view.page_view.continuous()
    assert not hands.is_on("view.single")


TURNS = (("right", 1, False), ("left", 3, False), ("document-right", 1, True), ("document-left", 3, True))


@pytest.mark.parametrize(
    ("name", "quarters", "document"), [pytest.param(*turn, marks=does(f"view.turn-{turn[0]}")) for turn in TURNS]
)
def test_pages_are_turned_for_the_eye_alone(hands: Hands, name: str, quarters: int, document: bool) -> None:
    hands.go_to(6)  # the first of a document of two pages
    turned = hands.view.page_view.view_state
    six, seven = (hands.session.project.page_ids[place] for place in (5, 6))
    hands.do(f"view.turn-{name}")
    assert _quarters(turned()) == ({six: quarters, seven: quarters} if document else {six: quarters})
    assert hands.session.edits.undo_title == "", "that is no edit"
    back = name.replace("right", "LEFT").replace("left", "RIGHT").lower()
    hands.do(f"view.turn-{back}")
    assert _quarters(turned()) == {}


def _quarters(state: dict[str, object]) -> dict[int, int]:
    kept = state.get("turned", [])
    assert isinstance(kept, list)
    return dict(kept)


@pytest.mark.parametrize("layer", [pytest.param(layer, marks=does(f"view.layer-{layer}")) for layer in Layer])
def test_marks_on_the_page_are_switched(hands: Hands, layer: Layer) -> None:
    pages = hands.view.page_view
    before = layer in pages.layers
    assert hands.is_on(f"view.layer-{layer}") == before
    hands.do(f"view.layer-{layer}")
    assert (layer in pages.layers) != before
    assert hands.is_on(f"view.layer-{layer}") != before
    hands.do(f"view.layer-{layer}")
    assert (layer in pages.layers) == before


TOOLS = (("select", Tool.SELECT), ("hand", Tool.HAND), ("draw", Tool.DRAW), ("region", Tool.REGION))


@pytest.mark.parametrize(("name", "tool"), [pytest.param(*each, marks=does(f"tool.{each[0]}")) for each in TOOLS])
def test_a_tool_is_taken_in_hand(hands: Hands, name: str, tool: Tool) -> None:
    hands.view.page_view.set_tool(Tool.HAND if tool == Tool.SELECT else Tool.SELECT)
    hands.do(f"tool.{name}")
    assert hands.view.page_view.tool() == tool
    assert [other for other, _tool in TOOLS if hands.is_on(f"tool.{other}")] == [name]
    hands.view.page_view.set_tool(Tool.SELECT)


@does("tool.hand")
def test_the_hand_moves_the_page(hands: Hands) -> None:
    hands.go_to(2)
    hands.do("tool.hand")
    before = hands.view.page_view.verticalScrollBar().value()
    middle = hands.view.page_view.viewport().rect().center()
    hands.drag(middle, middle - middle / 4)
    assert hands.view.page_view.verticalScrollBar().value() > before
    assert hands.session.commands.segments == (), "no word is selected on the way"
    hands.view.page_view.set_tool(Tool.SELECT)


@does("go.next-page", "go.previous-page")
def test_pages_are_turned_over(hands: Hands) -> None:
    pages, ids = hands.view.page_view, hands.session.project.page_ids
    hands.do("go.next-page")
    assert pages.current_page() == ids[1]
    hands.do("go.next-page")
    assert pages.current_page() == ids[2]
    hands.do("go.previous-page")
    assert pages.current_page() == ids[1]


@does("go.page", "go.back", "go.forward")
def test_the_way_back_leads_through_places_visited(hands: Hands) -> None:
    pages, ids = hands.view.page_view, hands.session.project.page_ids
    hands.do("go.page")
    hands.enter("9")
    assert pages.current_page() == ids[8]
    hands.go_to(4)
    hands.do("go.back")
    assert pages.current_page() == ids[8]
    assert hands.can("go.forward")
    hands.do("go.forward")
    assert pages.current_page() == ids[3]
    assert not hands.can("go.forward"), "there is nothing ahead of the last place"
    assert hands.refuses("go.forward")


@does("help.palette")
def test_the_palette_finds_a_command(hands: Hands) -> None:
    hands.do("help.palette")
    popup = hands.window.findChildren(CommandPalette)[-1]
    assert popup.isVisible()
    hands.enter("timeline")
    assert hands.window.desk.shows("timeline")


@pytest.mark.parametrize(
    ("action", "title"),
    [
        pytest.param("help.keys", "Keys", marks=does("help.keys")),
        pytest.param("help.about", "About", marks=does("help.about")),
        pytest.param("help.manual", "Manual", marks=does("help.manual")),
    ],
)
def test_help_comes_up_and_escape_puts_it_away(hands: Hands, action: str, title: str) -> None:
    def look(dialog: QDialog) -> None:
        assert title in dialog.windowTitle()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    with hands.asked(QDialog, look):
        hands.do(action)


@does("view.notices", "view.dismiss-notices")
def test_notices_take_the_keys_and_go(hands: Hands) -> None:
    assert not hands.can("view.notices")
    assert not hands.can("view.dismiss-notices")
    hands.window.notify(Notice("Something was written", "It is there.", key="written"))
    hands.settle()
    hands.do("view.notices")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert hands.window.notices.isAncestorOf(focus)
    hands.press("Esc")
    assert hands.view.page_view.hasFocus(), "the keys are given back"
    hands.do("view.dismiss-notices")
    assert hands.window.notices.notices == ()
    assert not hands.can("view.notices")
