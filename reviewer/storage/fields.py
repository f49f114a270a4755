"""What each field of a query asks of a page or of a redaction, as constant pieces of SQL with their values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from reviewer.model.query import Field, FieldName
from reviewer.text.tokens import terms

Piece: TypeAlias = tuple[str, list[str | int]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One fact, in two forms. `check` is a condition on `page p`, quick for one page.

    `members` selects the ids of all pages of which it is true, quick where these are few; None where they never are.
    """

    check: Piece
    members: Piece | None = None

    @property
    def condition(self) -> Piece:
        """A condition on `page p` for when every page is asked."""
        if self.members is None:
            return self.check
        return f"p.id IN ({self.members[0]})", self.members[1]


_CHECKS: Final[Mapping[str, str]] = {
    "unchecked": "NOT r.checked AND r.needs_look = ''",
    "right": "r.box_checked <> 'unchecked' AND r.box_checked = 'right' AND r.code_checked <> 'corrected'",
    "corrected": "r.box_checked = 'corrected' OR r.code_checked = 'corrected'",
    "not a redaction": "r.box_checked <> 'unchecked' AND r.box_checked = 'not a redaction'",
    "drawn": "r.box_checked <> 'unchecked' AND r.box_checked = 'drawn'",
    "checked": "r.box_checked <> 'unchecked' AND r.checked",
    "needs a look": "r.needs_look <> ''",
}
# Sure enough as in `reviewer.model.comparing.SURE`, or accepted by a person; what was rejected is none.
_COPY = (
    "r.uuid IN (SELECT y.redaction FROM copy_place y LEFT JOIN copy_verdict v ON v.redaction = y.redaction "
    "AND v.page = y.page WHERE (y.confidence >= 0.5 OR v.verdict = 'accepted') AND v.verdict IS NOT 'rejected' AND {})"
)
_COPIES: Final[Mapping[str, str]] = {
    "released": _COPY.format("y.shown IN ('released', 'partly')"),
    "hidden": _COPY.format("y.shown = 'hidden'"),
    "recoded": _COPY.format(
        "y.shown = 'hidden' AND r.codes <> '[]' AND EXISTS (SELECT 1 FROM json_each(y.holes) h JOIN redaction o "
        "ON o.uuid = h.value WHERE o.codes <> '[]' AND o.codes <> r.codes)"
    ),
}
_ALL_CHARACTERS = "\U0010ffff"  # behind every character that a value can go on with


def redaction_field(field: Field) -> Piece:
    """A condition on `redaction r`."""
    match field.name:
        case "check":
            return _CHECKS.get(field.value, "FALSE"), []
        case "copy":
            return _COPIES.get(field.value, "FALSE"), []
        case "kind":
            return "r.kind = ?", [field.value]
        case "marking":
            return "r.marking = ?", [field.value]
        case "position" if field.value == "undecided":
            return "r.position = 'undecided'", []
        case "position":
            return "r.position <> 'undecided' AND r.position = ?", [field.value]
        case "code" if field.value == "none":
            return "r.codes = '[]'", []
        case "code":
            codes, values = _codes(field)
            return f"EXISTS (SELECT 1 FROM redaction_code c WHERE c.redaction = r.uuid AND {codes})", values  # noqa: S608
    raise ValueError(f"{field.name} is no field of a redaction")


def _codes(field: Field) -> Piece:
    """A condition on `redaction_code c`; sub-codes of `(b)(7)` begin with `(b)(7)(`, and `)` follows `(`."""
    return "c.code >= ? AND c.code < ?", [field.value, field.value + ")"]


def of_redaction(fields: Sequence[Field]) -> Asked:
    """Pages with one redaction of which all these fields are true; "not a redaction" only where it is asked for."""
    asked = [redaction_field(field) for field in fields]
    if not any(field.name == "check" for field in fields):
        asked.append(("r.box_checked <> 'not a redaction'", []))
    condition = " AND ".join(f"({piece})" for piece, _ in asked)
    values = [value for _, some in asked for value in some]
    check = (f"EXISTS (SELECT 1 FROM redaction r WHERE r.page = p.id AND {condition})", values)  # noqa: S608
    by_code = next((field for field in fields if field.name == "code" and field.value != "none"), None)
    if by_code is None:
        return Asked(check, (f"SELECT r.page AS id FROM redaction r WHERE {condition}", values))  # noqa: S608
    codes, bounds = _codes(by_code)
    members = (
        "SELECT r.page AS id FROM redaction_code c CROSS JOIN redaction r ON r.uuid = c.redaction "  # noqa: S608
        f"WHERE {codes} AND {condition}"
    )
    return Asked(check, (members, [*bounds, *values]))


