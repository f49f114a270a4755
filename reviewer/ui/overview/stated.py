"""Says in words how the counts of an agency's letters agree with what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from reviewer.model.determinations import StatementName
from reviewer.storage.reads.stated import StatedCount

_FOUND: Final[Mapping[StatementName, str]] = {
    "pages reviewed": "{0} sent or listed on deleted-page sheets",
    "pages released": "{0} sent, letters left out",
    "pages released in full": "{0} without a deletion",
    "pages released in part": "{0} with deletions",
    "pages withheld": "{0} listed on deleted-page sheets",
    "pages referred": "{0} listed as referred",
}


def stated_lines(counts: Sequence[StatedCount]) -> list[str]:
    """A line for each letter, and below it one for each of its counts; nothing where no letter states any."""
    lines: list[str] = []
    letter = ""
    for count in counts:
        if count.letter != letter:
            letter = count.letter
            lines.append(_tr("{0} states:").format(letter))
        found = _tr(_FOUND[count.name]).format(f"{count.found:,}")
        lines.append(f"  {_tr(count.name)}: {count.stated:,} · {_tr('found')}: {found} · {_verdict(count)}")
    return lines


def _verdict(count: StatedCount) -> str:
    if count.unread:
        one = _tr("1 page not yet read")
        return one if count.unread == 1 else _tr("{0} pages not yet read").format(f"{count.unread:,}")
    if count.agrees:
        return _tr("agrees ✓")
    more = count.found - count.stated
    return _tr("{0} more found").format(f"{more:,}") if more > 0 else _tr("{0} fewer found").format(f"{-more:,}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Overview", text)
