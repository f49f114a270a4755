"""Which text of a file counts, its own or what OCR reads: a person's choice, weighed file by file."""

from __future__ import annotations

from typing import Final

from reviewer.services.merging.tables import Fact
from reviewer.services.merging.weigh import Weighing
from reviewer.storage.blobs import dump, load
from reviewer.storage.edit import Row, Value
from reviewer.storage.rereading import TEXT_LAYERS as SETTING
from reviewer.workers.requests import TEXT_LAYERS

_KEY: Final = (SETTING,)
_WORDS: Final = {"auto": "judged page by page", "keep": "the file's own text", "ignore": "read by OCR"}
Chosen = dict[int, str]
"""The choice for each file by its id; a file that is left out is judged (`auto`)."""


def weigh_layers(weighing: Weighing) -> None:
    """Plan the choices of the other copy; pages of a file whose choice becomes another one are read again."""
    there = _here(weighing, weighing.theirs.get("setting", *_KEY))
    there_before = _here(weighing, weighing.their_past.was("setting", _KEY))
    kept = weighing.ours.get("setting", *_KEY)
    here, here_before = _chosen(kept), _chosen(weighing.our_past.was("setting", _KEY))
    if weighing.marks.base == "theirs":
        here_before = there_before
    elif weighing.marks.base == "ours":
        there_before = here_before
    after = dict(here)
    for file in sorted(here.keys() | there.keys()):
        mine, theirs = here.get(file, "auto"), there.get(file, "auto")
        fact = _fact(weighing, file)
        opened = weighing.is_open("setting", _KEY, fact.name)
        if mine == theirs or not (opened or theirs != there_before.get(file, "auto")):
            continue
        if opened or mine != here_before.get(file, "auto"):
            ours, other = _told(weighing, file, mine), _told(weighing, file, theirs)
            if not weighing.conflict("setting", _KEY, other, fact.name, fact, here=ours):
                continue
        after[file] = theirs
    if after != here:
        _plan(weighing, kept, {str(file): choice for file, choice in after.items() if choice != "auto"})


def _plan(weighing: Weighing, kept: Row | None, choices: dict[str, str]) -> None:
    place, plan = ("setting", _KEY), weighing.plan
    if not choices:
        plan.deletes[place] = None
    elif kept is not None:
        plan.updates[place] = {"value": dump(choices)}
    else:
        plan.inserts[place] = {"name": SETTING, "value": dump(choices)}


def _fact(weighing: Weighing, file: int) -> Fact:
    """Files are told apart by their digest: an agency may send two of one name."""
    digest = next((known.sha256 for known in weighing.ours.files() if known.id == file), "")
    return Fact(f"text ({digest[:8]})", ("value",), lambda row: row["value"])


def _told(weighing: Weighing, file: int, choice: str) -> Row:
    name: Value = next((known.name for known in weighing.ours.files() if known.id == file), "a file")
    return {"name": name, "value": _WORDS[choice]}


def _here(weighing: Weighing, row: Row | None) -> Chosen:
    """The other copy's choices by the ids of the project; those for files that the project has not are left out."""
    found = {weighing.identity.file_here(file): choice for file, choice in _chosen(row).items()}
    return {file: choice for file, choice in found.items() if file is not None}


def _chosen(row: Row | None) -> Chosen:
    known = load(str(row["value"])) if row is not None else {}
    pairs = known.items() if isinstance(known, dict) else ()
    return {int(file): choice for file, choice in pairs if file.isdecimal() and choice in TEXT_LAYERS}
