"""`demo`: makes the fictional sample release, reads it, and opens it or prints what was found."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import click

from reviewer.cli.desktop import Desktop
from reviewer.cli.interrupts import interrupted_once
from reviewer.cli.reading import Matter, add_files, read_all
from reviewer.cli.terminal import counted
from reviewer.model.errors import ExportError
from reviewer.sample.maker import make_release
from reviewer.sample.place import PROJECT_NAME, default_folder
from reviewer.services.workspace import Workspace


@click.command("demo")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="Where to make it.")
@click.pass_obj
def command(desktop: Desktop, folder: Path | None) -> int:
    """Make the fictional sample release, read it and open it; without a display, print what was found.

    A second run goes on with the project that the first one made.
    """
    folder = folder or default_folder()
    project = folder / PROJECT_NAME
    status = _go_on(project) if os.path.lexists(project) else _make(folder, project)
    problem = desktop.display_problem()
    if problem is None:
        return status | desktop.open_window(project)
    click.echo(f"{problem} The sample release is not opened; this is what is in it.")
    with Workspace.open(project, read_only=True) as workspace:
        _print_summary(workspace)
    return status


def _make(folder: Path, project: Path) -> int:
    click.echo(f"Making the sample release in {folder} …")
    try:
        sample = make_release(folder)
    except OSError as error:
        raise ExportError(
            f"The sample release cannot be written into {folder} ({error.strerror or error}).",
            "Choose another place with --folder.",
            code="cannot-write",
            file=folder,
        ) from error
    matter = Matter(sample.request_number, sample.agency, "Sample release", sample.letter_date)
    with interrupted_once(), Workspace.create(project) as workspace:
        status = add_files(workspace, sample.files, matter)
        return status | read_all(workspace)


def _go_on(project: Path) -> int:
    with interrupted_once(), Workspace.open(project) as workspace:
        return read_all(workspace)


def _print_summary(workspace: Workspace) -> None:
    """Files with their documents, redactions by exemption, and what a reviewer should look at first."""
    for file in workspace.read.sources.files():
        documents = workspace.read.sources.documents(file.id)
        kinds = Counter(document.type for document in documents)
        listed = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
        click.echo(
            f"  {file.name}: {counted(file.page_count, 'page')}, {counted(len(documents), 'document')} ({listed})"
        )
    codes = dict(workspace.read.redactions.count_by_code())
    without = codes.pop("", 0)
    click.echo("  redactions by exemption: " + ", ".join(f"{code} {count}" for code, count in codes.items()))
    redactions = workspace.read.redactions.rows(workspace.read.redactions.ids())
    unmarked = sum(redaction.marking == "none" for redaction in redactions)
    recoverable = sum(bool(redaction.recoverable_rects) for redaction in redactions)
    click.echo(f"  redactions without an exemption: {without}, of which {unmarked} bear no marking at all")
    click.echo(f"  redactions with text still present beneath: {recoverable}")
    click.echo(f"  project: {workspace.path}")
