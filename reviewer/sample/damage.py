"""What printing, scanning and faxing do to a page: skew, blur, paper, shadow, noise, specks, streaks, thresholds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, get_args

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image

from reviewer.model.geometry import Rect, bounds

Damage = Literal["clean", "office", "fax", "worst"]
DAMAGES: tuple[Damage, ...] = get_args(Damage)
Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Scan:
    """How hard a page is hit. Skew in degrees and shift in points are the most there may be; `specks` a megapixel."""

    skew: float = 0.0
    shift: float = 0.0
    blur: float = 0.0
    paper: int = 255
    ink: int = 0
    shadow: float = 0.0
    noise: float = 0.0
    specks: float = 0.0
    streaks: int = 0
    holes: bool = False
    bilevel: bool = False
    dpi: int = 200
    quality: int = 85


SCANS: dict[str, dict[Damage, Scan]] = {
    "office": {
        "clean": Scan(dpi=200),
        "office": Scan(0.3, 2, 0.55, 248, 22, 0.05, 3.0, 6, holes=True, dpi=200, quality=78),
        "fax": Scan(0.7, 3, 0.5, 255, 0, 0.0, 16.0, 60, 1, bilevel=True, dpi=200),
        "worst": Scan(1.0, 5, 0.9, 226, 48, 0.16, 11.0, 60, 1, True, dpi=200, quality=42),
    },
    "bilevel": {
        "clean": Scan(dpi=300, bilevel=True),
        "office": Scan(0.35, 2, 0.7, 250, 10, 0.02, 14.0, 8, dpi=300, bilevel=True),
        "fax": Scan(0.7, 3, 0.6, 255, 0, 0.0, 16.0, 60, 1, bilevel=True, dpi=200),
        "worst": Scan(1.0, 5, 1.0, 240, 20, 0.1, 30.0, 90, 2, bilevel=True, dpi=200),
    },
    "fax": {
        "clean": Scan(dpi=200, bilevel=True),
        "office": Scan(0.6, 3, 0.5, 255, 0, 0.0, 14.0, 40, 1, bilevel=True, dpi=200),
        "fax": Scan(0.8, 4, 0.6, 255, 0, 0.0, 18.0, 80, 2, bilevel=True, dpi=200),
        "worst": Scan(1.2, 6, 0.8, 250, 20, 0.05, 34.0, 140, 3, bilevel=True, dpi=200),
    },
    "archive": {
        "clean": Scan(dpi=200),
        "office": Scan(0.5, 3, 0.8, 232, 42, 0.10, 6.0, 14, holes=True, dpi=200, quality=70),
        "fax": Scan(0.7, 3, 0.7, 250, 10, 0.0, 20.0, 70, 1, True, bilevel=True, dpi=200),
        "worst": Scan(1.1, 6, 1.1, 212, 66, 0.20, 13.0, 70, 1, True, dpi=200, quality=38),
    },
}
"""How each kind of scanned page looks at each degree of damage."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the scanner put the page: a rotation about its middle and a shift, in points."""

    width: float
    height: float
    degrees: float = 0.0
    dx: float = 0.0
    dy: float = 0.0

    def rect(self, rect: Rect) -> Rect:
        """The upright box around a rectangle of the page as it lies on the scan."""
        angle = math.radians(self.degrees)
        cos, sin = math.cos(angle), math.sin(angle)
        cx, cy = self.width / 2, self.height / 2
        corners = [(x - cx, y - cy) for x in (rect.x0, rect.x1) for y in (rect.y0, rect.y1)]
        moved = [(cos * x - sin * y + cx + self.dx, sin * x + cos * y + cy + self.dy) for x, y in corners]
        return bounds(Rect(x, y, x, y) for x, y in moved)

    def matrix(self, scale: float) -> NDArray[np.float64]:
        """The 2 x 3 matrix from page pixels to scan pixels at `scale` pixels a point."""
        cos, sin = math.cos(math.radians(self.degrees)), math.sin(math.radians(self.degrees))
        cx, cy = self.width / 2 * scale, self.height / 2 * scale
        return np.array(
            [
                [cos, -sin, cx - cos * cx + sin * cy + self.dx * scale],
                [sin, cos, cy - sin * cx - cos * cy + self.dy * scale],
            ]
        )


