"""Asks for a new project: the reviewer's name, where the file shall lie, and where the release comes from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from reviewer.ui.dialogs.chosen_files import ChosenFiles
from reviewer.ui.dialogs.forms import FormDialog, blamed, text_field
from reviewer.ui.dialogs.matter_fields import Matter, MatterFields
from reviewer.ui.dialogs.typed_place import is_folder, is_taken, typed_path
from reviewer.ui.widgets.basics import button


class NewProjectDialog(FormDialog):
    """`path`, `reviewer`, `matter()` and `files` say what was asked for once the dialog is accepted."""

    def __init__(self, folder: Path, reviewer: str, files: list[Path], parent: QWidget | None = None) -> None:
        super().__init__(
            parent.tr("New project") if parent else "New project",
            "",
            parent.tr("Create project") if parent else "Create project",
            parent,
        )
        self._reviewer = text_field(reviewer, self.tr("stands beside every decision you make"))
        self._place = text_field(str(free_name(folder, _name(files, self.tr("Review")))))
        self.add_field(self.tr("Your name"), self._reviewer)
        self.add_field(self.tr("Project file"), self._place, button(self.tr("Browse …"), self._browse))
        self._matter = MatterFields(self, Matter())
        self._chosen = ChosenFiles(self, self.tr("Released files"), files, folder)
        self._reviewer.setFocus()
        if reviewer:
            self._place.setFocus()

    @property
    def files(self) -> list[Path]:
        """The released files and folders to begin with."""
        return self._chosen.paths

    @property
    def path(self) -> Path:
        """Where the project file shall lie, with its ending."""
        return typed_path(self._place.text(), ".foia")

    @property
    def reviewer(self) -> str:
        """The name to review under."""
        return self._reviewer.text().strip()

    def matter(self) -> Matter:
        """Where the release comes from."""
        return self._matter.matter()

    def problem(self) -> str:
        """What is still missing or wrong."""
        if not self.reviewer:
            return blamed(self._reviewer, self.tr("Give the name that shall stand beside your decisions."))
        misplaced = self._misplaced()
        return blamed(self._place, misplaced) if misplaced else self._matter.problem()

    def _misplaced(self) -> str:
        """Why the project cannot lie where it is said to, or nothing."""
        if not self._place.text().strip():
            return self.tr("Say where the project file shall lie.")
        if is_folder(self.path):
            return self.tr("{0} is a folder. Name a file in it.").format(self.path)
        if not is_folder(self.path.parent):
            return self.tr("The folder {0} does not exist.").format(self.path.parent)
        if is_taken(self.path):
            return self.tr("{0} exists already. Open it, or choose another name.").format(self.path.name)
        return ""

    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Project file"),
            str(self.path),
            self.tr("FOIA Reviewer projects (*.foia)"),
            options=QFileDialog.Option.DontConfirmOverwrite,  # no project is ever overwritten: `problem` says so
        )
        if chosen:
            self._place.setText(chosen)


def _name(files: list[Path], otherwise: str) -> str:
    """What to call the project: as the folder that was dropped, or the one in which all the files lie."""
    if len(files) == 1 and files[0].is_dir():
        return files[0].name or otherwise
    folders = {file.parent for file in files}
    return (folders.pop().name or otherwise) if len(folders) == 1 else otherwise


def free_name(folder: Path, name: str) -> Path:
    """A project file of this name in the folder, with a number behind it where there is one already."""
    number, path = 1, folder / f"{name}.foia"
    while path.exists():
        number += 1
        path = folder / f"{name} {number}.foia"
    return path
