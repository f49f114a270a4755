"""Output that people can read at a terminal and programs can read from a pipe: UTF-8, no colours when piped."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import click

from reviewer.model.errors import UserError

_OF_A_FILE = ("is ", "has ", "needs ", "takes ", "does ", "cannot ")  # how what was said of a file by name goes on


def use_utf8() -> None:
    """UTF-8 and LF on every standard stream, whatever the system's code page or PYTHONIOENCODING say.

    What UTF-8 cannot hold (file names of broken encodings) is shown as a backslash escape instead of failing.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")


def for_people() -> bool:
    """Whether standard output is a terminal, so that colours and tables help."""
    return sys.stdout.isatty()


def say(sentence: str) -> None:
    """A remark for the user on standard error, where it does not mix with the output."""
    click.echo(printable(sentence), err=True)


def counted(count: int, one: str) -> str:
    """`1 page`, `1,200 pages`: a figure and what it counts."""
    return f"{count:,} {one}{'' if count == 1 else 's'}"


def printable(text: str) -> str:
    """One line that cannot steer the terminal: control characters are shown, line breaks become spaces."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else f"\\x{ord(c):02x}" for c in text).split())


def error_line(error: UserError) -> str:
    """The error as one line: file and page where they are known and not said yet, what happened, what to do."""
    place = ""
    if error.file is not None and error.file.name not in error.message:
        place = str(error.file)
        if error.page is not None:
            place += f", page {error.page + 1}"
        place += ": "
    return printable(f"foia-reviewer: {place}{error.message} {error.advice}")


def page_line(file: Path, page: int, message: str) -> str:
    """What happened to page `page` (from 0) as one line that names file and page once, in one place."""
    return printable(f"foia-reviewer: {file}, page {page + 1}: {without_place(message, file, page)}")


def without_place(message: str, file: Path, page: int | None = None) -> str:
    """`message` without the file and page that it may begin with, for a line that has named them."""
    places = [f"{file}:", file.as_posix() + ":", f"{file.name}:", str(file), file.name]
    if page is not None:
        places.insert(0, f"{file.name}, page {page + 1},")
    for place in places:
        if message.startswith(f"{place} "):
            rest = message.removeprefix(f"{place} ")
            return f"it {rest}" if rest.startswith(_OF_A_FILE) else rest
    return message
