"""The manual: every page is there, links lead on, words are found, pictures show; and it tells the keys that are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.model.resources import help_page
from reviewer.ui.help import HelpWindow
from reviewer.ui.help.pages import NAMES, pages, places
from reviewer.ui.window import Window


def test_every_page_is_shipped() -> None:
    assert [page.path.name for page in pages()] == list(NAMES)
    assert help_page("no-such-page.md") is None
    assert all(page.sections() for page in pages())


def test_words_are_found_with_their_section() -> None:
    found = pages()
    hits = places("misread letter", found)
    assert any(found[number].path.name == "search.md" for number, _section in hits)
    assert places("xyzzy plugh", found) == []
    assert [number for number, _section in places("  ", found)] == list(range(len(found)))


@pytest.mark.parametrize("name", NAMES)
def test_links_between_pages_lead_somewhere(name: str) -> None:
    path = help_page(name)
    assert path is not None
    manual = {page.path.name: page for page in pages()}
    for target, anchor in re.findall(r"\]\(([^)#]+?)(?:#([^)]*))?\)", path.read_text(encoding="utf-8")):
        if target.endswith(".md"):
            assert target in manual, f"{name} links to {target}, which the manual does not hold"
            assert not anchor or manual[target].section_of(anchor), f"{name} links to {target}#{anchor}"
        elif not target.startswith("http"):
            assert (path.parent / target).exists(), f"{name} links to {target}"


def test_the_manual_opens_beside_the_work(window: Window, qtbot: QtBot) -> None:
    window.registry.run("help.manual")
    manual = window.findChild(HelpWindow)
    assert manual is not None
    assert manual.isVisible()
    assert not manual.isModal()
    assert manual.list.count() == len(NAMES)
    manual.wanted.setText("timeline")
    assert manual.list.count() > 0
    manual.text.anchorClicked.emit(QUrl("search.md"))
    assert manual.list.currentItem().text() == pages()[NAMES.index("search.md")].title
    manual.text.anchorClicked.emit(QUrl("exports.md#load-files-come-in"))
    assert manual.text.textCursor().selectedText() == "Load files come in"
    manual.wanted.setText("xyzzy plugh")
    assert "Nothing in the manual" in manual.text.toPlainText()
    manual.close()


def test_a_word_typed_leads_to_the_section_that_is_called_so(window: Window, qtbot: QtBot) -> None:
    manual = HelpWindow(window)
    qtbot.addWidget(manual)
    manual.show()
    manual.activateWindow()
    QTest.keyClicks(manual.wanted, "load files come")
    assert manual.list.item(0).text().startswith("Load files come in – ")
    QTest.keyClick(manual.wanted, Qt.Key.Key_Return)
    qtbot.waitUntil(manual.text.hasFocus)
    assert manual.text.textCursor().selectedText() == "Load files come in"


def test_pictures_are_shown_and_made_to_fit(window: Window) -> None:
    manual = HelpWindow(window)
    manual.show_page("guide.md")
    picture = next(Path("docs/screenshots").glob("*.png")).name
    image = manual.text.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(f"screenshots/{picture}"))
    assert image is not None
    assert manual.text.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("../../secret.png")) is None


def test_the_keys_told_are_the_keys_that_are(window: Window) -> None:
    text = (help_page("guide.md") or Path()).read_text(encoding="utf-8")
    keys = {key.casefold() for record in window.registry.records for key in record.keys}
    for told in re.findall(r"`((?:Ctrl|Alt|Shift)\+[^`]+|F\d{1,2})`", text):
        assert told.casefold().replace(" ", "") in keys, f"the guide tells of {told}"
