"""Pictures of exhibit pages, made by workers from the unchanged sources, kept beside the packet while it is written."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

from reviewer.export.packet.exhibits import Exhibit, ExhibitPage, Source
from reviewer.model.errors import SourceError
from reviewer.model.geometry import Rect
from reviewer.model.ids import PageId
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import MakeCrops

DPI = 200.0
_AHEAD = 4  # requests a worker: the next page is ready when one is done, and few pictures are held at a time

Password = Callable[[Path], str | None]


def make_pictures(
    exhibits: Sequence[Exhibit],
    sources: Sequence[Source],
    pool: WorkerPool,
    folder: Path,
    watch: Callable[[], None],
    password: Password = lambda path: None,
) -> dict[PageId, Path]:
    """Each page as a JPEG file in `folder`; pages whose picture cannot be made are left out.

    A page is rendered as it is shown: what lies beneath, annotations and attachments do not come along.
    """
    by_file = {source.file: source for source in sources}
    pages = {page.page: page for exhibit in exhibits for page in exhibit.pages}
    waiting = ((page, by_file[page.file].path) for page in pages.values())
    made: dict[PageId, Path] = {}
    under_way: deque[tuple[ExhibitPage, Future[tuple[bytes, ...]]]] = deque()
    try:
        for page, path in waiting:
            if path is None:
                continue
            under_way.append((page, pool.submit(_request(page, path, password))))
            if len(under_way) >= _AHEAD * pool.workers:
                made.update(_kept(*under_way.popleft(), folder))
                watch()
        while under_way:
            made.update(_kept(*under_way.popleft(), folder))
            watch()
    finally:
        for _, future in under_way:
            future.cancel()
    return made


def _request(page: ExhibitPage, path: Path, password: Password) -> MakeCrops:
    whole = Rect(0.0, 0.0, page.width, page.height)
    return MakeCrops(path, page.source_page, (whole,), DPI, color=True, format="jpeg", password=password(path))


def _kept(page: ExhibitPage, future: Future[tuple[bytes, ...]], folder: Path) -> Iterator[tuple[PageId, Path]]:
    try:
        (picture,) = future.result()
    except SourceError:
        return
    path = folder / f"{page.page}.jpg"
    path.write_bytes(picture)
    yield page.page, path