def _few(members: str, values: list[str | int]) -> Asked:
    """For what people made: never so much that a list of it would cost anything."""
    return Asked((f"p.id IN ({members})", values), (members, values))


_PAGES_OF = "CROSS JOIN page q ON q.file = d.file AND q.number BETWEEN d.first_page AND d.last_page"
# Documents of a file do not overlap: the last one that begins at or before a page is the only one that can hold it.
_DOCUMENT_OF = (
    "d.uuid = (SELECT o.uuid FROM document o WHERE o.file = p.file AND o.first_page <= p.number "
    "ORDER BY o.first_page DESC LIMIT 1) AND d.last_page >= p.number"
)


def _of_document(condition: str, values: list[str | int]) -> Asked:
    return Asked(
        (f"EXISTS (SELECT 1 FROM document d WHERE {_DOCUMENT_OF} AND {condition})", values),  # noqa: S608
        (f"SELECT q.id FROM document d {_PAGES_OF} WHERE {condition}", values),  # noqa: S608
    )


def _date(field: Field) -> Asked:
    # Dates are written from the year on: what begins with the last day, month or year sorts before this bound.
    return _of_document("d.date >= ? AND d.date < ?", [field.value, (field.upto or field.value) + _ALL_CHARACTERS])


def _type(field: Field) -> Asked:
    return _of_document("d.type = ?", [field.value])


def document_expression(column: str, value: str) -> str:
    """The full-text expression for words of a column of `document_index`; empty where there is no word."""
    said = terms(value)
    return f'{column} : "{" ".join(said)}"' + (" *" if value.endswith("*") else "") if said else ""


DOCUMENT_COLUMNS: Final[Mapping[FieldName, str]] = {"document": "subject", "from": "sender", "to": "recipients"}
"""Fields of a document's words, and the column of `document_index` that each asks."""


def _document_words(field: Field) -> Asked:
    column = DOCUMENT_COLUMNS[field.name]
    expression = document_expression(column, field.value)
    if not expression:
        return Asked(("FALSE", []))
    # The indexed words are terms parted by single spaces: for one document, looking there is quicker than the index.
    said = " " + " ".join(terms(field.value)) + ("" if field.value.endswith("*") else " ")
    check = (
        "EXISTS (SELECT 1 FROM document d CROSS JOIN page f ON f.file = d.file AND f.number = d.first_page "  # noqa: S608
        f"CROSS JOIN document_words w ON w.page = f.id WHERE {_DOCUMENT_OF} AND instr(' ' || w.{column} || ' ', ?))"
    )
    members = (
        "SELECT q.id FROM document_index x CROSS JOIN page f ON f.id = x.rowid "  # noqa: S608
        f"CROSS JOIN document d ON d.file = f.file AND d.first_page = f.number {_PAGES_OF} "
        "WHERE document_index MATCH ?"
    )
    return Asked((check, [said]), (members, [expression]))


def _bates(field: Field) -> Asked:
    value = field.value.removesuffix("*")
    values: list[str | int]
    if field.value.endswith("*"):
        held, values = "{0} >= ? COLLATE NOCASE AND {0} < ? COLLATE NOCASE", [value, value + _ALL_CHARACTERS]
    else:
        held, values = "{0} = ? COLLATE NOCASE", [value]
    on_page, stamped = held.format("p.bates"), held.format("value")
    check = (
        f"(p.bates IS NOT NULL AND {on_page}) OR EXISTS (SELECT 1 FROM page_identifier WHERE page = p.id AND {stamped})"  # noqa: S608
    )
    members = (
        f"SELECT id FROM page p WHERE bates IS NOT NULL AND {on_page} "  # noqa: S608
        f"UNION SELECT page FROM page_identifier WHERE {stamped}"
    )
    return Asked((check, values * 2), (members, values * 2))


_NAMED = (
    "(SELECT e.uuid FROM entity e WHERE folded(e.name) = folded(?) OR EXISTS "
    "(SELECT 1 FROM entity_alias a WHERE a.entity = e.uuid AND folded(a.alias) = folded(?)) OR EXISTS "
    "(SELECT 1 FROM entity_name d WHERE d.entity = e.uuid AND folded(d.form) = folded(?)))"
)


