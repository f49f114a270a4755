"""Pages turned by quarters for the eye alone: what lies on them is turned with them, what comes back is turned back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from reviewer.model.geometry import Rect
from reviewer.model.page_sizes import PageSizes
from reviewer.ui.page.content import PageMarks, PageModel, PagePlace, PageState, PageWords
from reviewer.ui.page.layout import PageBox, PageLayout


def turned(rect: Rect, width: float, height: float, quarters: int) -> Rect:
    """The rect on a page of that size after so many quarter turns clockwise (negative: back)."""
    for _ in range(quarters % 4):
        rect = Rect(height - rect.y1, rect.x0, height - rect.y0, rect.x1)
        width, height = height, width
    return rect


def upright(rect: Rect, box: PageBox) -> Rect:
    """A rect of a page as it is shown, in the displayed points of the page itself."""
    return turned(rect, box.width, box.height, -box.quarters)


def as_shown(rect: Rect, box: PageBox) -> Rect:
    """A rect in displayed points of the page itself, on the page as it is shown."""
    width, height = (box.height, box.width) if box.quarters % 2 else (box.width, box.height)
    return turned(rect, width, height, box.quarters)


class TurnedPages:
    """The pages of a model, some of them turned: answers what a `PageModel` does, for the pages as they are shown."""

    def __init__(self, model: PageModel) -> None:
        self._model = model
        self._quarters: dict[int, int] = {}
        self._layout = PageLayout(PageSizes())

    def turn(self, page_ids: Iterable[int], by: int) -> None:
        """Turn these pages by so many more quarters clockwise."""
        for page_id in page_ids:
            self._quarters[page_id] = (self._quarters.get(page_id, 0) + by) % 4
            if not self._quarters[page_id]:
                del self._quarters[page_id]

    def set_quarters(self, quarters: Mapping[int, int]) -> None:
        """Turn these pages by so many quarters and no others."""
        self._quarters = {page: turns % 4 for page, turns in quarters.items() if turns % 4}

    def quarters(self) -> dict[int, int]:
        """The pages that are turned, and by how many quarters."""
        return dict(self._quarters)

    def layout(self) -> PageLayout:
        """The pages of the model as they are now, and as they are turned; marks and words follow the one made last."""
        self._layout = PageLayout(self._model.page_sizes(), self._quarters)
        return self._layout

    def place(self, page_id: int) -> PagePlace:
        """See PageModel."""
        return self._model.place(page_id)

    def state(self, page_id: int) -> PageState:
        """See PageModel."""
        return self._model.state(page_id)

    def words(self, page_id: int) -> PageWords:
        """See PageModel."""
        words, box = self._model.words(page_id), self._turned(page_id)
        if box is None:
            return words
        return PageWords(
            tuple(replace(word, rect=as_shown(word.rect, box)) for word in words.words),
            tuple(replace(token, rects=_all(token.rects, box)) for token in words.tokens),
        )

    def marks(self, page_id: int) -> PageMarks:
        """See PageModel."""
        marks, box = self._model.marks(page_id), self._turned(page_id)
        if box is None:
            return marks
        return PageMarks(
            tuple(replace(mark, rects=_all(mark.rects, box)) for mark in marks.redactions),
            tuple(replace(mark, rects=_all(mark.rects, box)) for mark in marks.highlights),
            tuple(replace(mark, rects=_all(mark.rects, box)) for mark in marks.hits),
            _all(marks.doubtful, box),
        )

    def thumbnail(self, page_id: int) -> bytes:
        """See PageModel; not turned, for it is a picture still encoded."""
        return self._model.thumbnail(page_id)

    def _turned(self, page_id: int) -> PageBox | None:
        """The page as it is shown, if it is turned."""
        index = self._layout.index(page_id)
        box = self._layout.box(index) if index is not None else None
        return box if box is not None and box.quarters else None


def _all(rects: Iterable[Rect], box: PageBox) -> tuple[Rect, ...]:
    return tuple(as_shown(rect, box) for rect in rects)
