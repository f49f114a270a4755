"""Writes a packet behind the window: progress, a way to give up, and a notice of what was written."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from reviewer.export.packet.plan import PacketPlan
from reviewer.export.packet.write import Packet
from reviewer.model.errors import UserError
from reviewer.services import packets
from reviewer.ui.session import Session
from reviewer.ui.widgets.notice import Notice

KEY = "packet"


class PacketWriter(QObject):
    """One packet at a time; closing the project gives it up, and nothing is left of it."""

    noticed = Signal(object)  # Notice
    failed = Signal(object)  # UserError
    progressed = Signal(object, object)  # steps done, steps in all
    turned = Signal()  # writing began or ended

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._given_up = threading.Event()
        self.busy = False

    def write(self, plan: PacketPlan, target: Path, *, overwrite: bool = False) -> None:
        """Write a packet as a folder, or as one file if the name ends in `.zip`."""
        session = self._session

        def work() -> Packet:
            return packets.export_packet(
                session.workspace,
                plan,
                target,
                overwrite=overwrite,
                progress=lambda done, total: session.bridge.call(lambda: self.progressed.emit(done, total)),
                cancelled=lambda: self._given_up.is_set() or session.closing(),
                password=session.passwords.get,
            )

        self._begin(work, self._told)

    def write_list(self, plan: PacketPlan, target: Path, *, overwrite: bool = False) -> None:
        """Write the challenge list for meet-and-confer."""
        workspace = self._session.workspace
        self._begin(
            lambda: packets.export_challenge_list(workspace, plan, target, overwrite=overwrite),
            lambda _none: self._say(target, self.tr("{0} is written").format(target.name), []),
        )

    def give_up(self) -> None:
        """Write nothing after all."""
        self._given_up.set()

    def _begin(self, work: Callable[[], object], receive: Callable[[object], object]) -> None:
        if self.busy:
            return
        self._given_up.clear()
        self.busy = True
        self.turned.emit()
        self._session.run(work, lambda done: self._done(done, receive))

    def _done(self, done: Future[object], receive: Callable[[object], object]) -> None:
        self.busy = False
        self.turned.emit()
        if done.cancelled():
            return
        error = done.exception()
        if isinstance(error, UserError):
            if error.code == "cancelled":
                self.noticed.emit(Notice(error.message, error.advice, key=KEY))
            else:
                self.failed.emit(error)
        elif error is not None:
            raise error
        else:
            receive(done.result())

    def _told(self, packet: object) -> None:
        assert isinstance(packet, Packet)
        state = self.tr("a draft") if packet.draft else self.tr("approved")
        title = self.tr("{0} is written: {1} files, {2} MB, {3}").format(
            packet.path.name, f"{len(packet.files):,}", f"{packet.bytes / 1e6:.1f}", state
        )
        said = []
        if packet.sendings > 1:
            said.append(self.tr("It goes out in {0} sendings.").format(packet.sendings))
        if packet.pictures_left_out:
            said.append(
                self.tr("{0} exhibit pages have no picture; each says so.").format(f"{packet.pictures_left_out:,}")
            )
        if self._session.workspace.read_only:
            said.append(self.tr("It is not recorded in the project, which is open to read only."))
        self._say(packet.path, title, said)

    def _say(self, path: Path, title: str, said: list[str]) -> None:
        steps: tuple[tuple[str, Callable[[], object]], ...] = (
            (self.tr("Open"), lambda: _show(path)),
            (self.tr("Show folder"), lambda: _show(path.parent)),
        )
        self.noticed.emit(Notice(title, " ".join(said), "attention" if said else "info", steps, key=KEY))


def _show(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
