"""Answers requests inside a worker; keeps the last source file open and one OCR engine ready."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.pdf.encode import encode_picture
from reviewer.pdf.source import Source, open_source
from reviewer.workers.memory import loading
from reviewer.workers.requests import (
    AnalyseOptions,
    AnalysePage,
    Answer,
    CompareUnits,
    CopyPage,
    FileFacts,
    FindInFile,
    FindNames,
    FindUnits,
    GetReady,
    GroupNames,
    JoinPages,
    LoadFinders,
    MakeCrops,
    OpenFile,
    ReadBeneath,
    ReadTables,
    RenderThumbnail,
    RenderTile,
    Request,
    TileShape,
)
from reviewer.workers.tiles import fill

if TYPE_CHECKING:
    from reviewer.model.ocr import OcrEngine
    from reviewer.model.tables import PrintedPage

_OfFile = OpenFile | AnalysePage | RenderTile | RenderThumbnail | ReadTables | CopyPage | ReadBeneath | MakeCrops
_Version = tuple[Path, str | None, int, int]  # file, password, time of change, size


class Desk:
    """What a worker works with. UserErrors of a request are raised; the next request is served as if nothing was."""

    def __init__(self, keep_pages: int = 1) -> None:
        """`keep_pages` of the open file stay in memory: one where pages are read, more where they are looked at."""
        self._keep_pages = keep_pages
        self._source: Source | None = None
        self._version: _Version | None = None
        self._engine: OcrEngine | None = None
        self._engine_key: tuple[object, ...] = ()

    def answer(self, request: Request, segment: str | None = None) -> Answer:
        """The answer that `request` promises; pixels of a tile go into the shared memory `segment`."""
        if isinstance(request, FindInFile):
            from reviewer.text.whole_files import find_in_file

            return find_in_file(request.pages)
        if isinstance(request, FindNames):
            from reviewer.text.names.find import find_names_of
            from reviewer.text.names.model import installed_model

            return find_names_of(request.pages, installed_model() if request.model == "any" else request.model)
        if isinstance(request, GroupNames):
            from reviewer.text.names.aliases import places_in_groups

            return places_in_groups(request.seen)
        if isinstance(request, FindUnits):
            from reviewer.text.copies.compare import find_units

            return tuple(find_units(pages) for pages in request.documents)
        if isinstance(request, CompareUnits):
            from reviewer.text.copies.compare import compare

            return tuple(compare(request.units[first], request.units[second]) for first, second in request.pairs)
        if isinstance(request, GetReady):
            with loading():
                import reviewer.workers.analyse

                self._ocr(request.options)
            return None
        if isinstance(request, LoadFinders):
            with loading():
                import reviewer.text.copies.compare
                import reviewer.text.names.find
                import reviewer.text.whole_files

                reviewer.text.names.find.load_libraries(request.citations)
            return None
        if isinstance(request, JoinPages):
            from reviewer.pdf.join import join_pages

            return join_pages(request.parts, request.target)
        return self._answer_of(self._open(request.path, request.password), request, segment)

    def _answer_of(self, source: Source, request: _OfFile, segment: str | None) -> Answer:
        if isinstance(request, OpenFile):
            return _facts(source)
        if isinstance(request, AnalysePage):
            # Detection and OCR are loaded by those workers that need them: the first tile is on the screen sooner.
            from reviewer.workers.analyse import analyse_page

            return analyse_page(source, request.page, request.options, self._ocr(request.options))
        if isinstance(request, RenderTile):
            return _tile(source, request, segment)
        if isinstance(request, RenderThumbnail):
            page = source.page(request.page)
            raster = page.render(72 * request.side / max(page.width, page.height), color=True)
            return encode_picture(raster.image)
        if isinstance(request, ReadTables):
            return tuple(_printed(source, number) for number in range(min(source.page_count, request.most)))
        if isinstance(request, CopyPage):
            return source.page(request.page).copy(request.dpi, request.flatten)
        if isinstance(request, ReadBeneath):
            from reviewer.workers.beneath import read_beneath

            try:
                return read_beneath(source.page(request.page), request.rects)
            finally:
                self.rest()  # the characters that were read are not to wait here for the next request
        return _crops(source, request)

    def rest(self) -> None:
        """Let go of the open file while there is nothing to do."""
        if self._source is not None:
            self._source.close()
        self._source = self._version = None
        gc.collect()

    def close(self) -> None:
        """Let go of everything."""
        self.rest()
        if self._engine is not None:
            self._engine.close()
        self._engine, self._engine_key = None, ()

    def _open(self, path: Path, password: str | None) -> Source:
        """The source file, opened again if it is another one or was changed."""
        try:
            state = path.stat()
            version = (path, password, state.st_mtime_ns, state.st_size)
        except OSError:
            version = None  # open_source finds the words for it
        if self._source is None or version is None or version != self._version:
            if self._source is not None:
                self.rest()
            self._source, self._version = open_source(path, password, self._keep_pages), version
        return self._source

    def _ocr(self, options: AnalyseOptions) -> OcrEngine:
        """The engine asked for; code labels are read by it even where pages are not."""
        from reviewer.ocr.engines import create_engine

        key = (options.engine, options.languages, options.tesseract, options.tessdata)
        if self._engine is None or key != self._engine_key:
            if self._engine is not None:
                self._engine.close()
            self._engine = None
            self._engine = create_engine(options.engine, options.languages, options.tesseract, options.tessdata)
            self._engine_key = key
        return self._engine


def _facts(source: Source) -> FileFacts:
    sizes = tuple(source.sizes())  # looks at every page, and so finds what is broken
    return FileFacts(
        page_count=source.page_count,
        sizes=sizes,
        mended=source.mended,
        encrypted=source.encrypted,
        outline=tuple((item.level, item.title, item.page) for item in source.outline()),
        metadata=source.metadata(),
        attachments=source.attachments(),
    )


def _printed(source: Source, number: int) -> PrintedPage:
    from reviewer.model.tables import PrintedPage

    page = source.page(number)
    words = page.layer_words()
    return PrintedPage(number, page.tables() if words else (), words, page.height)


def _tile(source: Source, request: RenderTile, segment: str | None) -> TileShape:
    if segment is None:
        raise ValueError("a tile needs shared memory")
    raster = source.page(request.page).render(request.scale * 72, color=request.color, clip=request.clip)
    return fill(segment, raster.image, raster.scale, raster.origin)


def _crops(source: Source, request: MakeCrops) -> tuple[bytes, ...]:
    page = source.page(request.page)
    rasters = (page.render(request.dpi, color=request.color, clip=rect) for rect in request.rects)
    return tuple(encode_picture(raster.image, request.format) for raster in rasters)
