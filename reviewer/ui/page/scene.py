"""What the view remembers of the pages in view, so that scrolling asks the model once and places labels once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtGui import QPixmap

from reviewer.ui.page.content import PageMarks, PageModel, PagePlace, PageState, PageWords, RedactionMark
from reviewer.ui.page.gutter import Label, Metrics, place_labels
from reviewer.ui.page.selection import TextRun

KEPT = 48  # pages


@dataclass(frozen=True, slots=True)
class PageScene:
    """One page as the model described it; `thumbnail` is null where there is none.

    `marks` are those `given`, with the redaction that the view shows as selected.
    """

    place: PagePlace
    words: PageWords
    run: TextRun
    given: PageMarks
    marks: PageMarks
    state: PageState
    thumbnail: QPixmap


class SceneCache:
    """Asks the model for pages when they come into view and forgets those not seen for long."""

    def __init__(self, model: PageModel) -> None:
        self.model = model
        self.selected: object | None = None
        self._scenes: OrderedDict[int, PageScene] = OrderedDict()
        self._labels: dict[int, tuple[tuple[object, ...], tuple[Label, ...]]] = {}

    def scene(self, page_id: int) -> PageScene:
        """The page, asked for when it is not known yet."""
        scene = self._scenes.get(page_id)
        if scene is None:
            scene = self._scenes[page_id] = self._ask(page_id)
            while len(self._scenes) > KEPT:
                gone, _ = self._scenes.popitem(last=False)
                self._labels.pop(gone, None)
        else:
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

    def select(self, redaction: object | None) -> None:
        """Show this redaction as selected from now on."""
        touched = {self.selected, redaction} - {None}
        self.selected = redaction
        for page_id, scene in self._scenes.items():
            if any(mark.id in touched for mark in scene.given.redactions):
                self._scenes[page_id] = replace(scene, marks=self._with_selected(scene.given))
                self._labels.pop(page_id, None)

    def forget(self, page_ids: Iterable[int] | None = None) -> None:
        """Ask the model again for these pages, or for all."""
        for page_id in list(self._scenes) if page_ids is None else page_ids:
            self._scenes.pop(page_id, None)
            self._labels.pop(page_id, None)

    def _ask(self, page_id: int) -> PageScene:
        words = self.model.words(page_id)
        thumbnail = QPixmap()
        marks = self.model.marks(page_id)
        encoded = self.model.thumbnail(page_id)
        if encoded:
            thumbnail.loadFromData(encoded)
        return PageScene(
            self.model.place(page_id),
            words,
            TextRun(words),
            marks,
            self._with_selected(marks),
            self.model.state(page_id),
            thumbnail,
        )

    def _with_selected(self, marks: PageMarks) -> PageMarks:
        if self.selected is None:
            return marks
        redactions: tuple[RedactionMark, ...] = tuple(
            replace(mark, selected=mark.selected or mark.id == self.selected) for mark in marks.redactions
        )
        return replace(marks, redactions=redactions)
