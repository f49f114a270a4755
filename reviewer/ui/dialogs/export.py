"""Asks what to write, of which part of the project, and where; says beforehand what the export does not cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QWidget

from reviewer.export.arranging import LogGroup
from reviewer.export.pincite import CiteStyle
from reviewer.export.registry import FORMATS, Format, Options
from reviewer.export.rows import Filters
from reviewer.model.query import Query
from reviewer.ui.dialogs.forms import FormDialog, text_field
from reviewer.ui.dialogs.typed_place import is_folder, is_taken, typed_path
from reviewer.ui.theme.fonts import stretched
from reviewer.ui.widgets.basics import button, label
from reviewer.ui.widgets.choice_box import ChoiceBox


@dataclass(frozen=True, slots=True)
class ExportFacts:
    """What the dialog offers: tags, codes and positions that occur, the search at hand, where to write.

    `gaps` are sentences on what nobody has read, seen or checked yet.
    """

    folder: Path
    stem: str
    format_name: str
    tags: Sequence[str]
    codes: Sequence[str]
    positions: Sequence[str]
    query: Query | None
    query_text: str
    gaps: Sequence[str]


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What to write: format, file, whether one that is there may be replaced, what is added, what is kept."""

    format_name: str
    path: Path
    overwrite: bool = False
    options: Options = field(default_factory=Options)
    filters: Filters = field(default_factory=Filters)


