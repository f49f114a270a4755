"""The command line: one group of verbs, each loaded only when it is used, so that starting stays quick."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import click

from reviewer import __version__
from reviewer.cli.desktop import Desktop
from reviewer.cli.terminal import error_line, use_utf8
from reviewer.model.errors import UserError
from reviewer.workers.memory import loading

_VERBS: Mapping[str, tuple[str, str]] = {  # verb: (module that holds its `command`, what it does)
    "check": ("check", "Check a project: integrity, sources present and unchanged, failed pages."),
    "demo": ("demo", "Make the sample release, process it and open it."),
    "export": ("export", "Write the withholding log, excerpts or the whole project as a file."),
    "import": ("import_", "Bring an edited log, a load file, an index or a codebook into a project."),
    "inspect": ("inspect", "Read pages without a project and print them as JSON Lines."),
    "merge": ("merge", "Merge the work of another reviewer's copy into a project."),
    "open": ("open", "Open a project in the window."),
    "process": ("process", "Add files to a project and read their pages; go on with what is unfinished."),
    "search": ("search", "Search a project."),
    "self-test": ("selftest", "Prove that this installation works, one line a check."),
}


class Failure(click.ClickException):
    """A UserError on its way out: one line on standard error, exit status 1."""

    def __init__(self, error: UserError) -> None:
        super().__init__(error_line(error))

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the line, without a traceback."""
        click.echo(self.message, file=file, err=file is None)


class VerbGroup(click.Group):
    """A group that imports a verb's module when the verb is used; its help needs no import at all."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs, in the order of the alphabet."""
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb's command, loaded now; None for an unknown verb."""
        if cmd_name not in _VERBS:
            return None
        with loading():
            module = importlib.import_module(f"reviewer.cli.{_VERBS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that the first word names; a project file in its place is opened."""
        if args and args[0] not in _VERBS and Path(args[0]).suffix.lower() == ".foia":
            return "open", self.get_command(ctx, "open"), args
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of verbs, from the table above instead of from ten imports."""
        with formatter.section("Verbs"):
            formatter.write_dl([(verb, words) for verb, (_, words) in _VERBS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; a number that it returns is the exit status, a UserError becomes one line and status 1."""
        try:
            status = super().invoke(ctx)
        except UserError as error:
            raise Failure(error) from error
        if isinstance(status, int) and status:
            ctx.exit(status)
        return status


@click.group(
    cls=VerbGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=False,
)
@click.version_option(__version__, prog_name="foia-reviewer")
@click.pass_context
def cli(ctx: click.Context) -> int:
    """Open scanned FOIA releases offline: find every redaction, read its exemption, tag, search, log and appeal.

    Without a verb the window opens, on the project if one is named. Exit status: 0 all done; 1 something failed, named
    on standard error; 2 usage.
    """
    if ctx.obj is None:
        ctx.obj = Desktop()
    if ctx.invoked_subcommand is not None:
        return 0
    desktop: Desktop = ctx.obj
    return desktop.open_window(None)


def run(
    arguments: Sequence[str] | None = None,
    *,
    open_window: Callable[[Path | None], int] | None = None,
    display_problem: Callable[[], str | None] | None = None,
    try_window: Callable[[], str] | None = None,
) -> int:
    """Run the command line (`arguments` without the program's name; by default those of the process).

    Returns the exit status: 0 all done, 1 something failed (named on standard error), 2 usage.
    """
    use_utf8()
    desktop = Desktop()
    if open_window is not None and display_problem is not None:
        desktop = Desktop(open_window, display_problem, try_window)
    given = None if arguments is None else list(arguments)
    try:
        cli.main(given, prog_name="foia-reviewer", obj=desktop)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
