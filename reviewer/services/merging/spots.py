"""Where on a page of its copy a row lies, for the picture beside a conflict."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model.geometry import Rect
from reviewer.services.merging.tables import NOTED, SUBJECTS
from reviewer.storage.blobs import unpack_rects
from reviewer.storage.edit import KEYS, Row, Value
from reviewer.storage.sides import Side


@dataclass(frozen=True, slots=True)
class Spot:
    """A page by its id, and boxes on it in displayed points; no box: the page as such."""

    page: int
    boxes: tuple[Rect, ...] = ()


def spot(side: Side, table: str, row: Row) -> Spot | None:
    """The place of a row in the page numbers of its own copy; None where it has none."""
    if table == "redaction":
        return Spot(_number(row["page"]), unpack_rects(str(row["rects"])))
    if table == "word_correction":
        return Spot(_number(row["page"]), unpack_rects(str(row["box"])))
    if table == "page":
        return Spot(_number(row["id"]))
    if table in ("passage", "mention"):
        return _marked(side.find("segment", **{table: row["uuid"]}))
    if table in ("document", "letter"):
        page = side.page_at(_number(row["file"]), _number(row["first_page"]))
        return Spot(page.id) if page is not None else None
    if table == "note":
        kind = str(row["kind"])
        return _of(side, NOTED.get(kind, kind), row["subject"])
    if table == "passage_tag":
        return _of(side, "passage", row["passage"])
    if table in SUBJECTS:
        return _of(side, "redaction", row[SUBJECTS[table]]) or _of(side, "virtual_page", row[SUBJECTS[table]])
    return Spot(_number(row["page"])) if row.get("page") is not None else None


def _of(side: Side, table: str, key: Value) -> Spot | None:
    """The place of what a row is on."""
    if table not in ("redaction", "virtual_page", "passage", "mention", "document", "page"):
        return None
    found = side.get(table, int(str(key)) if KEYS[table] == ("id",) else key)
    return spot(side, table, found) if found is not None else None


def _marked(segments: list[Row]) -> Spot | None:
    """Where marked words begin: their boxes on the first of their pages."""
    if not segments:
        return None
    ordered = sorted(segments, key=lambda row: _number(row["ordinal"]))
    page = ordered[0]["page"]
    boxes = [box for row in ordered if row["page"] == page for box in unpack_rects(str(row["boxes"]))]
    return Spot(_number(page), tuple(boxes))


def _number(value: Value) -> int:
    return int(value or 0)