class ExportDialog(FormDialog):
    """`order()` says what was asked for once it is accepted."""

    def __init__(self, facts: ExportFacts, parent: QWidget) -> None:
        super().__init__(parent.tr("Export"), "", parent.tr("Export"), parent)
        self.setMinimumWidth(stretched(620))
        self._facts = facts
        self.lists: list[QComboBox] = []
        self.ticks: list[QCheckBox] = []
        self._format = self._list(self.tr("What"))
        for name, known in FORMATS.items():
            self._format.addItem(f"{known.title[:1].upper()}{known.title[1:]} ({known.suffix})", name)
        self._format.setCurrentIndex(max(0, self._format.findData(facts.format_name)))
        self._tag = self._choice(self.tr("Tag"), self.tr("every tag"), facts.tags)
        self._code = self._choice(self.tr("Exemption"), self.tr("every exemption, and none"), facts.codes)
        self._position = self._choice(self.tr("Position"), self.tr("every position"), facts.positions)
        self._found = self._tick(self.tr("Only what the search “{0}” finds").format(_short(facts.query_text)))
        self.form.setRowVisible(self._found, facts.query is not None)
        self._pictures = self._tick(self.tr("With a picture of each place as released"))
        self._cite = self._list(self.tr("Places cited"))
        for style, words in self._cite_styles():
            self._cite.addItem(words, style)
        self._order = self._list(self.tr("Order"))
        self._order.addItem(self.tr("as the record goes"), "place")
        self._order.addItem(self.tr("by item number"), "item")
        self._group = self._list(self.tr("Grouped"))
        for group, words in self._groups():
            self._group.addItem(words, group)
        self._pdf = self._tick(self.tr("Each document as one PDF, not as single images"))
        self._bom = self._tick(self.tr("Texts begin with a byte order mark, as most review platforms want"))
        self._bom.setChecked(True)
        self._internal = self._tick(self.tr("With what is internal (attorney work product, never to be served)"))
        self.place = text_field(str(facts.folder / f"{facts.stem}{self._chosen.suffix}"))
        self.add_field(self.tr("File"), self.place, button(self.tr("Browse …"), self._browse))
        self._replace = self._tick(self.tr("Replace the file that is there"))
        self._gaps = label(" ".join(facts.gaps), "secondary", wrap=True)
        self.form.addRow(self._gaps)
        self._format.currentIndexChanged.connect(self._format_changed)
        self.place.textChanged.connect(self._renamed)
        self._show_what_fits()
        self._format.setFocus()

    def order(self) -> ExportOrder:
        """What was asked for."""
        overwrite = self._replace.isChecked() and is_taken(self.path)
        return ExportOrder(self._format_name, self.path, overwrite, self._options(), self._filters())

    @property
    def path(self) -> Path:
        """Where to write, with the format's ending."""
        return typed_path(self.place.text(), self._chosen.suffix)

    def _options(self) -> Options:
        known, load_file = Options(), self._load_file
        return Options(
            internal=self._internal.isChecked() and self._filtered,
            crops=self._pictures.isChecked() and self._chosen.pictures,
            cite=self._cite.currentData() if self._excerpts else known.cite,
            pdf=self._pdf.isChecked() if load_file else known.pdf,
            bom=self._bom.isChecked() if load_file else known.bom,
            order=self._order.currentData() if self._log else known.order,
            group=self._group.currentData() if self._log else known.group,
        )

    def _groups(self) -> tuple[tuple[LogGroup, str], ...]:
        return (
            ("none", self.tr("not at all")),
            ("exemption", self.tr("by exemption")),
            ("record", self.tr("by record")),
            ("file", self.tr("by file")),
        )

    def _cite_styles(self) -> tuple[tuple[CiteStyle, str], ...]:
        return (
            ("full", self.tr("all that is known: identifier, file and page, page of the document")),
            ("identifier", self.tr("by identifier: BRR-2018-000114")),
            ("file", self.tr("by file and page: Release_1of2.pdf p. 114")),
            ("bluebook", self.tr("as legal writing cites: E-mail from Doyle (15 Jun 2018), at 1")),
        )

    def _filters(self) -> Filters:
        if not self._filtered:
            return Filters()
        by_search = self._found.isChecked() and self._facts.query is not None
        return Filters(
            tags=_given(self._tag),
            codes=_given(self._code),
            positions=_given(self._position),
            query=self._facts.query if by_search else None,
            query_text=self._facts.query_text if by_search else "",
        )

    def problem(self) -> str:
        """What is still missing or wrong."""
        self._show_what_fits()  # the file may have come to be since its name was typed
        if not self.place.text().strip():
            return self.tr("Say where the file shall lie.")
        if not is_folder(self.path.parent):
            return self.tr("The folder {0} does not exist.").format(self.path.parent)
        if is_folder(self.path):
            return self.tr("{0} is a folder. Name a file in it.").format(self.path)
        if is_taken(self.path) and not self._replace.isChecked():
            self._replace.setFocus()
            return self.tr("{0} is there already. Choose another name, or tick that it may be replaced.").format(
                self.path.name
            )
        return ""

    @property
    def _chosen(self) -> Format:
        return FORMATS[self._format_name]

    @property
    def _format_name(self) -> str:
        return str(self._format.currentData())

    @property
    def _excerpts(self) -> bool:
        return self._chosen.part == "excerpts"

    @property
    def _log(self) -> bool:
        return self._chosen.part == "log"

    @property
    def _load_file(self) -> bool:
        return self._format_name == "load-file"

    @property
    def _filtered(self) -> bool:
        return self._chosen.selective

    def _choice(self, name: str, all_of_them: str, values: Sequence[str]) -> QComboBox:
        box = self._list(name)
        box.addItem(all_of_them, "")
        for value in values:
            box.addItem(value, value)
        return box

    def _list(self, name: str) -> QComboBox:
        box = ChoiceBox(name)
        self.add_field(name, box)
        self.lists.append(box)
        return box

    def _tick(self, text: str) -> QCheckBox:
        box = QCheckBox(text)
        self.form.addRow("", box)
        self.ticks.append(box)
        return box

    def _format_changed(self) -> None:
        typed = Path(self.place.text().strip())
        if typed.suffix.lower() in {known.suffix for known in FORMATS.values()}:
            self.place.setText(str(typed.with_suffix(self._chosen.suffix)))
        self._show_what_fits()

    def _renamed(self) -> None:
        """It is another file now: that the one before may be replaced says nothing of it."""
        self._replace.setChecked(False)
        self._show_what_fits()

    def _show_what_fits(self) -> None:
        for row in (self._tag, self._code, self._position, self._internal):
            self.form.setRowVisible(row, self._filtered)
        self.form.setRowVisible(self._found, self._filtered and self._facts.query is not None)
        self.form.setRowVisible(self._pictures, self._chosen.pictures)
        self.form.setRowVisible(self._cite, self._excerpts)
        for row in (self._order, self._group):
            self.form.setRowVisible(row, self._log)
        for row in (self._pdf, self._bom):
            self.form.setRowVisible(row, self._load_file)
        self.form.setRowVisible(self._gaps, self._filtered and bool(self._facts.gaps))
        self.form.setRowVisible(self._replace, is_taken(self.path) and not is_folder(self.path))
        if self.isVisible():
            self.fit()

    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export"), str(self.path), f"{self._chosen.title} (*{self._chosen.suffix})"
        )
        if chosen:
            self.place.setText(chosen)
            self._replace.setChecked(self.path == Path(chosen))  # about this one the system's dialog has asked already


def _given(box: QComboBox) -> tuple[str, ...]:
    value = str(box.currentData())
    return (value,) if value else ()


def _short(text: str, length: int = 40) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
