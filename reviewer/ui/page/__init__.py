"""The continuous page view: pages as released, and over them redactions, passages, hits and the selection."""

from reviewer.ui.page.content import (
    HighlightMark,
    HitMark,
    Layer,
    MarkState,
    PageMarks,
    PageModel,
    PagePlace,
    PageState,
    PageWords,
    RedactionMark,
    TextToken,
)
from reviewer.ui.page.layout import PageBox, PageLayout
from reviewer.ui.page.palette import DARK, LIGHT, PagePalette
from reviewer.ui.page.selection import Segment
from reviewer.ui.page.tiles import TileCache, TileKey, TileSource
from reviewer.ui.page.tools import ContextTarget, Tool
from reviewer.ui.page.view import PageView
from reviewer.ui.page.worker_tiles import WorkerTiles

__all__ = [
    "DARK",
    "LIGHT",
    "ContextTarget",
    "HighlightMark",
    "HitMark",
    "Layer",
    "MarkState",
    "PageBox",
    "PageLayout",
    "PageMarks",
    "PageModel",
    "PagePalette",
    "PagePlace",
    "PageState",
    "PageView",
    "PageWords",
    "RedactionMark",
    "Segment",
    "TextToken",
    "TileCache",
    "TileKey",
    "TileSource",
    "Tool",
    "WorkerTiles",
]
