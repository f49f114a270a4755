"""Text can be read on everything it stands on, in both themes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import reviewer.ui
from reviewer.model.resources import resource
from reviewer.ui.page.palette import tone
from reviewer.ui.page_colors import page_palette
from reviewer.ui.theme.contrast import TEXT_CONTRAST, contrast, mix, readable
from reviewer.ui.theme.exemption_colors import code_colors
from reviewer.ui.theme.theme import Theme
from reviewer.ui.theme.tokens import BACKGROUNDS, ThemeName, load_tokens

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


_TEXT = re.compile(r"(?<![-\w])color: \$(\w+)")
_SELECTED_TEXT = re.compile(r"selection-color: \$(\w+)")
_GROUND = re.compile(r"(?<![-\w])background: \$(\w+)")
_SELECTED_GROUND = re.compile(r"selection-background-color: \$(\w+)")
_FILLS = {"accent", "accent_hover", "line", "control", "page", "text2"}  # of pictures, scroll bars and handles


def _rules() -> list[tuple[str, str]]:
    """The rules of the style sheet: whom they are for, and what they say."""
    sheet = re.sub(r"/\*.*?\*/", "", resource("themes", "window.qss").read_text(encoding="utf-8"), flags=re.DOTALL)
    found = re.findall(r"([^{}]+)\{((?:[^{}]|\$\{\w+\})*)\}", sheet)
    return [(" ".join(who.split()), " ".join(what.split())) for who, what in found]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_pair_of_the_style_sheet_can_be_read(name: ThemeName) -> None:
    """Text on its own ground reaches the contrast; text without one is a tone that passes on all of them."""
    tokens = load_tokens(name)
    passing = {text for text, _ground in tokens.text_pairs()}
    failing, pairs = [], 0
    for who, what in _rules():
        if ":disabled" in who or "::indicator" in who or "::branch" in who:
            continue  # what cannot be used need not be read, and pictures are no text
        for text_of, ground_of in ((_TEXT, _GROUND), (_SELECTED_TEXT, _SELECTED_GROUND)):
            text, ground = text_of.search(what), ground_of.search(what)
            if text is not None and ground is not None:
                pairs += 1
                if contrast(tokens[text[1]], tokens[ground[1]]) < TEXT_CONTRAST:
                    failing.append(f"{who}: {text[1]} on {ground[1]}")
            elif text is not None and text[1] not in passing:
                failing.append(f"{who}: {text[1]}")
            elif ground is not None and ground[1] not in {*BACKGROUNDS, *_FILLS}:
                failing.append(f"{who}: whatever stands on {ground[1]}")
    assert failing == []
    assert pairs >= 8


@pytest.mark.parametrize("name", ["light", "dark"])
def test_what_is_written_on_and_beside_the_page_can_be_read(name: ThemeName, theme: Theme) -> None:
    theme.choose(name)
    palette = page_palette(theme)
    beside = {tone(each, palette.desk) for each in (palette.text, palette.text_second, palette.bad, palette.attention)}
    assert all(contrast(each, palette.desk) >= TEXT_CONTRAST for each in beside)
    for each in (palette.text, palette.text_second, palette.bad, palette.attention):
        assert contrast(each, palette.panel) >= TEXT_CONTRAST, each
    for code in CODES:
        fill = theme.codes((code,)).fill
        assert contrast(tone(fill, palette.panel), palette.panel) >= TEXT_CONTRAST


def test_nothing_of_our_own_moves_by_itself() -> None:
    """Who asked the system for less motion has nothing to wait for here."""
    moving = ("QPropertyAnimation", "QVariantAnimation", "QTimeLine", "QSequentialAnimationGroup", "QGraphicsOpacity")
    sources = Path(reviewer.ui.__path__[0]).rglob("*.py")
    assert [path.name for path in sources if any(word in path.read_text(encoding="utf-8") for word in moving)] == []
