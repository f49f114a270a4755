"""Random deeds of a reviewer, for tests that merge what two of them did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from random import Random
from typing import TypeVar

from reviewer.model.ids import PageId, Uuid
from reviewer.services.operations import (
    AcceptNames,
    AddAlias,
    AddChallenge,
    AddEntity,
    AddEvent,
    AddIssue,
    AddMention,
    AddPassage,
    AddRequest,
    AddTag,
    CheckBox,
    CheckCode,
    CorrectWords,
    DeleteEntity,
    DeletePassage,
    DeleteRedaction,
    DeleteTag,
    DrawRedaction,
    EditDocument,
    EditEntity,
    EditError,
    EditPassage,
    EditTag,
    JoinDocuments,
    MarkSeen,
    MergeEntities,
    MergeTags,
    MoveTag,
    NameRef,
    Operation,
    RejectNames,
    ReshapeRedaction,
    SetCodes,
    SetNote,
    SetPosition,
    SplitDocument,
    WordRun,
)
from reviewer.services.operations.contesting import DeleteChallenge, EditChallenge, Target, UnbindItems
from reviewer.services.operations.matter import DeleteMatter, EditRequest
from reviewer.services.operations.pieces import SplitRedaction
from reviewer.services.operations.words import UncorrectWord
from reviewer.services.workspace import Workspace
from tests.storage.material import box

T = TypeVar("T")
_PAGES = tuple(PageId(n) for n in (1, 2, 3))
_NAMES = ("Costs", "Names", "Dates", "People", "Law")
_CODES = ("(b)(5)", "(b)(6)", "(b)(7)(C)")


class Reviewer:
    """Does what a person might do next; `word` marks what this one writes, `apart` what this one names, too."""

    def __init__(self, workspace: Workspace, random: Random, word: str, *, apart: bool = False) -> None:
        self.workspace, self.random, self.word = workspace, random, word
        self.own = (f"{word} " if word == "Ben" else f"{word}: ") if apart else ""

    def work(self, deeds: int) -> None:
        """Do some things one after the other; what cannot be done is not."""
        for _ in range(deeds):
            made = self.random.choice((self._judge, self._judge, self._mark, self._tag, self._name, self._argue))()
            if made is not None:
                with suppress(EditError):
                    self.workspace.perform(made)
            if self.random.random() < 0.05 and self.workspace.undo_title:
                self.workspace.undo()

    def _one(self, things: Sequence[T]) -> T | None:
        return self.random.choice(things) if things else None

    def _text(self) -> str:
        return f"{self.word} {self.random.randrange(4)}"

    def _ids(self, table: str) -> list[Uuid]:
        with self.workspace.side() as side:
            return [Uuid(str(row["uuid"])) for row in side.find(table)]

    def _choose(self, *made: Callable[[], Operation]) -> Operation:
        return self.random.choice(made)()

    def _judge(self) -> Operation | None:
        page = self.random.choice(_PAGES)
        row = self._one(self.workspace.read.redactions.of_page(page))
        if row is None:
            return None
        uuid, x = row.uuid, float(self.random.randrange(50, 400, 50)) + 20 * len(self.own)
        codes = tuple(self.random.sample(_CODES, self.random.randrange(3)))
        return self._choose(
            lambda: CheckBox((uuid,), self.random.choice(("right", "not a redaction", "unchecked"))),
            lambda: CheckCode((uuid,), self.random.choice(("right", "unchecked"))),
            lambda: SetCodes((uuid,), codes),
            lambda: SetPosition((uuid,), self.random.choice(("contested", "undecided", "resolved"))),
            lambda: DrawRedaction(page, (box(x, 300 + x),), codes=codes),
            lambda: ReshapeRedaction(uuid, (box(x, 200),)),
            lambda: SplitRedaction.of(uuid, [(box(x, 210),), (box(x, 230),)]),
            lambda: DeleteRedaction(uuid),
            lambda: SetNote("redaction", uuid, self.random.choice(("", self._text()))),
            lambda: MarkSeen((page,), self.random.random() < 0.7),
            lambda: SetNote("page", page, self._text()),
        )

    def _mark(self) -> Operation | None:
        page, first = self.random.choice(_PAGES), self.random.randrange(8)
        run, tags = (WordRun(page, first, first + 1),), self._ids("tag")
        passage, some = self._one(self._ids("passage")), tuple(tags[: self.random.randrange(3)])
        correction = self._one(self._ids("word_correction"))
        if passage is None or self.random.random() < 0.3:
            return AddPassage(run, some, self._text())
        return self._choose(
            lambda: EditPassage(passage, tags=some),
            lambda: EditPassage(passage, note=self._text()),
            lambda: EditPassage(passage, places=run),
            lambda: DeletePassage(passage),
            lambda: CorrectWords(page, first, first, self._text()),
            lambda: UncorrectWord(correction) if correction else DeletePassage(passage),
        )

    def _tag(self) -> Operation | None:
        one, two = self._one(self._ids("tag")), self._one(self._ids("tag"))
        name = self.own + self.random.choice(_NAMES)
        name += f" {self.random.randrange(10**6)}" if self.own else ""
        if one is None or two is None or self.random.random() < 0.4:
            return AddTag(name, key=self.random.choice(("", "" if self.own else name[0].lower())))
        return self._choose(
            lambda: EditTag(one, title=self._text()),
            lambda: EditTag(one, color=self.random.choice(("#102030", "#405060"))),
            lambda: MoveTag(one, two if self.random.random() < 0.8 else None),
            lambda: MergeTags(one, two),
            lambda: DeleteTag(one),
        )

    def _name(self) -> Operation | None:
        form = self.own + self.random.choice(("Ann Tate", "Bo Reyes", "ICE"))
        form += f" {self.random.randrange(10**6)}" if self.own else ""
        ref = NameRef("person", form.casefold(), form)
        one, two = self._one(self._ids("entity")), self._one(self._ids("entity"))
        if one is None or two is None or self.random.random() < 0.3:
            return self._choose(lambda: AddEntity(form, "person"), lambda: AcceptNames((ref,), form))
        return self._choose(
            lambda: EditEntity(one, title=self._text(), role=self._text()),
            lambda: AddAlias(one, self._text()),
            lambda: AcceptNames((ref,), entity=one),
            lambda: RejectNames((ref,)),
            lambda: AddMention(one, (WordRun(self.random.choice(_PAGES), 2, 3),)),
            lambda: MergeEntities(one, two),
            lambda: DeleteEntity(one),
            lambda: SetNote("entity", one, self._text()),
        )

    def _argue(self) -> Operation | None:
        row = self._one(self.workspace.read.redactions.of_page(self.random.choice(_PAGES)))
        request, challenge, issue = (self._one(self._ids(table)) for table in ("request", "challenge", "issue"))
        documents = sorted(self.workspace.read.sources.documents(), key=lambda found: found.first_page)
        made: list[Callable[[], Operation]] = [
            lambda: AddRequest("ICE", number=self.own + self.random.choice(("1", "2")), subject=self._text()),
            lambda: AddIssue(self._text()),
        ]
        if row is not None:
            made.append(lambda: AddChallenge((Target("redaction", row.uuid),), argument=self._text()))
        if request is not None:
            made.append(lambda: EditRequest(request, subject=self._text()))
            made.append(lambda: AddEvent(request, "acknowledgment", self._text(), "2018-06-15"))
            made.append(lambda: DeleteMatter("request", request))
        if issue is not None:
            made.append(lambda: DeleteMatter("issue", issue))
        if challenge is not None:
            made.append(lambda: EditChallenge(challenge, argument=self._text()))
            made.append(lambda: DeleteChallenge(challenge))
            if row is not None:
                made.append(lambda: UnbindItems(challenge, (row.uuid,)))
        for number, found in enumerate(documents):
            made.append(lambda uuid=found.uuid: EditDocument(uuid, subject=self._text()))  # type: ignore[misc]  # a default binds
            made.append(lambda uuid=found.uuid: SplitDocument(uuid, self.random.choice((1, 2))))  # type: ignore[misc]  # a default binds
            if number:
                made.append(lambda a=documents[number - 1].uuid, b=found.uuid: JoinDocuments(a, b))  # type: ignore[misc]  # a default binds
        return self._choose(*made)
