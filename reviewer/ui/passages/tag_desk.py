"""What can be done with tags, wherever their tree is shown: add, change, move, merge, remove, codebooks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from reviewer.model.errors import UserError
from reviewer.model.ids import Uuid
from reviewer.services.codebook import codebook_of, plan_import, read_codebook, write_codebook
from reviewer.services.operations import (
    AddTag,
    DeleteTag,
    EditTag,
    ImportCodebook,
    MergeTags,
    MoveTag,
    Operation,
    TagPassages,
)
from reviewer.services.targets import asked_for
from reviewer.ui.commands import ReviewCommands
from reviewer.ui.dialogs.codebook import CodebookDialog
from reviewer.ui.dialogs.new_tag import NewTagDialog
from reviewer.ui.models.rows import TagRow
from reviewer.ui.passages.tag_picker import TagPicker
from reviewer.ui.passages.tag_tree import TagTree
from reviewer.ui.project import Project
from reviewer.ui.theme.theme import Theme
from reviewer.ui.widgets.notice import Notice

_FILES = "Codebooks (*.json *.csv)"


class TagDesk(QObject):
    """Works on the tag that the tree it follows has in hand. `noticed` tells what became of a codebook."""

    noticed = Signal(object)  # Notice
    failed = Signal(object)  # UserError: a codebook could not be written or read

    def __init__(self, project: Project, commands: ReviewCommands, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._project, self._commands, self._theme, self._window = project, commands, theme, window
        self._tree: TagTree | None = None

    def follow(self, tree: TagTree) -> None:
        """Work on the tags of this tree."""
        self._tree = tree
        tree.moved.connect(self.move)
        tree.passages_dropped.connect(self.tag_passages)
        tree.set_editable(self._commands.editable)

    @property
    def tag(self) -> TagRow | None:
        """The tag in hand."""
        current = self._tree.current if self._tree is not None else None
        return next((row for row in self._project.tags() if row.id == current), None) if current is not None else None

    def can_edit(self) -> bool:
        """Whether there is a tag in hand that can be changed."""
        return self._commands.editable and self.tag is not None

    def new(self, parent: str | None = None) -> None:
        """Ask for a new tag, to stand below another or at the top."""
        dialog = NewTagDialog(self._project.tags(), self._window)
        if dialog.exec():
            above = Uuid(parent) if parent else None
            adding = AddTag(dialog.name, dialog.color, dialog.key, dialog.description, parent=above)
            if self._do(adding) and self._tree is not None:
                self._tree.select(adding.uuid)
                self._tree.chosen.emit(adding.uuid)
        dialog.deleteLater()

    def change(self) -> None:
        """Ask for another name, colour, key or description."""
        tag = self.tag
        if tag is None or not self._commands.editable:
            return
        dialog = NewTagDialog(self._project.tags(), self._window, tag)
        if dialog.exec():
            self._do(EditTag(Uuid(tag.id), dialog.name, dialog.color, dialog.key, dialog.description))
        dialog.deleteLater()

    def remove(self) -> None:
        """Remove the tag; nothing is asked, since it can be undone."""
        tag = self.tag
        if tag is not None:
            self._do(DeleteTag(Uuid(tag.id)))

    def merge(self) -> None:
        """Ask which tag takes over the passages of this one."""
        tag = self.tag
        if tag is None or not self._commands.editable:
            return
        others = [other for other in self._project.tags() if other.id != tag.id]
        title = self.tr("Merge “{0}” into").format(tag.name)
        self._pick(title, others, lambda into: self._do(MergeTags(Uuid(tag.id), Uuid(into))))

    def move(self, tag: str, parent: str | None, before: str | None) -> None:
        """Put a tag below another (None: at the top), before one there (None: at the end)."""
        moving = MoveTag(Uuid(tag), Uuid(parent) if parent else None, Uuid(before) if before else None)
        if self._do(moving) and self._tree is not None:
            self._tree.select(tag)

    def tag_passages(self, passages: tuple[str, ...], tag: str) -> None:
        """Give passages a tag."""
        self._do(TagPassages(tuple(Uuid(passage) for passage in passages), (Uuid(tag),)))

    def export_codebook(self) -> None:
        """Ask where to write the tags to, and write them."""
        folder = self._project.path.with_name(f"{self._project.path.stem} codebook.json")
        chosen, _ = QFileDialog.getSaveFileName(self._window, self.tr("Export codebook"), str(folder), self.tr(_FILES))
        if chosen:
            target = asked_for(Path(chosen), (".json", ".csv"))
            self.write(target.path, overwrite=target.replace)

    def write(self, path: Path, *, overwrite: bool = False) -> None:
        """Write the tags, as CSV or JSON by the file's ending."""
        book = codebook_of(self._project.stored_tags())
        try:
            self._project.require_apart(path)
            write_codebook(book, path, overwrite=overwrite)
        except UserError as error:
            self.failed.emit(error)
            return
        said = self.tr("{0} is written: 1 tag") if len(book) == 1 else self.tr("{0} is written: {1} tags")
        self.noticed.emit(Notice(said.format(path.name, f"{len(book):,}")))

    def import_codebook(self) -> None:
        """Ask for a codebook, say what it would change, and bring it in."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Import codebook"), str(self._project.path.parent), self.tr(_FILES)
        )
        if chosen:
            self.read(Path(chosen))

    def read(self, path: Path) -> None:
        """Say what a codebook would change, and bring it in once that was agreed to."""
        try:
            plan = plan_import(self._project.stored_tags(), read_codebook(path))
        except UserError as error:
            self.failed.emit(error)
            return
        dialog = CodebookDialog(path.name, plan, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted and self._do(ImportCodebook(plan.tags, dialog.overwrite)):
            changed = len(plan.new) + (len(plan.differing) if dialog.overwrite else 0)
            said = self.tr("{0} is imported: 1 tag added or changed")
            if changed != 1:
                said = self.tr("{0} is imported: {1} tags added or changed")
            self.noticed.emit(Notice(said.format(path.name, f"{changed:,}")))
        dialog.deleteLater()

    def _pick(self, title: str, tags: list[TagRow], chosen: Callable[[str], object]) -> None:
        picker = TagPicker(self._theme, title, tags, self._window)
        picker.chosen.connect(partial(_call, chosen))
        tree = self._tree
        at = tree.mapToGlobal(QPoint(24, 40)) if tree is not None else self._window.mapToGlobal(QPoint(120, 120))
        picker.pop_up(QRect(at, QSize(1, 1)))

    def _do(self, operation: Operation) -> bool:
        return self._commands.perform(operation)


def _call(chosen: Callable[[str], object], tag: object) -> None:
    chosen(str(tag))
