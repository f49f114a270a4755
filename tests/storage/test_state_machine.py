"""Edits, undo, redo, close, kill and reopen in any order, against a small model in memory."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from reviewer.model.ids import PageId, Uuid
from reviewer.model.review import Position
from reviewer.services.operations import (
    AddPassage,
    AddTag,
    CheckBox,
    CheckCode,
    DeletePassage,
    DeleteRedaction,
    DeleteTag,
    DrawRedaction,
    EditPassage,
    EditTag,
    MarkSeen,
    MergeTags,
    Operation,
    SetCodes,
    SetNote,
    SetPosition,
    WordRun,
)
from reviewer.services.operations.redactions import SaidOfBox, SaidOfCode
from reviewer.services.workspace import Workspace
from tests.storage.material import box, made_project, result

FOUND = ("(b)(6)",)
CODES = ((), FOUND, ("(b)(5)",), ("(b)(6)", "(b)(7)(C)"))


@dataclass(frozen=True)
class Fact:
    """A redaction as the model knows it."""

    page: int
    drawn: bool = False
    box: str = "unchecked"
    code: str = "unchecked"
    codes: tuple[str, ...] = FOUND
    position: str = "undecided"


@dataclass(frozen=True)
class State:
    """All that a reviewer made."""

    redactions: dict[Uuid, Fact] = field(default_factory=dict)
    seen: frozenset[int] = frozenset()
    tags: dict[Uuid, str] = field(default_factory=dict)
    passages: dict[Uuid, frozenset[Uuid]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


class Editing(RuleBasedStateMachine):
    """A reviewer at work, and what the project must say at every moment."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="editing"))
        self.lives = 0
        self.workspace = made_project(self.folder / "matter.foia", 2)
        rows = [row for n in (1, 2) for row in self.workspace.read.redactions.of_page(PageId(n))]
        self.state = State({row.uuid: Fact(row.page) for row in rows})
        self.done: list[State] = []
        self.undone: list[State] = []
        for name in "ab":
            self.add(name)
        self.mark(1, 0, 3)

    def perform(self, operation: Operation, after: State) -> None:
        deed = self.workspace.perform(operation)
        assert (deed is None) == (after == self.state)
        if deed is not None:
            assert self.workspace.undo_title == deed.title
            self.done.append(self.state)
            self.undone.clear()
            self.state = after

    def with_fact(self, uuid: Uuid, fact: Fact) -> State:
        return replace(self.state, redactions={**self.state.redactions, uuid: fact})

    def pick(self, data: st.DataObject, ids: list[Uuid]) -> Uuid:
        return ids[data.draw(st.integers(0, len(ids) - 1))]

    def pick_redaction(self, data: st.DataObject) -> tuple[Uuid, Fact]:
        uuid = self.pick(data, list(self.state.redactions))
        return uuid, self.state.redactions[uuid]

    @rule(data=st.data(), said=st.sampled_from(("right", "not a redaction", "unchecked")))
    def check_box(self, data: st.DataObject, said: SaidOfBox) -> None:
        uuid, fact = self.pick_redaction(data)
        self.perform(CheckBox((uuid,), said), self.with_fact(uuid, fact if fact.drawn else replace(fact, box=said)))

    @rule(data=st.data(), said=st.sampled_from(("right", "unchecked")))
    def check_code(self, data: st.DataObject, said: SaidOfCode) -> None:
        uuid, fact = self.pick_redaction(data)
        found = () if fact.drawn else FOUND
        if said == "right":
            after = replace(fact, code="right" if fact.codes == found else "corrected")
        else:
            after = replace(fact, code="unchecked", codes=fact.codes if fact.drawn else FOUND)
        self.perform(CheckCode((uuid,), said), self.with_fact(uuid, after))

    @rule(data=st.data(), codes=st.sampled_from(CODES))
    def set_codes(self, data: st.DataObject, codes: tuple[str, ...]) -> None:
        uuid, fact = self.pick_redaction(data)
        word = "right" if codes == FOUND and not fact.drawn else "corrected"
        self.perform(SetCodes((uuid,), codes), self.with_fact(uuid, replace(fact, codes=codes, code=word)))

    @rule(position=st.sampled_from(("undecided", "contested", "resolved")))
    def set_position_of_all(self, position: Position) -> None:
        every = self.state.redactions
        after = replace(self.state, redactions={u: replace(f, position=position) for u, f in every.items()})
        self.perform(SetPosition(tuple(every), position), after)

    @rule(page=st.integers(1, 2), row=st.integers(0, 20), codes=st.sampled_from(CODES))
    def draw(self, page: int, row: int, codes: tuple[str, ...]) -> None:
        operation = DrawRedaction(PageId(page), (box(50, 300 + 15 * row),), codes=codes)
        fact = Fact(page, True, "drawn", "corrected" if codes else "unchecked", codes)
        self.perform(operation, self.with_fact(operation.uuid, fact))

    @precondition(lambda self: any(fact.drawn for fact in self.state.redactions.values()))
    @rule(data=st.data())
    def delete_drawn(self, data: st.DataObject) -> None:
        uuid = self.pick(data, [uuid for uuid, fact in self.state.redactions.items() if fact.drawn])
        rest = {other: fact for other, fact in self.state.redactions.items() if other != uuid}
        notes = {subject: text for subject, text in self.state.notes.items() if subject != uuid}
        self.perform(DeleteRedaction(uuid), replace(self.state, redactions=rest, notes=notes))

    @rule(page=st.integers(1, 2), seen=st.booleans())
    def see(self, page: int, seen: bool) -> None:
        pages = self.state.seen | {page} if seen else self.state.seen - {page}
        self.perform(MarkSeen((PageId(page),), seen), replace(self.state, seen=pages))

    @rule(data=st.data(), text=st.sampled_from(("", "ask the attorney", "see page 2")))
    def note(self, data: st.DataObject, text: str) -> None:
        uuid, _ = self.pick_redaction(data)
        notes = {subject: old for subject, old in self.state.notes.items() if subject != uuid}
        self.perform(
            SetNote("redaction", uuid, text), replace(self.state, notes=notes | ({uuid: text} if text else {}))
        )

    @rule(name=st.sampled_from("abcdef"))
    def add_tag(self, name: str) -> None:
        self.add(name)

    def add(self, name: str) -> None:
        operation = AddTag(name)
        if name not in self.state.tags.values():
            self.perform(operation, replace(self.state, tags={**self.state.tags, operation.uuid: name}))

    @precondition(lambda self: self.state.tags)
    @rule(data=st.data(), name=st.sampled_from("abcdef"))
    def rename_tag(self, data: st.DataObject, name: str) -> None:
        uuid = self.pick(data, list(self.state.tags))
        if name not in {other for key, other in self.state.tags.items() if key != uuid}:
            self.perform(EditTag(uuid, name), replace(self.state, tags={**self.state.tags, uuid: name}))

    @precondition(lambda self: self.state.tags)
    @rule(data=st.data())
    def delete_tag(self, data: st.DataObject) -> None:
        uuid = self.pick(data, list(self.state.tags))
        tags = {key: name for key, name in self.state.tags.items() if key != uuid}
        passages = {key: borne - {uuid} for key, borne in self.state.passages.items()}
        self.perform(DeleteTag(uuid), replace(self.state, tags=tags, passages=passages))

    @precondition(lambda self: len(self.state.tags) > 1)
    @rule(data=st.data())
    def merge_tags(self, data: st.DataObject) -> None:
        uuid = self.pick(data, list(self.state.tags))
        into = self.pick(data, [key for key in self.state.tags if key != uuid])
        tags = {key: name for key, name in self.state.tags.items() if key != uuid}
        passages = {
            key: (borne - {uuid} | {into}) if uuid in borne else borne for key, borne in self.state.passages.items()
        }
        self.perform(MergeTags(uuid, into), replace(self.state, tags=tags, passages=passages))

    @rule(page=st.integers(1, 2), first=st.integers(0, 5), length=st.integers(0, 4))
    def add_passage(self, page: int, first: int, length: int) -> None:
        self.mark(page, first, length)

    def mark(self, page: int, first: int, length: int) -> None:
        tags = tuple(self.state.tags)[:2]
        operation = AddPassage((WordRun(PageId(page), first, first + length),), tags)
        passages = {**self.state.passages, operation.uuid: frozenset(tags)}
        self.perform(operation, replace(self.state, passages=passages))

    @precondition(lambda self: self.state.passages)
    @rule(data=st.data())
    def tag_passage(self, data: st.DataObject) -> None:
        uuid, tags = self.pick(data, list(self.state.passages)), tuple(self.state.tags)
        passages = {**self.state.passages, uuid: frozenset(tags)}
        self.perform(EditPassage(uuid, tags=tags), replace(self.state, passages=passages))

    @precondition(lambda self: self.state.passages)
    @rule(data=st.data())
    def delete_passage(self, data: st.DataObject) -> None:
        uuid = self.pick(data, list(self.state.passages))
        rest = {key: tags for key, tags in self.state.passages.items() if key != uuid}
        self.perform(DeletePassage(uuid), replace(self.state, passages=rest))

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        self.workspace.undo()
        self.undone.append(self.state)
        self.state = self.done.pop()

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        self.workspace.redo()
        self.done.append(self.state)
        self.state = self.undone.pop()

    @rule(page=st.integers(1, 2))
    def read_again(self, page: int) -> None:
        self.workspace.intake.read_again([PageId(page)])
        self.workspace.intake.store_page_result(PageId(page), result(page - 1)).result()

    @rule()
    def close_and_reopen(self) -> None:
        self.workspace.close()
        self.open(self.workspace.path)

    @rule()
    def kill_and_reopen(self) -> None:
        """What a killed program leaves is the file and its log as they are at that moment."""
        self.lives += 1
        left = self.folder / f"after-{self.lives}.foia"
        for suffix in ("", "-wal"):
            source = self.workspace.path.with_name(self.workspace.path.name + suffix)
            if source.exists():
                shutil.copyfile(source, left.with_name(left.name + suffix))
        self.workspace.close()
        self.open(left)

    def open(self, path: Path) -> None:
        self.workspace = Workspace.open(path)
        self.done, self.undone = [], []

    @invariant()
    def the_project_says_what_the_model_says(self) -> None:
        if not hasattr(self, "workspace"):
            return
        read = self.workspace.read
        assert self.present() == self.state
        assert (self.workspace.undo_title is None) == (not self.done)
        assert (self.workspace.redo_title is None) == (not self.undone)
        for page in (PageId(1), PageId(2)):
            rows = [row for row in read.redactions.of_page(page) if row.box_checked != "not a redaction"]
            assert read.pages.text(page).count("[redacted") == len(rows)

    def present(self) -> State:
        read = self.workspace.read
        rows = [row for page in (1, 2) for row in read.redactions.of_page(PageId(page))]
        return State(
            {
                row.uuid: Fact(
                    row.page, row.origin == "person", row.box_checked, row.code_checked, row.codes, row.position
                )
                for row in rows
            },
            frozenset(row.number + 1 for row in read.pages.of_file() if row.seen_at),
            {tag.uuid: tag.name for tag in read.marks.tags()},
            {passage.uuid: frozenset(passage.tags) for passage in read.marks.passages()},
            {note.subject: note.text for note in read.marks.notes()},
        )

    def teardown(self) -> None:
        if hasattr(self, "workspace"):
            assert self.workspace.read.matter.problems() == []
            self.workspace.close()
            shutil.rmtree(self.folder)


Editing.TestCase.settings = settings(max_examples=15, stateful_step_count=25, deadline=None, derandomize=True)
TestEditing = Editing.TestCase
