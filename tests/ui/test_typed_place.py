"""What is typed where a file shall lie: half typed or out of reach, the dialogs say so and never fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.ui.dialogs.export import ExportDialog
from reviewer.ui.dialogs.new_project import NewProjectDialog
from reviewer.ui.dialogs.typed_place import typed_path
from reviewer.ui.window import Window

NAMELESS = ("/", "//", ".", "..", "~", "~nobody-of-this-name", "~/", "/" + "long" * 1_200, "nowhere/at/all", "📁/וא")


def test_the_ending_is_added_once(tmp_path: Path) -> None:
    assert typed_path(f" {tmp_path}/log ", ".xlsx") == tmp_path / "log.xlsx"
    assert typed_path(f"{tmp_path}/log.XLSX", ".xlsx") == tmp_path / "log.XLSX"
    assert typed_path("~/log", ".xlsx") == Path.home() / "log.xlsx"
    assert typed_path("", ".xlsx") == Path()


def test_the_export_says_what_is_wrong_while_it_is_typed(window: Window) -> None:
    assert window.session is not None
    dialog = ExportDialog(window.exporting.facts(window.session), window)
    for typed in NAMELESS:
        dialog.place.clear()
        for letter in typed[:40]:
            dialog.place.insert(letter)
        dialog.place.insert(typed[40:])
        QTest.keyClick(dialog.place, Qt.Key.Key_Return)
        assert dialog.problem() != "" or dialog.path.parent.is_dir(), typed


@pytest.mark.parametrize("typed", NAMELESS)
def test_a_new_project_says_what_is_wrong(qtbot: QtBot, tmp_path: Path, typed: str) -> None:
    dialog = NewProjectDialog(tmp_path, "Dana Reviewer", [])
    qtbot.addWidget(dialog)
    dialog._place.setText(typed)
    QTest.keyClick(dialog._place, Qt.Key.Key_Return)
    assert dialog.problem() != "" or dialog.path.parent.is_dir()
