"""Asks what to import and where it comes from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from reviewer.ui.dialogs.forms import FormDialog
from reviewer.ui.dialogs.matter_fields import Matter, MatterFields, files_in_words
from reviewer.ui.widgets.basics import ElidedLabel, button


class ImportDialog(FormDialog):
    """`paths` and `matter()` say what was asked for once the dialog is accepted."""

    def __init__(self, paths: list[Path], given: Matter, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(
            _title(parent),
            "",
            parent.tr("Import") if parent else "Import",
            parent,
        )
        self.paths = list(paths)
        self._folder = folder
        self._chosen = ElidedLabel(files_in_words(self.paths))
        choose = QWidget()
        line = QHBoxLayout(choose)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(button(self.tr("Files …"), self._choose_files))
        line.addWidget(button(self.tr("Folder …"), self._choose_folder))
        self.add_field(self.tr("From"), self._chosen, choose)
        self._matter = MatterFields(self, given)
        self._matter.focus()

    def matter(self) -> Matter:
        """Where the release comes from."""
        return self._matter.matter()

    def problem(self) -> str:
        """What is still missing or wrong."""
        if not self.paths:
            return self.tr("Choose the files or the folder that the agency sent.")
        return self._matter.problem()

    def _choose_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(
            self,
            self.tr("Released files"),
            str(self._folder),
            self.tr("Released files (*.pdf *.tif *.tiff *.png *.jpg *.jpeg);;All files (*)"),
        )
        self._take([Path(name) for name in chosen])

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder of released files"), str(self._folder))
        self._take([Path(chosen)] if chosen else [])

    def _take(self, paths: list[Path]) -> None:
        if paths:
            self.paths = paths
            self._folder = paths[0].parent
            self._chosen.setText(files_in_words(paths))


def _title(parent: QWidget | None) -> str:
    return parent.tr("Import a release") if parent else "Import a release"
