"""`import PROJECT.foia agency-index PATH`: an agency's own index comes in, and what it matches is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from reviewer.cli.terminal import say
from reviewer.model.ids import Uuid
from reviewer.services.indexes.plan import IndexChoice, IndexPlan, plan_index
from reviewer.services.indexes.reading import read_index_file
from reviewer.services.indexes.results import IndexResults, index_results
from reviewer.services.workspace import Workspace
from reviewer.text.agency_index.columns import ROLES, Role
from reviewer.text.agency_index.spans import key_of


def import_index(
    workspace: Workspace,
    path: Path,
    *,
    preview: bool,
    replace: bool,
    columns: Sequence[str],
    bare: str,
    request: str = "",
) -> int:
    """Import an index, or say what importing it would do; 0 where it came in, 1 where nothing of it can be used."""
    file = read_index_file(path)
    first = plan_index(workspace.read, file)
    chosen = _columns(columns, first) if columns else None
    series = _series(bare, first) if bare else None
    answers = _request(request, first) if request else None
    asked = columns or bare or request
    plan = plan_index(workspace.read, file, IndexChoice(chosen, series, answers)) if asked else first
    if plan.earlier is not None and not (replace or preview):
        same = "the same file" if plan.earlier.sha256 == file.sha256 else "a file of the same name"
        say(f"{path.name}: {same} was imported on {plan.earlier.imported_at[:10]}. --replace puts this in its place.")
        return 0 if plan.earlier.sha256 == file.sha256 else 1
    _tell(plan)
    problem = plan.problem()
    if problem:
        say(problem)
    if not plan.entries and not plan.key:
        return 1
    if preview:
        return 0
    workspace.perform(plan.operation())
    _tell_results(index_results(workspace.read))
    return 0


def _tell(plan: IndexPlan) -> None:
    counted = f"{plan.file.path.name}: {_count(len(plan.entries), 'entry', 'entries')}"
    click.echo(f"{counted}, {_count(len(plan.key), 'sub-code', 'sub-codes')} in its key")
    for role, heading in plan.columns.items():
        click.echo(f"  {role}: “{heading}”")
    click.echo(f"{plan.matched:,} of them name pages of this project")


def _tell_results(found: IndexResults) -> None:
    for entry in found.entries:
        if entry.state in ("not released", "no page named"):
            named = entry.row.entry
            full = ", withheld in full" if named.withheld == "full" else ""
            click.echo(f"entry without pages here: {named.place}: {named.pages or named.number or 'no number'}{full}")
    for place, codes in found.differing:
        click.echo(f"codes differ: {place.place}: {', '.join(place.codes)}, in the index {', '.join(codes)}")
    for place in (*found.not_indexed, *found.unnumbered):
        click.echo(f"not indexed: {place.place}: {', '.join(place.codes) or 'no code found'}")
    click.echo(
        f"{_count(found.matched, 'deletion', 'deletions')} with a reason, {len(found.differing):,} with other codes, "
        f"{len(found.not_indexed) + len(found.unnumbered):,} not indexed"
        + (f"; {found.unread:,} pages are not yet read" if found.unread else "")
    )


def _columns(given: Sequence[str], plan: IndexPlan) -> Mapping[Role, int]:
    """`pages=Bates No.` or `pages=1`: which column, by its heading or its number from 1; the others as found."""
    headings = plan.headings
    found: dict[Role, int] = {}
    for text in given:
        name, _, column = text.partition("=")
        role = next((known for known in ROLES if known == name.strip()), None)
        if role is None:
            raise click.UsageError(f"--column {text}: there is no “{name}”; there are {', '.join(ROLES)}.")
        wanted = column.strip()
        places = [at for at, heading in enumerate(headings) if heading.casefold() == wanted.casefold()]
        if not places and wanted.isdigit() and 1 <= int(wanted) <= max(1, len(headings)):
            places = [int(wanted) - 1]
        if not places:
            raise click.UsageError(f"--column {text}: the headings are {', '.join(filter(None, headings))}.")
        found[role] = places[0]
    taken = set(found.values())
    own = plan.reading.layout.columns if plan.reading.layout is not None else {}
    return {**{role: at for role, at in own.items() if at not in taken}, **found}


def _series(given: str, plan: IndexPlan) -> str:
    """The series that was named by one of its numbers, by its beginning, or by the name of a file."""
    key = key_of(given)
    plain = "".join(char for char in given.upper() if char.isalnum())
    for series in plan.series:
        if series.key in (plain, key[0] if key else None) or series.first.startswith(given):
            return series.key
    raise click.UsageError(f"--series {given}: there are {'; '.join(map(str, plan.series)) or 'no numbered pages'}.")


def _request(given: str, plan: IndexPlan) -> Uuid:
    """The request of that number."""
    for row in plan.requests:
        if row.number.casefold() == given.strip().casefold():
            return row.uuid
    known = ", ".join(row.number for row in plan.requests if row.number)
    raise click.UsageError(f"--request {given}: the requests are {known or 'without numbers'}.")


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
