"""Keeps what belongs to the person and not to a project: window places, theme, name, recent projects."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Literal, cast, get_args

import platformdirs
from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from reviewer.ui.keymap import KeyMap
from reviewer.ui.theme.tokens import Choice

_RECENT = 12
PageFit = Literal["width", "page"]
TEXT_SIZES: Final = (0, 90, 100, 115, 130)
"""Per cent of the program's own size of text; 0: what the system's font asks for."""


def config_folder() -> Path:
    """The folder of the program's own settings on this system."""
    return Path(platformdirs.user_config_dir("foia-reviewer", appauthor=False))


class Settings:
    """Typed access to one ini file; nothing of it is ever written to a project."""

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or config_folder()
        with suppress(OSError):  # a home that is write-protected: the choices of today are forgotten tomorrow
            folder.mkdir(parents=True, exist_ok=True)
        self._store = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        self.keys = KeyMap(self)  # the same in every window

    @property
    def theme(self) -> Choice:
        """The theme chosen; `system` unless the user chose another."""
        value = self._store.value("theme", "system")
        return cast(Choice, value) if value in get_args(Choice) else "system"

    @theme.setter
    def theme(self, choice: Choice) -> None:
        self._store.setValue("theme", choice)

    @property
    def text_size(self) -> int:
        """One of `TEXT_SIZES`."""
        value = str(self._store.value("text-size", 0))
        return int(value) if value.isdecimal() and int(value) in TEXT_SIZES else 0

    @text_size.setter
    def text_size(self, size: int) -> None:
        self._store.setValue("text-size", size)

    @property
    def page_fit(self) -> PageFit:
        """How pages fill the view in a project that was not open before."""
        return "page" if self._store.value("page-fit", "width") == "page" else "width"

    @page_fit.setter
    def page_fit(self, fit: PageFit) -> None:
        self._store.setValue("page-fit", fit)

    @property
    def reviewer(self) -> str:
        """The name the user reviews under, as last given; never guessed from the system."""
        return str(self._store.value("reviewer", ""))

    @reviewer.setter
    def reviewer(self, name: str) -> None:
        self._store.setValue("reviewer", name)

    @property
    def folder(self) -> Path:
        """Where the user last opened or saved something; at first the folder for documents."""
        kept = Path(str(self._store.value("folder", "")))
        if kept != Path() and kept.is_dir():
            return kept
        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        return documents if documents != Path() and documents.is_dir() else Path.home()

    @folder.setter
    def folder(self, folder: Path) -> None:
        self._store.setValue("folder", str(folder))

    @property
    def recent(self) -> tuple[Path, ...]:
        """Projects opened lately, the last one first; files that are gone included."""
        value: Any = self._store.value("recent", [])
        paths = [value] if isinstance(value, str) else list(value or [])
        return tuple(Path(path) for path in paths if path)

    def remember_project(self, path: Path) -> None:
        """Put a project at the head of the recent ones."""
        paths = [path, *(other for other in self.recent if other != path)][:_RECENT]
        self._store.setValue("recent", [str(p) for p in paths])

    def forget_project(self, path: Path) -> None:
        """Take a project from the list; its file stays."""
        self._store.setValue("recent", [str(p) for p in self.recent if p != path])

    def bytes(self, key: str) -> QByteArray:
        """Geometry or splitter state kept under `key`; empty if there is none."""
        value: Any = self._store.value(f"window/{key}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_bytes(self, key: str, value: QByteArray) -> None:
        """Keep geometry or splitter state."""
        self._store.setValue(f"window/{key}", value)

    def text(self, key: str) -> str:
        """A text kept under `key`, such as a place in a project in JSON; empty if there is none."""
        return str(self._store.value(f"text/{key}", ""))

    def keep_text(self, key: str, value: str) -> None:
        """Keep a text."""
        self._store.setValue(f"text/{key}", value)

    def flush(self) -> None:
        """Write to disk now."""
        self._store.sync()
