"""What tests ask the table of redactions, once it has its answers."""

from __future__ import annotations

import time

from PySide6.QtWidgets import QApplication

from reviewer.ui.table import RedactionsView
from reviewer.ui.table.groups import Group

_PATIENCE = 10.0  # seconds


def settle(table: RedactionsView) -> None:
    """Until the table shows what it asked for, and its counts."""
    end = time.monotonic() + _PATIENCE
    QApplication.processEvents()
    while table.following.listing.busy:
        assert time.monotonic() < end, "the table got no answer"
        QApplication.processEvents()
        time.sleep(0.001)
    QApplication.processEvents()


def listed(table: RedactionsView) -> tuple[str, ...]:
    """The ids of all redactions that the table lists, those of closed groups among them."""
    settle(table)
    numbers = table.model.lines.rows.tolist()
    found = table._reads.listing.ids(numbers)
    return tuple(found[number] for number in numbers)


def members(table: RedactionsView, group: Group) -> tuple[str, ...]:
    """The ids of the redactions of a group."""
    return listed(table)[group.start : group.start + group.count]


def words_of(table: RedactionsView) -> list[int]:
    """How many words each redaction hides, in the order of the table."""
    settle(table)
    return [row.redaction.words for row in table.model.rows_of(table.model.lines.rows.tolist())]
