"""`import PROJECT.foia KIND PATH`: what was edited or made elsewhere comes in, after a look at what would change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from reviewer.cli.terminal import counted, say
from reviewer.services.codebook import plan_import, read_codebook
from reviewer.services.operations import ImportCodebook
from reviewer.services.returning.accept import take_over
from reviewer.services.returning.log import Difference, chosen_items, compare_log
from reviewer.services.workspace import Workspace

_SHOWN = 60  # characters of an old or new text


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for on the command line."""

    path: Path
    preview: bool
    items: Sequence[str] = ()
    replace: bool = False
    columns: Sequence[str] = ()
    series: str = ""
    request: str = ""
    release: str = ""
    overwrite: bool = False


def _log(workspace: Workspace, order: Order) -> int:
    returned = compare_log(workspace.read, order.path)
    for found in returned.differences:
        click.echo(_line(found))
    said = f"{counted(len(returned.differences), 'difference')}, {counted(returned.same, 'item')} as they were"
    click.echo(
        said + (f", {counted(returned.missing, 'item')} without a row (left as they are)" if returned.missing else "")
    )
    chosen = chosen_items(returned.differences, order.items)
    if not order.preview and chosen:
        done = take_over(workspace, order.path.name, chosen)
        click.echo(f"{counted(done, 'item')} taken over")
    problems = sum(bool(found.problem) for found in returned.differences)
    if problems:
        say(f"{counted(problems, 'difference')} cannot be taken over: the lines say why.")
    return 1 if problems else 0


def _line(found: Difference) -> str:
    where = f"item {found.item or '?'} (row {found.row})"
    if found.field == "row":
        return f"{where}: not taken over: {found.problem}"
    changed = f"{where}: {found.field}: “{_short(found.old)}” -> “{_short(found.new)}”"
    return f"{changed}: not taken over: {found.problem}" if found.problem else changed


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _codebook(workspace: Workspace, order: Order) -> int:
    tags = read_codebook(order.path)
    plan = plan_import(workspace.read.marks.tags(), tags)
    for name in plan.new:
        click.echo(f"new: {name}")
    for name, parts in plan.differing:
        what = "changes" if order.overwrite else "differs, stays as it is"
        click.echo(f"{what}: {name} ({', '.join(parts)})")
    for sentence in plan.left_out:
        say(sentence)
    if not order.preview:
        workspace.perform(ImportCodebook(plan.tags, order.overwrite))
        changed = f", {len(plan.differing):,} changed" if order.overwrite else ""
        click.echo(f"{counted(len(plan.new), 'tag')} added{changed}")
    return 0


def _index(workspace: Workspace, order: Order) -> int:
    from reviewer.cli.import_index import import_index  # readers of PDFs and workbooks, which few commands need

    return import_index(
        workspace,
        order.path,
        preview=order.preview,
        replace=order.replace,
        columns=order.columns,
        bare=order.series,
        request=order.request,
    )


def _load_file(workspace: Workspace, order: Order) -> int:
    from reviewer.cli.import_load_file import import_load_file

    return import_load_file(workspace, order.path, preview=order.preview, release=order.release)


_KINDS: Mapping[str, Callable[[Workspace, Order], int]] = {
    "log-xlsx": _log,
    "codebook": _codebook,
    "agency-index": _index,
    "load-file": _load_file,
}
_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "log-xlsx": ("--item",),
    "codebook": ("--overwrite",),
    "agency-index": ("--replace", "--column", "--series", "--request"),
    "load-file": ("--release",),
}


@click.command("import")
@click.argument("project", type=click.Path(path_type=Path, readable=False))
@click.argument("kind", type=click.Choice(tuple(_KINDS)))
@click.argument("path", type=click.Path(path_type=Path, readable=False))
@click.option("--preview", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--item", "items", multiple=True, help="log-xlsx: take over only this item.")
@click.option("--replace", is_flag=True, help="agency-index: take the place of an earlier import.")
@click.option("--column", "columns", multiple=True, metavar="ROLE=HEADING", help="agency-index: what a column holds.")
@click.option("--series", default="", help="agency-index: the numbers or the file that bare numbers belong to.")
@click.option("--request", default="", help="agency-index: the number of the request that it answers.")
@click.option("--release", default="", help="load-file: the release that the production is; else its folder's name.")
@click.option("--overwrite", is_flag=True, help="codebook: tags that are there get what the codebook says of them.")
def command(
    project: Path,
    kind: str,
    path: Path,
    preview: bool,
    items: tuple[str, ...],
    replace: bool,
    columns: tuple[str, ...],
    series: str,
    request: str,
    release: str,
    overwrite: bool,
) -> int:
    """Bring PATH, a file of the given KIND, into PROJECT.foia.

    A log (XLSX or CSV, as this program exported it) comes back after it was edited: its differences are shown by item
    and taken over as one edit, which can be undone. An agency's own index (XLSX, CSV, DOCX or PDF) is matched with the
    deletions by page and exemption; what it does not cover is listed. A production comes in by its load file (DAT, OPT
    or CSV): pages in order with their numbers, documents with their fields; its pages then wait for `process`. Of a
    codebook (JSON or CSV) the tags that are new are added.
    """
    given = {"--item": items, "--replace": replace, "--column": columns, "--series": series, "--release": release,
             "--request": request, "--overwrite": overwrite}  # fmt: skip
    if foreign := [name for name, value in given.items() if value and name not in _OPTIONS[kind]]:
        raise click.UsageError(f"{kind} takes no {' and no '.join(foreign)}.")
    with Workspace.open(project, read_only=preview) as workspace:
        order = Order(path, preview, items, replace, columns, series, request, release, overwrite)
        return _KINDS[kind](workspace, order)
