"""The two families of errors: a UserError says what happened and what to do; anything else is a bug."""

from __future__ import annotations

from pathlib import Path


class UserError(Exception):
    """Something a user can meet and act on; shown as its words, never as a traceback.

    `code` is stable for programs (`encrypted`, `damaged`, `not-a-pdf` …); `advice` says what to do next.
    """

    def __init__(
        self, message: str, advice: str = "", *, code: str = "error", file: Path | None = None, page: int | None = None
    ) -> None:
        self.message, self.advice, self.code, self.file, self.page = message, advice, code, file, page
        super().__init__(f"{message} {advice}".strip())

    def __reduce__(self) -> tuple[object, ...]:
        """Travels between processes with all its parts."""
        return _rebuild, (type(self), self.message, self.advice, self.code, self.file, self.page)


def _rebuild(
    kind: type[UserError], message: str, advice: str, code: str, file: Path | None, page: int | None
) -> UserError:
    return kind(message, advice, code=code, file=file, page=page)


class SourceError(UserError):
    """A source file or one of its pages cannot be read."""


class ProjectError(UserError):
    """A project file cannot be opened, written or understood."""


class ExportError(UserError):
    """An export cannot be written."""


class QueryError(UserError):
    """A search query cannot be understood; `message` shows where it is wrong."""
