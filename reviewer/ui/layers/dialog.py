"""Lists the files with the text that is used of each and why; several can be chosen and read otherwise."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reviewer.model.changes import Changes
from reviewer.model.ids import FileId
from reviewer.storage.rows import FileRow
from reviewer.ui.entities.tables import make_table
from reviewer.ui.layers.uses import TextUses, choice_words, pages_words, reason_lines, use_words
from reviewer.ui.models.rows_table import Column, RowsTable
from reviewer.ui.placing import fitting
from reviewer.ui.project import Project
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.widgets.basics import button, label, row
from reviewer.workers.requests import TextLayer

_CALM: Final = 400
"""Milliseconds between two looks at the project while pages are being read."""
_SIZE: Final = (760, 540)
_WHY_HEIGHT: Final = 116


class LayersDialog(QDialog):
    """Stays open beside the window; `choice_wanted` tells files and choice, `undo_wanted` that it be taken back."""

    choice_wanted = Signal(object, object)  # tuple of file ids, TextLayer
    undo_wanted = Signal()

    def __init__(self, project: Project, uses: TextUses, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project, self._uses = project, uses
        self.setWindowTitle(self.tr("Text of the files"))
        self.resize(*fitting(self, *_SIZE))
        self.model: RowsTable[FileRow] = RowsTable(self._columns(), parent=self)
        self.table = make_table(self.model, self.tr("Files and the text that is used of each"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.chosen = label("", "strong", wrap=True)
        self.why = label("", "secondary", wrap=True, selectable=True)
        self.said = label("", "small", wrap=True)
        self.undo = button(self.tr("Undo"), self.undo_wanted.emit, "link")
        self.choices: dict[TextLayer, QPushButton] = {
            "ignore": button(self.tr("Read again with &OCR"), self._chooser("ignore")),
            "keep": button(self.tr("Use the file's own &text"), self._chooser("keep")),
            "auto": button(self.tr("Decide &automatically"), self._chooser("auto")),
        }
        self._lay_out()
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_CALM)
        self._look.timeout.connect(self.reload)
        self.table.selectionModel().selectionChanged.connect(self._describe)
        project.changed.connect(self._changed)
        self.model.show(uses.files)
        self.say("")

    def select(self, files: Collection[int]) -> None:
        """Mark these files, and bring the first of them into view."""
        marked, first = QItemSelection(), None
        for place, file in enumerate(self.model.rows):
            if file.id in files:
                index = self.model.index(place, 0)
                marked.select(index, index)
                first = first or index
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().select(marked, flags.ClearAndSelect | flags.Rows)
        if first is not None:
            self.table.selectionModel().setCurrentIndex(first, flags.NoUpdate)
            self.table.scrollTo(first)

    @property
    def files(self) -> tuple[FileId, ...]:
        """The files that are marked, in their order."""
        places = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return tuple(self.model.rows[place].id for place in places)

    def say(self, words: str, *, undo: bool = False) -> None:
        """Tell what came of the last choice; with a way back, where there is one."""
        usual = self.tr("Corrections, checks, positions, tags and notes stay whatever is chosen. A page shows the text "
                        "it has until it is read again.")  # fmt: skip
        self.said.setText(words or usual)
        self.undo.setVisible(undo)

    def reload(self) -> None:
        """Ask the project anew; the files that are marked stay marked."""
        self._uses.forget()
        files, marked = self._uses.files, self.files
        if [file.id for file in files] != [file.id for file in self.model.rows]:
            self.model.show(files)
            self.select(marked)
        else:
            last = self.model.index(self.model.rowCount() - 1, self.model.columnCount() - 1)
            self.model.dataChanged.emit(self.model.index(0, 0), last)
        self._describe()

    def _columns(self) -> Sequence[Column[FileRow]]:
        return (
            Column(self.tr("File"), lambda file: file.name, 220, stretch=True),
            Column(self.tr("Pages"), lambda file: f"{file.page_count:,}", 64, number=True),
            Column(self.tr("Text used"), self._used, 250),
            Column(self.tr("Decided"), lambda file: choice_words(self._uses.choice(file.id)), 140),
        )

    def _used(self, file: FileRow) -> str:
        if file.state == "failed":
            return self.tr("could not be opened")
        waiting = self._uses.waiting([file.id])
        said = use_words(self._uses.of(file.id))
        return self.tr("{0} · {1} to read").format(said, f"{waiting:,}") if waiting else said

    def _describe(self, *_marked: object) -> None:
        """Say of the files that are marked what is used and why, and what can be chosen."""
        files = self.files
        uses = self._uses.together(files)
        names = {file.id: file.name for file in self.model.rows}
        if not files:
            self.chosen.setText(self.tr("Mark a file to see why its text was chosen."))
        elif len(files) == 1:
            self.chosen.setText(names[files[0]])
        else:
            pages = sum(use.pages for use in uses)
            self.chosen.setText(self.tr("{0} files, {1}").format(f"{len(files):,}", pages_words(pages)))
        waiting = self._uses.waiting(files)
        lines = reason_lines(uses)
        if waiting:
            lines.append(self.tr("{0} wait to be read.").format(pages_words(waiting)))
        self.why.setText("\n".join(lines))
        common = self._uses.common_choice(files)
        for choice, each in self.choices.items():
            each.setEnabled(bool(files) and choice != common and not self._project.read_only)

    def _changed(self, changes: Changes) -> None:
        if "setting" in changes or "file" in changes:
            self.reload()
        elif "page" in changes and not self._look.isActive():
            self._look.start()

    def _chooser(self, choice: TextLayer) -> Callable[[], None]:
        return lambda: self.choice_wanted.emit(self.files, choice)

    def _lay_out(self) -> None:
        why, inside = QScrollArea(), QWidget()
        inside.setProperty("role", "panel2")
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        column.addWidget(self.chosen)
        column.addWidget(self.why)
        column.addStretch(1)
        why.setWidget(inside)
        why.setWidgetResizable(True)
        why.setFixedHeight(stretched(_WHY_HEIGHT))
        why.setAccessibleName(self.tr("Why this text is used"))
        steps = row(*self.choices.values())
        steps.addStretch(1)
        done = button(self.tr("Done"), self.close, "primary")
        steps.addWidget(done)
        for each in (*self.choices.values(), done, self.undo):
            each.setAutoDefault(False)
        told = row(self.said, self.undo)
        told.setStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(self.tr("Text of the files"), "title"))
        said = self.tr("A file may carry text of its own, made by the agency. It is used where it is good; else the "
                       "pages are read by OCR. Choose otherwise where that is wrong.")  # fmt: skip
        layout.addWidget(label(said, "secondary", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addWidget(why)
        layout.addLayout(told)
        layout.addLayout(steps)