def _entity(field: Field) -> Asked:
    """Pages with a mention: marked by hand, by a name accepted for the entity, or a single place of one."""
    return _few(
        "SELECT s.page AS id FROM mention m JOIN segment s ON s.mention = m.uuid "  # noqa: S608 - constant pieces
        f"WHERE m.accepted AND m.entity IN {_NAMED} "
        "UNION SELECT p.page FROM entity_name d JOIN name n ON n.kind = d.kind AND n.key = d.key "
        "JOIN name_place p ON p.name = n.id WHERE p.mentions > (SELECT count(*) FROM entity_place x "
        f"WHERE x.kind = d.kind AND x.key = d.key AND x.page = p.page) AND d.entity IN {_NAMED} "
        f"UNION SELECT x.page FROM entity_place x WHERE x.entity IN {_NAMED}",
        [field.value] * 9,
    )


def _tag(field: Field) -> Asked:
    return _few(
        "SELECT s.page AS id FROM tag t JOIN passage_tag pt ON pt.tag = t.uuid "
        "JOIN segment s ON s.passage = pt.passage WHERE folded(t.name) = folded(?)",
        [field.value],
    )


def _note(field: Field) -> Asked:
    wanted = "" if field.value == "*" else field.value
    members = (
        "SELECT CAST(t.subject AS INTEGER) AS id FROM note t WHERE t.kind = 'page' AND {0} "
        "UNION SELECT r.page FROM note t JOIN redaction r ON r.uuid = t.subject WHERE t.kind = 'redaction' AND {0} "
        "UNION SELECT s.page FROM note t JOIN segment s ON s.passage = t.subject WHERE t.kind = 'passage' AND {0} "
        "UNION SELECT q.id FROM note t JOIN document d ON d.uuid = t.subject JOIN page q ON q.file = d.file "
        "AND q.number BETWEEN d.first_page AND d.last_page WHERE t.kind = 'document' AND {0}"
    )
    return _few(members.format("(? = '' OR instr(folded(t.text), folded(?)))"), [wanted] * 8)


def _of_file(files: str, values: list[str | int]) -> Asked:
    check = f"p.file IN ({files})"
    return Asked((check, values), (f"SELECT p.id FROM page p WHERE {check}", values))  # noqa: S608


def _file(field: Field) -> Asked:
    return _of_file("SELECT i.id FROM item_received i WHERE instr(folded(i.name), folded(?))", [field.value])


def _release(field: Field) -> Asked:
    files = (
        "SELECT i.id FROM item_received i JOIN release l ON l.uuid = i.release WHERE instr(folded(l.name), folded(?))"
    )
    return _of_file(files, [field.value])


def _marker(field: Field) -> Asked:
    holds = "p.markers <> '[]' AND EXISTS (SELECT 1 FROM json_each(p.markers) WHERE instr(folded(value), folded(?)))"
    return Asked((holds, [field.value]), (f"SELECT p.id FROM page p WHERE {holds}", [field.value]))  # noqa: S608


def _page(field: Field) -> Asked:
    numbers: list[str | int] = [int(field.value) - 1, int(field.upto or field.value) - 1]
    members = "SELECT q.id FROM source_file f CROSS JOIN page q ON q.file = f.id AND q.number BETWEEN ? AND ?"
    return Asked(("p.number BETWEEN ? AND ?", numbers), (members, numbers))


def _seen(field: Field) -> Asked:
    if field.value != "yes":
        return Asked(("p.seen_at IS NULL", []))
    return Asked(("p.seen_at IS NOT NULL", []), ("SELECT p.id FROM page p WHERE p.seen_at IS NOT NULL", []))


def _state(field: Field) -> Asked:
    if field.value == "done":
        return Asked(("p.state = 'done'", []))
    holds = "p.state <> 'done' AND p.state = ?"
    return Asked((holds, [field.value]), (f"SELECT p.id FROM page p WHERE {holds}", [field.value]))  # noqa: S608


PAGE_FIELDS: Final[Mapping[FieldName, Callable[[Field], Asked]]] = {
    "bates": _bates,
    "date": _date,
    "document": _document_words,
    "entity": _entity,
    "file": _file,
    "from": _document_words,
    "marker": _marker,
    "note": _note,
    "page": _page,
    "release": _release,
    "seen": _seen,
    "state": _state,
    "tag": _tag,
    "to": _document_words,
    "type": _type,
}
"""What each field asks of a page."""
