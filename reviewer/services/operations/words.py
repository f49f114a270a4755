"""Edits of words: a reviewer corrects what was misread; the reading itself is kept beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import ClassVar

from reviewer.model.ids import PageId, Uuid, new_uuid
from reviewer.model.page import Word
from reviewer.services.operations.base import Edit, EditError, Operation
from reviewer.storage.blobs import pack_rects

_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class CorrectWords(Operation):
    """Say what words `first` to `last` (both included) of a page really are; an empty text: nothing, it is dirt.

    The correction belongs to the place on the page: it survives a new reading, and the words as read stay in the
    project. Typing again what was read takes the correction back.
    """

    name: ClassVar[str] = "correct-words"
    page: PageId
    first: int
    last: int
    text: str

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        edit.row("page", self.page)
        words = edit.rows.words(self.page)
        if not 0 <= self.first <= self.last < len(words):
            raise EditError("The words are not on this page.", "Select them again.", code="no-such-words")
        if len(self.text) > _LONGEST:
            raise EditError("The correction is too long.", "Correct a line at a time.", code="invalid")
        chosen = words[self.first : self.last + 1]
        for word, text in zip(chosen, spread(self.text, [word.text for word in chosen]), strict=True):
            if text != word.text:
                _correct(edit, self.page, word, text)
        said = " ".join(self.text.split())
        return f"Correct “{said[:40]}” on {edit.page_name(self.page)}"


def spread(text: str, words: Sequence[str]) -> list[str]:
    """The typed text, one part for each of the words it replaces: those that are right stay where they are.

    A part may hold several typed words, or none.
    """
    typed = text.split()
    parts: list[list[str]] = [[] for _ in words]
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, words, typed, autojunk=False).get_opcodes():
        if kind == "insert":
            parts[max(0, i1 - 1)] += typed[j1:j2]
            continue
        for k, word in enumerate(typed[j1:j2]):
            parts[min(i1 + k, i2 - 1)].append(word) if kind != "delete" else None
    return [" ".join(part) for part in parts]


def _correct(edit: Edit, page: PageId, word: Word, text: str) -> None:
    box = pack_rects([word.rect])
    known = edit.rows.find("word_correction", page=page, box=box)
    if known and known[0]["read"] == text:
        edit.rows.delete("word_correction", known[0]["uuid"])
        return
    said = {"text": text, "corrected_by": edit.reviewer, "corrected_at": edit.at}
    if known:
        edit.rows.update("word_correction", [known[0]["uuid"]], **said)
    else:
        edit.rows.insert("word_correction", {"uuid": new_uuid(), "page": page, "box": box, "read": word.text, **said})


@dataclass(frozen=True, slots=True)
class UncorrectWord(Operation):
    """Take a correction back: the word is again as it was read, or the note of a place that is gone goes away."""

    name: ClassVar[str] = "uncorrect-word"
    correction: Uuid

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        row = edit.row("word_correction", self.correction)
        edit.rows.delete("word_correction", self.correction)
        return f"Take back the correction of “{str(row['read'])[:40]}” on {edit.page_name(row['page'])}"
