"""Lists the deletions that an entry speaks for, or is set aside for, each with the step that changes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer.model.ids import Uuid
from reviewer.services.indexes.results import DeletionPlace, EntryResult
from reviewer.ui.widgets.basics import button, label, row

SHOWN: Final = 20  # further ones are counted; the list of the page has them


class SpeaksFor(QWidget):
    """`judge(deletions, verdict)` is called by the steps; without it nothing can be changed."""

    def __init__(
        self,
        entry: EntryResult,
        places: Mapping[Uuid, DeletionPlace],
        judge: Callable[[tuple[Uuid, ...], str | None], object] | None,
    ) -> None:
        super().__init__()
        self._judge = judge
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        matched = (*entry.agreeing, *entry.differing)
        if matched:
            self._head(self.tr("Speaks for"), self.tr("Set all aside"), matched, "set aside")
            for uuid in matched[:SHOWN]:
                hand = uuid in entry.by_hand
                remark = self.tr("by hand") if hand else self.tr("other codes") if uuid in entry.differing else ""
                step = (self.tr("Take back"), None) if hand else (self.tr("Set aside"), "set aside")
                self._line(places.get(uuid), uuid, remark, *step)
            self._more(matched)
        if entry.set_aside:
            self._head(self.tr("Set aside for"), self.tr("Take all back"), entry.set_aside, None)
            for uuid in entry.set_aside[:SHOWN]:
                self._line(places.get(uuid), uuid, "", self.tr("Take back"), None)
            self._more(entry.set_aside)

    def _head(self, text: str, all_of_them: str, deletions: tuple[Uuid, ...], verdict: str | None) -> None:
        line = row(label(text, "secondary"))
        if self._judge is not None and len(deletions) > 1:
            line.addWidget(self._step(all_of_them, "", deletions, verdict))
        line.addStretch(1)
        self._column.addLayout(line)

    def _line(self, place: DeletionPlace | None, uuid: Uuid, remark: str, text: str, verdict: str | None) -> None:
        where = place.place if place is not None else self.tr("a deletion that is gone")
        codes = ", ".join(place.codes) if place is not None else ""
        line = row(label(" · ".join(filter(None, (where, codes, remark))), wrap=True, selectable=True))
        line.setStretch(0, 1)
        if self._judge is not None:
            line.addWidget(self._step(text, where, (uuid,), verdict))
        self._column.addLayout(line)

    def _step(self, text: str, where: str, deletions: tuple[Uuid, ...], verdict: str | None) -> QWidget:
        judge = self._judge
        assert judge is not None
        made = button(text, lambda: judge(deletions, verdict), "link")
        made.setAccessibleName(f"{text}: {where}" if where else text)
        return made

    def _more(self, deletions: Sequence[Uuid]) -> None:
        if len(deletions) > SHOWN:
            self._column.addWidget(label(self.tr("and {0} more").format(f"{len(deletions) - SHOWN:,}"), "small"))
