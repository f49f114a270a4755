"""Knows the passwords given since the project was opened; they are held in memory only and written nowhere."""

from __future__ import annotations

from pathlib import Path


class Passwords:
    """By file, and one that was given for all. Safe between threads: one thread puts in, any may ask."""

    def __init__(self) -> None:
        self._by_file: dict[Path, str] = {}
        self._for_all: str | None = None

    def get(self, file: Path) -> str | None:
        """The password to try on a file; None if none was given."""
        return self._by_file.get(file, self._for_all)

    def knows(self, file: Path) -> bool:
        """Whether a password was given for this very file and was not refused."""
        return file in self._by_file

    def forget(self, file: Path) -> None:
        """The password given for a file does not open it."""
        self._by_file.pop(file, None)

    def keep(self, file: Path, password: str) -> None:
        """The password of a file."""
        self._by_file[file] = password

    def keep_for_all(self, password: str) -> None:
        """The password to try on every file that has none of its own."""
        self._for_all = password

    def as_mapping(self) -> dict[str, str]:
        """By path as text, "" for any file: the form an import takes."""
        every = {str(file): password for file, password in self._by_file.items()}
        return every if self._for_all is None else {**every, "": self._for_all}
