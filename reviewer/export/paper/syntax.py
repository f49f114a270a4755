"""Numbers and texts as PDF writes them."""

from __future__ import annotations

from reviewer.export.cells import visible


def number(value: float) -> str:
    """A number without exponent and superfluous digits."""
    shown = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def text_string(text: str) -> str:
    """Any text as a string object (UTF-16), control characters made visible."""
    return f"<feff{visible(text).encode('utf-16-be').hex()}>"
