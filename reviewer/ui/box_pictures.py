"""Keeps the pictures of redactions in step with the boxes that a person draws, moves, splits or joins.

What the program found has its picture from the reading of its page; a box made by hand has none until its page is
rendered once more, and one that was moved would keep the picture of another place.
"""

from __future__ import annotations

from concurrent.futures import Future
from functools import partial
from math import sqrt

from PySide6.QtCore import QObject

from reviewer.model.changes import Changes
from reviewer.model.geometry import Rect, bounds
from reviewer.model.ids import Uuid
from reviewer.ui.models.rows import RedactionRow
from reviewer.ui.session import Session
from reviewer.workers.requests import MakeCrops

_BY_HAND = ("drawn", "corrected")
_DPI, _MARGIN = 100.0, 10.0  # as in the pictures that come with a reading; points above and below the box
_PIXELS = 850 * 330  # a taller picture is made coarser instead of larger, as there
_AT_ONCE = 64  # redactions of one change: more are never drawn at once, but checked or read


class BoxPictures(QObject):
    """Renders what lacks a picture behind the window, and stores it; nothing in a project opened to read."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._made: dict[str, tuple[Rect, ...]] = {}  # the boxes that the pictures made here show
        if not session.project.read_only:
            session.project.changed.connect(self._changed)

    def look_at(self, redaction: str | None) -> None:
        """Somebody looks at a redaction: one made by hand gets its picture now if it never had one."""
        project = self._session.project
        row = project.redaction(redaction)
        if row is not None and row.box_checked in _BY_HAND and not project.read_only and not project.crop(row.id):
            self._make(row)

    def _changed(self, changes: Changes) -> None:
        concerned = changes.of("redaction")
        if len(concerned) > _AT_ONCE:
            return
        for redaction in concerned:
            row = self._session.project.redaction(str(redaction))
            if row is not None and (row.box_checked in _BY_HAND or row.id in self._made):
                self._make(row)

    def _make(self, row: RedactionRow) -> None:
        page = self._session.project.stored_page(row.page_id)
        if page is None or self._made.get(row.id) == row.rects:
            return
        path, number = self._session.project.place(row.page_id)
        if not path.exists():  # it gets its picture when the file is there again and somebody looks at it
            return
        self._made[row.id] = row.rects
        box = bounds(row.rects)
        place = Rect(0, max(0.0, box.y0 - _MARGIN), page.width, min(page.height, box.y1 + _MARGIN))
        dpi = min(_DPI, 72 * sqrt(_PIXELS / max(1.0, place.area)))
        password = self._session.passwords.get(path)
        request = MakeCrops(path, number, (place,), dpi=dpi, format="jpeg", password=password)
        self._session.bridge.when_done(self._session.pool.submit(request), partial(self._keep, row.id, row.rects))

    def _keep(self, redaction: str, rects: tuple[Rect, ...], done: Future[tuple[bytes, ...]]) -> None:
        row = self._session.project.redaction(redaction)
        if done.cancelled() or done.exception() is not None:  # the page view tells why a page cannot be rendered
            self._made.pop(redaction, None)
        elif row is not None and row.rects == rects:  # else it was moved on meanwhile, and its next picture comes
            self._session.workspace.intake.store_crop(Uuid(redaction), done.result()[0])
