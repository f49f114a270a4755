"""`merge PROJECT.foia OTHER.foia`: says plainly that it comes later, and touches nothing."""

from __future__ import annotations

from pathlib import Path

import click

from reviewer.model.errors import UserError


@click.command("merge")
@click.argument("project", type=click.Path(path_type=Path, readable=False))
@click.argument("other", type=click.Path(path_type=Path, readable=False))
def command(project: Path, other: Path) -> int:
    """Merge the work of another reviewer's copy OTHER.foia into PROJECT.foia (comes later)."""
    raise UserError(
        f"Merging is not in this version yet: {project.name} and {other.name} were not touched.",
        "Projects made now can be merged once it comes: everything in them has lasting ids.",
        code="comes-later",
    )
