"""Writes a project's tags as a codebook (JSON or CSV), reads one, and says what importing it would do."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from reviewer.export.cells import guard, unguard
from reviewer.export.writing import complete_file
from reviewer.model.errors import UserError
from reviewer.services.operations.codebook import CodebookTag, differences
from reviewer.services.operations.tags import COLOR
from reviewer.storage.rows import TagRow

_FORMAT: Final = "foia-reviewer codebook"
_COLUMNS: Final = ("name", "parent", "color", "key", "description")
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class CodebookPlan:
    """What importing would do: names that are new, what differs by name, how many are the same, what is left out."""

    tags: tuple[CodebookTag, ...]
    new: tuple[str, ...]
    differing: tuple[tuple[str, tuple[str, ...]], ...]
    same: int
    left_out: tuple[str, ...]


def codebook_of(tags: Sequence[TagRow]) -> tuple[CodebookTag, ...]:
    """The tags of a project as a codebook has them, in the order of the tree."""
    names = {tag.uuid: tag.name for tag in tags}
    return tuple(
        CodebookTag(tag.name, names.get(tag.parent, "") if tag.parent else "", tag.color, tag.key, tag.description)
        for tag in tags
    )


def write_codebook(tags: Sequence[CodebookTag], path: Path, *, overwrite: bool = False) -> None:
    """Write a codebook; the suffix of `path` decides: `.csv`, else JSON. ExportError as for every export."""
    text = _as_csv(tags) if path.suffix.lower() == ".csv" else _as_json(tags)
    with complete_file(path, overwrite=overwrite) as target:
        target.write_text(text, encoding="utf-8", newline="")


def read_codebook(path: Path) -> tuple[CodebookTag, ...]:
    """The tags of a codebook in its order; UserError `bad-codebook` where the file is none."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _bad(path, "it is not text in UTF-8") from None
    except OSError as error:
        raise UserError(f"{path.name} cannot be read: {error.strerror}.", code="cannot-read", file=path) from error
    rows = _from_csv(path, text) if path.suffix.lower() == ".csv" else _from_json(path, text)
    if len(rows) > _MOST:
        raise _bad(path, f"it holds more than {_MOST:,} tags")
    return tuple(_tag(path, place, row) for place, row in enumerate(rows, start=1))


def plan_import(present: Sequence[TagRow], tags: Sequence[CodebookTag]) -> CodebookPlan:
    """Compare a codebook with the tags that are there; changes nothing."""
    left_out: list[str] = []
    chosen: dict[str, CodebookTag] = {}
    for tag in tags:
        if chosen.setdefault(tag.name.casefold(), tag) is not tag:
            left_out.append(f"“{tag.name}” stands twice in the file; the first one counts.")
    names = {row.uuid: row.name for row in present}
    known = {row.name.casefold(): row for row in present}
    keys = {row.key.casefold(): row.name for row in present if row.key}
    new, differing, same = [], [], 0
    for name, tag in chosen.items():
        left_out += _left_out(tag, chosen, known, keys)
        row = known.get(name)
        if row is None:
            new.append(tag.name)
            continue
        columns = {"color": row.color, "key": row.key, "description": row.description}
        parts = differences(columns, names.get(row.parent, "") if row.parent else "", tag)
        if parts:
            differing.append((row.name, tuple(parts)))
        same += not parts
    return CodebookPlan(tuple(chosen.values()), tuple(new), tuple(differing), same, tuple(left_out))


def _left_out(
    tag: CodebookTag, chosen: Mapping[str, CodebookTag], known: Mapping[str, TagRow], keys: dict[str, str]
) -> list[str]:
    """What of one tag cannot be taken, as sentences; its key counts as taken from now on."""
    found = []
    if tag.parent and tag.parent.casefold() not in chosen and tag.parent.casefold() not in known:
        found.append(f"“{tag.name}” stands below “{tag.parent}”, which is nowhere: it will stand at the top.")
    path, above = {tag.name.casefold()}, chosen.get(tag.parent.casefold())
    while above is not None and above.name.casefold() not in path:
        path.add(above.name.casefold())
        above = chosen.get(above.parent.casefold())
    if above is not None and above.name.casefold() == tag.name.casefold():
        found.append(f"“{tag.name}” stands below itself in the file: its place is left out.")
    owner = keys.setdefault(tag.key.casefold(), tag.name) if tag.key else tag.name
    if owner.casefold() != tag.name.casefold():
        found.append(f"The key {tag.key} of “{tag.name}” belongs to “{owner}”: it gets none.")
    return found


def _as_json(tags: Sequence[CodebookTag]) -> str:
    rows = [{column: getattr(tag, column) for column in _COLUMNS} for tag in tags]
    return json.dumps({"format": _FORMAT, "version": 1, "tags": rows}, ensure_ascii=False, indent=2) + "\n"


def _as_csv(tags: Sequence[CodebookTag]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(_COLUMNS)
    for tag in tags:  # a colour begins with `#`, which no spreadsheet takes for a formula
        writer.writerow([guard(str(getattr(tag, column))) for column in _COLUMNS])
    return "\ufeff" + stream.getvalue()


def _from_json(path: Path, text: str) -> list[Mapping[str, Any]]:
    try:
        told = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        raise _bad(path, "it is not JSON") from None
    if not isinstance(told, dict) or told.get("format") != _FORMAT or not isinstance(told.get("tags"), list):
        raise _bad(path, f"it does not say that it is a {_FORMAT}")
    if told.get("version") != 1:
        raise _bad(path, "it is of a newer version")
    if not all(isinstance(row, dict) for row in told["tags"]):
        raise _bad(path, "a tag in it is not a list of names and values")
    return list(told["tags"])


def _from_csv(path: Path, text: str) -> list[Mapping[str, Any]]:
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise _bad(path, f"it is not a table ({error})") from None
    heads = {(name or "").strip().casefold(): name for name in (rows[0] if rows else {})}
    if rows and "name" not in heads:
        raise _bad(path, "it has no column “name”")
    return [
        {column: unguard(str(row.get(heads.get(column, ""), "") or "")) for column in _COLUMNS}
        for row in rows
        if any(isinstance(value, str) and value.strip() for value in row.values())
    ]


def _tag(path: Path, place: int, row: Mapping[str, Any]) -> CodebookTag:
    values = {column: row.get(column) or "" for column in _COLUMNS}
    if not all(isinstance(value, str) for value in values.values()):
        raise _bad(path, f"tag {place} holds something that is not text")
    name = " ".join(values["name"].split())
    if not name:
        raise _bad(path, f"tag {place} has no name")
    color, key = values["color"].strip(), values["key"].strip()
    if color and not COLOR.fullmatch(color):
        raise _bad(path, f"the colour “{color}” of “{name}” is not written as #rrggbb")
    if len(key) > 1:
        raise _bad(path, f"the key “{key}” of “{name}” is longer than one letter")
    return CodebookTag(name, " ".join(values["parent"].split()), color.lower(), key, values["description"].strip())


def _bad(path: Path, why: str) -> UserError:
    return UserError(
        f"{path.name} is not a codebook: {why}.",
        "Nothing was changed. A codebook is JSON, or a CSV table with columns name, parent, color, key, description.",
        code="bad-codebook",
        file=path,
    )
