"""`export PROJECT.foia FORMAT -o OUT`: a log, excerpts or the whole project as a file."""

from __future__ import annotations

from pathlib import Path

import click

from reviewer.appeal.channels import channels
from reviewer.cli.interrupts import interrupted_once
from reviewer.cli.packet import PacketOrder, write
from reviewer.cli.terminal import say
from reviewer.export.arranging import GROUPS, ORDERS, LogGroup, LogOrder
from reviewer.export.pincite import CITE_STYLES, CiteStyle
from reviewer.export.registry import FORMATS, PACKETS, Options
from reviewer.export.rows import Filters
from reviewer.model.errors import ProjectError
from reviewer.model.exemptions import parse_codes
from reviewer.model.review import POSITIONS
from reviewer.search import parse
from reviewer.services.exporting import Exported, export
from reviewer.services.workspace import Workspace


class FormatName(click.ParamType[str]):
    """A format that stands."""

    name = "format"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name itself."""
        there = f"Formats: {', '.join((*FORMATS, *PACKETS))}."
        if value not in FORMATS and value not in PACKETS:
            self.fail(f"there is no format {value!r}. {there}", param, ctx)
        return value


class CodeName(click.ParamType[str]):
    """An exemption code as people type it; `none` means redactions without a code."""

    name = "code"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The normalised code."""
        if value.strip().lower() == "none":
            return "none"
        codes = parse_codes(value)
        if len(codes) != 1:
            self.fail(f"{value!r} is no exemption code. Write for example b5, (b)(7)(C) or none.", param, ctx)
        return codes[0]


class PositionName(click.ParamType[str]):
    """A legal position; `not-contested` is `not contested`."""

    name = "position"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The position as the project spells it."""
        folded = " ".join(value.replace("-", " ").replace("_", " ").lower().split())
        if folded not in POSITIONS:
            self.fail(f"{value!r} is no position. Positions: {', '.join(POSITIONS)}.", param, ctx)
        return folded


class ExportCommand(click.Command):
    """A command whose help ends with the table of formats."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Each format with its title."""
        with formatter.section("Formats"):
            titles = {name: known.title for name, known in FORMATS.items()}
            titles |= {name: known.title for name, known in PACKETS.items()}
            formatter.write_dl(list(titles.items()))


@click.command("export", cls=ExportCommand)
@click.argument("project", type=click.Path(path_type=Path, readable=False))
@click.argument("format_name", metavar="FORMAT", type=FormatName())
@click.option(
    "-o",
    "--output",
    "out",
    required=True,
    type=click.Path(path_type=Path, readable=False),
    help="The file to write; of load-file and packet a folder, or one file if it ends in .zip.",
)
@click.option("--overwrite", is_flag=True, help="Replace OUT if it is there.")
@click.option("--request", "number", default="", help="packet, challenge-list: which one, if there are several.")
@click.option("--channel", type=click.Choice([found.id for found in channels()]), help="packet: how it is sent.")
@click.option("--limit-mb", type=click.FloatRange(min=0, min_open=True), help="packet: the size of one sending.")
@click.option(
    "--templates",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="packet, challenge-list: a folder of an office's own letters.",
)
@click.option("--preview", is_flag=True, help="packet, challenge-list: only say what would be written.")
@click.option("--internal", is_flag=True, help="Add what is internal, marked as attorney work product.")
@click.option(
    "--crops",
    is_flag=True,
    help=f"Add pictures of the places as released ({', '.join(name for name in FORMATS if FORMATS[name].pictures)}).",
)
@click.option("--cite", type=click.Choice(CITE_STYLES), default="full", help="excerpts: how places are cited.")
@click.option("--order", type=click.Choice(ORDERS), default="place", help="log: page by page, or by item numbers.")
@click.option("--group", type=click.Choice(GROUPS), default="none", help="log: what its rows are put together by.")
@click.option("--pdf", is_flag=True, help="load-file: one PDF a document instead of a picture a page.")
@click.option("--bom/--no-bom", default=True, help="load-file: whether texts begin with a byte order mark.")
@click.option("--tag", "tags", multiple=True, help="Only with this tag.")
@click.option("--code", "codes", multiple=True, type=CodeName(), help="Only with this exemption code; none: without.")
@click.option(
    "--document", "documents", multiple=True, help="Only documents whose subject holds this, or this page identifier."
)
@click.option("--position", "positions", multiple=True, type=PositionName(), help="Only with this legal position.")
@click.option("--query", "query", default="", help="Only what a search finds (docs/search.md).")
@click.option("--password", default="", metavar="P", help="Password of encrypted files, for pictures of their pages.")
def command(
    project: Path,
    format_name: str,
    out: Path,
    overwrite: bool,
    internal: bool,
    crops: bool,
    cite: CiteStyle,
    order: LogOrder,
    group: LogGroup,
    pdf: bool,
    bom: bool,
    tags: tuple[str, ...],
    codes: tuple[str, ...],
    documents: tuple[str, ...],
    positions: tuple[str, ...],
    query: str,
    number: str,
    channel: str | None,
    limit_mb: float | None,
    templates: Path | None,
    preview: bool,
    password: str,
) -> int:
    """Write PROJECT.foia as FORMAT into a file.

    A filter that is given more than once keeps what fits one of its values; different filters must all fit.
    """
    filtered = any((tags, codes, documents, positions, query.strip()))
    if format_name in PACKETS:
        if crops or internal or filtered:
            raise click.UsageError(f"{format_name} holds what is contested: leave out filters, --internal and --crops.")
        with interrupted_once(), _open(project) as workspace:
            ordered = PacketOrder(format_name, out, overwrite, number, channel, limit_mb, templates, preview, password)
            return write(workspace, ordered)
    options = Options(internal, crops, cite, pdf, bom, order, group)
    _refuse_misplaced(format_name, options, filtered, any((number, channel, limit_mb, templates, preview)))
    filters = Filters(tags, codes, documents, positions, parse(query) if query.strip() else None, query)
    with interrupted_once(), _open(project) as workspace:
        for banner in workspace.opening.banners:
            say(banner)
        exported = export(
            workspace,
            format_name,
            out,
            options=options,
            filters=filters,
            overwrite=overwrite,
            password=lambda _path: password or None,
        )
    _tell(exported, FORMATS[format_name].part)
    return 0


