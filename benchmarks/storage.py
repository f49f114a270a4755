"""How quickly a project of a million made pages opens, answers and takes edits."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from statistics import median

from reviewer.model.geometry import Rect
from reviewer.model.ids import PageId, new_uuid
from reviewer.model.page import PageResult, PageText, Redaction, Token, Word
from reviewer.model.query import And, Field, Term
from reviewer.services.operations import CheckBox, MarkSeen
from reviewer.services.workspace import Workspace
from reviewer.storage.blobs import pack_words
from reviewer.storage.connections import connect
from reviewer.storage.reads.redactions import RedactionFilter
from reviewer.storage.sources import ReceivedFile

_PAGES_A_FILE = 2_000
_WORDS_A_PAGE = 60
_VOCABULARY = 20_000


def run(pages: int = 1_000_000, rounds: int = 5) -> dict[str, float]:
    """Figures in seconds unless the name says otherwise. `open` is what the window needs before it shows a page.

    The rows are made: text of 60 words a page drawn from 20,000, one redaction a page, every third one checked.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.foia"
        made = _timed(lambda: _make(path, pages))
        figures = {"pages": float(pages), "made_s": made, "file_mb": path.stat().st_size / 1e6}
        figures |= {f"million_pages_{name}": value for name, value in _reads(path, rounds).items()}
        return figures | _writes(Path(folder) / "written.foia", rounds)


def _reads(path: Path, rounds: int) -> dict[str, float]:
    figures = {"open_s": median(_timed(lambda: _open(path)) for _ in range(rounds))}
    both = And((Field("code", "(b)(6)"), Term("w17")))
    chosen = RedactionFilter(codes=("(b)(6)",), checked=False)
    with Workspace.open(path) as workspace:
        read = workspace.read
        asked: dict[str, Callable[[], object]] = {
            "coverage_s": read.pages.coverage,
            "files_s": read.sources.files,
            "sizes_s": read.pages.sizes,
            "first_hits_s": lambda: read.search.pages(Term("w17"), limit=50),
            "count_hits_s": lambda: read.search.count(Term("w17")),
            "words_and_code_s": lambda: read.search.pages(both, limit=50),
            "redaction_list_s": lambda: read.listing.rows(chosen, most=200),
            "next_unchecked_s": lambda: read.redactions.next_unchecked((PageId(1000), 0)),
            "page_content_s": lambda: read.pages.content(PageId(1000)),
        }
        for name, question in asked.items():
            figures[name] = median(_timed(question) for _ in range(rounds))
        unseen = iter(range(1, 10_000))
        figures["edit_s"] = median(
            _timed(lambda: workspace.perform(MarkSeen((PageId(next(unseen)),)))) for _ in range(50)
        )
    return figures


def _open(path: Path) -> None:
    with Workspace.open(path) as workspace:
        read = workspace.read
        read.matter.project()
        read.sources.releases()
        files = read.sources.files()
        read.pages.coverage()
        read.sources.documents(files[0].id)
        read.pages.of_file(files[0].id)
        read.pages.content(PageId(1))


def _writes(path: Path, rounds: int) -> dict[str, float]:
    """Storing real results page by page, and how long an edit waits while they are stored."""
    count = 200 * rounds
    with Workspace.create(path, reviewer="Benchmark") as workspace:
        release = workspace.intake.add_release("made")
        received = ReceivedFile(path.with_suffix(".pdf"), "0" * 64, 1)
        workspace.intake.add_source_file(release, received, [(612.0, 792.0)] * count)
        claimed = workspace.intake.claim_pages(count)
        results = [_result(page.number) for page in claimed]
        workspace.intake.store_page_result(claimed[0].id, results[0]).result()
        redaction = workspace.read.redactions.ids()[0]
        start = time.perf_counter()
        pairs = zip(claimed[1:], results[1:], strict=True)
        futures = [workspace.intake.store_page_result(page.id, result) for page, result in pairs]
        waits: list[float] = []
        while not futures[-1].done():
            said = "right" if len(waits) % 2 == 0 else "not a redaction"
            waits.append(_timed(lambda said=said: workspace.perform(CheckBox((redaction,), said))))  # type: ignore[misc]
        stored = time.perf_counter() - start
    return {
        "pages_stored_per_s": count / stored,
        "edit_while_storing_median_s": median(waits),
        "edit_while_storing_worst_s": max(waits),
    }


def _result(number: int) -> PageResult:
    draw = random.Random(number)
    words = tuple(
        Word(
            Rect(50 + 50 * (n % 10), 50 + 14 * (n // 10), 95 + 50 * (n % 10), 62 + 14 * (n // 10)), text, 0.95, n // 10
        )
        for n, text in enumerate(f"w{draw.randrange(_VOCABULARY)}" for _ in range(400))
    )
    redactions = tuple(
        Redaction((Rect(60.0, 660.0 + 14 * n, 300.0, 672.0 + 14 * n),), "black", ("(b)(6)",), "b6", "at", 0.97)
        for n in range(8)
    )
    tokens = tuple(Token(n, 400, 40 + n) for n in range(8))
    text = "\n".join(" ".join(word.text for word in words[n : n + 10]) for n in range(0, 400, 10))
    crops, thumbnail = (draw.randbytes(4000),) * 8, draw.randbytes(6000)
    page = PageText(words, tokens, text)
    return PageResult(number, 612.0, 792.0, "ocr", page, redactions, crops=crops, thumbnail=thumbnail)


def _make(path: Path, pages: int) -> None:
    with Workspace.create(path, reviewer="Benchmark") as workspace:
        release = workspace.intake.add_release("made")
        sizes = [(612.0, 792.0)] * _PAGES_A_FILE
        for number in range(pages // _PAGES_A_FILE):
            received = ReceivedFile(path.with_name(f"{number}.pdf"), f"{number:064}", 1)
            workspace.intake.add_source_file(release, received, sizes)
    with closing(connect(path, "rw")) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        connection.execute("UPDATE page SET state = 'done', read_at = '2026-01-01' WHERE id % 100 <> 0")
        connection.execute("UPDATE page SET seen_at = '2026-01-01' WHERE id % 3 = 0")
        connection.executemany("INSERT INTO page_text (page, text, index_text) VALUES (?, ?, ?)", _texts(pages))
        words = pack_words(_result(0).text.words[:_WORDS_A_PAGE])
        connection.executemany(
            "INSERT INTO page_words (page, words) VALUES (?, ?)", ((n, words) for n in range(1, pages))
        )
        connection.executemany(
            "INSERT INTO redaction (uuid, page, origin, rects, kind, codes, finding, box_checked, code_checked) "
            "VALUES (?, ?, 'machine', '[[60.0,60.0,300.0,72.0]]', 'black', ?, '{}', ?, ?)",
            _redactions(pages),
        )
        connection.execute("COMMIT")


def _texts(pages: int) -> Iterator[tuple[int, str, str]]:
    draw = random.Random(1)
    vocabulary = [f"w{n}" for n in range(_VOCABULARY)]
    for page in range(1, pages):
        text = " ".join(draw.choices(vocabulary, k=_WORDS_A_PAGE))
        yield page, text, text


def _redactions(pages: int) -> Iterator[tuple[str, int, str, str, str]]:
    for page in range(1, pages):
        said = "right" if page % 3 == 0 else "unchecked"
        yield new_uuid(), page, f'["(b)({page % 7 + 1})"]', said, said


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
