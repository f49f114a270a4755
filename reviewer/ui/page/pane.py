"""Shows pages: asks for their words, marks and pictures and paints them; knows nothing of tools."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from PySide6.QtCore import QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from reviewer.model.page_sizes import PageSizes
from reviewer.ui.page.content import USUAL, Layer, PageModel, PagePlace
from reviewer.ui.page.gutter import Label, least_gutter
from reviewer.ui.page.layout import CLOSE, Edges, PageLayout
from reviewer.ui.page.loupe import Loupe
from reviewer.ui.page.painting import PageLook, PagePainter
from reviewer.ui.page.palette import LIGHT, PagePalette
from reviewer.ui.page.pictures import Pictures
from reviewer.ui.page.scene import PageScene, SceneCache
from reviewer.ui.page.scrolling import ScrollingPane
from reviewer.ui.page.tiles import TileCache, TileKey, TileLoader, TileRequest, TileSource
from reviewer.ui.page.turning import TurnedPages

SETTLE = 90  # milliseconds of rest after a zoom before new pictures are asked for
SLOW = 250  # milliseconds without a picture after which the page says that it is coming
SKIRT = 6  # pixels above and below a page that are painted with it: its edge and its shadow


class PagePane(ScrollingPane):
    """Shows the pages of a `PageModel`, rendered by a `TileSource`; never blocks while a page is rendered."""

    def __init__(self, palette: PagePalette = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cache = TileCache()
        self.loader = TileLoader(self.cache, self)
        self.loader.arrived.connect(self._arrived)
        self.loader.failed.connect(self._repaint)
        self.pictures = Pictures(self.finder, self.loader)
        self.loupe = Loupe(self.finder, self.cache)
        self._take_colors(palette)
        self.scenes: SceneCache | None = None
        self.layers = USUAL
        self.empty_text = (self.tr("No pages to show"), "")
        self._settle = self._timer(SETTLE, self._repaint)
        self._slow = self._timer(SLOW, self._have_waited)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def set_content(self, model: PageModel | None, tiles: TileSource | None) -> None:
        """Show other pages from another source of tiles; keeps zoom and fit, forgets selection and pictures."""
        self.scenes = SceneCache(TurnedPages(model), self.layers) if model is not None else None
        self.loader.set_source(tiles)
        self.finder.set_pages(PageLayout(PageSizes()))
        self.reload()

    def reload(self) -> None:
        """The list of pages or their sizes changed: ask the model again and stay at the page in view.

        The selection stays as long as pages were only added at the end, as they are while files come in.
        """
        before = self.finder.layout
        self.finder.set_pages(self.scenes.model.layout() if self.scenes is not None else PageLayout(PageSizes()))
        if not self.finder.layout.goes_on(before):
            self.pages_replaced()
        policy = Qt.ScrollBarPolicy  # never as needed: a bar that comes and goes would change what fits the width
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if len(self.finder.layout) else policy.ScrollBarAlwaysOff
        )
        self.refresh()
        self._sync()

    def refresh(self, page_ids: Iterable[int] | None = None) -> None:
        """Words, marks or states of these pages (or of all) changed: ask the model again when they are in view."""
        concerned = None if page_ids is None else frozenset(page_ids)
        if self.scenes is not None:
            self.scenes.forget(concerned)
        self._repaint_pages(concerned)

    def turn(self, page_ids: Iterable[int], by: int = 1) -> None:
        """Turn these pages by quarters clockwise, for the eye alone; the page in view stays in view."""
        here = self.current_page()
        if self.scenes is not None:
            self.scenes.model.turn(page_ids, by)
            self.scenes.drop()
            self.reload()
            if here is not None:
                self.go_to(here)

    def turned(self) -> dict[int, int]:
        """The pages that are turned for the eye, and by how many quarters clockwise."""
        return self.scenes.model.quarters() if self.scenes is not None else {}

    @override
    def view_state(self) -> dict[str, object]:
        turned = self.turned()
        state = super().view_state()
        return {**state, "turned": [list(pair) for pair in turned.items()]} if turned else state

    @override
    def restore(self, state: Mapping[str, object]) -> None:
        turned = dict(_pairs(state.get("turned")))
        if self.scenes is not None and turned != self.scenes.model.quarters():
            self.scenes.model.set_quarters(turned)
            self.scenes.drop()
            self.reload()
        super().restore(state)

    def refresh_pictures(self) -> None:
        """Source files were found again or changed: render anew."""
        self.loader.forget()
        self._repaint()

    def set_colors(self, palette: PagePalette) -> None:
        """Paint in these colours from now on."""
        self._take_colors(palette)
        self.refresh()

    def _take_colors(self, palette: PagePalette) -> None:
        self.painter = PagePainter(palette, self.font())
        self.finder.close = Edges(CLOSE.margin, least_gutter(self.painter.metrics))
        self.painter.set_gutter(self.finder.edges.gutter)

    def set_layers(self, layers: frozenset[Layer]) -> None:
        """Show these kinds of marks over the pages and no others."""
        self.layers = layers
        if self.scenes is not None:
            self.scenes.layers = layers
        self.refresh()

    def toggle_layer(self, layer: Layer) -> None:
        """Show one kind of marks, or do not any more."""
        self.set_layers(self.layers ^ {layer})

    def set_empty_text(self, title: str, advice: str = "") -> None:
        """What stands on the empty desk where there are no pages."""
        self.empty_text = (title, advice)
        self._repaint()

    def zoom_about(self, zoom: float, at: tuple[float, float]) -> None:
        """Zoom about a position of the viewport as one step of a gesture: sharp pictures come when it rests."""
        self.finder.set_zoom(zoom, at)
        self._settle.start()
        self._sync()

    def scene(self, index: int) -> PageScene:
        """What the model says of the page at a place of the layout."""
        assert self.scenes is not None, "pages come with a model"
        return self.scenes.scene(self.page_id(index))

    def labels(self, index: int) -> tuple[Label, ...]:
        """The labels beside a page."""
        assert self.scenes is not None, "pages come with a model"
        _, _, width, height = self.finder.page_rect(index)
        reserved = self.painter.reserved(self.scene(index).state, width)
        return self.scenes.labels(
            self.page_id(index), (width, height), self.finder.scale, self.painter.metrics, reserved
        )

    def sharp(self) -> bool:
        """Whether all that is in view has its picture at this size, or a reason why it has none."""
        if self.scenes is None or not len(self.finder.layout):
            return True
        ratio = self.viewport().devicePixelRatioF()
        wanted = [r for index in self.finder.visible() for r in self.pictures.needed(self.scenes, index, ratio)]
        return all(request.key in self.cache or self.loader.failure(request.key) for request in wanted)

    def pages_replaced(self) -> None:
        """Pages are no longer where they were: forget what was kept by place."""

    def look(self, index: int) -> PageLook:
        """What is painted over a page besides its marks."""
        return PageLook()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.finder.set_size(self.viewport().width(), self.viewport().height())
        self.painter.set_gutter(self.finder.edges.gutter)
        self._sync()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._repaint()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._repaint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        area, exposed = QRectF(self.viewport().rect()), event.rect()
        painter.fillRect(exposed, QColor(self.painter.palette.desk))
        wanted: list[TileRequest] = []
        if self.scenes is None or not len(self.finder.layout):
            self.painter.empty(painter, area, *self.empty_text)
        else:
            ratio = self.viewport().devicePixelRatioF()
            for index in self.finder.visible():
                requests = self.pictures.needed(self.scenes, index, ratio)
                wanted += requests
                if self._strip(index).intersects(exposed):
                    self._paint_page(painter, index, self.scenes, requests)
            wanted += self.pictures.ahead(self.scenes, ratio)
            larger = self.loupe.tiles(self.scenes, ratio)
            wanted = [*larger, *wanted]
            self.loupe.paint(painter, self.painter, self.scenes, larger, ratio)
        if not self._settle.isActive():
            self.loader.want(wanted)
        if self.pictures.waiting() and not self._slow.isActive():
            self._slow.start()
        if self.hasFocus():  # whatever brought the keys here: nothing else tells them from those of a list
            self.painter.focus_ring(painter, area)
        painter.end()

    def _paint_page(self, painter: QPainter, index: int, scenes: SceneCache, requests: list[TileRequest]) -> None:
        scene, ratio = self.scene(index), self.viewport().devicePixelRatioF()
        left, top, width, height = self.finder.page_rect(index)
        page = QRectF(left, top, width, height)
        grid = self.pictures.grid(scenes, index, ratio)
        whole = grid.width >= round(width * ratio) and grid.height >= round(height * ratio)
        covered = whole and bool(requests) and all(request.key in self.cache for request in requests)
        self.painter.paper(painter, page.toRect(), covered=covered)
        shown = self.painter.picture(painter, page, grid, requests, self.cache, scene, ratio)
        self.painter.tint(painter, page.toRect())
        reason = "" if shown else self.pictures.failure(requests)
        slow = self.pictures.waits(self.page_id(index), bare=bool(requests) and not shown and not reason)
        if reason:
            self.painter.message(painter, page, self.tr("This page cannot be shown"), scene.state.message or reason)
        elif slow:
            self.painter.message(painter, page, self.tr("Reading this page…"))
        painter.save()
        painter.translate(left, top)
        if scene.state.kind in ("missing", "changed"):
            self.painter.words(painter, scene, self.finder.scale)
        if not reason:
            look = replace(self.look(index), window=(-top - 4, self.finder.height - top + 4))
            self.painter.over(painter, scene, self.finder.scale, look)
            self.painter.labels(painter, self.labels(index), width, look)
        self.painter.notice(painter, scene.state, width)
        painter.restore()

    def _have_waited(self) -> None:
        self.pictures.have_waited()
        self._repaint()

    def _repaint_pages(self, page_ids: frozenset[int] | None) -> None:
        """Paint these pages anew where they are in view (None: everything)."""
        if page_ids is None:
            self._repaint()
            return
        for index in self.finder.visible():
            if self.page_id(index) in page_ids:
                self.viewport().update(self._strip(index))

    def _strip(self, index: int) -> QRect:
        """The part of the view at the height of a page: the page, the desk beside it and its labels."""
        _, top, _, height = self.finder.page_rect(index)
        return QRect(0, top - SKIRT, self.finder.width, height + 2 * SKIRT)

    def _arrived(self, key: TileKey) -> None:
        """Show a picture, if its page is in view; those rendered ahead change nothing yet."""
        if self.scenes is not None:
            place = PagePlace(key.file, key.page)
            shown = (self.page_id(index) for index in self.finder.visible())
            self._repaint_pages(frozenset(page for page in shown if self.scenes.scene(page).place == place))

    def _timer(self, milliseconds: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer


def _pairs(kept: object) -> Iterator[tuple[int, int]]:
    """Pairs of whole numbers in what was kept; anything else was edited by hand and is ignored."""
    for pair in kept if isinstance(kept, list) else ():
        match pair:
            case [int(page_id), int(quarters)]:
                yield page_id, quarters
            case _:
                continue
