"""Any order of accepting, merging, splitting, undoing and redoing leaves each name with whom a small model says."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from reviewer.model.errors import ProjectError
from reviewer.model.ids import PageId, Uuid
from reviewer.services.operations import (
    AcceptNames,
    DeleteEntity,
    MergeEntities,
    NameRef,
    Operation,
    RejectNames,
    ReopenNames,
    SplitEntity,
)
from reviewer.services.workspace import Workspace
from reviewer.text.names.found import FoundName
from tests.storage.material import made_project

NAMES = [NameRef("person", f"name {n}", f"Name {n}") for n in range(5)]
PICK = st.integers(0, 10_000)
Owners = dict[str, str]  # key of a name -> entity, or empty: no name


class EntityMachine(RuleBasedStateMachine):
    """The project beside a dictionary of who owns which name, and a list of its earlier states for undo."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.workspace = made_project(Path(self._folder.name) / "matter.foia", 1)
        found = [FoundName(ref.kind, ref.form, ref.key, n, n, "header", 0.9) for n, ref in enumerate(NAMES)]
        self.workspace.intake.store_names({PageId(1): found}).result()
        self.owners: Owners = {}
        self.entities: frozenset[str] = frozenset()
        self.done: list[tuple[Owners, frozenset[str]]] = []
        self.undone: list[tuple[Owners, frozenset[str]]] = []

    def _perform(self, operation: Operation, owners: Owners, entities: frozenset[str]) -> None:
        if self.workspace.perform(operation) is None:
            assert (owners, entities) == (self.owners, self.entities)
            return
        self.done.append((self.owners, self.entities))
        self.undone.clear()
        self.owners, self.entities = owners, entities

    def _entity(self, pick: int) -> Uuid:
        return Uuid(sorted(self.entities)[pick % len(self.entities)])

    @rule(n=st.integers(0, 4))
    def accept_new(self, n: int) -> None:
        operation = AcceptNames((NAMES[n],), f"Entity {n}")
        self._perform(
            operation, {**self.owners, NAMES[n].key: operation.entity}, self.entities | {str(operation.entity)}
        )

    @precondition(lambda self: self.entities)
    @rule(n=st.integers(0, 4), pick=PICK)
    def accept_for(self, n: int, pick: int) -> None:
        entity = self._entity(pick)
        self._perform(AcceptNames((NAMES[n],), entity=entity), {**self.owners, NAMES[n].key: entity}, self.entities)

    @rule(n=st.integers(0, 4))
    def reject(self, n: int) -> None:
        self._perform(RejectNames((NAMES[n],)), {**self.owners, NAMES[n].key: ""}, self.entities)

    @rule(n=st.integers(0, 4))
    def reopen(self, n: int) -> None:
        owners = {key: owner for key, owner in self.owners.items() if key != NAMES[n].key}
        self._perform(ReopenNames((NAMES[n],)), owners, self.entities)

    @precondition(lambda self: len(self.entities) > 1)
    @rule(one=PICK, two=PICK)
    def merge(self, one: int, two: int) -> None:
        entity, into = self._entity(one), self._entity(two)
        if entity != into:
            owners = {key: into if owner == entity else owner for key, owner in self.owners.items()}
            self._perform(MergeEntities(entity, into), owners, self.entities - {str(entity)})

    @precondition(lambda self: any(self.owners.values()))
    @rule(pick=PICK)
    def split(self, pick: int) -> None:
        owned = sorted(key for key, owner in self.owners.items() if owner)
        key = owned[pick % len(owned)]
        ref = next(ref for ref in NAMES if ref.key == key)
        operation = SplitEntity(Uuid(self.owners[key]), "Split off", names=(ref,))
        self._perform(operation, {**self.owners, key: operation.uuid}, self.entities | {str(operation.uuid)})

    @precondition(lambda self: self.entities)
    @rule(pick=PICK)
    def delete(self, pick: int) -> None:
        entity = self._entity(pick)
        owners = {key: owner for key, owner in self.owners.items() if owner != entity}
        self._perform(DeleteEntity(entity), owners, self.entities - {str(entity)})

    @rule()
    def undo(self) -> None:
        if not self.done:
            return
        self.workspace.undo()
        self.undone.append((self.owners, self.entities))
        self.owners, self.entities = self.done.pop()

    @rule()
    def redo(self) -> None:
        if not self.undone:
            return
        self.workspace.redo()
        self.done.append((self.owners, self.entities))
        self.owners, self.entities = self.undone.pop()

    @invariant()
    def names_are_whose_the_model_says(self) -> None:
        read = self.workspace.read
        assert {row.uuid for row in read.marks.entities()} == self.entities
        for row in read.marks.entities():
            owned = {key for key, owner in self.owners.items() if owner == row.uuid}
            assert {name.key for name in read.names.of_entity(row.uuid)} == owned
            assert row.mentions == len(owned)
        assert {name.key for name in read.names.rejected()} == {k for k, owner in self.owners.items() if not owner}

    def teardown(self) -> None:
        self.workspace.close()
        self._folder.cleanup()


TestEntityMachine = EntityMachine.TestCase
TestEntityMachine.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)


def test_conflicting_merges_of_two_reviewers_are_undone_in_turn(tmp_path: Path) -> None:
    """Ada merges one into two, Ben two into three; each takes back what is theirs, the later one first."""
    with made_project(tmp_path / "matter.foia", 1) as ada:
        found = [FoundName(ref.kind, ref.form, ref.key, n, n, "header", 0.9) for n, ref in enumerate(NAMES)]
        ada.intake.store_names({PageId(1): found}).result()
        accepts = [AcceptNames((NAMES[n],), f"Entity {n}") for n in range(3)]
        for accept in accepts:
            ada.perform(accept)
        one, two, three = (accept.entity for accept in accepts)
        ben = Workspace(ada._project, ada.reviewer)  # the second reviewer's own history over the same project
        ada.perform(MergeEntities(one, two))
        ben.perform(MergeEntities(two, three))
        row = ada.read.marks.entity(three)
        assert row is not None
        assert row.mentions == 3
        with pytest.raises(ProjectError) as refused:
            ada.undo()
        assert refused.value.code == "changed-since"
        ben.undo()
        assert {r.name: r.mentions for r in ada.read.marks.entities()} == {"Entity 1": 2, "Entity 2": 1}
        ada.perform(SplitEntity(two, "Entity 0", names=(NAMES[0],)))
        assert sorted(r.mentions for r in ada.read.marks.entities()) == [1, 1, 1]
