"""What a worker process can be asked, and what it answers: plain values that travel between processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, Literal, TypeAlias, Union, get_args

if TYPE_CHECKING:  # each worker waits for what is imported here before it comes up, and most answer one kind of request
    from reviewer.model.beneath import Beneath
    from reviewer.model.copies import PageCopy
    from reviewer.model.documents import FileFindings
    from reviewer.model.geometry import Rect
    from reviewer.model.packing import PackedPage
    from reviewer.model.page import PageResult
    from reviewer.model.tables import PrintedPage
    from reviewer.text.copies.compare import FoundUnit, KeptUnit, PackedUnitPage, PairFound
    from reviewer.text.names.aliases import Place
    from reviewer.text.names.found import FoundName
    from reviewer.text.names.sightings import Sightings
    from reviewer.text.names.wanted import NamesWanted

Lane = Literal["reading", "screen", "any", "citations"]
TextLayer = Literal["auto", "keep", "ignore"]
TEXT_LAYERS: Final[tuple[TextLayer, ...]] = get_args(TextLayer)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost before its worker is killed: seconds of work, seconds by the clock, bytes resident.

    The first catches a page that spins, whatever else the machine is doing; the second one that waits for ever.
    """

    work_seconds: float = 45.0
    clock_seconds: float = 240.0
    memory: int = 1_200_000_000


@dataclass(frozen=True, slots=True)
class AnalyseOptions:
    """How pages are read: with OCR or not, by which engine and languages, explained into a folder or not.

    `text_layer`: the file's own text is judged (`auto`), kept even where it is poor (`keep`), or left out (`ignore`).
    """

    ocr: bool = True
    engine: str = "tesserocr"
    languages: str = "eng"
    tesseract: Path | None = None
    tessdata: Path | None = None
    explain: Path | None = None
    text_layer: TextLayer = "auto"


@dataclass(frozen=True, slots=True)
class GetReady:
    """Load what reading pages with `options` takes, so that the first page finds it there; answered by None.

    `path` is the project's.
    """

    path: Path
    options: AnalyseOptions = field(default_factory=AnalyseOptions)
    password: ClassVar[str | None] = None
    page: ClassVar[int | None] = None
    lane: ClassVar[Lane] = "reading"
    limits: ClassVar[Limits] = Limits()


@dataclass(frozen=True, slots=True)
class LoadFinders:
    """Load what finding documents, names and copies takes; answered by None. `path` is the project's.

    `citations` asks for the large library of citations, too, of the one worker that is given the pages that may cite.
    """

    path: Path
    citations: bool = False
    password: ClassVar[str | None] = None
    page: ClassVar[int | None] = None
    limits: ClassVar[Limits] = Limits()

    @property
    def lane(self) -> Lane:
        """That of the worker for citations, if they are to be loaded."""
        return "citations" if self.citations else "reading"


@dataclass(frozen=True, slots=True)
class OpenFile:
    """Open the file and say what it is; answered by FileFacts."""

    path: Path
    password: str | None = field(default=None, repr=False)
    page: ClassVar[int | None] = None
    lane: ClassVar[Lane] = "any"
    limits: ClassVar[Limits] = Limits(work_seconds=30, clock_seconds=120)


@dataclass(frozen=True, slots=True)
class AnalysePage:
    """Read page `page` (from 0); answered by PageResult."""

    path: Path
    page: int
    password: str | None = field(default=None, repr=False)
    options: AnalyseOptions = field(default_factory=AnalyseOptions)
    lane: ClassVar[Lane] = "reading"
    limits: ClassVar[Limits] = Limits()


@dataclass(frozen=True, slots=True)
class FindNames:
    """Find the names of pages; answered by a tuple of names for each. The file, that of the first page, is not opened.

    `model` is the name of an installed model, None for rules alone, `any` for the first that is installed. Pages that
    may cite laws and cases (`citations`) go to one worker, for each would load a large library; wherever they go, the
    same is found.
    """

    path: Path
    pages: tuple[NamesWanted, ...] = field(repr=False)
    model: str | None = "any"
    citations: bool = False
    password: ClassVar[str | None] = None
    page: ClassVar[int | None] = None
    limits: ClassVar[Limits] = Limits(work_seconds=300, clock_seconds=1800)

    @property
    def lane(self) -> Lane:
        """That of the worker for citations, if there may be any."""
        return "citations" if self.citations else "reading"


@dataclass(frozen=True, slots=True)
class GroupNames:
    """Group the people of a project by their aliases; answered by a tuple of places. `path` is the project's."""

    path: Path
    seen: Sightings = field(repr=False)
    password: ClassVar[str | None] = None
    page: ClassVar[int | None] = None
    lane: ClassVar[Lane] = "reading"
    limits: ClassVar[Limits] = Limits(work_seconds=3600, clock_seconds=14400, memory=4_000_000_000)


@dataclass(frozen=True, slots=True)
class FindUnits:
    """Cut documents into what can occur again; answered by a tuple of units for each. `path` is the project's."""

    path: Path
    documents: tuple[tuple[PackedUnitPage, ...], ...] = field(repr=False)
    password: ClassVar[str | None] = None
    page: ClassVar[int | None] = None
    lane: ClassVar[Lane] = "reading"
    limits: ClassVar[Limits] = Limits(work_seconds=300, clock_seconds=1800)


@dataclass(frozen=True, slots=True)
class CompareUnits:
    """Compare pairs of units (by their ids); answered by a tuple of what each has in common, None for no copies."""

    path: Path
    units: Mapping[int, KeptUnit] = field(repr=False)
    pairs: tuple[tuple[int, int], ...] = field(repr=False)
    password: ClassVar[str | None] = None
    page: ClassVar[int | None] = None
    lane: ClassVar[Lane] = "reading"
    limits: ClassVar[Limits] = Limits(work_seconds=300, clock_seconds=1800)


