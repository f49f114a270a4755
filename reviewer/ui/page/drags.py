"""What a pressed mouse button does until it is let go: moves pages, selects words, draws a box, changes a box."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from typing_extensions import override

from reviewer.model.geometry import Rect
from reviewer.ui.page.content import RedactionMark
from reviewer.ui.page.selection import TextRun, TextSelection
from reviewer.ui.page.shapes import Grip, moved, resized, spanned

START = 4  # pixels the mouse moves before a press counts as a drag
LEAST = 3.0  # points; smaller boxes are a slip of the hand


class Drag(Protocol):
    """A drag in progress; positions are pixels of the viewport. `scrolls`: it goes on beyond the edge of the view."""

    scrolls: bool

    def move(self, x: float, y: float) -> None:
        """The mouse moved."""
        ...

    def release(self) -> None:
        """The button was let go: do it."""
        ...

    def cancel(self) -> None:
        """Given up: leave everything as it was."""
        ...


Locate = Callable[[float, float], tuple[int, float, float] | None]


class PanDrag:
    """Pushes the pages about; a press without a move is a click."""

    scrolls = False

    def __init__(self, x: float, y: float, scroll: Callable[[float, float], None], clicked: Callable[[], None]) -> None:
        self._x, self._y, self._scroll, self._clicked = x, y, scroll, clicked
        self._moved = False

    def move(self, x: float, y: float) -> None:
        """Push by what the mouse moved since."""
        if self._moved or abs(self._x - x) + abs(self._y - y) >= START:
            self._moved = True
            self._scroll(self._x - x, self._y - y)
            self._x, self._y = x, y

    def release(self) -> None:
        """A press that did not move was a click."""
        if not self._moved:
            self._clicked()

    def cancel(self) -> None:
        """The pages stay where they were pushed."""


class TextDrag:
    """Selects words from the press to the mouse; a press without a move is a click."""

    scrolls = True

    def __init__(
        self,
        start: tuple[float, float],
        text: TextSelection,
        locate: Locate,
        run: Callable[[int], TextRun],
        changed: Callable[[], None],
        clicked: Callable[[], None] | None = None,
    ) -> None:
        self._start, self._text, self._locate, self._run = start, text, locate, run
        self._changed, self._clicked = changed, clicked
        self.started = clicked is None

    def move(self, x: float, y: float) -> None:
        """Reach to the words at the mouse."""
        if not self.started and abs(x - self._start[0]) + abs(y - self._start[1]) < START:
            return
        self.started = True
        place = self._locate(x, y)
        if place is not None:
            run = self._run(place[0])
            self._text.extend(run.widened(run.hit(*place), self._text.grain))

    def release(self) -> None:
        """Tell what is selected now; a press that did not move was a click."""
        self._changed()
        if not self.started and self._clicked is not None:
            self._clicked()

    def cancel(self) -> None:
        """Select nothing."""
        self._text.clear()
        self._changed()


class BoxDrag:
    """Draws a box on one page."""

    scrolls = True

    def __init__(
        self, start: tuple[int, float, float], page: Rect, to_page: Callable[[int, float, float], tuple[float, float]],
        done: Callable[[int, Rect], None],
    ) -> None:  # fmt: skip
        self.index, self._start, self._page = start[0], (start[1], start[2]), page
        self._to_page, self._done = to_page, done
        self.rect: Rect | None = None

    def move(self, x: float, y: float) -> None:
        """Span the box from the press to the mouse, cut to the page."""
        self.rect = spanned(self._start, self._to_page(self.index, x, y), self._page)

    def release(self) -> None:
        """Hand over the box, if it is more than a slip."""
        rect, self.rect = self.rect, None
        if rect is not None and rect.width >= LEAST and rect.height >= LEAST:
            self._done(self.index, rect.rounded())

    def cancel(self) -> None:
        """No box."""
        self.rect = None


class EditDrag:
    """Moves the boxes of a redaction, or resizes one of them by its handle."""

    scrolls = False

    def __init__(
        self, index: int, mark: RedactionMark, grip: Grip | None, start: tuple[float, float], page: Rect,
        to_page: Callable[[int, float, float], tuple[float, float]],
        done: Callable[[object, tuple[Rect, ...]], None], clicked: Callable[[], None],
    ) -> None:  # fmt: skip
        self.index, self.mark, self._grip, self._page = index, mark, grip, page
        self._to_page, self._done, self._clicked = to_page, done, clicked
        self._at, self._from = start, to_page(index, *start)
        self.rects: Sequence[Rect] = mark.rects

    def move(self, x: float, y: float) -> None:
        """The boxes as they would be."""
        if self.rects is self.mark.rects and abs(x - self._at[0]) + abs(y - self._at[1]) < START:
            return
        px, py = self._to_page(self.index, x, y)
        dx, dy = px - self._from[0], py - self._from[1]
        if self._grip is None:
            self.rects = moved(self.mark.rects, dx, dy, self._page)
        else:
            boxes = list(self.mark.rects)
            boxes[self._grip.box] = resized(boxes[self._grip.box], self._grip.handle, dx, dy, self._page)
            self.rects = tuple(boxes)

    def release(self) -> None:
        """Hand over the boxes if they changed; a press without a move is a click."""
        if self.rects is self.mark.rects:
            self._clicked()
        else:
            self._done(self.mark.id, tuple(rect.rounded() for rect in self.rects))

    def cancel(self) -> None:
        """The boxes go back."""
        self.rects = self.mark.rects


class NudgeDrag(EditDrag):
    """Moves or stretches the boxes of a redaction by keys for as long as Ctrl is held: one edit in the end."""

    def __init__(
        self, index: int, mark: RedactionMark, page: Rect, done: Callable[[object, tuple[Rect, ...]], None]
    ) -> None:
        super().__init__(index, mark, None, (0.0, 0.0), page, lambda _index, x, y: (x, y), done, lambda: None)

    def step(self, dx: float, dy: float, *, corner: bool) -> None:
        """So many points further, or only the lower right corner of the last box."""
        *others, last = self.rects
        self.rects = (
            (*others, resized(last, "se", dx, dy, self._page)) if corner else moved(self.rects, dx, dy, self._page)
        )

    @override
    def move(self, x: float, y: float) -> None:
        """The mouse has no part in it."""
