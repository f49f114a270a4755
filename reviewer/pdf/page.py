"""One page of an open source file: its pixels, its text layer and all it says, in displayed points."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reviewer.model.copies import PageCopy
from reviewer.model.evidence import Annotation, Character, Drawing, PageEvidence, Pixels, PlacedImage
from reviewer.model.geometry import Rect
from reviewer.model.page import Word
from reviewer.model.tables import Rows
from reviewer.pdf.annotations import read_annotations
from reviewer.pdf.beneath import ShownPicture, picture_beneath, shown_pictures
from reviewer.pdf.budget import PIXEL_BUDGET
from reviewer.pdf.colors import gray_if_colorless, to_gray
from reviewer.pdf.copies import own_picture, rendered_copy
from reviewer.pdf.drawings import MAX_DRAWINGS, read_drawings, read_images, scan_dpi
from reviewer.pdf.faults import page_faults
from reviewer.pdf.geometry import PageGeometry
from reviewer.pdf.layer import TEXT_FLAGS, read_characters, read_words
from reviewer.pdf.mupdf import pymupdf
from reviewer.pdf.render import Raster, affordable_dpi, render
from reviewer.pdf.scan import Scan, read_scan
from reviewer.pdf.straight import decode_png, is_upright, shrink
from reviewer.pdf.tables import ruled_tables

_TEXT_AND_PATHS = frozenset({"fill-text", "stroke-text", "ignore-text", "fill-path", "stroke-path"})
# From here on a scan is far finer than any reading needs, and its reader should know that it was read coarser.
_FINE_SCAN_DPI = 1200


class SourcePage:
    """A page; every reading is made when first asked for. SourceError `damaged` names file and page.

    It belongs to its Source and ends with it, or when the Source is asked for more pages than it keeps.
    """

    def __init__(self, path: Path, index: int, page: pymupdf.Page, geometry: PageGeometry, picture: str = "") -> None:
        self.path, self.index = path, index
        self._page, self._geometry, self._picture = page, geometry, picture

    @property
    def width(self) -> float:
        """Displayed width in points."""
        return self._geometry.width

    @property
    def height(self) -> float:
        """Displayed height in points."""
        return self._geometry.height

    @cached_property
    def native_dpi(self) -> int:
        """Resolution of the scan behind the page (0: a page of drawings and text)."""
        with page_faults(self.path, self.index):
            return scan_dpi(self._image_infos, self._geometry)

    def layer_words(self) -> tuple[Word, ...]:
        """Words of the file's own text layer, in its order."""
        return self._words

    def characters(self, clip: Rect) -> tuple[Character, ...]:
        """Characters of the text layer that touch `clip` (displayed points); the first call reads them all."""
        boxes = self._character_boxes
        meet = (boxes[:, 0] < clip.x1) & (boxes[:, 2] > clip.x0) & (boxes[:, 1] < clip.y1) & (boxes[:, 3] > clip.y0)
        return tuple(
            self._all_characters[i] for i in np.flatnonzero(meet) if self._all_characters[i].rect.overlap(clip)
        )

    def tables(self) -> tuple[Rows, ...]:
        """The ruled tables of the page, from the top."""
        with page_faults(self.path, self.index):
            return ruled_tables(self._page)

    def beneath(self, clip: Rect) -> Pixels | None:
        """What the picture that covers `clip` holds there (150 dpi, grey), whatever is painted over it; None: none."""
        with page_faults(self.path, self.index):
            return picture_beneath(self._page, self._shown_pictures, clip)

    def render(self, dpi: float, color: bool = False, clip: Rect | None = None, budget: int = PIXEL_BUDGET) -> Raster:
        """Pixels of the page, or of `clip` (displayed points), at `dpi` or less if that exceeds `budget` pixels."""
        with page_faults(self.path, self.index):
            return render(self._page, self._geometry, dpi, color=color, clip=clip, budget=budget)

    def copy(self, dpi: float, flatten: bool = False) -> PageCopy:
        """The page as one picture: its own where nothing else decides how it looks (unless `flatten`), else `dpi`."""
        with page_faults(self.path, self.index):
            kept = None if flatten else own_picture(self._page, self._geometry, self._log)
        if kept is not None:
            return kept
        subtypes = {"form fields" if a.subtype == "Widget" else "annotations" for a in self._annotations}
        image = gray_if_colorless(self.render(dpi, color=self._may_have_color).image)
        return rendered_copy(image, (self.width, self.height), tuple(sorted(subtypes)))

    def evidence(self, dpi: float) -> PageEvidence:
        """Everything the page says, with its pixels at `dpi` (never above the scan's own), in colour if it has any."""
        return self.read(dpi)[0]

    def read(self, dpi: float) -> tuple[PageEvidence, tuple[str, ...]]:
        """As `evidence`, with the sentences that the user must be told about the reading."""
        drawings, many = self._drawings
        wanted = min(dpi, self.native_dpi or dpi)
        raster = self.decoded(wanted) or self.render(wanted, color=self._may_have_color)
        evidence = PageEvidence(
            width=self.width,
            height=self.height,
            image=gray_if_colorless(raster.image),
            scale=raster.scale,
            native_dpi=self.native_dpi,
            drawings=drawings,
            images=self._images,
            annotations=self._annotations,
            words=self._words,
            characters=self.characters,
            beneath=self.beneath,
            only_text_and_paths={kind for kind, _ in self._log} <= _TEXT_AND_PATHS,
        )
        notes = [raster.note] if raster.note else []
        if self.native_dpi >= _FINE_SCAN_DPI:
            notes.append(f"The page is a scan of {self.native_dpi:,} dpi and was read at {raster.scale * 72:.0f} dpi.")
        if many:
            notes.append(f"The page has more than {MAX_DRAWINGS:,} drawn shapes; the others were judged by their look.")
        return evidence, tuple(notes)

    def gray(self, dpi: float, clip: Rect | None = None) -> Raster:
        """Grey pixels of the page, or of `clip` (displayed points), decoded where that is possible, else rendered."""
        raster = self.decoded(dpi, clip) or self.render(dpi, clip=clip)
        return raster if raster.image.ndim == 2 else replace(raster, image=to_gray(raster.image))

    def decoded(self, dpi: float, clip: Rect | None = None) -> Raster | None:
        """The page or `clip` (displayed points) straight from a PNG file or from the pictures of a scan; None where it
        has to be rendered.

        A PNG file is given whole only, and no finer than it is.
        """
        scale = dpi / 72
        if self._picture:
            whole = self._picture == "png" and clip is None and dpi <= self.native_dpi
            image = decode_png(self.path, PIXEL_BUDGET) if whole and is_upright(self._geometry) else None
            return None if image is None else Raster(shrink(gray_if_colorless(image), self._geometry, scale), scale)
        area = (self.width, self.height) if clip is None else (clip.width, clip.height)
        if affordable_dpi(*area, dpi) < dpi or self._scan is None:
            return None
        return self._scan.raster(scale, clip)

    @cached_property
    def _scan(self) -> Scan | None:
        """The decoded pictures of a page that is a scan and no more."""
        with page_faults(self.path, self.index):
            return read_scan(self._page, self._geometry, self._log, self._image_infos)

    @cached_property
    def _log(self) -> list[tuple[str, tuple[float, float, float, float]]]:
        with page_faults(self.path, self.index):
            return list(self._page.get_bboxlog())

    @cached_property
    def _shown_pictures(self) -> tuple[ShownPicture, ...]:
        with page_faults(self.path, self.index):
            return shown_pictures(self._page, self._geometry)

    @cached_property
    def _textpage(self) -> pymupdf.TextPage:
        with page_faults(self.path, self.index):
            return self._page.get_textpage(flags=TEXT_FLAGS)

    @cached_property
    def _image_infos(self) -> list[dict[str, Any]]:
        """What MuPDF tells of the pictures that the page shows, in the order in which it paints them."""
        with page_faults(self.path, self.index):
            return list(self._textpage.extractIMGINFO())

    @cached_property
    def _words(self) -> tuple[Word, ...]:
        with page_faults(self.path, self.index):
            return read_words(self._textpage, self._geometry)

    @cached_property
    def _drawings(self) -> tuple[tuple[Drawing, ...], bool]:
        with page_faults(self.path, self.index):
            return read_drawings(self._page, self._geometry, self._log)

    @cached_property
    def _images(self) -> tuple[PlacedImage, ...]:
        with page_faults(self.path, self.index):
            return read_images(self._image_infos, self._geometry, self._log)

    @cached_property
    def _annotations(self) -> tuple[Annotation, ...]:
        with page_faults(self.path, self.index):
            return read_annotations(self._page)

    @cached_property
    def _all_characters(self) -> tuple[Character, ...]:
        with page_faults(self.path, self.index):
            return read_characters(self._page, self._geometry)

    @cached_property
    def _character_boxes(self) -> NDArray[np.float64]:
        """The boxes of all characters, one row each: detection asks for the letters of hundreds of places."""
        return np.array([c.rect for c in self._all_characters], np.float64).reshape(-1, 4)

    @cached_property
    def _may_have_color(self) -> bool:
        """Whether anything but gray images and invisible text is painted, so that rendering in colour may pay."""
        kinds = {kind for kind, _ in self._log}
        components = [info["colorspace"] for info in self._image_infos]
        return any(n != 1 for n in components) or not kinds <= {"fill-image", "ignore-text"}
