"""The languages of the records are ticked from what is installed; what is missing is named, and how to get it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.model.errors import SourceError
from reviewer.services.reading_choices import choose_languages, reading_choices
from reviewer.ui.preferences import SettingsView
from reviewer.ui.preferences.languages import LanguageChoice, language_name
from reviewer.ui.window import Window


@pytest.mark.parametrize(
    ("code", "name"),
    [("nld", "Dutch (nld)"), ("chi_sim", "Chinese, simplified (chi_sim)"), ("deu_frak", "German, Fraktur (deu_frak)"),
     ("house", "house")],
)  # fmt: skip
def test_languages_are_called_by_name(code: str, name: str) -> None:
    assert language_name(code) == name


def test_installed_ones_are_listed_and_the_missing_one_is_named(qtbot: QtBot) -> None:
    choice = LanguageChoice(lambda: (Path("/data/tess"), ("deu", "eng")))
    qtbot.addWidget(choice)
    choice.show_stored("eng+nld")
    assert list(choice.boxes) == ["deu", "eng", "nld"]
    assert [name for name, box in choice.boxes.items() if box.isChecked()] == ["eng", "nld"]
    assert "nld.traineddata" in choice.missing.text()
    assert choice.missing.isVisibleTo(choice)
    assert str(Path("/data/tess")) in choice.how.text()
    with qtbot.waitSignal(choice.chosen) as told:
        choice.boxes["deu"].click()
    assert told.args == ["eng+nld+deu"]
    with qtbot.waitSignal(choice.chosen) as told:
        choice.boxes["nld"].click()
    assert told.args == ["eng+deu"]
    assert not choice.missing.isVisibleTo(choice)


def test_a_program_without_its_data_says_so(qtbot: QtBot) -> None:
    def gone() -> tuple[Path, tuple[str, ...]]:
        raise SourceError("The shipped OCR data is missing.", "Install the program again.", code="language-missing")

    choice = LanguageChoice(gone)
    qtbot.addWidget(choice)
    choice.show_stored("")
    assert "Install the program again." in choice.how.text()
    assert "eng.traineddata" in choice.missing.text()


def test_what_is_ticked_is_the_projects(window: Window) -> None:
    session, views = window.desk.session, window.desk.views
    assert session is not None
    assert views is not None
    choose_languages(session.workspace, "nld+eng")
    session.project.flush()
    settings = views.further("settings")
    assert isinstance(settings, SettingsView)
    assert settings.project is not None
    boxes = settings.project.languages.boxes
    assert boxes["nld"].isChecked()
    QTest.keyClick(boxes["nld"], Qt.Key.Key_Space)
    assert reading_choices(session.workspace).languages == "eng"
    QTest.keyClick(boxes["eng"], Qt.Key.Key_Space)
    assert reading_choices(session.workspace).languages == ""
