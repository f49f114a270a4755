"""Measures contrast as WCAG 2.2 defines it and moves a colour until it can be read on every background given."""

from __future__ import annotations

from collections.abc import Iterable

TEXT_CONTRAST = 4.5
_STEPS = 40


def channels(color: str) -> tuple[int, int, int]:
    """Red, green, blue (0-255) of `#rrggbb`."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def luminance(color: str) -> float:
    """Relative luminance 0-1 (WCAG 2.2, "relative luminance")."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in channels(color))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    """Contrast ratio 1-21 of two colours (WCAG 2.2, "contrast ratio")."""
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mix(a: str, b: str, share: float) -> str:
    """`a` moved towards `b` by `share` (0-1)."""
    parts = (round(x + (y - x) * share) for x, y in zip(channels(a), channels(b), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def readable(color: str, backgrounds: Iterable[str], least: float = TEXT_CONTRAST) -> str:
    """The nearest tone of `color`, darker or lighter, that reaches `least` on every one of `backgrounds`.

    Light backgrounds pull it to black, dark ones to white, because mixing keeps the hue recognisable.
    """
    grounds = list(backgrounds)
    mean = sum(luminance(ground) for ground in grounds) / len(grounds)
    target = "#000000" if mean > 0.18 else "#ffffff"
    for step in range(_STEPS + 1):
        tone = mix(color, target, step / _STEPS)
        if all(contrast(tone, ground) >= least for ground in grounds):
            return tone
    return target


def on(fill: str) -> str:
    """Near-black or white, whichever is easier to read on `fill`."""
    return max(("#ffffff", "#10141b"), key=lambda tone: contrast(tone, fill))
