"""What a merge knows of each table: what names its rows in both copies, which columns are one fact, who said it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from reviewer.storage.blobs import load
from reviewer.storage.edit import KEYS, Row, Value

ORDER: Final = (
    *("project", "request", "event", "release", "issue", "challenge", "appeal", "agency_index", "index_entry"),
    *("entity_kind", "entity", "entity_alias", "tag", "passage", "mention", "page", "redaction", "virtual_page"),
    *("document", "letter", "passage_tag", "entity_name", "entity_place", "word_correction", "note"),
    *("challenge_target", "declined_ground", "index_verdict", "copy_verdict", "reveal", "saved_search", "merged"),
)
"""The tables whose rows are merged one by one, those that others refer to first. Segments go with the passage or
mention whose place they are, messages with their document; of the
settings only the choice of text for each file is merged."""

ALIKE: Final[Mapping[str, tuple[str, ...]]] = {
    "request": ("number",),
    "event": ("request", "kind", "printed_on"),
    "agency_index": ("sha256", "request"),
    "index_entry": ("agency_index", "ordinal"),
    "entity": ("kind", "name"),
    "entity_alias": ("entity", "alias"),
    "entity_name": ("kind", "key"),
    "entity_place": ("kind", "key", "page", "nth"),
    "tag": ("name",),
    "saved_search": ("name",),
    "virtual_page": ("page", "ordinal", "number"),
    "document": ("file", "first_page", "last_page"),
    "letter": ("file", "first_page"),
    "word_correction": ("page", "box"),
    "note": ("kind", "subject"),
    "index_verdict": ("deletion", "agency_index", "number", "pages", "codes"),
    "copy_verdict": ("redaction", "page"),
}
"""What makes two rows one where both copies made them for themselves and their UUIDs differ."""

SUBJECTS: Final[Mapping[str, str]] = {
    "declined_ground": "subject",
    "challenge_target": "subject",
    "index_verdict": "deletion",
    "copy_verdict": "redaction",
    "reveal": "redaction",
}
"""Columns that name a redaction, a line of a sheet or an issue without a foreign key."""

NOTED: Final[Mapping[str, str]] = {"virtual page": "virtual_page", "file": "source_file"}
"""Tables of the things that notes are on, where they are called otherwise."""

OPTIONAL: Final = frozenset(
    {
        *(("tag", "parent"), ("letter", "event"), ("appeal", "determination"), ("agency_index", "request")),
        *(("issue", "request"), ("challenge", "request"), ("release", "request"), ("release", "event")),
    }
)
"""Columns that may be left empty where the project has not what they refer to."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Columns that are decided together; `by` and `at` are the columns that say who said it and when."""

    name: str
    columns: tuple[str, ...]
    value: Callable[[Row], object]
    by: str = ""
    at: str = ""


def _plain(*columns: str, name: str = "", by: str = "", at: str = "") -> Fact:
    return Fact(name or columns[0].replace("_", " "), columns, lambda row: [row[c] for c in columns], by, at)


def _box(row: Row) -> object:
    """A shape of a person's counts as such; of one that is the machine's only the word on it."""
    said = row["box_checked"]
    return [row["kind"], load(str(row["rects"]))] if said in ("corrected", "drawn") else said


def _code(row: Row) -> object:
    """Codes that nobody checked are the machine's, but on a box that a person drew."""
    unchecked = row["code_checked"] == "unchecked"
    return None if unchecked and row["origin"] == "machine" else [unchecked, load(str(row["codes"])), row["marking"]]


_BOX: Final = ("box_checked", "rects", "kind", "lines", "words", "characters")
_CODE: Final = ("code_checked", "codes", "code_text", "marking")
_FACTS: Final[Mapping[str, tuple[Fact, ...]]] = {
    "redaction": (
        Fact("box", _BOX, _box, "checked_by", "checked_at"),
        Fact("code", _CODE, _code, "checked_by", "checked_at"),
        _plain("position", by="position_by", at="position_at"),
    ),
    "page": (Fact("seen", ("seen_at", "seen_by"), lambda row: row["seen_at"] is not None, "seen_by", "seen_at"),),
    "virtual_page": (_plain("position"),),
    "document": (
        *(_plain(c) for c in ("type", "date", "sender", "recipients", "copies", "subject", "attachments")),
        _plain("origin", "bates_first", "bates_last"),
    ),
    "letter": (_plain("state", "event"),),
    "note": (_plain("text", by="written_by", at="written_at"),),
    "word_correction": (_plain("text", by="corrected_by", at="corrected_at"),),
    "entity_name": (_plain("entity", by="decided_by", at="decided_at"),),
    "entity_place": (_plain("entity", by="decided_by", at="decided_at"),),
    "index_verdict": (_plain("verdict", by="decided_by", at="decided_at"),),
    "copy_verdict": (_plain("verdict", by="decided_by", at="decided_at"),),
    "agency_index": tuple(_plain(c) for c in ("name", "request", "columns", "bare_series", "key")),
    "index_entry": (),
    "reveal": (),
    "merged": (),
    "project": (_plain("title"),),
    "appeal": (
        *(_plain(c) for c in ("determination", "addressee", "signatory", "contact", "history", "template")),
        _plain("approved_content", "approver", name="approval", by="approved_by", at="approved_at"),
    ),
}
_NO_FACTS: Final = frozenset({"created_by", "created_at", "imported_by", "imported_at", "sha256", "bytes"})
QUIET: Final = frozenset({"ordinal", "origin"})
"""Facts that are no one's judgement: where both copies changed them, the project's own stays without a word."""


def facts(table: str, row: Row) -> tuple[Fact, ...]:
    """The facts that rows of a table hold; where nothing is said of it, each column is one."""
    known = _FACTS.get(table)
    if known is not None:
        return known
    left_out = {*KEYS[table], *_NO_FACTS, *ALIKE.get(table, ())} - {"name", "kind", "number", "printed_on"}
    return tuple(_plain(column) for column in row if column not in left_out)


def blank(fact: Fact, row: Row) -> bool:
    """Whether a fact says nothing yet."""
    if fact.name == "box":
        return row["box_checked"] == "unchecked"
    if fact.name == "code":
        return row["code_checked"] == "unchecked"
    return all(row[column] in (None, "", 0, "[]", "{}", "undecided", "suggested") for column in fact.columns)


def written(fact: Fact, row: Row | None) -> str:
    """The value of a fact for people to read."""
    if row is None:
        return "deleted"
    if fact.name == "box":
        return str(row["box_checked"]) + (f", {row['kind']}" if row["box_checked"] == "corrected" else "")
    if fact.name == "code":
        codes = load(str(row["codes"]))
        return "unchecked" if row["code_checked"] == "unchecked" else ", ".join(codes) or "no code"
    if fact.name == "seen":
        return "seen" if row["seen_at"] else "not seen"
    if fact.name == "approval":
        return f"approved by {row['approver']}" if row["approved_content"] else "not approved"
    if fact.name in ("litigation", "category", "accepted"):
        return "yes" if row[fact.columns[0]] else "no"
    return ", ".join(_word(row[column]) for column in fact.columns if row[column] not in (None, "")) or "nothing"


def _word(value: Value) -> str:
    text = str(value)
    if text.startswith("["):
        return ", ".join(map(str, load(text))) or "nothing"
    return " ".join(text.split())
