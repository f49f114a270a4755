"""What rows of the table have in common, and the line that stands above them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from reviewer.storage.reads.listing import Grouping
from reviewer.ui.models.lists import ROW_ROLE

GROUP_ROLE = ROW_ROLE + 1
GROUPINGS: tuple[Grouping, ...] = ("document", "codes", "marking", "kind", "check", "position")


@dataclass(frozen=True, slots=True)
class Group:
    """Redactions that share something: `count` of them from place `start` in the order of all.

    `key` is what they share as the project has it; `opened` while its rows are shown.
    """

    by: Grouping
    key: str
    start: int
    count: int
    opened: bool = True


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The line above a group: its title, and how many redactions stand below it."""

    title: str
    count: int
    opened: bool

    @property
    def words(self) -> str:
        """The line in one sentence, for screen readers."""
        state = _tr("shown") if self.opened else _tr("hidden")
        return _tr("{0}: {1}, {2}").format(self.title, self.counted, state)

    @property
    def counted(self) -> str:
        """`1 redaction`, `34 redactions`."""
        return _tr("1 redaction") if self.count == 1 else _tr("{0} redactions").format(f"{self.count:,}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("RedactionTable", text)


def grouping_names() -> tuple[str, ...]:
    """What the list of groupings says, first that there is none."""
    return (
        _tr("not grouped"),
        _tr("by document"),
        _tr("by exemption"),
        _tr("by marking"),
        _tr("by kind"),
        _tr("by check"),
        _tr("by position"),
    )


def title_of(group: Group, document: str) -> str:
    """What a group is called; `document` is the title of the document its first redaction lies in."""
    if group.by == "document":
        return document if group.key else _tr("Document not found yet")
    if group.by == "marking":
        return _tr("code stands: {0}").format(group.key)
    return group.key or _tr("no code")
