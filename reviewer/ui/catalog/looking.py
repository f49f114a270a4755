"""Actions that change what is in view: tools, zoom, what lies over the pages, panels, theme, places."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication

from reviewer.ui.actions import Action
from reviewer.ui.catalog.shell import Shell, on_pages, on_view
from reviewer.ui.page import Layer, PageView, Tool


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)


def tools_actions(window: Shell) -> list[Action]:
    """What dragging on the page does."""
    desk = window.desk

    in_front = on_pages(window)

    def tool(name: str, label: str, text: str, key: str, icon: str, which: Tool) -> Action:
        makes = which in (Tool.DRAW, Tool.REGION)  # nothing can be made in a project that is open to read
        return Action(f"tool.{name}", label, text, lambda: desk.take_tool(which), (key,), icon, "review", "view", -1,
                      lambda: in_front() and (desk.can_edit() or not makes),
                      checked=lambda: desk.tool() == which)  # fmt: skip

    return [
        tool("select", _tr("Select words"), _tr("Drag over words to select them as text."), "V", "text", Tool.SELECT),
        tool("hand", _tr("Move the page"), _tr("Drag the page itself; held, the space bar does so too."),
             "H", "hand", Tool.HAND),
        tool("draw", _tr("Draw a redaction"), _tr("Drag a box around one that was missed."), "D", "draw", Tool.DRAW),
        tool("region", _tr("Tag a region"), _tr("Drag a box around anything worth a tag."), "R", "region", Tool.REGION),
    ]  # fmt: skip


def view_actions(window: Shell) -> list[Action]:
    """What the menu View holds."""
    return [
        *_place_actions(window),
        *_zoom_actions(window),
        *_turn_actions(window),
        *_layer_actions(window),
        *_panel_actions(window),
        *_theme_actions(window),
    ]


def _place_actions(window: Shell) -> list[Action]:
    desk, act = window.desk, partial(Action, menu="view", enabled=window.desk.has_project)
    return [
        act("show.review", _tr("Review"), _tr("Show the pages, to read and check them."), desk.view_opener("review"),
            ("F5",), "pages", checked=lambda: desk.shows("review")),
        act("show.redactions", _tr("Redactions"), _tr("Show every redaction of the project in one table."),
            desk.view_opener("redactions"), ("F6",), "redaction", checked=lambda: desk.shows("redactions")),
        act("show.overview", _tr("Overview"), _tr("Show what the release is, in figures and charts."),
            desk.view_opener("overview"), ("F7",), "release", checked=lambda: desk.shows("overview")),
        act("show.requests", _tr("Requests"), _tr("Show the requests with their letters, and by when to appeal."),
            desk.view_opener("requests"), ("F8",), "letter", checked=lambda: desk.shows("requests")),
        act("show.entities", _tr("Entities"), _tr("Show who is in the release: suggested and confirmed names."),
            desk.view_opener("entities"), ("F11",), "person", checked=lambda: desk.shows("entities")),
        act("show.timeline", _tr("Timeline"), _tr("Show when what is dated was written, and conversations."),
            desk.view_opener("timeline"), ("F12",), "calendar", checked=lambda: desk.shows("timeline")),
    ]  # fmt: skip


def _zoom_actions(window: Shell) -> list[Action]:
    desk, act = window.desk, partial(Action, menu="view", group=1, enabled=on_pages(window))
    zoom = partial(act, submenu=_tr("&Zoom"))
    return [
        zoom("view.zoom-in", _tr("Zoom in"), _tr("Show the page larger."), desk.on_page(PageView.zoom_in),
            ("Ctrl++", "Ctrl+="), "plus"),
        zoom("view.zoom-out", _tr("Zoom out"), _tr("Show the page smaller."), desk.on_page(PageView.zoom_out),
            ("Ctrl+-",), "minus"),
        zoom("view.actual-size", _tr("Actual size"), _tr("Show the page at 100 %."),
            desk.on_page(lambda page: page.set_zoom(1.0)), ("Ctrl+8",)),
        zoom("view.fit-width", _tr("Fit width"), _tr("Let the page fill the width."),
            desk.on_page(lambda page: page.set_fit("width")), ("Ctrl+0",), "fit-width"),
        zoom("view.fit-page", _tr("Fit page"), _tr("Show the whole page."),
            desk.on_page(lambda page: page.set_fit("page")), ("Ctrl+9",), "fit-page"),
        zoom("view.fit-selection", _tr("Fit selection"), _tr("Let the selected words or redaction fill the view."),
            on_view(window, lambda view: view.journey.zoom_to_selection()), ("Z",), context="review",
            enabled=desk.can_fit_selection),
        act("view.loupe", _tr("Loupe"), _tr("Hold a loupe over the page; mouse and arrows move it, Esc puts it away."),
            desk.on_page(PageView.toggle_loupe), ("L",), "search", context="review",
            checked=lambda: desk.view is not None and desk.view.page_view.magnifies()),
        act("view.single", _tr("Single page"), _tr("Show one page at a time instead of all below each other."),
            desk.on_page(lambda page: page.set_continuous(not page.continuous())), ("Ctrl+7",), "file",
            checked=lambda: desk.view is not None and not desk.view.page_view.continuous()),
    ]  # fmt: skip


def _turn_actions(window: Shell) -> list[Action]:
    """Scans that lie on their side: turned for the eye alone, file and exports stay as released."""
    act = partial(Action, menu="view", group=1, submenu=_tr("&Turn"), enabled=on_pages(window))

    def turn(name: str, label: str, text: str, keys: tuple[str, ...], by: int, *, document: bool = False) -> Action:
        run = on_view(window, lambda view: view.journey.turn(by, document=document))
        return act(f"view.turn-{name}", label, text, run, keys)

    return [
        turn("right", _tr("Turn page right"), _tr("Turn the page in view clockwise; the file is not changed."),
             ("Ctrl+]",), 1),
        turn("left", _tr("Turn page left"), _tr("Turn the page in view anticlockwise; the file is not changed."),
             ("Ctrl+[",), -1),
        turn("document-right", _tr("Turn document right"), _tr("Turn every page of the document in view clockwise."),
             ("Ctrl+Shift+]",), 1, document=True),
        turn("document-left", _tr("Turn document left"), _tr("Turn every page of the document in view anticlockwise."),
             ("Ctrl+Shift+[",), -1, document=True),
    ]  # fmt: skip


def _layer_actions(window: Shell) -> list[Action]:
    """One switch for each kind of mark over the pages."""
    desk = window.desk

    def layer(which: Layer, label: str, text: str) -> Action:
        return Action(f"view.layer-{which}", label, text, desk.on_page(lambda page: page.toggle_layer(which)),
                      menu="view", group=2, submenu=_tr("&Marks on the page"), enabled=on_pages(window),
                      checked=lambda: desk.view is not None and which in desk.view.page_view.layers)  # fmt: skip

    return [
        layer(Layer.REDACTIONS, _tr("Mark redactions"), _tr("Show outlines and labels of redactions, or do not.")),
        layer(Layer.PASSAGES, _tr("Mark passages"), _tr("Show tagged passages on the page, or do not.")),
        layer(Layer.ENTITIES, _tr("Mark entities"), _tr("Underline the mentions of entities, or do not.")),
        layer(Layer.HITS, _tr("Mark what was found"), _tr("Show the words that the search found, or do not.")),
        layer(Layer.COMMENTS, _tr("Mark comments"), _tr("Frame comments that came with the files, or do not.")),
        layer(Layer.DOUBTFUL, _tr("Mark doubtful words"), _tr("Show which words the reading is unsure of.")),
    ]


def _panel_actions(window: Shell) -> list[Action]:
    desk = window.desk
    act = partial(Action, menu="view", group=3, submenu=_tr("&Panels"), enabled=desk.has_project)
    panels = (
        ("documents", _tr("Documents"), "Alt+1", "release"),
        ("pages", _tr("Pages"), "Alt+2", "pages"),
        ("outline", _tr("Outline"), "Alt+3", "outline"),
        ("search", _tr("Pages found"), "Alt+4", "search"),
        ("redactions", _tr("Redactions"), "Ctrl+1", "redaction"),
        ("passages", _tr("Passages"), "Ctrl+2", "tag"),
        ("entities", _tr("Entities"), "Ctrl+3", "person"),
        ("text", _tr("Text of the page"), "Ctrl+4", "text"),
        ("info", _tr("Facts"), "Ctrl+5", "info"),
    )
    words = _tr("Show this panel; again: put the keys into it.")
    openers = [
        act(f"view.{name}", label, words, desk.panel_opener(name), (key,), icon) for name, label, key, icon in panels
    ]
    return [
        *openers,
        act("view.left", _tr("Left panel"), _tr("Show or hide the ways to a page."), desk.toggle("left"),
            ("Ctrl+B",), "panel-left", group=4),
        act("view.right", _tr("Right panel"), _tr("Show or hide what was found."), desk.toggle("right"),
            ("Ctrl+Shift+B",), "panel-right", group=4),
        *_notice_actions(window),
    ]  # fmt: skip


def _notice_actions(window: Shell) -> list[Action]:
    act = partial(Action, menu="view", group=5, enabled=lambda: bool(window.notices.notices))
    return [
        act("view.notices", _tr("Go to the notice"), _tr("Put the keys on the newest notice; Esc gives them back."),
            window.notices.take_keys, ("Alt+0",), "info"),
        act("view.dismiss-notices", _tr("Dismiss the notices"), _tr("Take every notice away."),
            window.notices.dismiss_all, ("Ctrl+Alt+0",), "close"),
    ]  # fmt: skip


def _theme_actions(window: Shell) -> list[Action]:
    def theme(name: str, label: str, icon: str = "") -> Action:
        return Action(f"view.theme-{name}", label, _tr("Choose how the window looks."), window.theme_setter(name),
                      icon=icon, menu="view", group=3, submenu=_tr("&Theme"),
                      checked=lambda: window.theme_choice() == name)  # fmt: skip

    return [
        theme("system", _tr("Theme of the system")),
        theme("light", _tr("Light theme"), "sun"),
        theme("dark", _tr("Dark theme"), "moon"),
    ]


def go_actions(window: Shell) -> list[Action]:
    """What the menu Go holds."""
    desk, act = window.desk, partial(Action, menu="go")
    return [
        act("go.back", _tr("Back"), _tr("Go to where you came from."), desk.go(False), ("Alt+Left",), "back",
            enabled=desk.can_go(False)),
        act("go.forward", _tr("Forward"), _tr("Go forward again."), desk.go(True), ("Alt+Right",), "forward",
            enabled=desk.can_go(True)),
        act("go.previous-page", _tr("Previous page"), _tr("Go to the page before."),
            desk.on_page(PageView.previous_page), ("Ctrl+PgUp",), "previous", group=1, enabled=desk.can_turn(-1)),
        act("go.next-page", _tr("Next page"), _tr("Go to the page after."),
            desk.on_page(PageView.next_page), ("Ctrl+PgDown",), "next", group=1, enabled=desk.can_turn(1)),
        act("go.page", _tr("Go to page …"), _tr("Type the number of a page."), desk.type_page, ("G",), "pages",
            "review", group=1, enabled=on_pages(window)),
    ]  # fmt: skip
