"""Pictures too large to be decoded whole: read in parts with the same dots, in bounded memory, or refused by name."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, TiffImagePlugin

from reviewer.model.errors import SourceError
from reviewer.model.evidence import Pixels
from reviewer.pdf import huge
from reviewer.pdf.source import open_source

MOST_MB = 400
_READ = """
import sys, psutil
from pathlib import Path
from reviewer.detection.find import find_redactions
from reviewer.pdf.source import open_source
with open_source(Path(sys.argv[1])) as source:
    page = source.page(0)
    found = find_redactions(page.evidence(200), None)
    memory = psutil.Process().memory_info()
    peak = getattr(memory, "peak_wset", 0)
    status = Path("/proc/self/status")
    if status.exists():  # on Linux ru_maxrss begins with what the process had that started this one
        peak = next(int(line.split()[1]) * 1024 for line in status.read_text().splitlines() if "VmHWM" in line)
    elif not peak:
        import resource
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # bytes on macOS
    print(round(page.width), round(page.height), page.native_dpi, peak // 1_000_000, len(found.redactions))
"""


def _page() -> Pixels:
    page = np.full((660, 510), 255, np.uint8)
    page[100:130, 60:300] = 0
    page[200:210, 60:70] = 90
    return page


def _shown(path: Path) -> Pixels:
    with open_source(path) as source:
        return source.page(0).render(60, color=True).image


@pytest.mark.parametrize(
    ("mode", "name", "options"),
    [
        ("1", "page.tif", {"compression": "group4"}),
        ("1", "page.tif", {"compression": "group3"}),
        ("1", "page.tif", {"compression": "packbits"}),
        ("L", "page.tif", {}),
        ("L", "page.tif", {"compression": "tiff_lzw"}),
        ("RGB", "page.tif", {"compression": "tiff_adobe_deflate"}),
        ("L", "page.tif", {"compression": "group4", "orientation": 6}),
        ("1", "page.png", {}),
        ("L", "page.png", {}),
        ("RGB", "page.png", {}),
    ],
)
def test_a_picture_read_in_parts_shows_the_same(
    mode: str, name: str, options: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = Image.fromarray(_page()).convert(mode)
    settings: dict[str, Any] = dict(options)
    if orientation := settings.pop("orientation", None):
        image, exif = image.convert("1"), Image.Exif()
        exif[0x0112] = orientation
        settings["exif"] = exif
    image.save(tmp_path / name, dpi=(60, 60), **settings)
    whole = _shown(tmp_path / name)
    monkeypatch.setattr(huge, "MOST_DECODED", 1000)
    in_parts = _shown(tmp_path / name)
    assert in_parts.shape == whole.shape
    assert float(np.mean(np.abs(in_parts.astype(np.int16) - whole) > 60)) < 0.01


@pytest.mark.parametrize(("name", "options"), [("clear.png", {}), ("photo.tif", {"compression": "jpeg"})])
def test_what_can_only_be_decoded_whole_is_refused(
    name: str, options: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = Image.fromarray(_page()).convert("RGBA" if name == "clear.png" else "RGB")
    image.save(tmp_path / name, dpi=(60, 60), **options)
    monkeypatch.setattr(huge, "MOST_DECODED", 1000)
    with open_source(tmp_path / name) as source, pytest.raises(SourceError, match="510 x 660 dots") as refused:
        source.page(0)
    assert refused.value.code == "too-large"
    assert "half its resolution" in refused.value.advice


def _sheet(path: Path, width: int, strips: int, rows: int) -> None:
    """A bilevel TIFF of 600 dpi whose strips all show the same rows, so that it is written without its dots."""
    part = io.BytesIO()
    stripe = np.full((rows, width), 255, np.uint8)
    stripe[rows // 4 : rows // 2, width // 4 : width // 2] = 0
    Image.fromarray(stripe).convert("1").save(part, "TIFF", compression="group4", strip_size=width * rows)
    with TiffImagePlugin.TiffImageFile(io.BytesIO(part.getvalue())) as encoded:
        (offset,), (count,) = encoded.tag_v2[273], encoded.tag_v2[279]
        photometric = encoded.tag_v2[262]
    data = part.getvalue()[offset : offset + count]
    places = 8 + len(data) + len(data) % 2
    counts, dpi = places + 4 * strips, places + 8 * strips
    entries = [
        (256, 4, 1, width), (257, 4, 1, strips * rows), (258, 3, 1, 1), (259, 3, 1, 4), (262, 3, 1, photometric),
        (273, 4, strips, places), (277, 3, 1, 1), (278, 4, 1, rows), (279, 4, strips, counts), (282, 5, 1, dpi),
        (283, 5, 1, dpi), (296, 3, 1, 2),
    ]  # fmt: skip
    with path.open("wb") as file:
        file.write(struct.pack("<2sHI", b"II", 42, dpi + 8))
        file.write(data + b"\0" * (len(data) % 2))
        file.write(struct.pack(f"<{strips}I", *[8] * strips) + struct.pack(f"<{strips}I", *[count] * strips))
        file.write(struct.pack("<II", 600, 1) + struct.pack("<H", len(entries)))
        for entry in entries:
            file.write(struct.pack("<HHII", *entry))
        file.write(b"\0\0\0\0")


def test_an_a0_sheet_at_600_dpi_is_read_in_bounded_memory(tmp_path: Path) -> None:
    _sheet(tmp_path / "sheet.tif", 19866, 70, 401)
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(tmp_path / "sheet.tif")], capture_output=True, text=True, check=True
    )
    width, height, dpi, megabytes, _found = (int(part) for part in done.stdout.split())
    assert (width, height, dpi) == (2384, 3368, 600)
    assert megabytes <= MOST_MB
