"""Pictures of every build that scanners and fax programs write: the block on them is found, or honestly nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from reviewer.detection.find import find_redactions
from reviewer.model.geometry import Rect
from reviewer.model.page import Redaction
from reviewer.pdf.source import open_source

DPI = 100
BLOCK = Rect(108, 144, 324, 158.4)  # displayed points


def _page(dpi: int = DPI) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    page = np.full((11 * dpi, 17 * dpi // 2), 255, np.uint8)
    x0, y0, x1, y1 = (round(v * dpi / 72) for v in BLOCK)
    page[y0:y1, x0:x1] = 0
    return page


def _bilevel(path: Path) -> Path:
    Image.fromarray(_page()).convert("1").save(path / "fax.tif", compression="group4", dpi=(DPI, DPI))
    return path / "fax.tif"


def _fine(path: Path) -> Path:
    Image.fromarray(_page(600)).convert("1").save(path / "fine.tif", compression="group4", dpi=(600, 600))
    return path / "fine.tif"


def _inks_tiff(path: Path) -> Path:
    Image.fromarray(_page()).convert("CMYK").save(path / "inks.tif", dpi=(DPI, DPI))
    return path / "inks.tif"


def _inks_jpeg(path: Path) -> Path:
    Image.fromarray(_page()).convert("CMYK").save(path / "inks.jpg", dpi=(DPI, DPI))
    return path / "inks.jpg"


def _deep_tiff(path: Path) -> Path:
    Image.fromarray(_page().astype(np.uint16) * 257).save(path / "deep.tif", dpi=(DPI, DPI))
    return path / "deep.tif"


def _deep_png(path: Path) -> Path:
    Image.fromarray(_page().astype(np.uint16) * 257).save(path / "deep.png", dpi=(DPI, DPI))
    return path / "deep.png"


def _transparent(path: Path) -> Path:
    Image.fromarray(np.dstack([_page()] * 3 + [np.full_like(_page(), 255)])).save(path / "clear.png", dpi=(DPI, DPI))
    return path / "clear.png"


def _found(path: Path) -> tuple[Redaction, ...]:
    with open_source(path) as source:
        return find_redactions(source.page(0).evidence(200), None).redactions


BUILDS = [_bilevel, _fine, _inks_tiff, _inks_jpeg, _deep_tiff, _deep_png, _transparent]


@pytest.mark.parametrize("save", BUILDS, ids=lambda f: f.__name__.strip("_"))
def test_a_black_block_is_found_on(save: Callable[[Path], Path], tmp_path: Path) -> None:
    found = _found(save(tmp_path))
    assert [r.kind for r in found] == ["black"]
    assert all(abs(a - b) < 1.0 for a, b in zip(found[0].rects[0], BLOCK, strict=True))


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_black_block_is_found_on_a_turned_page(turns: int, tmp_path: Path) -> None:
    Image.fromarray(np.ascontiguousarray(np.rot90(_page(), turns))).save(tmp_path / "turned.png", dpi=(DPI, DPI))
    assert [r.kind for r in _found(tmp_path / "turned.png")] == ["black"]


def test_a_picture_of_one_point_holds_nothing(tmp_path: Path) -> None:
    Image.fromarray(np.zeros((1, 1), np.uint8)).save(tmp_path / "one.png")
    assert _found(tmp_path / "one.png") == ()


def test_a_sheet_of_a_square_metre_is_read_within_the_budget_of_pixels(tmp_path: Path) -> None:
    Image.new("1", (4967, 7022), 1).save(tmp_path / "sheet.pdf", resolution=150)
    with open_source(tmp_path / "sheet.pdf") as source:
        evidence = source.page(0).evidence(200)
    assert evidence.image.size <= 16_100_000
    assert find_redactions(evidence, None).redactions == ()
