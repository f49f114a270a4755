"""Opens the card for a redaction, and the file again where the policy lets the reviewer look; keeps nothing of it."""

from __future__ import annotations

from concurrent.futures import Future

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from reviewer.model.beneath import Beneath
from reviewer.model.errors import UserError
from reviewer.model.ids import Uuid
from reviewer.services.operations import RevealBeneath, SetPosition
from reviewer.services.operations.policy import recoverable_policy, refusal
from reviewer.storage.rows import RedactionRow, RevealRow
from reviewer.ui.recoverable.card import Standing, StopCard
from reviewer.ui.recoverable.shown import BeneathWindow
from reviewer.ui.session import Session
from reviewer.ui.theme.theme import Theme
from reviewer.workers.requests import ReadBeneath


class BeneathCare(QObject):
    """For one open project. `failed` tells why something could not be done."""

    failed = Signal(object)  # UserError

    def __init__(self, session: Session, theme: Theme, view: QWidget) -> None:
        """What is shown ends with `view`, at the latest."""
        super().__init__(view)
        self._session, self._theme, self._view = session, theme, view
        self._asked: Uuid | None = None  # beneath which redaction the file is being read
        self.card: StopCard | None = None
        self.shown: BeneathWindow | None = None

    def has_card(self) -> bool:
        """Text is known to stand beneath the selected redaction."""
        return self._selected() is not None

    def open(self) -> None:
        """Show the card for the selected redaction; nothing happens where nothing stands beneath it."""
        row = self._selected()
        if row is None:
            return
        self.let_go()
        card = StopCard(self.standing(row), self._theme, self._view)
        card.copy_wanted.connect(lambda: QGuiApplication.clipboard().setText(self._place(row)))
        card.defer_wanted.connect(lambda: self._defer(row.uuid))
        card.look_wanted.connect(lambda: self.look(row.uuid))
        card.destroyed.connect(self._card_gone)
        self.card = card
        card.show()

    def standing(self, row: RedactionRow) -> Standing:
        """What the card says of a redaction now."""
        reads, reviewer = self._session.workspace.read, self._session.workspace.reviewer
        policy, attorney = recoverable_policy(reads)
        why = refusal(policy, attorney, reviewer.name) if reviewer is not None else ""
        if reviewer is None:
            why = self.tr("The project is open read-only: looking could not be recorded.")
        said = self.tr("Nobody has decided yet, so nobody looks.")
        if attorney:
            words = {"never": self.tr("nobody looks"), "attorney only": self.tr("only the attorney looks"),
                     "allowed": self.tr("every reviewer may look")}  # fmt: skip
            said = self.tr("Policy of this project: {0} (decided by {1}).").format(words[policy], attorney)
        looked = [self._told(reveal) for reveal in reads.redactions.reveals(row.uuid)]
        deferred = row.position == "attorney to decide"
        return Standing(self._place(row), said, why, looked, deferred, reviewer is not None)

    def look(self, redaction: Uuid) -> None:
        """Record that the reviewer looks, then read the file again and show what stands there."""
        row = self._session.workspace.read.redactions.one(redaction)
        if row is None or not self._source_is_there(row):
            return
        if not self._session.commands.perform(RevealBeneath(redaction)):
            return
        if self.card is not None:
            self.card.close()
        self._asked = redaction
        path, number = self._session.project.place(row.page)
        request = ReadBeneath(path, number, row.recoverable_rects, self._session.passwords.get(path))
        self._session.bridge.when_done(self._session.pool.submit(request), lambda done: self._arrived(row, done))

    def let_go(self) -> None:
        """Drop what is shown, and what is being read: the page was turned, another redaction was chosen."""
        self._asked = None
        if self.shown is not None:
            self.shown.let_go()
        if self.card is not None:
            self.card.close()

    def _arrived(self, row: RedactionRow, done: Future[tuple[Beneath, ...]]) -> None:
        if self._asked != row.uuid or done.cancelled():
            return
        self._asked = None
        error = done.exception()
        if isinstance(error, UserError):
            self.failed.emit(error)
            return
        shown = BeneathWindow(self._place(row), done.result(), self._view)
        shown.destroyed.connect(self._shown_gone)
        self.shown = shown
        shown.show()
        shown.activateWindow()

    def _defer(self, redaction: Uuid) -> None:
        done = self._session.commands.perform(SetPosition((redaction,), "attorney to decide"))
        if done and self.card is not None:
            self.card.defer_button.setEnabled(False)

    def _selected(self) -> RedactionRow | None:
        uuid = self._session.commands.redaction
        row = self._session.workspace.read.redactions.one(Uuid(uuid)) if uuid is not None else None
        return row if row is not None and row.recoverable_rects else None

    def _source_is_there(self, row: RedactionRow) -> bool:
        project = self._session.project
        if not project.is_missing(row.file) and not project.is_changed(row.file):
            return True
        file = project.file(row.file)
        name = file.path.name if file is not None else self.tr("The source file")
        self.failed.emit(
            UserError(
                self.tr("{0} is not the file that was imported, or is not there.").format(name),
                self.tr("Nothing was read, and nothing recorded. Locate the file first."),
                code="missing",
            )
        )
        return False

    def _place(self, row: RedactionRow) -> str:
        """Where it is, with nothing of what it says; may be copied to the attorney."""
        cite, count = self._session.project.cite([row.page]), len(row.recoverable_rects)
        lines = self.tr("1 place") if count == 1 else self.tr("{0} places").format(count)
        return self.tr("{0}, redaction {1} of the page: text is still in the file at {2} beneath it.").format(
            cite, row.ordinal + 1, lines
        )

    def _told(self, reveal: RevealRow) -> str:
        at = reveal.revealed_at[:16].replace("T", " ")
        return self.tr("{0} looked on {1} UTC ({2}, decided by {3}).").format(
            reveal.revealed_by, at, reveal.policy, reveal.decided_by
        )

    def _card_gone(self) -> None:
        self.card = None

    def _shown_gone(self) -> None:
        self.shown = None
