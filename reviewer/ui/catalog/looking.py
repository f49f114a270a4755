"""Actions that change what is in view: tools, zoom, panels, theme, places."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from reviewer.ui.actions import Action
from reviewer.ui.catalog.shell import Shell
from reviewer.ui.page import PageView, Tool


def _tr(text: str) -> str:
    return QCoreApplication.translate("Actions", text)


def tools_actions(window: Shell) -> list[Action]:
    """What dragging on the page does."""
    desk = window.desk

    def tool(name: str, label: str, text: str, key: str, icon: str, which: Tool) -> Action:
        return Action(
            f"tool.{name}",
            label,
            text,
            lambda: desk.take_tool(which),
            (key,),
            icon,
            "review",
            "view",
            0,
            desk.has_project,
            checked=lambda: desk.tool() == which,
        )

    return [
        tool("select", _tr("Select words"), _tr("Drag over words to select them as text."), "V", "text", Tool.SELECT),
        tool("hand", _tr("Move the page"), _tr("Drag the page itself."), "H", "hand", Tool.HAND),
        tool("draw", _tr("Draw a redaction"), _tr("Drag a box around one that was missed."), "D", "draw", Tool.DRAW),
        tool("region", _tr("Tag a region"), _tr("Drag a box around anything worth a tag."), "R", "region", Tool.REGION),
    ]


def view_actions(window: Shell) -> list[Action]:
    """What the menu View holds."""
    desk = window.desk
    opened = desk.has_project

    def theme(name: str, label: str) -> Action:
        return Action(
            f"view.theme-{name}",
            label,
            _tr("Choose how the window looks."),
            window.theme_setter(name),
            icon={"light": "sun", "dark": "moon"}.get(name, ""),
            menu="view",
            group=4,
            checked=lambda: window.theme_choice() == name,
        )

    return [
        Action(
            "view.zoom-in",
            _tr("Zoom in"),
            _tr("Show the page larger."),
            desk.on_page(PageView.zoom_in),
            ("Ctrl++", "Ctrl+="),
            "plus",
            menu="view",
            group=1,
            enabled=opened,
        ),
        Action(
            "view.zoom-out",
            _tr("Zoom out"),
            _tr("Show the page smaller."),
            desk.on_page(PageView.zoom_out),
            ("Ctrl+-",),
            "minus",
            menu="view",
            group=1,
            enabled=opened,
        ),
        Action(
            "view.fit-width",
            _tr("Fit width"),
            _tr("Let the page fill the width."),
            desk.on_page(lambda page: page.set_fit("width")),
            ("Ctrl+0",),
            "fit-width",
            menu="view",
            group=1,
            enabled=opened,
        ),
        Action(
            "view.fit-page",
            _tr("Fit page"),
            _tr("Show the whole page."),
            desk.on_page(lambda page: page.set_fit("page")),
            ("Ctrl+9",),
            "fit-page",
            menu="view",
            group=1,
            enabled=opened,
        ),
        *[
            Action(
                f"view.{name}",
                label,
                _tr("Show this panel."),
                desk.panel_opener(name),
                (key,),
                icon,
                menu="view",
                group=2,
                enabled=opened,
            )
            for name, label, key, icon in _panels()
        ],
        Action(
            "view.left",
            _tr("Left panel"),
            _tr("Show or hide the ways to a page."),
            desk.toggle("left"),
            ("Ctrl+B",),
            "panel-left",
            menu="view",
            group=3,
            enabled=opened,
        ),
        Action(
            "view.right",
            _tr("Right panel"),
            _tr("Show or hide what was found."),
            desk.toggle("right"),
            ("Ctrl+Shift+B",),
            "panel-right",
            menu="view",
            group=3,
            enabled=opened,
        ),
        theme("system", _tr("Theme of the system")),
        theme("light", _tr("Light theme")),
        theme("dark", _tr("Dark theme")),
    ]


def _panels() -> list[tuple[str, str, str, str]]:
    return [
        ("documents", _tr("Documents"), "Alt+1", "release"),
        ("pages", _tr("Pages"), "Alt+2", "pages"),
        ("outline", _tr("Outline"), "Alt+3", "outline"),
        ("search", _tr("Pages found"), "Alt+4", "search"),
        ("redactions", _tr("Redactions"), "Ctrl+1", "redaction"),
        ("passages", _tr("Passages"), "Ctrl+2", "tag"),
        ("entities", _tr("Entities"), "Ctrl+3", "person"),
        ("text", _tr("Text of the page"), "Ctrl+4", "text"),
        ("info", _tr("Facts"), "Ctrl+5", "info"),
    ]


def go_actions(window: Shell) -> list[Action]:
    """What the menu Go holds."""
    desk = window.desk
    opened = desk.has_project
    return [
        Action(
            "go.back",
            _tr("Back"),
            _tr("Go to where you came from."),
            desk.go(False),
            ("Alt+Left",),
            "back",
            menu="go",
            enabled=desk.can_go(False),
        ),
        Action(
            "go.forward",
            _tr("Forward"),
            _tr("Go forward again."),
            desk.go(True),
            ("Alt+Right",),
            "forward",
            menu="go",
            enabled=desk.can_go(True),
        ),
        Action(
            "go.previous-page",
            _tr("Previous page"),
            _tr("Go to the page before."),
            desk.on_page(PageView.previous_page),
            ("Ctrl+PgUp",),
            "previous",
            menu="go",
            group=1,
            enabled=opened,
        ),
        Action(
            "go.next-page",
            _tr("Next page"),
            _tr("Go to the page after."),
            desk.on_page(PageView.next_page),
            ("Ctrl+PgDown",),
            "next",
            menu="go",
            group=1,
            enabled=opened,
        ),
        Action(
            "go.page",
            _tr("Go to page …"),
            _tr("Type the number of a page."),
            desk.type_page,
            ("G",),
            "pages",
            "review",
            "go",
            1,
            opened,
        ),
    ]
