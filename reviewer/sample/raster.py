"""Paints a sheet into pixels."""

from __future__ import annotations

from PIL import Image, ImageDraw

from reviewer.sample.fonts import sized, text_width
from reviewer.sample.sheet import RGB, Box, Glyphs, Mark, Picture, Sheet, Stroke


def blank(sheet: Sheet, dpi: int) -> Image.Image:
    """White paper for a sheet: `RGB` where it has colour, else `L`."""
    size = round(sheet.width * dpi / 72), round(sheet.height * dpi / 72)
    return Image.new("RGB", size, (255, 255, 255)) if sheet.colored else Image.new("L", size, 255)


def paint(image: Image.Image, marks: list[Mark], dpi: int) -> None:
    """Draw `marks` onto `image` in their order."""
    draw = ImageDraw.Draw(image)
    scale = dpi / 72
    for mark in marks:
        match mark:
            case Glyphs():
                _glyphs(image, draw, mark, scale)
            case Box():
                _box(image, draw, mark, scale)
            case Stroke():
                points = [(x * scale, y * scale) for x, y in mark.points]
                draw.line(points, _ink(image, mark.color), max(1, round(mark.width * scale)), joint="curve")
            case Picture():
                _picture(image, mark, scale)


def _glyphs(image: Image.Image, draw: ImageDraw.ImageDraw, mark: Glyphs, scale: float) -> None:
    """Letter by letter, because the engine rounds advances to pixels and words would run into each other."""
    font, ink = sized(mark.face, mark.size * scale), _ink(image, mark.color)
    x = mark.x
    for character in mark.text:
        draw.text((x * scale, mark.baseline * scale), character, ink, font, anchor="ls")
        x += text_width(mark.face, mark.size, character)


def _ink(image: Image.Image, color: RGB) -> RGB | int:
    if image.mode == "RGB":
        return color
    return round(0.299 * color[0] + 0.587 * color[1] + 0.114 * color[2])


def _box(image: Image.Image, draw: ImageDraw.ImageDraw, box: Box, scale: float) -> None:
    """Pixels whose centres are inside, so that a box is as large as it says."""
    half = box.width / 2 if box.stroke else 0.0
    rect = box.rect.grown(half).scaled(scale)
    edges = (round(rect.x0), round(rect.y0), round(rect.x1) - 1, round(rect.y1) - 1)
    draw.rectangle(
        edges,
        fill=None if box.fill is None else _ink(image, box.fill),
        outline=None if box.stroke is None else _ink(image, box.stroke),
        width=max(1, round(box.width * scale)) if box.stroke else 0,
    )


def _picture(image: Image.Image, mark: Picture, scale: float) -> None:
    rect = mark.rect.scaled(scale)
    size = max(1, round(rect.width)), max(1, round(rect.height))
    picture = mark.image.convert("RGBA").resize(size, Image.Resampling.LANCZOS)
    image.paste(picture.convert(image.mode), (round(rect.x0), round(rect.y0)), picture.getchannel("A"))
