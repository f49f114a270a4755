"""Adds files to a project and reads their pages in a terminal, with progress, and says at the end what came of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from reviewer.cli.terminal import error_line, for_people, page_line, say
from reviewer.model.errors import SourceError
from reviewer.model.ids import FileId
from reviewer.services.importing import import_paths
from reviewer.services.processing import Processing, ProcessingState
from reviewer.services.workspace import Workspace
from reviewer.storage.rows import LetterRow
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import AnalyseOptions

_REPORT_EVERY = 10.0
"""Seconds between lines of progress where nobody watches a bar."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What the user said about where the files come from; `letter_date` is ISO or empty."""

    request: str = ""
    agency: str = ""
    release: str = ""
    letter_date: str = ""


def files_at(workspace: Workspace, paths: Sequence[Path]) -> list[FileId]:
    """The project's files at or below `paths`; all of them without paths."""
    places = [path.resolve() for path in paths]
    files = [(file.id, file.path.resolve()) for file in workspace.read.sources.files()]
    return [file for file, path in files if not places or any(path.is_relative_to(place) for place in places)]


def open_or_create(project: Path, paths: Sequence[Path]) -> Workspace:
    """The project for writing; a new one where there is none and something at `paths` to put into it.

    Raises ProjectError or SourceError where there is neither: a name typed wrongly is to leave no project behind.
    """
    if os.path.lexists(project) or not paths:
        return Workspace.open(project)
    if not any(os.path.lexists(path) for path in paths):
        raise SourceError(
            f"{', '.join(map(str, paths))}: there is no such file or folder, so {project.name} was not made.",
            "Check the name, or whether the drive is connected.",
            code="missing",
        )
    return Workspace.create(project)


def add_files(
    workspace: Workspace, paths: Sequence[Path], matter: Matter, password: str = "", pool: WorkerPool | None = None
) -> int:
    """Imports `paths` and says what came of it on standard error; exit status 1 if something failed."""
    report = import_paths(
        workspace,
        paths,
        release=matter.release,
        request=matter.request,
        agency=matter.agency,
        letter_date=matter.letter_date,
        passwords={"": password} if password else None,
        pool=pool,
    )
    for notice in report.notices:
        say(f"foia-reviewer: {notice}")
    for failure in report.failures:
        say(error_line(failure))
    return int(bool(report.failures))


def read_all(
    workspace: Workspace,
    pool: WorkerPool | None = None,
    *,
    password: str = "",
    retry: bool = False,
    options: AnalyseOptions | None = None,
) -> int:
    """Reads all pages that wait, with progress; says at the end what was and what could not be read.

    `pool` ends with it; without one there are as many workers as cores. Exit status 1 if pages failed, those of earlier
    runs too: they are still not read. A KeyboardInterrupt stops in good order; a second one must not come
    (`interrupted_once`).
    """
    processing = Processing(
        workspace,
        pool.workers if pool is not None else os.cpu_count() or 1,
        password=lambda _path: password or None,
        options=options,
        retry=retry,
        pool=pool,
    )
    started = time.monotonic()
    try:
        processing.start()
        _bar(processing) if for_people() else _lines(processing)
    except KeyboardInterrupt:
        say("foia-reviewer: stopping; what is read so far is stored, the rest waits.")
        return 1
    finally:
        processing.stop()  # else it would go on in a project that is being closed
    if processing.state.error is not None:
        raise processing.state.error
    return _summary(workspace, time.monotonic() - started)


def _summary(workspace: Workspace, seconds: float) -> int:
    coverage = workspace.read.pages.coverage()
    files = {file.id: file.path for file in workspace.read.sources.files()}
    failed = workspace.read.pages.failed()
    for page in failed:
        reason = page.error.message if page.error else "unknown reason"
        say(page_line(files[page.file], page.number, reason))
    read = coverage.pages - coverage.pages_not_read - coverage.pages_failed
    click.echo(
        f"{read} of {coverage.pages} pages read, {coverage.detected} redactions found, "
        f"{coverage.pages_failed} pages failed ({seconds:.1f} s)"
    )
    for letter in workspace.read.matter.letters("suggested"):
        say(letter_line(str(files[letter.file]), letter))
    return int(bool(failed))


def letter_line(file: str, letter: LetterRow) -> str:
    """What a letter found among the files is, in one line; it waits to be accepted as an event of its request."""
    said = letter.determination
    parts: list[str] = [said.kind]
    parts += [f"of {date}"] if (date := said.value("date")) else []
    parts += [f"on request {number}"] if (number := said.value("request number")) else []
    pages = [f"{s.value} {s.name}" for s in said.statements if s.name.startswith("pages")]
    counted = f" ({', '.join(pages)})" if pages else ""
    found = f"{' '.join(parts)}{counted}; a suggestion, to be accepted under Requests"
    return f"foia-reviewer: {file}, page {letter.first_page + 1}: {found}"


def progress_text(state: ProcessingState) -> str:
    """Count, rate and time left in one line."""
    text = f"{state.done + state.failed}/{state.total} pages"
    if state.failed:
        text += f", {state.failed} failed"
    if state.pages_per_minute:
        text += f", {state.pages_per_minute:.0f} a minute"
    if state.seconds_left:
        minutes, seconds = divmod(round(state.seconds_left), 60)
        text += f", {minutes} min {seconds:02} s left" if minutes else f", {seconds} s left"
    return text


def _bar(processing: Processing) -> None:
    from rich.progress import BarColumn, Progress, TextColumn

    with Progress(TextColumn("Reading"), BarColumn(), TextColumn("{task.fields[words]}"), transient=True) as progress:
        task = progress.add_task("reading", total=None, words="")

        def show(state: ProcessingState) -> None:
            progress.update(task, total=state.total, completed=state.done + state.failed, words=progress_text(state))

        _wait(processing, show, every=0.2)


def _lines(processing: Processing) -> None:
    _wait(processing, lambda state: say(f"foia-reviewer: {progress_text(state)}"), every=_REPORT_EVERY)


def _wait(processing: Processing, show: Callable[[ProcessingState], None], every: float) -> None:
    while not processing.wait(every):
        show(processing.state)
