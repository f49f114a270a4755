"""Draws the line icons of resources/icons in the theme's colours, sharp at every screen scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reviewer.model.resources import resource
from reviewer.ui.theme.contrast import mix
from reviewer.ui.theme.tokens import ICON, Tokens


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


def draw_icon(name: str, color: str, size: int = ICON, scale: float = 1.0) -> QPixmap:
    """The icon `name` in `color`, `size` device-independent pixels square; FileNotFoundError if there is none."""
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))
    pixels = round(size * scale)
    pixmap = QPixmap(QSize(pixels, pixels))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


def make_icon(name: str, tokens: Tokens, tone: str = "text", size: int = ICON) -> QIcon:
    """The icon in the token `tone`: accented when checked, faded when disabled; sharp on the screens there are."""
    icon = QIcon()
    faded = mix(tokens[tone], tokens["panel"], 0.6)
    checked = tokens["accent_text"] if tone in ("text", "text2") else tokens[tone]
    for scale in sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}):
        icon.addPixmap(draw_icon(name, tokens[tone], size, scale), QIcon.Mode.Normal, QIcon.State.Off)
        icon.addPixmap(draw_icon(name, checked, size, scale), QIcon.Mode.Normal, QIcon.State.On)
        disabled = draw_icon(name, faded, size, scale)
        icon.addPixmap(disabled, QIcon.Mode.Disabled, QIcon.State.Off)
        icon.addPixmap(disabled, QIcon.Mode.Disabled, QIcon.State.On)
    return icon
