"""Asks what to import and where it comes from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from reviewer.ui.dialogs.chosen_files import ChosenFiles
from reviewer.ui.dialogs.forms import FormDialog
from reviewer.ui.dialogs.matter_fields import Matter, MatterFields


class ImportDialog(FormDialog):
    """`paths` and `matter()` say what was asked for once the dialog is accepted."""

    def __init__(self, paths: list[Path], given: Matter, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(
            _title(parent),
            "",
            parent.tr("Import") if parent else "Import",
            parent,
        )
        self._chosen = ChosenFiles(self, self.tr("From"), paths, folder)
        self._matter = MatterFields(self, given)
        self._lead()

    @property
    def paths(self) -> list[Path]:
        """The files and folders chosen."""
        return self._chosen.paths

    def take(self, paths: list[Path]) -> None:
        """Choose these files and folders instead."""
        self._chosen.take(paths)

    def _lead(self) -> None:
        """The keys go to what is still to be said: which files, else of which request they are."""
        (self._matter if self.paths else self._chosen).focus()

    def matter(self) -> Matter:
        """Where the release comes from."""
        return self._matter.matter()

    def problem(self) -> str:
        """What is still missing or wrong."""
        if not self.paths:
            self._lead()
            return self.tr("Choose the files or the folder that the agency sent.")
        return self._matter.problem()


def _title(parent: QWidget | None) -> str:
    return parent.tr("Import a release") if parent else "Import a release"
