"""Dialogs do what Enter and Escape promise."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from reviewer.ui.dialogs.chosen_files import in_words
from reviewer.ui.dialogs.forms import FormDialog, typed_date
from reviewer.ui.dialogs.import_files import ImportDialog
from reviewer.ui.dialogs.keys import KeysDialog
from reviewer.ui.dialogs.matter_fields import Matter
from reviewer.ui.dialogs.new_project import NewProjectDialog
from reviewer.ui.dialogs.new_tag import NewTagDialog
from reviewer.ui.dialogs.tags import TagsDialog
from reviewer.ui.window import Window

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


def _field(dialog: FormDialog, name: str) -> QLineEdit:
    return next(field for field in dialog.findChildren(QLineEdit) if field.accessibleName() == name)


def test_enter_in_a_field_of_a_new_tag_saves_it(qtbot: QtBot) -> None:
    dialog = NewTagDialog([])
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(_field(dialog, "Name"), "public interest")
    QTest.keyClick(_field(dialog, "Name"), ENTER)
    assert dialog.result() == NewTagDialog.DialogCode.Accepted
    assert (dialog.name, dialog.key) == ("public interest", "P")


def test_escape_saves_nothing(qtbot: QtBot) -> None:
    dialog = NewTagDialog([])
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(_field(dialog, "Name"), "public interest")
    QTest.keyClick(_field(dialog, "Name"), ESCAPE)
    assert dialog.result() == NewTagDialog.DialogCode.Rejected


@pytest.mark.parametrize("name", ["new", "import", "new tag"])
def test_enter_never_cancels_a_form_that_lacks_something(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    forms: dict[str, FormDialog] = {
        "new": NewProjectDialog(tmp_path, "", []),
        "import": ImportDialog([], Matter(), tmp_path),
        "new tag": NewTagDialog([]),
    }
    dialog = forms[name]
    for form in forms.values():
        qtbot.addWidget(form)
    dialog.show()
    QTest.keyClick(dialog.findChildren(QLineEdit)[0], ENTER)
    assert dialog.isVisible()
    assert dialog.problem()
    assert dialog.accept_button.isDefault()


def test_the_keys_are_each_named_once_and_with_those_of_the_page(window: Window, qtbot: QtBot) -> None:
    dialog = KeysDialog(window.registry)
    qtbot.addWidget(dialog)
    keys = [part.text() for part in dialog.findChildren(QLabel) if part.property("role") == "key"]
    assert keys.count("Enter") == 1
    assert "Return" not in keys
    assert {"Space", "Ctrl+Right", "Ctrl+Shift+Right", "Ctrl+C"} <= set(keys)
    assert len(keys) == len(set(keys))


def test_tags_are_shown_with_key_and_passages(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    assert window.session is not None
    window.session.commands.new_tag("public interest", "#ffd54a", "P")
    dialog = TagsDialog(window.session.project, window.session.commands, window.theme)
    qtbot.addWidget(dialog)
    first = dialog.tree.model.index(0, 0)
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "public interest, key P, 0 passages"
    assert dialog.tree.view.currentIndex() == first
    dialog.desk.write(tmp_path / "Tags.csv")  # the bar of the window, which tells it elsewhere, is behind
    assert dialog._said.text() == "Tags.csv is written: 1 tag"
    (tmp_path / "Other.csv").write_text("name,color\nnames,green\n", encoding="utf-8")
    dialog.desk.read(tmp_path / "Other.csv")
    assert "green" in dialog._wrong.text()
    assert not dialog._said.text()  # what was said before is over
    assert not window.notices.notices


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("3/4/16", "2016-03-04"),
        ("3/4/98", "1998-03-04"),
        ("06/15/2018", "2018-06-15"),
        ("15 Jun 2018", "2018-06-15"),
        ("13/40/16", None),
        ("", ""),
    ],
)
def test_dates_are_understood_as_letters_write_them(typed: str, date: str | None) -> None:
    assert typed_date(typed) == date


def test_what_is_wrong_has_the_keys(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = NewProjectDialog(tmp_path, "Pat", [])
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    date, place = _field(dialog, "Date of the letter"), _field(dialog, "Project file")
    date.setText("last week")
    dialog.accept_button.setFocus()
    QTest.keyClick(dialog.accept_button, ENTER)
    assert dialog.focusWidget() is date
    assert date.selectedText() == "last week"
    date.setText("3/4/16")
    place.setText(str(tmp_path / "nowhere" / "a.foia"))
    QTest.keyClick(date, ENTER)
    assert dialog.focusWidget() is place


def test_tab_reaches_what_accepts_before_what_cancels(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = NewProjectDialog(tmp_path, "", [])
    qtbot.addWidget(dialog)
    cancel = dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel)
    assert dialog.accept_button.nextInFocusChain() is cancel


def test_what_was_missing_is_not_asked_for_once_it_is_typed(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = NewProjectDialog(tmp_path, "", [])
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.accept_button.click()
    assert dialog._wrong.text().startswith("Give the name")
    QTest.keyClicks(_field(dialog, "Your name"), "D")
    assert not dialog._wrong.text()


def test_how_many_files_are_chosen_stands_where_nothing_cuts_it_off() -> None:
    assert in_words([Path(f"{number}.pdf") for number in range(15)]).startswith("15: 0.pdf, ")
