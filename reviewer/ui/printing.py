"""Prints pages of the open project: asks which, gets their pictures behind, and prints sheet after sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from reviewer.model.errors import ExportError
from reviewer.ui.dialogs.print_pages import PrintDialog, PrintOrder
from reviewer.ui.page.layout import PageBox
from reviewer.ui.page.scene import SceneCache
from reviewer.ui.page.sheet import Sheets, sheet_tile
from reviewer.ui.page.tiles import TileCache, TileKey, TileLoader
from reviewer.ui.page.turning import TurnedPages
from reviewer.ui.review import ReviewView
from reviewer.ui.session import Session
from reviewer.ui.widgets.notice import Notice

_KEY: Final = "print"
_KEEP: Final = Qt.AspectRatioMode.KeepAspectRatio
_CACHE: Final = 48 * 1024 * 1024  # bytes: the picture of one sheet, and of the next


class Printing(QObject):
    """Printing of one window, one order at a time, while the user goes on working."""

    noticed = Signal(object)  # Notice
    failed = Signal(object)  # UserError
    dismissed = Signal(object)  # key of a notice that is over
    turned = Signal()  # printing began or ended

    def __init__(self, review: Callable[[], ReviewView | None], window: QWidget) -> None:
        super().__init__(window)
        self._review, self._window = review, window
        self._session: Session | None = None
        self._job: PrintJob | None = None

    @property
    def busy(self) -> bool:
        """Whether pages are being printed."""
        return self._job is not None

    def begin(self, session: Session) -> None:
        """A project was opened."""
        self._session = session

    def end(self) -> None:
        """The project is about to be closed: what is not printed yet is given up."""
        if self._job is not None:
            self._job.cancel()
        self._session = None

    def ask(self) -> None:
        """Ask which pages to print and on what, then print them."""
        session, view = self._session, self._review()
        page = view.page_view.current_page() if view is not None else None
        if session is None or page is None or self.busy:
            return
        project = session.project
        dialog = PrintDialog(project.page_ids, page, project.document_pages(page), self._window)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(project.title)  # before the system's dialog: it proposes the name of a file by it
        if dialog.exec():
            chooser = QPrintDialog(printer, self._window)
            chooser.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)  # asked already
            if chooser.exec():
                self.run(dialog.order(), printer)
            chooser.deleteLater()
        dialog.deleteLater()

    def run(self, order: PrintOrder, printer: QPrinter) -> None:
        """Print what was asked for on `printer`."""
        session, view = self._session, self._review()
        if session is None or view is None or self.busy or not order.pages:
            return
        printer.setDocName(session.project.title)
        pages = TurnedPages(view.pages_model)
        pages.set_quarters(view.page_view.turned())
        scenes = SceneCache(pages, view.page_view.layers)
        layout = pages.layout()
        places = (layout.index(page) for page in order.pages)
        wanted = [layout.box(place) for place in places if place is not None]
        cache = TileCache(_CACHE)
        sheets = Sheets(scenes, cache, view.page_view.font(), marks=order.marks)
        added = self.tr("outlines and labels added") if order.marks else self.tr("page as released")
        job = PrintJob(wanted, scenes, sheets, cache, lambda page: f"{session.project.cite([page])} · {added}", self)
        job.loader.set_source(session.tiles)
        job.advanced.connect(self._tell_progress)
        job.ended.connect(self._ended)
        self._job = job
        self.turned.emit()
        job.start(printer)

    def _tell_progress(self, done: int, count: int) -> None:
        if self._job is not None:
            step: tuple[str, Callable[[], object]] = (self.tr("Cancel"), self._job.cancel)
            title = self.tr("Printing page {0} of {1}").format(f"{done:,}", f"{count:,}")
            self.noticed.emit(Notice(title, "", "info", (step,), key=_KEY))

    def _ended(self, printed: int, why: object) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.loader.set_source(None)
            job.deleteLater()
        self.turned.emit()
        self.dismissed.emit(_KEY)
        if isinstance(why, ExportError):
            self.failed.emit(why)
        elif why == "cancelled":
            words = self.tr("Printing was cancelled after {0} pages.")
            self.noticed.emit(Notice(words.format(f"{printed:,}"), key=_KEY))
        else:
            words = self.tr("1 page is printed") if printed == 1 else self.tr("{0} pages are printed")
            self.noticed.emit(Notice(words.format(f"{printed:,}"), key=_KEY))


class PrintJob(QObject):
    """Gets one picture after the other and paints its sheet; the window stays free between two sheets."""

    advanced = Signal(int, int)  # the page that comes now, of how many
    ended = Signal(int, object)  # how many were printed; "", "cancelled" or the error

    def __init__(
        self,
        boxes: Sequence[PageBox],
        scenes: SceneCache,
        sheets: Sheets,
        cache: TileCache,
        foot: Callable[[int], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._boxes, self._scenes, self._sheets, self._foot = tuple(boxes), scenes, sheets, foot
        self.loader = TileLoader(cache, self, in_flight=1)
        self.loader.arrived.connect(self._arrived)
        self.loader.failed.connect(lambda key, _reason: self._arrived(key))
        self._printer: QPrinter | None = None
        self._painter = QPainter()
        self._done = 0

    def start(self, printer: QPrinter) -> None:
        """Print the first page; the others follow by themselves."""
        self._printer = printer
        self._fit(printer, self._boxes[0])
        if not self._painter.begin(printer):
            self._end(
                ExportError(
                    f"{printer.printerName() or 'The printer'} does not take anything.",
                    "Check that it is switched on and connected, or choose another one.",
                    code="cannot-print",
                )
            )
            return
        self._next()

    def cancel(self) -> None:
        """Give up; sheets that the printer already has may still come out."""
        if self._printer is not None:
            self._printer.abort()
            self._end("cancelled")

    def _next(self) -> None:
        self.advanced.emit(self._done + 1, len(self._boxes))
        box = self._boxes[self._done]
        request = sheet_tile(self._scenes, box)
        if self._scenes.scene(box.page_id).state.kind in ("missing", "changed") or request.key in self.loader.cache:
            self._arrived(request.key)
        else:
            self.loader.want([request])

    def _arrived(self, key: TileKey) -> None:
        box = self._boxes[self._done] if self._printer is not None else None
        if box is None or self._printer is None or key != sheet_tile(self._scenes, box).key:
            return
        if self._done:
            self._fit(self._printer, box)
            self._printer.newPage()
        area = QRectF(self._painter.viewport())
        image = self._sheets.image(box, self._foot(box.page_id))
        size = QSizeF(image.size()).scaled(area.size(), _KEEP)
        self._painter.drawImage(QRectF((area.width() - size.width()) / 2, 0, size.width(), size.height()), image)
        self.loader.cache.clear()
        self._done += 1
        if self._done == len(self._boxes):
            self._end("")
        else:
            self._next()

    def _fit(self, printer: QPrinter, box: PageBox) -> None:
        """Lay the paper as the page lies."""
        wide, high = self._sheets.size(box)
        landscape = QPageLayout.Orientation.Landscape
        printer.setPageOrientation(landscape if wide > high else QPageLayout.Orientation.Portrait)
        printer.setPageMargins(QMarginsF(8, 8, 8, 8), QPageLayout.Unit.Millimeter)

    def _end(self, why: object) -> None:
        if self._painter.isActive():
            self._painter.end()
        self._printer = None  # only now: nobody else may hold it, and what is painted on must outlive the painting
        self.ended.emit(self._done, why)
