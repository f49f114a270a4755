"""Text can be read on everything it stands on, in both themes."""

from __future__ import annotations

import pytest

from reviewer.ui.theme.contrast import TEXT_CONTRAST, contrast, mix, readable
from reviewer.ui.theme.exemption_colors import code_colors
from reviewer.ui.theme.tokens import ThemeName, load_tokens

CODES = ["(b)(1)", "(b)(2)", "(b)(3)", "(b)(4)", "(b)(5)", "(b)(6)", "(b)(7)(C)", "(b)(7)(E)", "(b)(8)", "(b)(9)"]
OTHERS = ["(k)(2)", "(d)(5)", "3.3(h)(2)", "25X1", "5.1.2.e", "5 ILCS 140/7(1)(c)", "something never seen"]


def test_contrast_follows_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_text_tone_passes_on_every_background(name: ThemeName) -> None:
    tokens = load_tokens(name)
    failing = {
        pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2)
        for pair in tokens.text_pairs()
        if contrast(tokens[pair[0]], tokens[pair[1]]) < TEXT_CONTRAST
    }
    assert not failing


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("code", ["", *CODES, *OTHERS])
def test_every_code_can_be_read(name: ThemeName, code: str) -> None:
    tokens = load_tokens(name)
    colors = code_colors((code,) if code else (), False, tokens)
    assert contrast(colors.on_fill, colors.fill) >= TEXT_CONTRAST
    assert all(contrast(colors.text, ground) >= TEXT_CONTRAST for ground in tokens.backgrounds)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_claim_that_stands_elsewhere_is_no_alarm_and_can_be_read(name: ThemeName) -> None:
    tokens = load_tokens(name)
    colors = code_colors((), True, tokens)
    assert colors.fill != code_colors((), False, tokens).fill
    assert contrast(colors.on_fill, colors.fill) >= TEXT_CONTRAST
    assert all(contrast(colors.text, ground) >= TEXT_CONTRAST for ground in tokens.backgrounds)


def test_subparagraphs_share_their_familys_colour() -> None:
    tokens = load_tokens("light")
    assert code_colors(("(b)(7)(C)",), False, tokens) == code_colors(("(b)(7)(E)",), False, tokens)
    assert code_colors(("(b)(6)",), False, tokens) != code_colors(("(b)(5)",), False, tokens)


def test_readable_moves_no_further_than_needed() -> None:
    assert readable("#1c2430", ["#ffffff"]) == "#1c2430"
    moved = readable("#d55e00", ["#ffffff"])
    assert contrast(moved, "#ffffff") >= TEXT_CONTRAST
    assert moved != mix("#d55e00", "#000000", 1.0)
