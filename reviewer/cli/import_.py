"""`import PROJECT.foia KIND PATH`: says plainly that it comes later, and touches nothing."""

from __future__ import annotations

from pathlib import Path

import click

from reviewer.model.errors import UserError

KINDS = ("log-xlsx", "agency-index", "load-file", "codebook")


@click.command("import")
@click.argument("project", type=click.Path(path_type=Path))
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("path", type=click.Path(path_type=Path))
def command(project: Path, kind: str, path: Path) -> int:
    """Bring PATH, a file of the given KIND, into PROJECT.foia (comes later)."""
    raise UserError(
        f"Importing {kind} is not in this version yet: {project.name} was not touched.",
        "To add released files use process.",
        code="comes-later",
    )
