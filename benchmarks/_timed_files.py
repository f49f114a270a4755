"""Makes the files whose reading is timed: image-only pages, born-digital pages, scans with a text layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle, islice, zip_longest
from pathlib import Path

import pymupdf

from reviewer.sample.maker import make_release

_Page = tuple[Path, int]


def image_only_file(target: Path, corpus: Path | None, count: int) -> Path:
    """`count` scanned pages without a text layer, taken from the files in turn: of `corpus/us`, or else of a sample."""
    sources = sorted((corpus / "us").rglob("*.pdf")) if corpus is not None else _sample(target)
    by_file = [[(path, i) for i in _pages(path, scanned=True, layer=False)] for path in sources]
    in_turn = [page for row in zip_longest(*by_file) for page in row if page is not None]
    return _joined(sorted(in_turn[:count]), target)


def born_digital_file(target: Path, count: int) -> Path:
    """`count` pages of drawings and text: those of a sample release, again and again."""
    pages = [(path, i) for path in _sample(target) for i in _pages(path, scanned=False, layer=True)]
    return _joined(islice(cycle(pages), count), target)


def repeated_file(source: Path, target: Path, count: int) -> Path:
    """The pages of `source` again and again until there are `count`; images are stored once."""
    with pymupdf.open(source) as document:
        pages = [(source, i) for i in range(len(document))]
    return _joined(islice(cycle(pages), count), target)


def _sample(target: Path) -> Sequence[Path]:
    return [path for path in make_release(target.parent / "timed-sample").files if path.suffix == ".pdf"]


def _pages(path: Path, *, scanned: bool, layer: bool) -> Iterator[int]:
    with pymupdf.open(path) as document:
        for page in document:
            images = any(width * height > 500_000 for _, _, width, height, *_ in page.get_images())
            if images == scanned and bool(page.get_text("words")) == layer:
                yield page.number


def _joined(pages: Iterable[_Page], target: Path) -> Path:
    """A file of `pages`; a page that comes again is the same object, so that the file does not grow with it."""
    wanted = list(pages)
    places: dict[_Page, int] = {}
    with pymupdf.open() as joined:
        for path, index in wanted:
            if (path, index) not in places:
                places[path, index] = len(joined)
                with pymupdf.open(path) as document:
                    joined.insert_pdf(document, from_page=index, to_page=index)
        for page in wanted:
            joined.fullcopy_page(places[page])
        joined.delete_pages(range(len(places)))
        joined.save(target, garbage=3)
    return target
