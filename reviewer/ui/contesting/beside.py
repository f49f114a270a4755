"""Keeps the grounds beside the selected redaction in step, and takes what is decided there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject

from reviewer.model.changes import ChangeKind, Changes
from reviewer.model.ids import Uuid
from reviewer.services.contesting import open_suggestions
from reviewer.services.operations import AddChallenge, BindItems, DeclineGround, Operation, Target
from reviewer.storage.reads import Reads
from reviewer.ui.contesting.grounds_block import GroundsBlock

_ABOUT: tuple[ChangeKind, ...] = (
    "redaction", "challenge", "note", "passage", "request", "document", "page", "issue", "copy", "release", "event",
)  # fmt: skip


class Beside(QObject):
    """Shows `block` what stands in the project about one redaction; `perform` does an edit."""

    def __init__(
        self,
        read: Reads,
        perform: Callable[[Operation], bool],
        selected: Callable[[], str | None],
        block: GroundsBlock,
        *,
        editable: bool,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(block)
        self._read, self._perform, self._selected = read, perform, selected
        self._block, self._editable, self._today = block, editable, today
        self._shown: str | None = None
        self._page: int | None = None
        block.accepted.connect(self._accept)
        block.declined.connect(self._decline)

    def follow(self, *_selection: object) -> None:
        """Another redaction may be selected."""
        if self._selected() != self._shown:
            self.show_anew()

    def refresh(self, changes: Changes) -> None:
        """The project changed: read again what is said of the selected redaction if it may be concerned."""
        others = any(kind in changes for kind in _ABOUT if kind not in ("redaction", "page"))
        own = changes.of("redaction")
        about_it = "redaction" in changes and (not own or self._shown in own)
        about_page = "page" in changes and (not changes.of("page") or self._page in changes.of("page"))
        if self._shown is not None and (others or about_it or about_page):
            self.show_anew()

    def show_anew(self) -> None:
        """Read what is to be said of the selected redaction."""
        self._shown = self._selected()
        row = self._read.redactions.one(Uuid(self._shown)) if self._shown is not None else None
        self._page = row.page if row is not None else None
        if row is None:
            return
        found = () if row.box_checked == "not a redaction" else open_suggestions(self._read, self._today(), row.uuid)
        chosen = dict.fromkeys(
            name
            for challenge in self._read.contesting.of(row.uuid)
            if challenge.stance == "contested"
            for name in challenge.grounds
        )
        self._block.show_grounds(
            list(chosen),
            [(suggestion.ground, suggestion.reason) for suggestion in found],
            contested=row.position == "contested",
            editable=self._editable,
        )

    def _accept(self, ground: object) -> None:
        """Contest the redaction on a ground: under the challenge that has it alone, else under a new one."""
        if self._shown is None:
            return
        row = next(iter(self._read.log.of([Uuid(self._shown)]).values()), None)
        target, name = Target("redaction", Uuid(self._shown)), str(ground)
        challenges = self._read.contesting.challenges(row.request if row is not None else None)
        own = next((c for c in challenges if c.stance == "contested" and c.grounds == (name,)), None)
        request = row.request if row is not None else None
        self._perform(
            BindItems(own.uuid, (target,)) if own is not None else AddChallenge((target,), (name,), request=request)
        )

    def _decline(self, ground: object) -> None:
        if self._shown is not None:
            self._perform(DeclineGround(str(ground), (Uuid(self._shown),)))
