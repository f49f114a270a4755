"""What each field of a query asks of a page or of a redaction, as a constant piece of SQL with its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from reviewer.model.query import Field, FieldName

Piece: TypeAlias = tuple[str, list[str | int]]

_CHECKS: Final[Mapping[str, str]] = {
    "unchecked": "NOT r.checked AND r.needs_look = ''",
    "right": "r.box_checked = 'right' AND r.code_checked <> 'corrected'",
    "corrected": "r.box_checked = 'corrected' OR r.code_checked = 'corrected'",
    "not a redaction": "r.box_checked = 'not a redaction'",
    "drawn": "r.box_checked = 'drawn'",
    "checked": "r.checked",
    "needs a look": "r.needs_look <> ''",
}


def redaction_field(field: Field) -> Piece:
    """A condition on `redaction r`."""
    match field.name:
        case "check":
            return _CHECKS.get(field.value, "FALSE"), []
        case "kind":
            return "r.kind = ?", [field.value]
        case "marking":
            return "r.marking = ?", [field.value]
        case "position":
            return "r.position = ?", [field.value]
        case "code" if field.value == "none":
            return "r.codes = '[]'", []
        case "code":
            # Sub-codes of `(b)(7)` begin with `(b)(7)(`; `)` is the character that follows `(`.
            return (
                "r.uuid IN (SELECT redaction FROM redaction_code WHERE code = ? OR (code > ? AND code < ?))",
                [field.value, field.value + "(", field.value + ")"],
            )
    raise ValueError(f"{field.name} is no field of a redaction")


def _pattern(value: str) -> str:
    """A LIKE pattern in which only a `*` at the end stands for any rest."""
    open_end = value.endswith("*")
    literal = value.removesuffix("*").replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return literal + "%" * open_end


def _bates(field: Field) -> Piece:
    pattern = _pattern(field.value)
    return (
        "p.bates LIKE ? ESCAPE '\\' OR p.id IN (SELECT page FROM page_identifier WHERE value LIKE ? ESCAPE '\\')",
        [pattern, pattern],
    )


def _of_document(piece: str) -> str:
    return (
        "p.id IN (SELECT q.id FROM document d JOIN page q ON q.file = d.file "  # noqa: S608 - constant pieces
        f"AND q.number BETWEEN d.first_page AND d.last_page WHERE {piece})"
    )


def _date(field: Field) -> Piece:
    upto = field.upto or field.value
    return _of_document("d.date >= ? AND substr(d.date, 1, length(?)) <= ?"), [field.value, upto, upto]


def _document(field: Field) -> Piece:
    return _of_document("instr(folded(d.subject), folded(?))"), [field.value]


def _sender(field: Field) -> Piece:
    piece = _of_document(
        "instr(folded(d.sender), folded(?)) OR EXISTS "
        "(SELECT 1 FROM message m WHERE m.document = d.uuid AND instr(folded(m.sender), folded(?)))"
    )
    return piece, [field.value] * 2


def _recipient(field: Field) -> Piece:
    piece = _of_document(
        "instr(folded(d.recipients || d.copies), folded(?)) OR EXISTS (SELECT 1 FROM message m "
        "WHERE m.document = d.uuid AND instr(folded(m.recipients || m.copies), folded(?)))"
    )
    return piece, [field.value] * 2


def _type(field: Field) -> Piece:
    return _of_document("d.type = ?"), [field.value]


def _entity(field: Field) -> Piece:
    piece = (
        "p.id IN (SELECT s.page FROM segment s JOIN mention m ON m.uuid = s.mention JOIN entity e ON e.uuid = m.entity "
        "WHERE m.accepted AND (folded(e.name) = folded(?) OR EXISTS "
        "(SELECT 1 FROM entity_alias a WHERE a.entity = e.uuid AND folded(a.alias) = folded(?))))"
    )
    return piece, [field.value] * 2


def _tag(field: Field) -> Piece:
    piece = (
        "p.id IN (SELECT s.page FROM segment s JOIN passage_tag pt ON pt.passage = s.passage "
        "JOIN tag t ON t.uuid = pt.tag WHERE folded(t.name) = folded(?))"
    )
    return piece, [field.value]


def _note(field: Field) -> Piece:
    wanted = "" if field.value == "*" else field.value
    piece = (
        "p.id IN (SELECT CAST(t.subject AS INTEGER) FROM note t WHERE t.kind = 'page' AND {0} "
        "UNION SELECT r.page FROM note t JOIN redaction r ON r.uuid = t.subject WHERE t.kind = 'redaction' AND {0} "
        "UNION SELECT s.page FROM note t JOIN segment s ON s.passage = t.subject WHERE t.kind = 'passage' AND {0} "
        "UNION SELECT q.id FROM note t JOIN document d ON d.uuid = t.subject JOIN page q ON q.file = d.file "
        "AND q.number BETWEEN d.first_page AND d.last_page WHERE t.kind = 'document' AND {0})"
    )
    holds = "(? = '' OR instr(folded(t.text), folded(?)))"
    return piece.format(holds), [wanted] * 8


def _file(field: Field) -> Piece:
    return "p.file IN (SELECT i.id FROM item_received i WHERE instr(folded(i.name), folded(?)))", [field.value]


def _release(field: Field) -> Piece:
    piece = (
        "p.file IN (SELECT i.id FROM item_received i JOIN release l ON l.uuid = i.release "
        "WHERE instr(folded(l.name), folded(?)))"
    )
    return piece, [field.value]


def _marker(field: Field) -> Piece:
    return (
        "p.markers <> '[]' AND EXISTS (SELECT 1 FROM json_each(p.markers) WHERE instr(folded(value), folded(?)))",
        [field.value],
    )


def _page(field: Field) -> Piece:
    return "p.number + 1 BETWEEN ? AND ?", [int(field.value), int(field.upto or field.value)]


def _seen(field: Field) -> Piece:
    return ("p.seen_at IS NOT NULL" if field.value == "yes" else "p.seen_at IS NULL"), []


def _state(field: Field) -> Piece:
    return "p.state = ?", [field.value]


PAGE_FIELDS: Final[Mapping[FieldName, Callable[[Field], Piece]]] = {
    "bates": _bates,
    "date": _date,
    "document": _document,
    "entity": _entity,
    "file": _file,
    "from": _sender,
    "marker": _marker,
    "note": _note,
    "page": _page,
    "release": _release,
    "seen": _seen,
    "state": _state,
    "tag": _tag,
    "to": _recipient,
    "type": _type,
}
"""Conditions on `page p`, by field."""
