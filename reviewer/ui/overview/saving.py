"""Saves a chart as a picture: PNG for a letter, SVG for a drawing program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize
from PySide6.QtGui import QImage, QImageWriter, QPaintDevice, QPainter
from PySide6.QtSvg import QSvgGenerator

from reviewer.export.writing import complete_file
from reviewer.ui.overview.bars import ROW, Bars

_WIDTH = 900
_MARGIN = 24
_HEAD = 28
_SCALE = 2  # sharp in print


def save_chart(bars: Bars, path: Path, *, overwrite: bool = False) -> None:
    """Write a chart as `path`, SVG or PNG by its ending; ExportError where that fails, or a file is there already."""
    size = QSize(_WIDTH, len(bars.bars) * ROW + 2 * _MARGIN + _HEAD)
    data = _svg(bars, size) if path.suffix.lower() == ".svg" else _png(bars, size)
    with complete_file(path, overwrite=overwrite) as part:
        part.write_bytes(data)


def _svg(bars: Bars, size: QSize) -> bytes:
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setSize(size)
    drawing.setViewBox(QRect(0, 0, size.width(), size.height()))
    drawing.setTitle(bars.title)
    _draw(bars, drawing, size)
    buffer.close()
    return bytes(kept.data())


def _png(bars: Bars, size: QSize) -> bytes:
    image = QImage(size * _SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    _draw(bars, image, size)
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    buffer.close()
    return bytes(kept.data())


def _draw(bars: Bars, device: QPaintDevice, size: QSize) -> None:
    painter = QPainter(device)
    painter.fillRect(QRect(0, 0, size.width(), size.height()), bars.theme.color("panel"))
    painter.setPen(bars.theme.color("text"))
    painter.drawText(_MARGIN, _MARGIN + 4, bars.title)
    painter.translate(_MARGIN, _MARGIN + _HEAD - 8)
    bars.draw(painter, size.width() - 2 * _MARGIN)
    painter.end()