@dataclass(frozen=True, slots=True)
class RenderTile:
    """Pixels of `clip` (displayed points; None: the page) at `scale` pixels a point; answered by Tile, to be closed."""

    path: Path
    page: int
    scale: float
    clip: Rect
    color: bool = True
    password: str | None = field(default=None, repr=False)
    lane: ClassVar[Lane] = "screen"
    limits: ClassVar[Limits] = Limits(work_seconds=15, clock_seconds=60)


@dataclass(frozen=True, slots=True)
class RenderThumbnail:
    """The page as a small JPEG of at most `side` pixels; answered by its bytes."""

    path: Path
    page: int
    side: int = 200
    password: str | None = field(default=None, repr=False)
    lane: ClassVar[Lane] = "screen"
    limits: ClassVar[Limits] = Limits(work_seconds=15, clock_seconds=60)


@dataclass(frozen=True, slots=True)
class MakeCrops:
    """Each of `rects` (displayed points) as a picture file at `dpi`; answered by a tuple of bytes in their order."""

    path: Path
    page: int
    rects: tuple[Rect, ...]
    dpi: float = 150.0
    color: bool = False
    format: Literal["png", "jpeg"] = "png"
    password: str | None = field(default=None, repr=False)
    lane: ClassVar[Lane] = "screen"
    limits: ClassVar[Limits] = Limits(work_seconds=30, clock_seconds=120)


@dataclass(frozen=True, slots=True)
class CopyPage:
    """The page as one picture for a new PDF, rendered at `dpi` where its own cannot be taken; answered by PageCopy."""

    path: Path
    page: int
    dpi: float = 150.0
    flatten: bool = False
    password: str | None = field(default=None, repr=False)
    lane: ClassVar[Lane] = "any"
    limits: ClassVar[Limits] = Limits(work_seconds=30, clock_seconds=120)


@dataclass(frozen=True, slots=True)
class ReadBeneath:
    """What lies at each of `rects` (displayed points) beneath a redaction; answered by a tuple of Beneath.

    Asked only where the project's policy lets a person look; the worker forgets the page at once.
    """

    path: Path
    page: int
    rects: tuple[Rect, ...]
    password: str | None = field(default=None, repr=False)
    lane: ClassVar[Lane] = "screen"
    limits: ClassVar[Limits] = Limits(work_seconds=30, clock_seconds=120)


@dataclass(frozen=True, slots=True)
class ReadTables:
    """What the pages of a file print as tables; answered by a tuple of PrintedPage, at most `most` of them."""

    path: Path
    most: int = 2_000
    password: str | None = field(default=None, repr=False)
    page: ClassVar[int | None] = None
    lane: ClassVar[Lane] = "any"
    limits: ClassVar[Limits] = Limits(work_seconds=900, clock_seconds=3600)


@dataclass(frozen=True, slots=True)
class JoinPages:
    """Write all pages of `parts` into the new PDF `target`; answered by the sizes of the pages that each part gave.

    `path` is what a fault is told of.
    """

    path: Path
    parts: tuple[Path, ...]
    target: Path
    password: ClassVar[str | None] = None
    page: ClassVar[int | None] = None
    lane: ClassVar[Lane] = "any"
    limits: ClassVar[Limits] = Limits(work_seconds=600, clock_seconds=3600)


@dataclass(frozen=True, slots=True)
class FindInFile:
    """Decide what only all pages of a file tell; answered by FileFindings. The file itself is not opened."""

    path: Path
    pages: tuple[PackedPage, ...] = field(repr=False)
    password: ClassVar[str | None] = None
    page: ClassVar[int | None] = None
    lane: ClassVar[Lane] = "reading"
    limits: ClassVar[Limits] = Limits(work_seconds=600, clock_seconds=3600)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a file says about itself: displayed size of each page in points, bookmarks, metadata, names embedded.

    `mended`: its structure is broken, and what could be made of it is here.
    """

    page_count: int
    sizes: tuple[tuple[float, float], ...]
    encrypted: bool = False
    outline: tuple[tuple[int, str, int | None], ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[str, ...] = ()
    mended: bool = False


@dataclass(frozen=True, slots=True)
class TileShape:
    """How pixels lie in the shared memory of a tile; `left` and `top` are the displayed point of its first pixel."""

    width: int
    height: int
    stride: int
    channels: int
    scale: float
    left: float
    top: float


Request = (
    GetReady
    | LoadFinders
    | OpenFile
    | AnalysePage
    | FindInFile
    | FindNames
    | GroupNames
    | FindUnits
    | CompareUnits
    | RenderTile
    | RenderThumbnail
    | MakeCrops
    | CopyPage
    | ReadBeneath
    | ReadTables
    | JoinPages
)
Names: TypeAlias = "tuple[tuple[FoundName, ...], ...]"
Units: TypeAlias = "tuple[tuple[FoundUnit, ...], ...]"
Compared: TypeAlias = "tuple[PairFound | None, ...]"
Answer: TypeAlias = Union[
    FileFacts,
    "PageResult",
    "FileFindings",
    TileShape,
    bytes,
    tuple[bytes, ...],
    "PageCopy",
    "Names",
    "tuple[Place, ...]",
    "Units",
    "Compared",
    "tuple[Beneath, ...]",
    "tuple[PrintedPage, ...]",
    tuple[tuple[tuple[float, float], ...], ...],
    None,
]
