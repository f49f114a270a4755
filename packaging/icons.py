"""Makes every size and format of the program's icon from its one drawing, resources/foia-reviewer.svg."""

from __future__ import annotations

import os
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).resolve().parent.parent / "resources" / "foia-reviewer.svg"  # the window shows it too
PNG_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)  # the folders of the hicolor theme that desktops look into
_ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)  # what Windows shows between the title bar and the largest tiles
_ICNS_SIZE = 1024


def make_icons(folder: Path) -> list[Path]:
    """Writes `foia-reviewer-<pixels>.png`, `foia-reviewer.ico` and `foia-reviewer.icns` into `folder`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    made = [folder / f"foia-reviewer-{size}.png" for size in PNG_SIZES]
    for size, path in zip(PNG_SIZES, made, strict=True):
        draw(size).save(path)
    windows, mac = folder / "foia-reviewer.ico", folder / "foia-reviewer.icns"
    pictures = [draw(size) for size in _ICO_SIZES]  # each drawn at its size: sharper than one that is shrunk
    pictures[-1].save(windows, sizes=[(size, size) for size in _ICO_SIZES], append_images=pictures[:-1])
    draw(_ICNS_SIZE).save(mac)
    application.processEvents()
    return [*made, windows, mac]


def draw(size: int) -> Image.Image:
    """The icon, `size` pixels square, RGBA with a transparent ground."""
    image = QImage(size, size, QImage.Format.Format_RGBA8888)
    image.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(DRAWING.read_bytes()))
    if not renderer.isValid():
        raise ValueError(f"{DRAWING} is no drawing that Qt can read")
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return Image.frombytes("RGBA", (size, size), bytes(image.constBits()), "raw", "RGBA", image.bytesPerLine())
