"""`open PROJECT.foia`: the project in the window."""

from __future__ import annotations

from pathlib import Path

import click

from reviewer.cli.desktop import Desktop


@click.command("open")
@click.argument("project", type=click.Path(path_type=Path, readable=False))
@click.pass_obj
def command(desktop: Desktop, project: Path) -> int:
    """Open PROJECT.foia in the window."""
    return desktop.open_window(project)
