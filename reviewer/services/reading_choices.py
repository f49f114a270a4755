"""How a project's pages are to be read: its languages, and for each file what becomes of its own text layer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reviewer.model.ids import FileId
from reviewer.ocr.languages import languages_in, shipped_tessdata, split_languages
from reviewer.services.workspace import Workspace
from reviewer.storage.rereading import TEXT_LAYERS as _TEXT_LAYERS
from reviewer.workers.requests import TEXT_LAYERS, AnalyseOptions, TextLayer

# Programs and folders are no part of a project: one that comes by mail must not name what is to be run here.
_LANGUAGES = "reading languages"


@dataclass(frozen=True, slots=True)
class ReadingChoices:
    """What the reviewer chose: Tesseract names joined by `+` (empty: the default), layers that are not to be judged."""

    languages: str = ""
    text_layers: Mapping[FileId, TextLayer] | None = None

    def options(self, file: FileId, machine: AnalyseOptions) -> AnalyseOptions:
        """How a page of `file` is read on a machine that has these engines and folders."""
        chosen = (self.text_layers or {}).get(file, machine.text_layer)
        return replace(machine, languages=self.languages or machine.languages, text_layer=chosen)


def reading_choices(workspace: Workspace) -> ReadingChoices:
    """The choices stored in the project; anything else that stands there counts as none."""
    languages = workspace.read.matter.setting(_LANGUAGES)
    layers = workspace.read.matter.setting(_TEXT_LAYERS)
    known = layers if isinstance(layers, dict) else {}
    return ReadingChoices(
        languages if isinstance(languages, str) else "",
        {FileId(int(file)): choice for file, choice in known.items() if file.isdecimal() and choice in TEXT_LAYERS},
    )


def choose_languages(workspace: Workspace, languages: str) -> None:
    """Read pages in these languages (`eng+nld`; empty: the default) from now on; SourceError where none is named."""
    workspace.intake.set_setting(_LANGUAGES, "+".join(split_languages(languages)) if languages else None)


def installed_languages() -> tuple[Path, tuple[str, ...]]:
    """The folder of the shipped trained data, and the languages in it; SourceError if it is gone."""
    folder = shipped_tessdata()
    return folder, tuple(languages_in(folder))


def choose_text_layer(workspace: Workspace, files: Collection[FileId], choice: TextLayer) -> int:
    """Judge (`auto`), keep or ignore the text layer of `files`; how many pages wait to be read again because of it.

    One edit, that undo takes back; what the reviewer decided on those pages stays. EditError for another choice.
    """
    stored = reading_choices(workspace).text_layers or {}
    changed = tuple(file for file in files if stored.get(file, "auto") != choice)
    if not changed:
        return 0
    from reviewer.services.operations.reading import ChooseTextLayer

    deed = workspace.perform(ChooseTextLayer(changed, choice))
    return len(deed.changes.of("page")) if deed is not None else 0
