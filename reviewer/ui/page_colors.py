"""The page view's colours, made from the theme's tokens."""

from __future__ import annotations

from reviewer.ui.page import DARK, LIGHT, PagePalette
from reviewer.ui.theme.theme import Theme


def page_palette(theme: Theme) -> PagePalette:
    """The palette that fits the theme; what a token names comes from it, the rest from the page view's own."""
    base = DARK if theme.tokens.dark else LIGHT
    tokens = theme.tokens
    return PagePalette(
        desk=tokens["desk"],
        edge=base.edge,
        paper=tokens["page"],
        page_dim=base.page_dim,
        panel=tokens["panel"],
        line=tokens["line"],
        text=tokens["text"],
        text_second=tokens["text2"],
        accent=tokens["accent"],
        selection=base.selection,
        selection_alpha=base.selection_alpha,
        hit=base.hit,
        bad=tokens["bad_text"],
        attention=tokens["attention_text"],
    )
