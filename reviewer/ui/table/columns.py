"""The columns of the table: heading, what each sorts by, its width, and the words of a cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from reviewer.storage.reads.listing import Sorting
from reviewer.ui.table.rows import TableRow


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column. `words` is the cell as text (also what is copied); `second` a smaller line below it.

    `shown` columns are there from the start; `stretch` takes the room that is left; `number` aligns to the right;
    `edited` ones can be written into; `help` explains the heading, and a cell without words.
    """

    id: str
    heading: str
    width: int
    words: Callable[[TableRow], str]
    sorting: Sorting | None = None
    second: Callable[[TableRow], str] | None = None
    number: bool = False
    stretch: bool = False
    shown: bool = True
    edited: bool = False
    help: str = ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("RedactionTable", text)


def columns() -> tuple[TableColumn, ...]:
    """Every column in the order in which it stands."""
    return (
        TableColumn("item", _tr("No."), 48, lambda row: f"{row.redaction.item or ''}", "item", number=True,
                    help=_tr("Items are numbered with the first export, or by Review > Number the items;\n"
                             "a number is never changed or used again.")),
        TableColumn("picture", _tr("As released"), 150, lambda row: ""),
        TableColumn("document", _tr("Document"), 196, lambda row: row.title, "place", lambda row: row.cite),
        TableColumn("code", _tr("Exemption"), 136, lambda row: row.redaction.label, "codes", edited=True),
        TableColumn("kind", _tr("Kind"), 72, lambda row: row.redaction.kind, "kind", edited=True),
        TableColumn("words", _tr("Words"), 66, lambda row: f"{row.redaction.words:,}", "words", number=True),
        TableColumn("share", _tr("Of page"), 80, lambda row: share_in_words(row.share), number=True),
        TableColumn("context", _tr("Context"), 220, lambda row: row.redaction.context, stretch=True),
        TableColumn("check", _tr("Check"), 108, lambda row: row.redaction.state, "check"),
        TableColumn(
            "position", _tr("Position"), 118, lambda row: row.redaction.position, "position",
            lambda row: row.grounds, edited=True,
        ),
        TableColumn("record", _tr("Record"), 170, lambda row: row.record, shown=False),
        TableColumn("file", _tr("File"), 160, _file_place, shown=False),
        TableColumn("printed", _tr("As printed"), 130, lambda row: row.redaction.code_text, shown=False),
        TableColumn("marking", _tr("Marking"), 78, lambda row: row.redaction.marking, shown=False),
        TableColumn(
            "confidence", _tr("Confidence"), 84, lambda row: f"{row.redaction.confidence:.2f}", "confidence",
            number=True, shown=False,
        ),
        TableColumn("note", _tr("Note"), 180, lambda row: " ".join(row.note.split()), shown=False, edited=True),
    )  # fmt: skip


def share_in_words(share: float) -> str:
    """A share from 0 to 1 in percent; what is there is never nothing."""
    return "<0.1%" if 0 < share < 0.0005 else f"{share:.1%}"


def _file_place(row: TableRow) -> str:
    return f"{row.file} p. {row.redaction.page:,}"
