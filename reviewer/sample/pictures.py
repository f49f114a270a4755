"""Look-alikes that are no redactions: seals, stamps, signatures, a photograph, a chart, all drawn and invented."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.random import Generator
from PIL import Image, ImageDraw

from reviewer.model.geometry import Rect
from reviewer.sample.fonts import sized
from reviewer.sample.layout import Type, put
from reviewer.sample.sheet import RGB, Box, Picture, Sheet, Stroke

_FINE = 4  # pixels a point of drawn pictures


def seal(size: float = 64.0, color: RGB = (40, 52, 84)) -> Image.Image:
    """A round seal with a star, on a transparent ground."""
    pixels = round(size * _FINE)
    image = Image.new("RGBA", (pixels, pixels), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    middle = pixels / 2
    for radius, width in ((0.49, 0.03), (0.36, 0.015)):
        r = radius * pixels
        draw.ellipse((middle - r, middle - r, middle + r, middle + r), outline=color, width=round(width * pixels))
    points = []
    for corner in range(10):
        r = (0.28 if corner % 2 == 0 else 0.12) * pixels
        angle = math.pi * corner / 5 - math.pi / 2
        points.append((middle + r * math.cos(angle), middle + r * math.sin(angle)))
    draw.polygon(points, fill=color)
    for tick in range(48):
        angle = math.tau * tick / 48
        inner, outer = 0.39 * pixels, 0.45 * pixels
        ends = [(middle + r * math.cos(angle), middle + r * math.sin(angle)) for r in (inner, outer)]
        draw.line(ends, fill=color, width=round(0.012 * pixels))
    return image


def wordmark(sheet: Sheet, x: float, y: float, name: str) -> None:
    """A dark square with a white peak, and the name beside it: a logo that is no redaction."""
    sheet.add(Box(Rect(x, y, x + 34, y + 34), (24, 24, 24)))
    sheet.add(Stroke(((x + 6, y + 26), (x + 15, y + 10), (x + 20, y + 19), (x + 28, y + 7)), (255, 255, 255), 2.6))
    put(sheet, x + 42, y + 23, name, Type("sans-bold", 15))


def received_stamp(text: tuple[str, ...], angle: float, color: RGB = (60, 60, 60)) -> Image.Image:
    """A framed rubber stamp of a few lines, turned by `angle` degrees."""
    width, height = 132 * _FINE, (14 + 14 * len(text)) * _FINE
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((4, 4, width - 5, height - 5), 6 * _FINE, outline=color, width=2 * _FINE)
    for row, line in enumerate(text):
        font = sized("sans-bold", 10.5 * _FINE)
        draw.text((width / 2, (16 + 14 * row) * _FINE), line, fill=color, font=font, anchor="mm")
    return image.rotate(angle, expand=True, resample=Image.Resampling.BICUBIC)


def signature(rng: Generator, width: float = 120.0, height: float = 34.0) -> Image.Image:
    """A scrawl in ink."""
    image = Image.new("RGBA", (round(width * _FINE), round(height * _FINE)), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    steps = np.linspace(0, 1, 220)
    phase = rng.uniform(0, math.tau, 3)
    swing = 0.30 * np.exp(-2.2 * steps) + 0.08
    x = 0.04 + 0.9 * steps + 0.03 * np.sin(9 * math.tau * steps + phase[0])
    y = 0.5 + swing * np.sin(7 * math.tau * steps + phase[1]) + 0.06 * np.sin(2.3 * math.tau * steps + phase[2])
    points = [(float(a) * image.width, float(b) * image.height) for a, b in zip(x, y, strict=True)]
    draw.line(points, fill=(28, 32, 60), width=round(1.1 * _FINE), joint="curve")
    draw.line(
        [(0.02 * image.width, 0.82 * image.height), (0.8 * image.width, 0.74 * image.height)], (28, 32, 60), _FINE
    )
    return image


def photograph(rng: Generator, width: int = 1200, height: int = 800) -> Image.Image:
    """A hall with windows, a counter and people as shapes, with the light, shade and grain of a photograph."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    scene = 150 + 60 * (1 - y / height) + 25 * np.cos((x - width * 0.3) / width * 4)
    canvas = np.ascontiguousarray(np.clip(scene, 0, 255).astype(np.uint8))
    for column in range(6):
        left = int(width * (0.05 + 0.16 * column))
        cv2.rectangle(canvas, (left, int(height * 0.08)), (left + int(width * 0.1), int(height * 0.42)), (236,), -1)
        cv2.line(canvas, (left + 60, int(height * 0.08)), (left + 60, int(height * 0.42)), (120,), 6)
    cv2.rectangle(canvas, (0, int(height * 0.72)), (width, height), (58,), -1)
    cv2.rectangle(canvas, (int(width * 0.58), int(height * 0.56)), (width, int(height * 0.82)), (34,), -1)
    for _ in range(9):
        cx, foot = int(rng.integers(60, width - 60)), int(height * rng.uniform(0.74, 0.96))
        size = int(height * rng.uniform(0.16, 0.26))
        tone = (int(rng.integers(18, 96)),)
        cv2.ellipse(canvas, (cx, foot - size // 2), (size // 5, size // 2), 0, 0, 360, tone, -1)
        cv2.circle(canvas, (cx, foot - size - size // 9), size // 8, (tone[0] + 60,), -1)
    soft = cv2.GaussianBlur(canvas, (0, 0), 2.2).astype(np.float32)
    soft += cv2.GaussianBlur(rng.standard_normal((height, width), dtype=np.float32), (0, 0), 1.0) * 16
    return Image.fromarray(np.clip(soft, 0, 255).astype(np.uint8))


def bar_chart(sheet: Sheet, area: Rect, labels: list[str], values: list[float], color: RGB) -> None:
    """Filled bars with labels, an axis and grid lines: dark rectangles that are no redactions."""
    top = max(values)
    for step in range(5):
        y = area.y1 - area.height * step / 4
        sheet.rule(area.x0, area.x1, y, 0.5, (190, 190, 190))
        put(sheet, area.x0 - 6, y + 3, f"{top * step / 4:,.0f}", Type("sans", 8), align="right")
    pitch = area.width / len(values)
    for number, (label, value) in enumerate(zip(labels, values, strict=True)):
        left = area.x0 + pitch * (number + 0.2)
        height = area.height * value / top
        shade = color if number % 2 == 0 else (70, 70, 70)
        sheet.add(Box(Rect(left, area.y1 - height, left + pitch * 0.6, area.y1), shade))
        put(sheet, left + pitch * 0.3, area.y1 + 14, label, Type("sans", 9), align="center")
    sheet.rule(area.x0, area.x1, area.y1, 1.2)


def place_picture(sheet: Sheet, x: float, y: float, image: Image.Image, width: float) -> None:
    """Lay a picture on the sheet at a width in points, its height in proportion."""
    sheet.add(Picture(Rect(x, y, x + width, y + width * image.height / image.width), image))
