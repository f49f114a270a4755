"""`merge PROJECT.foia OTHER.foia`: takes over another reviewer's work, and lists what both decided differently."""

from __future__ import annotations

from pathlib import Path

import click

from reviewer.cli.terminal import printable, say
from reviewer.services.merging.choices import Choices
from reviewer.services.merging.merge import merge, preview
from reviewer.services.workspace import Workspace


@click.command("merge")
@click.argument("project", type=click.Path(path_type=Path, readable=False))
@click.argument("other", type=click.Path(path_type=Path, readable=False))
@click.option("--dry-run", is_flag=True, help="List what would be taken over and what differs, and change nothing.")
@click.option("--theirs", is_flag=True, help="Where both decided otherwise, take the word of OTHER.foia.")
def command(project: Path, other: Path, dry_run: bool, theirs: bool) -> int:
    """Merge the work of another reviewer's copy OTHER.foia into PROJECT.foia; OTHER.foia is only read.

    OTHER.foia is a copy of the project, or a project of its own over the same files. What was done only there is taken
    over as one edit, which can be undone in the window. Where both decided otherwise PROJECT.foia keeps its own word,
    and each such conflict is listed with both values, who said them and when.
    """
    with Workspace.open(project, read_only=dry_run) as workspace:
        plan = (preview if dry_run else merge)(workspace, other, choices=Choices(theirs=theirs))
    for conflict in plan.conflicts:
        click.echo(printable(f"conflict: {conflict}"))
    said = "would be taken over" if dry_run else "taken over"
    click.echo(printable(f"{said} from {other.name}, the work of {plan.people}: {plan.words}" if plan.words else
                         f"nothing to take over from {other.name}"))  # fmt: skip
    left = sum(not conflict.taken for conflict in plan.conflicts)
    if left:
        say(f"{left:,} {'conflict' if left == 1 else 'conflicts'}: the project keeps its own word; "
            "--theirs takes that of the other copy.")  # fmt: skip
    return 1 if left else 0
