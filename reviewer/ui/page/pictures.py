"""Which tiles the view needs now and next, and which pages have waited for theirs so long that they should say so."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.ui.page.grid import Grid
from reviewer.ui.page.scene import SceneCache
from reviewer.ui.page.tiles import TileLoader, TileRequest
from reviewer.ui.page.viewfinder import Viewfinder

AHEAD = (1, -1, 2)  # pages rendered before they come into view, in this order


class Pictures:
    """Knows the tiles of the pages in a viewfinder; `ratio` is device pixels a pixel of the screen."""

    def __init__(self, finder: Viewfinder, loader: TileLoader) -> None:
        self._finder, self._loader = finder, loader
        self._bare: dict[int, bool] = {}  # page ids without any picture; True once they waited long

    def grid(self, scenes: SceneCache, index: int, ratio: float) -> Grid:
        """The tiles of a page at the size at which it is shown."""
        box = self._finder.layout.box(index)
        return Grid(scenes.scene(box.page_id).place, box, self._finder.scale * ratio)

    def needed(self, scenes: SceneCache, index: int, ratio: float) -> list[TileRequest]:
        """The tiles of a page that the window shows; of a page below or above it, what it would show first."""
        if scenes.scene(self._finder.layout.page_id(index)).state.kind in ("missing", "changed"):
            return []
        grid = self.grid(scenes, index, ratio)
        left, top, right, bottom = 0, 0, self._finder.width, self._finder.height
        if index in self._finder.visible():
            x, y, _, _ = self._finder.page_rect(index)
            left, top, right, bottom = max(0, -x), max(0, -y), right - x, bottom - y
        return list(grid.needed(left * ratio, top * ratio, right * ratio, bottom * ratio))

    def ahead(self, scenes: SceneCache, ratio: float) -> Iterator[TileRequest]:
        """Tiles of the pages that are likely to come into view next."""
        shown = self._finder.visible()
        for step in AHEAD if len(shown) else ():
            index = shown.stop - 1 + step if step > 0 else shown.start + step
            if 0 <= index < len(self._finder.layout):
                yield from self.needed(scenes, index, ratio)

    def failure(self, requests: list[TileRequest]) -> str:
        """Why a page has no picture, empty while it may still come."""
        return next((why for why in (self._loader.failure(request.key) for request in requests) if why), "")

    def waits(self, page_id: int, *, bare: bool) -> bool:
        """Note whether a page is still without any picture; True if it has been for long."""
        if not bare:
            self._bare.pop(page_id, None)
            return False
        return self._bare.setdefault(page_id, False)

    def waiting(self) -> bool:
        """Whether a page without a picture has not waited long yet."""
        return not all(self._bare.values())

    def have_waited(self) -> None:
        """Those that wait have waited long now."""
        self._bare = dict.fromkeys(self._bare, True)
