"""Which pages the manual has, and where in them something stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

from reviewer.model.resources import help_page

# The pages of docs/ that speak to reviewers, in the order in which one would read them.
NAMES: Final = (
    "guide.md",
    "search.md",
    "entities.md",
    "compare.md",
    "merging.md",
    "appeal.md",
    "appeal-deadlines.md",
    "exports.md",
    "command-line.md",
)
_HEADING = re.compile(r"^(#{1,3}) (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the manual: its file, its title and its text as Markdown."""

    path: Path
    title: str
    text: str

    def sections(self) -> list[str]:
        """The headings below the title."""
        return [match[2] for match in _HEADING.finditer(self.text)][1:]

    def section_of(self, anchor: str) -> str:
        """The heading that a link means by what stands behind its `#`; empty where there is none."""
        return next((section for section in self.sections() if _anchor(section) == anchor), "")


def pages() -> list[Page]:
    """Every page that is shipped with this build, in order."""
    found = []
    for name in NAMES:
        path = help_page(name)
        if path is None:
            continue
        text = path.read_text(encoding="utf-8")
        heading = _HEADING.search(text)
        found.append(Page(path, heading[2] if heading else path.stem, text))
    return found


def places(wanted: str, found: list[Page]) -> list[tuple[int, str]]:
    """(page, section) of every section that holds the words; all pages' titles where nothing is wanted.

    Those whose heading holds them come first, else they stand in the order of the manual.
    """
    words = wanted.casefold().split()
    if not words:
        return [(number, "") for number in range(len(found))]
    headed: list[tuple[int, str]] = []
    hits: list[tuple[int, str]] = []
    for number, page in enumerate(found):
        for title, body in _parts(page.text):
            text = f"{title}\n{body}".casefold()
            if all(word in text for word in words):
                named = all(word in title.casefold() for word in words)
                (headed if named else hits).append((number, title if title != page.title else ""))
    return headed + hits


def _anchor(heading: str) -> str:
    """A heading as links name it: in small letters, without punctuation, with hyphens for blanks."""
    return re.sub(r"[^\w -]", "", heading.casefold()).replace(" ", "-")


def label(page: Page, section: str) -> str:
    """How a place is listed: its heading first, which a narrow list must not cut off, then its page."""
    return QCoreApplication.translate("Help", "{0} – {1}").format(section, page.title) if section else page.title


def _parts(text: str) -> list[tuple[str, str]]:
    """The sections of a page: heading and what stands below it."""
    marks = list(_HEADING.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [(mark[2], text[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)]