def place(width: float, height: float, scan: Scan, rng: Generator) -> Placement:
    """A placement as crooked as `scan` allows."""
    degrees, dx, dy = rng.uniform(-1, 1, 3)
    return Placement(width, height, scan.skew * degrees, scan.shift * dx, scan.shift * dy)


def scanned(image: Image.Image, scan: Scan, placement: Placement, rng: Generator) -> Image.Image:
    """The page as the scanner saw it, in the mode of `image` or `1` where the scan is bilevel."""
    pixels: Pixels = np.asarray(image)
    scale = image.width / placement.width
    if placement.degrees or placement.dx or placement.dy:
        border = (255,) * (1 if pixels.ndim == 2 else 3)
        size = (image.width, image.height)
        pixels = np.asarray(
            cv2.warpAffine(pixels, placement.matrix(scale), size, flags=cv2.INTER_LINEAR, borderValue=border), np.uint8
        )
    if scan.blur:
        pixels = np.asarray(cv2.GaussianBlur(pixels, (0, 0), scan.blur * scan.dpi / 200), np.uint8)
    pixels = _toned(pixels, scan, rng)
    pixels = _marked(pixels, scan, rng)
    if scan.bilevel:
        gray = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
        return Image.fromarray(np.where(gray > 150, 255, 0).astype(np.uint8)).convert("1", dither=Image.Dither.NONE)
    return Image.fromarray(pixels)


def _toned(pixels: Pixels, scan: Scan, rng: Generator) -> Pixels:
    """Paper, ink, the shadow of the binding and the noise of the sensor."""
    if (scan.paper, scan.ink, scan.shadow, scan.noise) == (255, 0, 0.0, 0.0):
        return pixels
    height, width = pixels.shape[:2]
    tone = pixels.astype(np.float32) * ((scan.paper - scan.ink) / 255) + scan.ink
    if scan.shadow:
        across = np.linspace(0, 1, width, dtype=np.float32)
        fall = np.exp(-across * 14) + 0.6 * np.exp(-(1 - across) * 22)
        shade = (1 - scan.shadow * rng.uniform(0.6, 1.4) * fall)[None, :]
        tone *= shade if pixels.ndim == 2 else shade[..., None]
    if scan.noise:
        grain = rng.standard_normal((height, width), dtype=np.float32) * scan.noise
        tone += grain if pixels.ndim == 2 else grain[..., None]
    toned: Pixels = np.clip(tone, 0, 255).astype(np.uint8)
    return toned


def _marked(pixels: Pixels, scan: Scan, rng: Generator) -> Pixels:
    """Dust, fax streaks, punch holes."""
    pixels = np.ascontiguousarray(pixels)
    height, width = pixels.shape[:2]
    for _ in range(int(rng.poisson(scan.specks * height * width / 1e6))):
        x, y = int(rng.integers(width)), int(rng.integers(height))
        tone = int(rng.integers(0, 120))
        radius = float(rng.exponential(0.9)) * scan.dpi / 200
        cv2.circle(pixels, (x, y), min(4, round(radius)), (tone,) * 3, -1)
    for _ in range(int(rng.integers(0, scan.streaks + 1))):
        x = int(rng.integers(width // 12, width - width // 12))
        top = int(rng.integers(0, height // 2))
        length = int(rng.integers(height // 5, height // 2))
        cv2.line(pixels, (x, top), (x, top + length), (90,) * 3, 1)
    if scan.holes and rng.random() < 0.35:
        _punch(pixels, scan, rng)
    return pixels


def _punch(pixels: Pixels, scan: Scan, rng: Generator) -> None:
    """Three holes at the left edge, grey as the lid behind them."""
    scale = scan.dpi / 72
    x = round((18 + float(rng.uniform(-3, 3))) * scale)
    for y in (90.0, 396.0, 702.0):
        cv2.circle(pixels, (x, round(y * scale)), round(9 * scale), (96,) * 3, -1, cv2.LINE_AA)
