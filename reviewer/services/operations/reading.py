"""Edits of how files are read: whether their own text is judged, kept or left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from reviewer.model.ids import FileId
from reviewer.services.operations.base import Edit, EditError, Operation
from reviewer.storage.blobs import dump, load
from reviewer.storage.rereading import TEXT_LAYERS as SETTING
from reviewer.workers.requests import TEXT_LAYERS, TextLayer

_TITLES: Final[dict[TextLayer, str]] = {
    "auto": "Decide the text of {0} automatically",
    "keep": "Use the own text of {0}",
    "ignore": "Read {0} by OCR",
}


@dataclass(frozen=True, slots=True)
class ChooseTextLayer(Operation):
    """Judge (`auto`), keep or ignore the text that `files` carry themselves.

    Pages of theirs that were read wait to be read again from this moment on, and again when it is undone. What a person
    decided on them stays: checks, positions, tags, notes, and corrections of words.
    """

    name: ClassVar[str] = "choose-text-layer"
    files: tuple[FileId, ...]
    choice: TextLayer

    def apply(self, edit: Edit) -> str:
        """See Operation."""
        if self.choice not in TEXT_LAYERS:
            raise EditError(
                f"A text layer cannot be {self.choice!r}.", f"Choose one of: {', '.join(TEXT_LAYERS)}.", code="invalid"
            )
        row = edit.rows.get("setting", SETTING)
        known = load(str(row["value"])) if row is not None else {}
        before = known if isinstance(known, dict) else {}
        after = before | {str(file): self.choice for file in self.files}
        after = {file: choice for file, choice in after.items() if choice != "auto"}
        if after != before:
            _store(edit, after, there=row is not None)
        return _TITLES[self.choice].format("1 file" if len(self.files) == 1 else f"{len(self.files):,} files")


def _store(edit: Edit, choices: dict[str, str], *, there: bool) -> None:
    if not choices:
        edit.rows.delete("setting", SETTING)
    elif there:
        edit.rows.update("setting", [SETTING], value=dump(choices))
    else:
        edit.rows.insert("setting", {"name": SETTING, "value": dump(choices)})
