"""Tells in words where the text of each file comes from, why, and what was chosen for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from reviewer.model.ids import FileId
from reviewer.services.reading_choices import reading_choices
from reviewer.services.workspace import Workspace
from reviewer.storage.rows import FileRow, TextUse
from reviewer.workers.requests import TextLayer

_UNREAD: Final = ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("TextLayers", text)


def source_words(source: str) -> str:
    """Where words come from: `own text`, `OCR`."""
    return {
        "layer": _tr("own text"),
        "ocr": _tr("OCR"),
        "mixed": _tr("own text and OCR"),
        "none": _tr("no words"),
        _UNREAD: _tr("not read yet"),
    }.get(source, source)


def choice_words(choice: TextLayer) -> str:
    """Who decides: `Automatically`, or the reviewer's choice."""
    return {"auto": _tr("Automatically"), "keep": _tr("Own text: chosen"), "ignore": _tr("OCR: chosen")}[choice]


def pages_words(count: int) -> str:
    """`1 page`, `1,200 pages`."""
    return _tr("1 page") if count == 1 else _tr("{0} pages").format(f"{count:,}")


def use_words(uses: Sequence[TextUse]) -> str:
    """The sources of a file in one line: `Own text`, or with pages where there are several: `OCR 38, own text 2`."""
    counted: Counter[str] = Counter()
    for use in uses:
        counted[use.source] += use.pages
    if len(counted) == 1:
        (source,) = counted
        words = source_words(source)
        return words[0].upper() + words[1:]
    parts = [f"{source_words(source)} {pages:,}" for source, pages in counted.most_common()]
    said = ", ".join(parts)
    return said[0].upper() + said[1:] if said else _tr("No pages")


def reason_lines(uses: Sequence[TextUse]) -> list[str]:
    """Each source with its reason and how many pages it holds for; pages not read are left out."""
    return [
        f"{pages_words(use.pages)}: {source_words(use.source)}" + (f". {use.reason}" if use.reason else ".")
        for use in uses
        if use.source != _UNREAD
    ]


class TextUses:
    """What the project says of the text of its files; asked once for each file until `forget`."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._uses: dict[FileId, tuple[TextUse, ...]] = {}
        self._choices: Mapping[FileId, TextLayer] | None = None
        self._files: dict[FileId, FileRow] | None = None

    @property
    def files(self) -> list[FileRow]:
        """Every file, with its counts."""
        if self._files is None:
            self._files = {file.id: file for file in self._workspace.read.sources.files()}
        return list(self._files.values())

    def waiting(self, files: Iterable[FileId]) -> int:
        """How many pages of these files wait to be read, or are being read."""
        wanted = frozenset(files)
        return sum(file.counts.pending for file in self.files if file.id in wanted)

    def of(self, file: FileId) -> tuple[TextUse, ...]:
        """Where the words of a file's pages come from, most pages first."""
        if file not in self._uses:
            self._uses[file] = tuple(self._workspace.read.pages.text_use(file))
        return self._uses[file]

    def together(self, files: Sequence[FileId]) -> tuple[TextUse, ...]:
        """The same over several files."""
        counted: Counter[tuple[str, str]] = Counter()
        for file in files:
            for use in self.of(file):
                counted[use.source, use.reason] += use.pages
        return tuple(TextUse(source, reason, pages) for (source, reason), pages in counted.most_common())

    def choice(self, file: FileId) -> TextLayer:
        """What becomes of a file's own text."""
        if self._choices is None:
            self._choices = reading_choices(self._workspace).text_layers or {}
        return self._choices.get(file, "auto")

    def common_choice(self, files: Sequence[FileId]) -> TextLayer | None:
        """What was chosen for all of these files; None where it differs, or there is none."""
        chosen = {self.choice(file) for file in files}
        return chosen.pop() if len(chosen) == 1 else None

    def forget(self) -> None:
        """The project changed: ask anew."""
        self._uses.clear()
        self._choices = self._files = None
