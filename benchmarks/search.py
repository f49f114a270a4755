"""How quickly searches of a million real pages answer, and what their index and the program weigh."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import psutil

from benchmarks._material import corpus_folder
from benchmarks._search_mix import fuzzy_mix, query_mix, typed_mix
from benchmarks._search_project import make_project, unpack_mail
from benchmarks._statistics import percentile
from reviewer.search import parse, parse_unfinished
from reviewer.services.workspace import Workspace
from reviewer.storage.connections import connect
from reviewer.storage.reads.stopping import StoppedError

T = TypeVar("T")

_FIRST = 50  # hits of a first screen
_IN_WINDOW = 20  # queries asked in the window before it is weighed
_SLOW = "a* b* c* near:redaction"  # what is given up while it runs


def run(pages: int = 1_000_000, rounds: int = 3, corpus: Path | None = None) -> dict[str, float]:
    """Milliseconds (`_ms`) and seconds (`_s`) by the clock.

    The pages are those of released e-mails, repeated, each copy with a few words misread; a project of a million of
    them takes 9 GB beneath the folder for temporary files, and is removed at the end. `query`: until the first 50
    hits are there, over all queries of the mix; `fuzzy`: until the pages are there that fit only with a word misread;
    `typing`: for each beginning of the words of the mix. `count` and `facets` follow the hits. `stop_max_ms`: from
    giving up a slow search to its end. `index_ratio`: index of pages and documents and the vocabulary, by the text of
    the pages; `terms_ratio`: the text that the index is made of. `open_s` and `memory_mb`: the window, until it is
    painted, and after 20 searches.
    """
    folder = corpus_folder(corpus)
    if folder is None:
        raise SystemExit("the search benchmark needs a folder of mail: --corpus DIR")
    cache = Path(tempfile.gettempdir()) / "foia-reviewer-search"
    project = cache / f"mail-{pages}.foia"
    try:
        if not project.exists():
            cache.mkdir(parents=True, exist_ok=True)
            _apart(make_project, project, unpack_mail(folder / "text" / "emails.tar.xz", cache), pages)
        figures = _apart(_reads, project, rounds)
        return figures | _apart(_weights, project) | _apart(_window, project)
    finally:
        shutil.rmtree(cache, ignore_errors=True)


def _apart(work: Callable[..., T], *arguments: object) -> T:
    """Run in a fresh process, so that none carries the memory of another."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def _reads(project: Path, rounds: int) -> dict[str, float]:
    mix = query_mix(project)
    with Workspace.open(project, reviewer="Benchmark", read_only=True) as workspace:
        search = workspace.read.search
        asked = [parse(query) for query in mix]
        first = [_ms(lambda q=query: search.first(q, limit=_FIRST)) for _ in range(rounds) for query in asked]  # type: ignore[misc]
        in_order = sum(search.first(query, limit=_FIRST).too_many for query in asked)
        words = [parse(query) for query in fuzzy_mix(project)]
        learning = _ms(lambda: search.misread(words[0], limit=_FIRST))
        fuzzy = [_ms(lambda q=query: search.misread(q, limit=_FIRST)) for _ in range(rounds) for query in words]  # type: ignore[misc]
        unfinished = [query for typed in typed_mix(mix) if (query := parse_unfinished(typed)) is not None]
        typing = [_ms(lambda q=query: search.first(q, limit=_FIRST)) for query in unfinished]  # type: ignore[misc]
        counts = [_ms(lambda q=query: search.count(q)) for query in asked[::8]]  # type: ignore[misc]
        facets = [_ms(lambda q=query: list(search.facets(q))) for query in asked[::24]]  # type: ignore[misc]
        return {
            "pages": float(workspace.read.pages.coverage().pages),
            "queries": float(len(mix)),
            "in_page_order": float(in_order),
            **_spread("query", first),
            **_spread("fuzzy", fuzzy),
            "fuzzy_first_ms": learning,
            **_spread("typing", typing),
            **_spread("count", counts),
            **_spread("facets", facets),
            "stop_max_ms": max(_stopped(search.first), _stopped(search.count)),
            "reads_memory_mb": psutil.Process().memory_info().rss / 1e6,
        }


def _stopped(read: Callable[..., object]) -> float:
    """Milliseconds from giving up a slow read, a tenth of a second after its beginning, to its end."""
    unwanted = threading.Event()
    given_up: list[float] = []

    def give_up() -> None:
        given_up.append(time.perf_counter())
        unwanted.set()

    timer = threading.Timer(0.1, give_up)
    timer.start()
    try:
        read(parse(_SLOW), stop=unwanted.is_set)
    except StoppedError:
        return (time.perf_counter() - given_up[0]) * 1e3
    finally:
        timer.cancel()
    return 0.0  # it was quicker than the patience


def _weights(project: Path) -> dict[str, float]:
    """Bytes of the index by bytes of the text, as they stand in the project."""
    with closing(connect(project, "ro")) as connection:

        def total(statement: str) -> float:
            return float(connection.execute(statement).fetchone()[0] or 0)

        text = total("SELECT sum(length(CAST(text AS BLOB))) FROM page_text")
        index = sum(
            total(f"SELECT sum(length(block)) FROM {name}_data") + 12 * total(f"SELECT count(*) FROM {name}_docsize")  # noqa: S608
            for name in ("page_index", "document_index")
        )
        index += 2 * total("SELECT sum(length(term) + 8) FROM vocabulary")
        index += total("SELECT sum(length(sender) + length(recipients) + length(subject)) FROM document_words")
        terms = total("SELECT sum(length(CAST(index_text AS BLOB))) FROM page_text")
    return {"text_mb": text / 1e6, "index_ratio": index / text, "terms_ratio": terms / text,
            "file_mb": project.stat().st_size / 1e6}  # fmt: skip


def _window(project: Path) -> dict[str, float]:
    """The real window, off the screen: opened on the project, asked, weighed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from benchmarks._screen import Screen

    queries = query_mix(project)[:_IN_WINDOW]
    with tempfile.TemporaryDirectory() as settings, Screen(Path(settings)) as screen:
        screen.show_start()
        start = time.perf_counter()
        screen.open(project, read=False)
        screen.window.repaint()
        opened = time.perf_counter() - start
        shown = []
        for query in queries:
            screen.watch_anew()
            shown.append(_ms(lambda q=query: _search(screen, q)))  # type: ignore[misc]
        memory = psutil.Process().memory_info().rss / 1e6
    return {"open_s": opened, "window_query_p95_ms": percentile(shown, 95), "memory_mb": memory}


def _search(screen: object, query: str) -> None:
    from benchmarks._screen import Screen

    assert isinstance(screen, Screen)
    screen.view.search.search(query)
    screen.wait(lambda: not screen.view.search.busy)


def _spread(name: str, values: Sequence[float]) -> dict[str, float]:
    return {f"{name}_p50_ms": percentile(list(values), 50), f"{name}_p95_ms": percentile(list(values), 95)}


def _ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e3
