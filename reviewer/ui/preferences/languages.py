"""Lets a reviewer tick the languages that pages are read in: those installed, and those chosen that are missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLocale, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from reviewer.model.errors import SourceError
from reviewer.services.reading_choices import installed_languages
from reviewer.ui.widgets.basics import button, label
from reviewer.ui.widgets.basics import row as row_of

_USUAL: Final = "eng"  # what pages are read in where nothing is chosen
_SCRIPTS: Final = {"sim": "simplified", "tra": "traditional", "vert": "vertical", "frak": "Fraktur", "latn": "Latin",
                   "cyrl": "Cyrillic", "old": "old"}  # fmt: skip
_SOURCE: Final = "github.com/tesseract-ocr/tessdata_fast"


def language_name(code: str) -> str:
    """A Tesseract name as people say it: `Dutch (nld)`, `Chinese, simplified (chi_sim)`; the code where unknown."""
    base, *script = code.split("_")
    known = {"chi": QLocale.Language.Chinese}.get(base) or QLocale.codeToLanguage(base)
    if known in (QLocale.Language.AnyLanguage, QLocale.Language.C):
        return code
    parts = [QLocale.languageToString(known), *(_SCRIPTS.get(part, part) for part in script)]
    return f"{', '.join(parts)} ({code})"


class LanguageChoice(QWidget):
    """`chosen` tells the languages ticked, as `eng+nld`, the main one first; empty where none is."""

    chosen = Signal(object)  # str

    def __init__(
        self,
        installed: Callable[[], tuple[Path, tuple[str, ...]]] = installed_languages,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._installed = installed
        self._stored: tuple[str, ...] = ()
        self._present: tuple[str, ...] = ()
        self._folder: Path | None = None
        self.boxes: dict[str, QCheckBox] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.missing = label("", "bad", wrap=True)
        self.how = label("", "small", wrap=True, selectable=True)
        self.again = button(self.tr("Look again"), lambda: self.show_stored("+".join(self._stored)))
        self._open = button(self.tr("Open the folder"), self._open_folder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._list)
        layout.addWidget(self.missing)
        layout.addWidget(self.how)
        buttons = row_of(self._open, self.again)
        buttons.addStretch(1)
        layout.addLayout(buttons)

    def show_stored(self, languages: str) -> None:
        """Show what is installed now, and `languages` (`eng+nld`; empty: the usual one) as chosen."""
        self._stored = tuple(name for name in languages.split("+") if name)
        try:
            self._folder, installed = self._installed()
        except SourceError as error:
            self._folder, installed = None, ()
            self.how.setText(f"{error} {error.advice}")
        else:
            self.how.setText(
                self.tr("For another language get its .traineddata file from {0} and put it into {1}.").format(
                    _SOURCE, self._folder
                )
            )
        wanted = self._stored or (_USUAL,)
        self._fill([*installed, *(name for name in wanted if name not in installed)], wanted, installed)
        self._present = installed
        self._say_missing(wanted)
        self._open.setEnabled(self._folder is not None)

    def _say_missing(self, wanted: Sequence[str]) -> None:
        missing = [f"{name}.traineddata" for name in wanted if name not in self._present]
        said = self.tr("Not installed: {0}. Pages cannot be read with it; get it as told below, or untick it.")
        self.missing.setText(said.format(", ".join(missing)))
        self.missing.setVisible(bool(missing))

    def _fill(self, names: list[str], wanted: tuple[str, ...], installed: tuple[str, ...]) -> None:
        for box in self.boxes.values():
            self._list.removeWidget(box)
            box.deleteLater()
        self.boxes = {}
        for name in names:
            shown = language_name(name)
            box = QCheckBox(shown if name in installed else self.tr("{0}: not installed").format(shown))
            box.setChecked(name in wanted)
            box.toggled.connect(self._tell)
            self._list.addWidget(box)
            self.boxes[name] = box

    def _tell(self, *_on: object) -> None:
        """The order stands: the language that was first is the one Tesseract takes for the main one."""
        ticked = [name for name, box in self.boxes.items() if box.isChecked()]
        before = [name for name in self._stored or (_USUAL,) if name in ticked]
        self._stored = (*before, *(name for name in ticked if name not in before))
        self._say_missing(self._stored or (_USUAL,))
        self.chosen.emit("+".join(self._stored))

    def _open_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
