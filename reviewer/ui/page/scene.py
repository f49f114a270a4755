"""What the view remembers of the pages in view, so that scrolling asks the model once and places labels once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtGui import QPixmap, QTransform

from reviewer.ui.page.content import (
    USUAL,
    Layer,
    PageMarks,
    PagePlace,
    PageState,
    PageWords,
    RedactionMark,
)
from reviewer.ui.page.gutter import Label, Metrics, place_labels
from reviewer.ui.page.selection import TextRun
from reviewer.ui.page.turning import TurnedPages

KEPT = 48  # pages


@dataclass(frozen=True, slots=True)
class PageScene:
    """One page as the model described it; `thumbnail` is `encoded` to be painted, null where there is none.

    `marks` are those `given` of the layers shown, with the redaction that the view shows as selected.
    """

    place: PagePlace
    words: PageWords
    run: TextRun
    given: PageMarks
    marks: PageMarks
    state: PageState
    thumbnail: QPixmap
    encoded: bytes = b""


class SceneCache:
    """Asks the model for pages when they come into view and forgets those not seen for long."""

    def __init__(self, model: TurnedPages, layers: frozenset[Layer] = USUAL) -> None:
        self.model, self.layers = model, layers
        self.selected: object | None = None
        self._scenes: OrderedDict[int, PageScene] = OrderedDict()
        self._labels: dict[int, tuple[tuple[object, ...], tuple[Label, ...]]] = {}
        self._stale: set[int] = set()

    def scene(self, page_id: int) -> PageScene:
        """The page, asked for when it is not known yet."""
        scene = self._scenes.get(page_id)
        if scene is None or page_id in self._stale:
            scene = self._scenes[page_id] = self._ask(page_id, scene)
            self._stale.discard(page_id)
            while len(self._scenes) > KEPT:
                gone, _ = self._scenes.popitem(last=False)
                self._labels.pop(gone, None)
                self._stale.discard(gone)
        self._scenes.move_to_end(page_id)
        return scene

    def labels(
        self, page_id: int, size: tuple[float, float], scale: float, metrics: Metrics, reserved: float
    ) -> tuple[Label, ...]:
        """The labels of the page at this scale."""
        look = (size, scale, metrics.row, metrics.room, reserved)
        known = self._labels.get(page_id)
        if known is not None and known[0] == look:
            return known[1]
        scene = self.scene(page_id)
        labels = place_labels(scene.marks.redactions, scene.words.words, size, scale, metrics, reserved)
        self._labels[page_id] = look, labels
        return labels

    def select(self, redaction: object | None) -> frozenset[int]:
        """Show this redaction as selected from now on; the pages that look different then."""
        touched = {self.selected, redaction} - {None} if redaction != self.selected else set()
        self.selected = redaction
        concerned = [
            page for page, scene in self._scenes.items() if any(m.id in touched for m in scene.given.redactions)
        ]
        for page_id in concerned:
            scene = self._scenes[page_id]
            self._scenes[page_id] = replace(scene, marks=self._with_selected(scene.given))
            self._labels.pop(page_id, None)
        return frozenset(concerned)

    def drop(self) -> None:
        """Know nothing of any page any more: they look different from now on."""
        self._scenes.clear()
        self._labels.clear()
        self._stale.clear()

    def forget(self, page_ids: Iterable[int] | None = None) -> None:
        """Ask the model again for these pages, or for all, when they are next in view."""
        self._stale |= self._scenes.keys() if page_ids is None else self._scenes.keys() & set(page_ids)

    def _ask(self, page_id: int, before: PageScene | None) -> PageScene:
        """What the model says now; what it takes time to make is kept where it says the same as before."""
        words, marks, encoded = self.model.words(page_id), self.model.marks(page_id), self.model.thumbnail(page_id)
        shown = self._with_selected(marks)
        if before is None or shown != before.marks or words != before.words:
            self._labels.pop(page_id, None)
        if before is not None and encoded == before.encoded:
            thumbnail = before.thumbnail
        else:
            thumbnail = QPixmap()
            thumbnail.loadFromData(encoded)
            thumbnail = thumbnail.transformed(QTransform().rotate(90 * self.model.quarters().get(page_id, 0)))
        return PageScene(
            self.model.place(page_id),
            words,
            before.run if before is not None and words == before.words else TextRun(words),
            marks,
            shown,
            self.model.state(page_id),
            thumbnail,
            encoded,
        )

    def _with_selected(self, given: PageMarks) -> PageMarks:
        marks = given.only(self.layers)
        redactions: tuple[RedactionMark, ...] = tuple(
            replace(mark, selected=True) if mark.id == self.selected else mark for mark in marks.redactions
        )
        shown = tuple(mark for mark in redactions if mark.selected or mark.state != "rejected")
        return replace(marks, redactions=shown)
