"""Small projects and page results for the tests of the project file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reviewer.model.geometry import Rect
from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.model.page import PageResult, Redaction, VirtualPage, Word
from reviewer.services.workspace import Workspace
from reviewer.storage.sources import ReceivedFile
from reviewer.text.reading import read_order

SIZE = (612.0, 792.0)
TEXT = ("Dear Ms Doyle the detention bed", "contract was signed on Friday", "Regards Tate")


def box(x: float, y: float, width: float = 60.0, height: float = 12.0) -> Rect:
    """A rectangle by its corner and size in points."""
    return Rect(x, y, x + width, y + height)


def black(*rects: Rect, codes: tuple[str, ...] = ("(b)(6)",)) -> Redaction:
    """A black redaction with its code at it."""
    return Redaction(rects, "black", codes, "; ".join(codes), "at" if codes else "none", 0.97, method="raster")


def words(lines: Sequence[str] = TEXT, top: float = 100.0) -> list[Word]:
    """Words set in lines 20 points apart, 8 points a character."""
    found = []
    for row, line in enumerate(lines):
        x = 50.0
        for text in line.split():
            found.append(Word(box(x, top + 20 * row, 6.0 * len(text)), text, 0.9, row))
            x += 6.0 * len(text) + 6.0
    return found


AT_END = box(300.0, 100.0)
"""A place at the end of the first line of TEXT."""


def result(
    page: int = 0,
    redactions: Sequence[Redaction] = (black(AT_END),),
    lines: Sequence[str] = TEXT,
    **more: object,
) -> PageResult:
    """What reading a page yields, in true reading order."""
    text = read_order(words(lines), redactions, (), *SIZE)
    values: dict[str, object] = {
        "bates": f"BRR-2018-{page + 1:06}",
        "identifiers": {"bates": f"BRR-2018-{page + 1:06}"},
        "crops": tuple(b"crop" for _ in redactions),
        "thumbnail": b"thumbnail",
        "seconds": {"total": 0.5},
    }
    made = {"text": text, "redactions": tuple(redactions), "text_source": "ocr", **values, **more}
    return PageResult(page, *SIZE, **made)  # type: ignore[arg-type]  # the test names the fields it sets


SHEET = (VirtualPage(17, "withheld", ("(b)(1)",), "Page 17 ~ b1;"), VirtualPage(18, "duplicate", (), "Page 18 ~ Dup;"))


def add_file(workspace: Workspace, pages: int = 3, name: str = "Release_1of1.pdf", release: str = "Interim") -> FileId:
    """Add a made file (nothing lies at its path) and return its id."""
    uuid = workspace.intake.add_release(release)
    digest = f"{abs(hash(name)) % 10**9:064}"
    received = ReceivedFile(workspace.path.with_name(name), digest, 1000, "2018-06-15")
    return FileId(workspace.intake.add_source_file(uuid, received, [SIZE] * pages).item)


def read_pages(workspace: Workspace, *results: PageResult) -> list[PageId]:
    """Claim as many pages as there are results, store them, return their ids."""
    claimed = workspace.intake.claim_pages(len(results))
    for page, read in zip(claimed, results, strict=True):
        workspace.intake.store_page_result(page.id, read).result()
    return [page.id for page in claimed]


def made_project(path: Path, pages: int = 3) -> Workspace:
    """A project with one file whose pages are all read."""
    workspace = Workspace.create(path, reviewer="Ada")
    add_file(workspace, pages)
    read_pages(workspace, *(result(n) for n in range(pages)))
    return workspace


def names_in(folder: Path) -> list[str]:
    """The names of the files in a folder."""
    return sorted(path.name for path in folder.iterdir())


def redactions_on(workspace: Workspace, page: PageId) -> list[Uuid]:
    """Ids of a page's redactions in order."""
    return [row.uuid for row in workspace.read.redactions.of_page(page)]
