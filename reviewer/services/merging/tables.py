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
mention whose place they are, messages with their document; settings stay each copy's own."""

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
    return ", ".join(_word(row[column]) for column in fact.columns if row[column] not in (None, "")) or "nothing"


def _word(value: Value) -> str:
    text = str(value)
    if text.startswith("["):
        return ", ".join(map(str, load(text))) or "nothing"
    return " ".join(text.split())
