"""The field that says which files and folders are to be imported, with the buttons to choose them."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from reviewer.ui.dialogs.forms import FormDialog
from reviewer.ui.widgets.basics import ElidedLabel, button

_COUNTED = 5_000  # a folder may lie on a slow network: what holds more is not counted to its end


def _tr(text: str) -> str:
    return QCoreApplication.translate("ChosenFiles", text)


class ChosenFiles:
    """Adds the field to a dialog; `paths` are the files and folders chosen up to now."""

    def __init__(self, dialog: FormDialog, caption: str, paths: list[Path], folder: Path) -> None:
        self._dialog, self._folder = dialog, folder
        self.paths = list(paths)
        self._words = ElidedLabel(in_words(self.paths), "" if paths else "secondary")
        choose = QWidget()
        line = QHBoxLayout(choose)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self._files = button(_tr("Files …"), self._choose_files)
        for part in (self._files, button(_tr("Folder …"), self._choose_folder)):
            part.setAutoDefault(False)  # Enter in a field goes on, whichever of them had the keys
            line.addWidget(part)
        dialog.add_field(caption, self._words, choose)

    def take(self, paths: list[Path]) -> None:
        """Choose these instead; nothing happens where none is given."""
        if paths:
            self.paths = list(paths)
            self._folder = paths[0].parent
            self._words.setText(in_words(paths))

    def focus(self) -> None:
        """Give the keys to what chooses files."""
        self._files.setFocus()

    def _chose(self, paths: list[Path]) -> None:
        """What was missing is there: the next Enter accepts, and does not ask for the same files again."""
        if paths:
            self.take(paths)
            self._dialog.forget_problem()
            self._dialog.accept_button.setFocus()

    def _choose_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(
            self._dialog,
            _tr("Released files"),
            str(self._folder),
            _tr("Released files (*.pdf *.tif *.tiff *.png *.jpg *.jpeg *.dat *.opt);;All files (*)"),
        )
        self._chose([Path(name) for name in chosen])

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self._dialog, _tr("Folder of released files"), str(self._folder))
        self._chose([Path(chosen)] if chosen else [])


def in_words(paths: list[Path]) -> str:
    """What is chosen: `12: a.pdf, b.pdf …`, `First release (34 files)`; the count first, where nothing cuts it off."""
    if not paths:
        return _tr("nothing chosen yet")
    names = ", ".join(_named(path) for path in paths[:3])
    more = " …" if len(paths) > 3 else ""
    return f"{len(paths):,}: {names}{more}" if len(paths) > 1 else names


def _named(path: Path) -> str:
    if not path.is_dir():
        return path.name
    count = 0
    for _folder, _folders, files in os.walk(path):
        count += len(files)
        if count > _COUNTED:
            return _tr("{0} (more than {1} files)").format(path.name, f"{_COUNTED:,}")
    return (_tr("{0} (1 file)") if count == 1 else _tr("{0} ({1} files)")).format(path.name, f"{count:,}")
