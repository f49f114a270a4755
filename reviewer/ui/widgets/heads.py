"""Gives columns widths in which no heading is cut off, whatever the size of text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHeaderView

from reviewer.ui.theme.fonts import stretched


def fit_columns(header: QHeaderView, widths: Sequence[int], *, grow: bool = False) -> None:
    """Each column as wide as it asks for (pixels; with `grow` for text of 13 pixels), and as its heading needs."""
    header.ensurePolished()  # only then it knows how wide its words are
    for place, width in enumerate(widths):
        wanted = stretched(width) if grow else width
        header.resizeSection(place, max(wanted, header.sectionSizeHint(place)))


def show_headings(header: QHeaderView) -> None:
    """Widen the columns whose heading is cut off: the widths were kept while text was smaller."""
    fit_columns(header, [header.sectionSize(place) for place in range(header.count())])
