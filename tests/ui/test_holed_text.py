"""The text of a page tells over each hole how much is hidden there."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from reviewer.ui.panels.holed_text import HoledText, hole_sizes
from reviewer.ui.window import Window


def test_each_hole_tells_its_own_size(qtbot: QtBot) -> None:
    text = HoledText()
    qtbot.addWidget(text)
    text.resize(500, 200)
    text.show_text(
        "To: [redacted (b)(6)]\nFrom: Brook, Tom\n[redacted]", ["about 1 line, est. 2 words", "about 3 lines"]
    )
    text.show()
    found = {}
    for at in (5, 30, 45):
        cursor = text.textCursor()
        cursor.setPosition(at)
        found[at] = text.size_at(text.cursorRect(cursor).center())
    assert found == {5: "about 1 line, est. 2 words", 30: "", 45: "about 3 lines"}
    text.show_text("the word [redacted] as it was printed", [])
    cursor = text.textCursor()
    cursor.setPosition(12)
    assert text.size_at(text.cursorRect(cursor).center()) == ""


def test_sizes_are_those_of_the_holes_in_their_order(window: Window) -> None:
    session = window.session
    assert session is not None
    assert hole_sizes(None) == []
    for page in session.project.page_ids:
        content = session.project.content(page)
        assert content is not None
        sizes = hole_sizes(content)
        assert len(sizes) == content.text.text.count("[redacted")
        first = next(iter(sorted(content.text.tokens, key=lambda token: token.before)), None)
        if first is not None:
            row = content.redactions[first.redaction]
            assert sizes[0].startswith("about 1 line" if row.lines == 1 else f"about {row.lines} lines")
