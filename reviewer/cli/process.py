"""`process PROJECT.foia [PATH...]`: adds files to a project and reads their pages; goes on with what is unfinished."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from reviewer.cli.interrupts import interrupted_once
from reviewer.cli.reading_options import reading_options
from reviewer.workers.memory import loading
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import TEXT_LAYERS, AnalyseOptions, TextLayer

_FILLINGS = (datetime(1901, 1, 1), datetime(1902, 2, 2))  # noqa: DTZ001 - dates as printed have no zone


class LetterDate(click.ParamType[str]):
    """A date as people write it, turned into ISO 8601."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The ISO date; usage error if it is no whole date. Month first where both orders can be, as in the US."""
        from dateutil.parser import ParserError
        from dateutil.parser import parse as parse_date

        try:
            # A part that is missing would be filled in: two fillings must give the same day.
            days = {parse_date(str(value), default=filling).date() for filling in _FILLINGS}
        except (ParserError, OverflowError):
            days = set()
        if len(days) != 1:
            self.fail(f"{value!r} is no date; write for example 2018-06-15", param, ctx)
        return days.pop().isoformat()


@click.command("process")
@click.argument("project", type=click.Path(path_type=Path, dir_okay=False, readable=False))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, readable=False))
@click.option("--request", default="", metavar="NUMBER", help="Number of the request, such as 2018-ICFO-59138.")
@click.option("--agency", default="", metavar="NAME", help="Agency that sent the files.")
@click.option("--release", default="", metavar="NAME", help="Name of the release; by default the folder's.")
@click.option("--letter-date", type=LetterDate(), metavar="DATE", help="Date of the determination letter.")
@click.option("--workers", type=click.IntRange(1, 64), help="Worker processes; by default one for each core.")
@click.option("--password", default="", metavar="P", help="Password of encrypted files; failed pages are read again.")
@click.option("--retry", is_flag=True, help="Read failed pages once more.")
@click.option("--languages", metavar="NAMES", help="OCR languages of the project, such as eng+nld; remembered.")
@click.option(
    "--text-layer",
    type=click.Choice(TEXT_LAYERS),
    help="The files' own text (of PATHs, or of all files): judge it, keep it, or ignore it and read; remembered.",
)
@reading_options
def command(
    project: Path,
    paths: tuple[Path, ...],
    request: str,
    agency: str,
    release: str,
    letter_date: str | None,
    workers: int | None,
    password: str,
    retry: bool,
    languages: str | None,
    text_layer: TextLayer | None,
    machine: AnalyseOptions,
) -> int:
    """Add PATHs (files and folders) to PROJECT.foia, made if it is not there, and read their pages.

    Without PATH, go on with what is unfinished. A file that is in the release already is a notice, not an error.
    """
    if not paths and (request or agency or release or letter_date):
        raise click.UsageError(
            "--request, --agency, --release and --letter-date say where PATHs come from: name PATHs."
        )
    with interrupted_once(), WorkerPool(workers or os.cpu_count() or 1) as pool:
        if paths:
            # While they come up, all that a project takes is loaded here, which is half as long.
            pool.get_ready(project, replace(machine, languages=languages or machine.languages))
        with loading():
            from reviewer.cli import reading
            from reviewer.services.reading_choices import choose_languages, choose_text_layer

        with reading.open_or_create(project, paths) as workspace:
            status = 0
            if languages is not None:
                choose_languages(workspace, languages)
            if paths:
                matter = reading.Matter(request, agency, release, letter_date or "")
                status = reading.add_files(workspace, paths, matter, password, pool)
            if text_layer is not None:
                choose_text_layer(workspace, reading.files_at(workspace, paths), text_layer)
            retrying = retry or bool(password)
            return status | reading.read_all(workspace, pool, password=password, retry=retrying, options=machine)
