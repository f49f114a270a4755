"""Holds the window's look and applies it: light, dark or as the system says, changed at any time."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path
from string import Template
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.model.page import Marking
from reviewer.model.resources import resource
from reviewer.ui.theme import tokens as sizes
from reviewer.ui.theme.contrast import mix
from reviewer.ui.theme.exemption_colors import CodeColors, code_colors
from reviewer.ui.theme.fonts import icon_px, interface_font, system_size
from reviewer.ui.theme.icons import draw_icon, make_icon
from reviewer.ui.theme.tokens import Choice, ThemeName, Tokens, load_tokens


class Theme(QObject):
    """The look of one application; `changed` fires after everything was repainted with new tokens."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: Choice = "system", text_size: int = 100) -> None:
        super().__init__(application)
        self._application = application
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._codes: dict[tuple[tuple[str, ...], bool], CodeColors] = {}
        self._folder = Path(tempfile.mkdtemp(prefix="foia-reviewer-look-"))  # icons that the style sheet names
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._choice: Choice = choice
        self.tokens: Tokens = load_tokens(self._wanted())
        application.setStyle("Fusion")
        self._percent = text_size or system_size()
        application.styleHints().colorSchemeChanged.connect(self._follow)
        self._apply()

    @property
    def choice(self) -> Choice:
        """What the user chose: `system`, `light` or `dark`."""
        return self._choice

    def choose(self, choice: Choice) -> None:
        """Use `choice` from now on."""
        self._choice = choice
        self._follow()

    def set_text_size(self, percent: int) -> None:
        """Show text at a percentage of its usual size; 0: as the system's own font asks."""
        self._percent = percent or system_size()
        self._apply()
        self.changed.emit()

    def icon(self, name: str, tone: str = "text", size: int = sizes.ICON) -> QIcon:
        """The line icon `name` tinted with the token `tone`, `size` pixels beside text of 13."""
        key = (name, tone, icon_px(size))
        if key not in self._icons:
            self._icons[key] = make_icon(name, self.tokens, tone, icon_px(size))
        return self._icons[key]

    def pixmap(self, name: str, tone: str = "text", size: int = sizes.ICON, scale: float = 2.0) -> QPixmap:
        """The line icon as a picture for labels and delegates."""
        key = (name, tone, size, scale)
        if key not in self._pixmaps:
            self._pixmaps[key] = draw_icon(name, self.tokens[tone], size, scale)
        return self._pixmaps[key]

    def color(self, token: str) -> QColor:
        """The token as a Qt colour."""
        return QColor(self.tokens[token])

    def codes(self, codes: tuple[str, ...], marking: Marking = "none", *, awaited: bool = False) -> CodeColors:
        """The colours of a redaction that claims `codes`, or whose claim stands where `marking` says.

        `awaited`: nobody has looked for its code yet, so that it is no alarm that it has none.
        """
        claim = (codes[:1], not codes and (awaited or marking != "none"))  # the first code decides
        if claim not in self._codes:
            self._codes[claim] = code_colors(*claim, self.tokens)
        return self._codes[claim]

    def _wanted(self) -> ThemeName:
        if self._choice != "system":
            return self._choice
        return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"

    def _follow(self, *_scheme: object) -> None:
        wanted = self._wanted()
        if wanted != self.tokens.name:
            self.tokens = load_tokens(wanted)
            for kept in (self._icons, self._pixmaps, self._codes):
                kept.clear()
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        font = interface_font(self._percent)
        if font != self._application.font():  # each of these three goes through every widget there is
            self._application.setFont(font)
        self._application.setPalette(palette(self.tokens))
        self._application.setStyleSheet(style_sheet(self.tokens, self._folder, self._percent))


def palette(tokens: Tokens) -> QPalette:
    """The tokens as Qt's palette, for what the style sheet does not reach."""
    roles = QPalette.ColorRole
    made = QPalette()
    pairs = {
        roles.Window: "window", roles.Base: "panel", roles.AlternateBase: "panel2", roles.Button: "panel",
        roles.WindowText: "text", roles.Text: "text", roles.ButtonText: "text", roles.PlaceholderText: "text2",
        roles.Highlight: "accent", roles.HighlightedText: "on_accent", roles.Link: "accent_text",
        roles.ToolTipBase: "panel", roles.ToolTipText: "text", roles.Mid: "line", roles.Accent: "accent",
    }  # fmt: skip
    for role, token in pairs.items():
        made.setColor(role, QColor(tokens[token]))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(_disabled(tokens)))
    return made


def style_sheet(tokens: Tokens, folder: Path, percent: int = 100) -> str:
    """The style sheet with every token filled in; KeyError if it names a token that does not exist.

    A style sheet can only name pictures that are files: they are written into `folder`, tinted.
    """
    template = Template(resource("themes", "window.qss").read_text(encoding="utf-8"))
    return template.substitute(
        tokens.colors,
        disabled=_disabled(tokens),
        text_px=round(sizes.TEXT_PX * percent / 100),
        key_px=round(sizes.KEY_PX * percent / 100),
        small_px=round(sizes.SMALL_PX * percent / 100),
        title_px=round(sizes.TITLE_PX * percent / 100),
        head_px=round(sizes.HEAD_PX * percent / 100),
        mark_px=icon_px(sizes.MARK_PX),
        icon_px=icon_px(),
        radius=sizes.RADIUS,
        icon_down=_icon_file(folder, "down", tokens),
        icon_next=_icon_file(folder, "next", tokens),
        icon_ticked=_icon_file(folder, "ticked", tokens, "on_accent"),
    )


def set_role(widget: QWidget, **properties: Any) -> None:
    """Set dynamic properties that the style sheet selects by, and repaint if they changed."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return  # to polish a widget anew takes a millisecond
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _disabled(tokens: Tokens) -> str:
    return mix(tokens["text2"], tokens["panel"], 0.45)


def _icon_file(folder: Path, name: str, tokens: Tokens, tone: str = "text2") -> str:
    path = folder / f"{name}-{tokens.name}.svg"
    drawn = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", tokens[tone])
    path.write_text(drawn, encoding="utf-8")
    return path.as_posix()
