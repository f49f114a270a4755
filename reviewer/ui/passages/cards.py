"""What the board shows: cards of passages, and headings of the groups that they stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from reviewer.model.geometry import Rect, bounds
from reviewer.model.ids import Uuid
from reviewer.model.page import naming_subject
from reviewer.storage.reads import Reads
from reviewer.storage.rows import BoardRow
from reviewer.ui.models.rows import PassageRow, TagRow
from reviewer.ui.project import Project
from reviewer.ui.words import counted

_MARGIN = 10.0  # points above and below the words, so that what stands beside them is in the picture
_TALLEST = 170.0  # points of a page that one picture shows at most


@dataclass(frozen=True, slots=True)
class Card:
    """A passage on the board; `strip` is the part of its page, over the full width, that its picture shows."""

    passage: PassageRow
    file_id: int
    reviewer: str
    document: str
    strip: Rect

    @property
    def id(self) -> str:
        """Id of the passage."""
        return self.passage.id

    @property
    def words(self) -> str:
        """The card in one line, for screen readers and for a line of text."""
        tags = ", ".join(name for name, _color in self.passage.tags) or _tr("no tag")
        parts = [f"{tags}: {self.passage.quote or _tr('a region')}", self.passage.cite, self.passage.note]
        return ". ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a group and how many cards stand below it; `color` is that of its tag."""

    group: str
    title: str
    count: int
    color: str = ""

    @property
    def words(self) -> str:
        """The heading in one line."""
        return f"{self.title}, {counted(self.count, _tr('1 passage'), _tr('{0} passages'))}"


class CardReader:
    """Makes cards and headings of what the project says."""

    def __init__(self, reads: Reads, project: Project) -> None:
        self._reads, self._project = reads, project

    def cards(self, ids: Sequence[str]) -> dict[str, Card]:
        """The cards of these passages; those that are gone are left out."""
        names = {tag.id: (tag.name, tag.color) for tag in self._project.tags()}
        found = self._reads.board.rows([Uuid(row_id) for row_id in ids])
        return {str(uuid): self._card(row, names) for uuid, row in found.items()}

    def heading(self, group: str, count: int, grouping: str) -> Heading:
        """The heading of a group: a tag, a document, or a file outside of every document."""
        if grouping == "tag":
            tag: TagRow | None = next((tag for tag in self._project.tags() if tag.id == group), None)
            return Heading(group, tag.name, count, tag.color) if tag is not None else Heading(group, "No tag", count)
        if group.startswith("file:"):
            file = self._project.file(int(group.removeprefix("file:")))
            return Heading(group, file.name if file is not None else "File", count)
        return Heading(group, document_name(self._reads, group), count)

    def _card(self, row: BoardRow, names: Mapping[str, tuple[str, str]]) -> Card:
        shown = self._project.shown_passage(row.passage, names)
        segment = row.passage.segments[0]
        box = bounds(segment.boxes)
        top = max(0.0, box.y0 - _MARGIN)
        bottom = min(row.page_height, box.y1 + _MARGIN, top + _TALLEST)
        return Card(shown, segment.file, row.reviewer, row.document, Rect(0.0, top, row.page_width, bottom))


def document_name(reads: Reads, document: str) -> str:
    """What a document is called: its subject, else its kind and date."""
    return document_names(reads, [Uuid(document)])[0][1]


def document_names(reads: Reads, documents: Sequence[Uuid]) -> list[tuple[Uuid, str]]:
    """What each of these is called."""
    titles = reads.board.titles(documents)
    named = []
    for document in documents:
        subject, kind, day = titles.get(document, ("Document", "", ""))
        named.append((document, naming_subject(subject) or " ".join(part for part in (kind.capitalize(), day) if part)))
    return named


def _tr(text: str) -> str:
    return QCoreApplication.translate("Board", text)
