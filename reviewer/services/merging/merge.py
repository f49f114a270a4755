"""Merges another reviewer's copy into an open project: one edit in one transaction, undone and redone as any other."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar, Final

from reviewer.model.errors import UserError
from reviewer.model.ids import new_uuid
from reviewer.services.merging.apply import write
from reviewer.services.merging.choices import Choices
from reviewer.services.merging.documents import weigh_documents
from reviewer.services.merging.layers import weigh_layers
from reviewer.services.merging.names import reading_order
from reviewer.services.merging.places import weigh_places
from reviewer.services.merging.plan import Conflict, Plan
from reviewer.services.merging.points import points
from reviewer.services.merging.removing import weigh_removed
from reviewer.services.merging.weigh import Weighing
from reviewer.services.operations.base import Edit, Operation
from reviewer.services.workspace import Workspace
from reviewer.storage.blobs import dump
from reviewer.storage.sides import Side, other_side

KEEP: Final = Choices()
"""Where both decided otherwise, the project's word stays."""


@dataclass(frozen=True, slots=True)
class MergeCopy(Operation):
    """Take over what `theirs` has and the project has not; `told` gets the plan that was carried out.

    `path` is the project's own; `choices` say whose word counts where both decided otherwise.
    """

    name: ClassVar[str] = "merge-copy"
    theirs: Side
    path: Path
    choices: Choices
    told: Callable[[Plan], None]

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        plan = plan_merge(Side(edit.rows.connection, self.path), self.theirs, self.choices)
        if not plan.is_empty or plan.decides:
            write(edit.rows, plan)
            edit.rows.insert(
                "merged",
                {
                    "uuid": new_uuid(),
                    "project": (self.theirs.get("project", 1) or {})["uuid"],
                    "file": self.theirs.path.name,
                    "deed": next(reversed(self.theirs.deeds())),
                    "conflicts": dump([conflict.record for conflict in plan.conflicts]),
                    "merged_by": edit.reviewer,
                    "merged_at": edit.at,
                },
            )
        self.told(plan)
        return f"Merge the work of {plan.people}"


def merge(workspace: Workspace, other: Path, *, choices: Choices = KEEP) -> Plan:
    """Merge the project file `other`, which is only read; what was done, and the conflicts that were found.

    Raises UserError `same-file`, `nothing-in-common`, `no-record`, `files-missing`, `pages-unread`, and ProjectError as
    for opening a project; then nothing was changed.
    """
    plans: list[Plan] = []
    with _other(workspace.path, other) as theirs:
        workspace.perform(MergeCopy(theirs, workspace.path, choices, plans.append))
    return plans[0]


def preview(workspace: Workspace, other: Path, *, choices: Choices = KEEP) -> Plan:
    """What `merge` would do, without doing it; works on a project that is open read-only, too."""
    with _other(workspace.path, other) as theirs, workspace.side() as ours:
        return plan_merge(ours, theirs, choices)


def plan_merge(ours: Side, theirs: Side, choices: Choices) -> Plan:
    """Weigh both copies; UserError where they cannot be brought together."""
    marks = points(ours, theirs)
    if not theirs.deeds():
        raise UserError(
            f"{theirs.path.name} has no record of what was done in it: it was saved without its record of edits.",
            "Merge the project file that the other reviewer worked in. Nothing was changed.",
            code="no-record",
            file=theirs.path,
        )
    weighing = Weighing(ours, theirs, marks, choices)
    same = (ours.get("project", 1) or {})["uuid"] == (theirs.get("project", 1) or {})["uuid"]
    if not (marks.related or same or weighing.identity.files_in_common):
        raise UserError(
            f"{theirs.path.name} has nothing in common with {ours.path.name}: no file that is in both.",
            "Choose a copy of this project, or a project over the same files. Nothing was changed.",
            code="nothing-in-common",
            file=theirs.path,
        )
    weigh_documents(weighing)
    weighing.weigh_rows()
    weigh_places(weighing)
    weigh_removed(weighing)
    weigh_layers(weighing)
    _refuse_what_would_be_lost(weighing)
    return _finished(weighing)


def _refuse_what_would_be_lost(weighing: Weighing) -> None:
    lacking, unread = sorted(weighing.identity.lacking), sorted(weighing.identity.unread)
    ours, theirs = weighing.ours.path.name, weighing.theirs.path.name
    if lacking:
        raise UserError(
            f"{theirs} holds work on {_files(lacking)} not in {ours}: {', '.join(lacking)}.",
            "Add what is missing to the project and let it be read, then merge again. Nothing was changed.",
            code="files-missing",
            file=weighing.theirs.path,
        )
    if unread:
        raise UserError(
            f"{theirs} holds work on pages that {ours} has not read yet: {', '.join(unread)}.",
            "Let the pages be read (process), then merge again. Nothing was changed.",
            code="pages-unread",
            file=weighing.theirs.path,
        )


def _files(names: list[str]) -> str:
    return "a file that is" if len(names) == 1 else f"{len(names):,} files that are"


def _finished(weighing: Weighing) -> Plan:
    """The plan without changes that change nothing, and with the people who are new in it."""
    plan = weighing.plan
    for (table, key), values in list(plan.updates.items()):
        here = weighing.ours.get(table, *key) or {}
        if (table, key) in plan.deletes or all(here.get(name) == value for name, value in values.items()):
            del plan.updates[(table, key)]
    rows = [*plan.inserts.values(), *plan.updates.values()]
    named = {value for row in rows for value in row.values()}
    plan.reviewers = [row for uuid, row in weighing.identity.reviewers.items() if uuid in named]
    people = [weighing.theirs.get("reviewer", uuid) for uuid in weighing.their_past.people]
    plan.conflicts = [_as_it_came(plan, conflict) for conflict in plan.conflicts]
    plan.conflicts.sort(key=lambda conflict: (conflict.table, *reading_order(conflict.what)))
    names = list(dict.fromkeys(str(row["name"]) for row in people if row is not None))
    plan.people = ", ".join(names[:3]) + (" and others" if len(names) > 3 else "") or weighing.theirs.path.name
    return plan


def _as_it_came(plan: Plan, conflict: Conflict) -> Conflict:
    """Taken over as well is what came back, or went, with something that it hangs on."""
    place = (conflict.table, conflict.key)
    gone = place in plan.deletes and conflict.theirs.value == "deleted"
    return replace(conflict, taken=True) if gone or place in plan.inserts else conflict


def _other(path: Path, other: Path) -> AbstractContextManager[Side]:
    with suppress(OSError):
        if path.samefile(other):
            raise UserError(
                f"{other.name} is the project itself.",
                "Choose the other reviewer's copy. Nothing was changed.",
                code="same-file",
                file=other,
            )
    return other_side(other)
