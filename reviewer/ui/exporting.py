"""Takes the open project out into files: asks what and where, writes behind, says what was written and what to heed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from reviewer.model.errors import UserError
from reviewer.model.review import POSITIONS
from reviewer.search.grammar import parse
from reviewer.services.targets import asked_for, require_apart
from reviewer.ui.session import Session
from reviewer.ui.settings import Settings
from reviewer.ui.widgets.notice import Notice
from reviewer.ui.words import counted

if TYPE_CHECKING:  # what writes all the formats takes a second to load: only when something is exported
    from reviewer.services.exporting import Exported
    from reviewer.ui.dialogs.export import ExportFacts, ExportOrder
    from reviewer.ui.overview.bars import Bars

_KEY = "export"
_TELL_EVERY = 0.5  # seconds between two counts; the notice is made anew for each
_DEFAULT = "log-xlsx"
_OF_ROWS = frozenset({".csv", ".xlsx"})  # a copy of pages has none


class Exporting(QObject):
    """Exports of one window, one at a time, while the user goes on working."""

    noticed = Signal(object)  # Notice
    failed = Signal(object)  # UserError
    dismissed = Signal(object)  # key of a notice that is over
    turned = Signal()  # an export began or ended

    def __init__(self, settings: Settings, search_text: Callable[[], str], window: QWidget) -> None:
        super().__init__(window)
        self._settings, self._search_text, self._window = settings, search_text, window
        self._session: Session | None = None
        self._thread: ThreadPoolExecutor | None = None
        self._given_up = threading.Event()
        self._told = 0.0

    @property
    def busy(self) -> bool:
        """Whether an export is being written."""
        return self._thread is not None

    def begin(self, session: Session) -> None:
        """A project was opened."""
        self._session = session

    def end(self) -> None:
        """The project is about to be closed: an export that is not complete is given up, and leaves nothing."""
        self._given_up.set()
        if self._thread is not None:
            self._thread.shutdown(wait=True)
        self._thread, self._session = None, None

    def cancel(self) -> None:
        """Give up what is being written; nothing is left of it."""
        if self.busy:
            self._given_up.set()

    def ask(self, format_name: str = "") -> None:
        """Ask what to export, then write it; `format_name` is offered first, else the one that was written last."""
        from reviewer.ui.dialogs.export import ExportDialog

        session = self._session
        if session is None or self.busy:
            return
        dialog = ExportDialog(self.facts(session, format_name), self._window)
        if dialog.exec():
            order = dialog.order()
            self._settings.folder = order.path.parent
            self._settings.keep_text("export", order.format_name)
            self.run(order)
        dialog.deleteLater()

    def run(self, order: ExportOrder) -> None:
        """Write what was asked for in the background."""
        from reviewer.services.exporting import export

        session = self._session
        if session is None or self.busy:
            return
        self._given_up.clear()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="export")
        self.turned.emit()
        self._tell_progress(order.path, 0)
        future = self._thread.submit(
            lambda: export(
                session.workspace,
                order.format_name,
                order.path,
                options=order.options,
                filters=order.filters,
                overwrite=order.overwrite,
                progress=lambda done: self._progress(session, order.path, done),
                cancelled=self._given_up.is_set,
                password=session.passwords.get,
            )
        )
        session.bridge.when_done(future, self._done)

    def save_chart(self, bars: object) -> None:
        """Ask where to save the picture of a chart, and write it."""
        from reviewer.ui.overview.bars import Bars

        if self._session is None or not isinstance(bars, Bars):
            return
        folder = self._session.workspace.path.parent
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save picture"), str(folder / f"{bars.title}.png"), self.tr("Pictures (*.png *.svg)")
        )
        if chosen:
            target = asked_for(Path(chosen), (".png", ".svg"))
            self.write_chart(bars, target.path, overwrite=target.replace)

    def write_chart(self, bars: Bars, path: Path, *, overwrite: bool = False) -> None:
        """Write the picture of a chart as PNG or SVG, and say so."""
        from reviewer.ui.overview.saving import save_chart

        if self._session is None:
            return
        try:
            require_apart(self._session.workspace, path)
            save_chart(bars, path, overwrite=overwrite)
        except UserError as error:
            self.failed.emit(error)
            return
        step: tuple[str, Callable[[], object]] = (self.tr("Open"), lambda: _show(path))
        self.noticed.emit(Notice(self.tr("{0} is written").format(path.name), "", "info", (step,), key=_KEY))

    def facts(self, session: Session, format_name: str = "") -> ExportFacts:
        """What the dialog offers for the open project."""
        from reviewer.export.building import coverage
        from reviewer.ui.dialogs.export import ExportFacts

        read, text = session.workspace.read, self._search_text()
        try:
            query = parse(text) if text.strip() else None
        except UserError:  # what stands in the search field is half typed: there is nothing to filter by
            query = None
        return ExportFacts(
            folder=session.workspace.path.parent,
            stem=session.workspace.path.stem,
            format_name=format_name or self._settings.text("export") or _DEFAULT,
            tags=[tag.name for tag in read.marks.tags()],
            codes=[code for code in read.redactions.count_by_code() if code] + ["none"],
            positions=POSITIONS,
            query=query,
            query_text=text,
            gaps=coverage(read.pages.coverage()).gaps,
        )

    def _progress(self, session: Session, path: Path, done: int) -> None:
        """Called in the export's thread."""
        now = time.monotonic()
        if now - self._told >= _TELL_EVERY:
            self._told = now
            session.bridge.call(lambda: self._tell_progress(path, done))

    def _tell_progress(self, path: Path, done: int) -> None:
        if self.busy:
            step: tuple[str, Callable[[], object]] = (self.tr("Cancel"), self.cancel)
            words = self.tr("{0} up to now").format(f"{done:,}") if done else ""
            self.noticed.emit(Notice(self.tr("Writing {0} …").format(path.name), words, "info", (step,), key=_KEY))

    def _done(self, done: Future[Exported]) -> None:
        if self._thread is not None:
            self._thread.shutdown(wait=False)
        self._thread = None
        self.turned.emit()
        self.dismissed.emit(_KEY)
        error = done.exception()
        if isinstance(error, UserError):
            if error.code != "cancelled":
                self.failed.emit(error)
            else:
                self.noticed.emit(Notice(error.message, error.advice, key=_KEY))
        elif error is not None:
            raise error
        else:
            self._tell(done.result())

    def _tell(self, exported: Exported) -> None:
        path = exported.path
        steps: tuple[tuple[str, Callable[[], object]], ...] = (
            (self.tr("Open"), lambda: _show(path)),
            (self.tr("Show folder"), lambda: _show(path.parent)),
        )
        title = self.tr("{0} is written").format(path.name)
        if path.suffix.lower() in _OF_ROWS:
            rows = self.tr("1 row") if exported.rows == 1 else self.tr("{0} rows").format(f"{exported.rows:,}")
            title = f"{title}: {rows}"
        elif path.suffix.lower() == ".ics":
            title = f"{title}: {counted(exported.rows, self.tr('1 deadline'), self.tr('{0} deadlines'))}"
        said = list(exported.gaps)
        if exported.pictures_left_out:
            said.append(
                self.tr("{0} pictures are left out: their source is missing, changed or cannot be read.").format(
                    f"{exported.pictures_left_out:,}"
                )
            )
        if not exported.recorded:
            said.append(self.tr("This export is not recorded in the project, which is open to read only."))
        self.noticed.emit(Notice(title, " ".join(said), "attention" if said else "info", steps, key=_KEY))


def _show(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
