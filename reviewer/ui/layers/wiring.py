"""Lets a reviewer choose the text of files from menus, the palette and a dialog of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from reviewer.model.changes import Changes
from reviewer.model.ids import FileId
from reviewer.services.operations import ChooseTextLayer
from reviewer.storage.rereading import TEXT_LAYERS as SETTING
from reviewer.ui.layers.dialog import LayersDialog
from reviewer.ui.layers.uses import TextUses, pages_words
from reviewer.ui.session import Session
from reviewer.ui.views import Views
from reviewer.ui.widgets.notice import Notice
from reviewer.workers.requests import TextLayer

if TYPE_CHECKING:
    from reviewer.ui.frame import WindowFrame

_KEY: Final = "text layer"
_ORDER: Final[tuple[TextLayer, ...]] = ("auto", "keep", "ignore")


class LayerChoice(QObject):
    """For one open project: what becomes of the text that files carry themselves."""

    noticed = Signal(object)  # Notice

    def __init__(self, session: Session, view: QWidget) -> None:
        """What is shown ends with `view`."""
        super().__init__(view)
        self._session, self._view = session, view
        self._told = ""  # the title of the deed that undo in the dialog takes back
        self.uses = TextUses(session.workspace)
        self.dialog: LayersDialog | None = None
        session.project.changed.connect(self._changed)

    @property
    def editable(self) -> bool:
        """The project can be changed and holds files."""
        return not self._session.project.read_only and bool(self._session.project.files())

    def open(self, files: Sequence[FileId] = ()) -> None:
        """Show the dialog with these files marked; without any, with the file of the page in view."""
        if self.dialog is None:
            self.dialog = LayersDialog(self._session.project, self.uses, self._view.window())
            self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.dialog.choice_wanted.connect(self.choose)
            self.dialog.undo_wanted.connect(self._undo)
            self.dialog.destroyed.connect(self._dialog_gone)
        self.uses.forget()
        self.dialog.select(files or self.here())
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()
        self.dialog.table.setFocus()

    def here(self) -> tuple[FileId, ...]:
        """The file of the page in view, if there is one."""
        page = self._session.commands.page
        row = self._session.project.stored_page(page) if page is not None else None
        return (row.file,) if row is not None else ()

    def chosen_here(self, choice: TextLayer) -> Callable[[], bool]:
        """Whether this is what was chosen for the file of the page in view."""
        return lambda: self.uses.common_choice(self.here()) == choice

    def choose(self, files: Sequence[FileId], choice: TextLayer) -> None:
        """Read these files so from now on; their pages are read again, and undo takes it back."""
        changed = tuple(file for file in files if self.uses.choice(file) != choice)
        if not changed:
            return
        names = {file.id: file.name for file in self._session.project.files()}
        if not self._session.commands.perform(ChooseTextLayer(changed, choice)):
            return
        self._told = self._session.edits.undo_title
        self.uses.forget()
        waiting = pages_words(self.uses.waiting(changed))
        name = names[changed[0]] if len(changed) == 1 else self.tr("{0} files").format(f"{len(changed):,}")
        title = self._title(choice).format(name)
        said = self.tr("{0} wait to be read; until then they show the text they have. Corrections, checks, positions, "
                       "tags and notes stay; what has no place in the new text needs a look.")  # fmt: skip
        if self.dialog is not None:
            self.dialog.say(f"{title}. {said.format(waiting)}", undo=True)
        else:
            self.noticed.emit(Notice(title, said.format(waiting), "info", ((self.tr("Undo"), self._undo),), _KEY))

    def _title(self, choice: TextLayer) -> str:
        return {
            "auto": self.tr("The text of {0} is decided automatically"),
            "keep": self.tr("The own text of {0} is used"),
            "ignore": self.tr("{0}: read again with OCR"),
        }[choice]

    def _undo(self) -> None:
        """Take the choice back, unless something else was done since: then the menu Edit undoes that first."""
        if self._told and self._session.edits.undo_title == self._told:
            self._session.commands.undo()
            if self.dialog is not None:
                self.dialog.say(self.tr("Taken back; the pages are read as before."))
        self._told = ""

    def _changed(self, changes: Changes) -> None:
        self.uses.forget()
        if "setting" in changes and SETTING in changes.of("setting"):
            self._session.go_on_reading()

    def menu(self, files: Sequence[FileId]) -> QMenu:
        """What can be chosen for these files; what was chosen is ticked."""
        made = QMenu(self._view)
        one = len(files) == 1
        words: dict[TextLayer, str] = {
            "auto": self.tr("Decide the text &automatically"),
            "keep": self.tr("Use the file's own &text") if one else self.tr("Use the files' own &text"),
            "ignore": self.tr("Read again with &OCR"),
        }
        common = self.uses.common_choice(files)
        for choice in _ORDER:
            action = made.addAction(words[choice], self._chooser(files, choice))
            action.setCheckable(True)
            action.setChecked(choice == common)
            action.setEnabled(self.editable)
        made.addSeparator()
        made.addAction(self.tr("Text used, and &why …"), lambda: self.open(files))
        return made

    def _chooser(self, files: Sequence[FileId], choice: TextLayer) -> Callable[[], None]:
        return lambda: self.choose(files, choice)

    def _dialog_gone(self) -> None:
        self.dialog = None


def add_layers(window: WindowFrame, session: Session, views: Views) -> LayerChoice:
    """Let the reviewer of an open project choose the text of its files."""
    choice = LayerChoice(session, views.review)
    choice.noticed.connect(window.notify)
    return choice


def layers_of(views: Views | None) -> LayerChoice | None:
    """What is chosen about the text of files in the open project."""
    return views.review.findChild(LayerChoice) if views is not None else None