def _refuse_misplaced(format_name: str, given: Options, filtered: bool, for_packet: bool) -> None:
    """UsageError for an option that means nothing to the format: passed over, it would seem to have been heeded."""
    chosen = FORMATS[format_name]
    if for_packet:
        raise click.UsageError(
            f"--request, --channel, --limit-mb, --templates and --preview are for {', '.join(PACKETS)}."
        )
    if given.crops and not chosen.pictures:
        raise click.UsageError(f"{format_name} has no pictures: leave out --crops.")
    if not chosen.selective and (given.internal or filtered):
        raise click.UsageError(f"{format_name} takes no filters and has nothing internal: leave them out.")
    if given.cite != "full" and chosen.part != "excerpts":
        raise click.UsageError(f"{format_name} has no excerpts: leave out --cite.")
    if (given.order, given.group) != ("place", "none") and chosen.part != "log":
        raise click.UsageError(f"{format_name} is no log: leave out --order and --group.")
    if (given.pdf or not given.bom) and format_name != "load-file":
        raise click.UsageError(f"{format_name} is no load file: leave out --pdf and --no-bom.")


def _open(path: Path) -> Workspace:
    """The project for writing, so that the export can be recorded; where someone else has it open, for reading."""
    try:
        return Workspace.open(path)
    except ProjectError as error:
        if error.code not in ("in-use", "cannot-lock"):
            raise
        say(f"{error.message} The export is made all the same.")
        return Workspace.open(path, read_only=True)


def _tell(exported: Exported, part: str) -> None:
    what = {
        "excerpts": ("excerpt", "excerpts"),
        "entities": ("entity", "entities"),
        "deadlines": ("deadline", "deadlines"),
        "pages": ("page", "pages"),
        "copy": ("page", "pages"),
    }.get(part, ("item", "items"))
    click.echo(f"{exported.path}: {exported.rows:,} {what[exported.rows != 1]}")
    for sentence in exported.gaps:
        say(sentence)
    if exported.unnumbered:
        say(f"{exported.unnumbered:,} items have no number yet: export again when the project can be written.")
    if exported.pictures_left_out:
        say(
            f"{exported.pictures_left_out:,} pictures are left out: their source is missing, changed or cannot be read."
        )
    if not exported.recorded:
        say("This export is not recorded in the project, which is open elsewhere or read-only.")
