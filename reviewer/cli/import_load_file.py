"""`import PROJECT.foia load-file PATH`: a production comes in by its DAT or OPT file."""

from __future__ import annotations

from pathlib import Path

import click

from reviewer.cli.terminal import say
from reviewer.ingest.load_files.volume import read_volume
from reviewer.services.importing import import_paths
from reviewer.services.workspace import Workspace


def import_load_file(workspace: Workspace, path: Path, *, preview: bool, release: str) -> int:
    """Import a production, or say what importing it would do; 1 where something of it could not be taken in."""
    if preview:
        volume = read_volume(path)
        for problem in volume.problems:
            say(problem)
        pages = sum(len(document.pages) for document in volume.documents)
        click.echo(f"{volume.name}: {len(volume.documents):,} documents, {pages:,} pages or files of pages")
        return 1 if volume.problems else 0
    report = import_paths(workspace, [path], release=release or path.resolve().parent.name)
    for failure in report.failures:
        say(str(failure))
    for notice in report.notices:
        click.echo(notice)
    if report.pages:
        click.echo(f"{report.pages:,} pages in {', '.join(report.added)}; `process` reads them")
    return 1 if report.failures else 0
