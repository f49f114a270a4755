"""Reads for an entity's page: when it occurs, with whom, near which exemptions and tags; and who writes to whom."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from reviewer.model.ids import Uuid
from reviewer.storage.blobs import load
from reviewer.storage.project import ProjectFile
from reviewer.storage.rows.names import CorrespondenceRow, EntityFacts, TogetherRow
from reviewer.text.names.printed import fold, take_apart

_COUNTS: Final = """
SELECT count(DISTINCT p.id) AS pages, count(DISTINCT d.uuid) AS documents, min(d.date) AS first, max(d.date) AS last
FROM entity_page e JOIN page p ON p.id = e.page
LEFT JOIN document d ON d.file = p.file AND p.number BETWEEN d.first_page AND d.last_page
WHERE e.entity = ?
"""
_TOGETHER: Final = """
SELECT o.entity, n.name, n.kind, count(*) AS pages FROM entity_page o JOIN entity n ON n.uuid = o.entity
WHERE o.entity <> ?1 AND o.page IN (SELECT page FROM entity_page WHERE entity = ?1)
GROUP BY o.entity ORDER BY pages DESC, n.name LIMIT ?2
"""
_CODES: Final = """
SELECT c.code, count(*) AS redactions FROM redaction r JOIN redaction_code c ON c.redaction = r.uuid
WHERE r.box_checked <> 'not a redaction' AND r.page IN (SELECT page FROM entity_page WHERE entity = ?)
GROUP BY c.code ORDER BY redactions DESC, c.code
"""
_TAGS: Final = """
SELECT t.name, count(DISTINCT s.passage) AS passages FROM segment s JOIN passage_tag g ON g.passage = s.passage
JOIN tag t ON t.uuid = g.tag WHERE s.page IN (SELECT page FROM entity_page WHERE entity = ?)
GROUP BY t.uuid ORDER BY passages DESC, t.name
"""
_MESSAGES: Final = "SELECT sender, recipients, copies, date FROM message WHERE sender IS NOT NULL"
# Whose a person's name or address is: what a person decided, else the best name of its group.
_OWNERS: Final = """
SELECT n.kind, n.key, d.entity, e.name, l.form FROM name n
LEFT JOIN entity_name d ON d.kind = n.kind AND d.key = n.key LEFT JOIN entity e ON e.uuid = d.entity
LEFT JOIN name l ON l.id = n.leader WHERE n.kind IN ('person', 'e-mail address')
"""
_HIDDEN: Final = "[redacted]"


@dataclass(slots=True)
class _Traffic:
    """Messages between two, and when."""

    messages: int = 0
    dates: list[str] = field(default_factory=list)


class EntityReads:
    """What a project says of its entities."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project

    def kinds(self) -> list[str]:
        """Kinds of entities that a reviewer added, in their order."""
        with self._project.reader() as connection:
            return [row["name"] for row in connection.execute("SELECT name FROM entity_kind ORDER BY ordinal, name")]

    def facts(self, entity: Uuid, *, together: int = 50) -> EntityFacts:
        """Counts, first and last date of its documents, who is named on the same pages, codes and tags of these."""
        with self._project.reader() as connection:
            counts = connection.execute(_COUNTS, (entity,)).fetchone()
            others = connection.execute(_TOGETHER, (entity, together))
            return EntityFacts(
                pages=counts["pages"],
                documents=counts["documents"],
                first=counts["first"],
                last=counts["last"],
                together=tuple(
                    TogetherRow(Uuid(row["entity"]), row["name"], row["kind"], row["pages"]) for row in others
                ),
                codes=tuple((row["code"], row["redactions"]) for row in connection.execute(_CODES, (entity,))),
                tags=tuple((row["name"], row["passages"]) for row in connection.execute(_TAGS, (entity,))),
            )

    def correspondence(self, entity: Uuid | None = None) -> list[CorrespondenceRow]:
        """Who writes to whom (to and cc), how often, first and last date; the most frequent first.

        Persons stand as entities where a person accepted their names, else under the best name of their group; a
        redacted one as `[redacted]`. With `entity`, only what it sent or received.
        """
        with self._project.reader() as connection:
            people = _people(connection)
            traffic: dict[tuple[_Person, _Person], _Traffic] = {}
            for row in connection.execute(_MESSAGES):
                sender = _resolve(row["sender"], people)
                for printed in {*load(row["recipients"]), *load(row["copies"])}:
                    seen = traffic.setdefault((sender, _resolve(printed, people)), _Traffic())
                    seen.messages += 1
                    seen.dates += [row["date"]] if row["date"] else []
        found = [
            CorrespondenceRow(
                sender=sender.name,
                recipient=recipient.name,
                messages=seen.messages,
                first=min(seen.dates, default=None),
                last=max(seen.dates, default=None),
                sender_entity=sender.entity,
                recipient_entity=recipient.entity,
            )
            for (sender, recipient), seen in traffic.items()
            if entity is None or entity in (sender.entity, recipient.entity)
        ]
        return sorted(found, key=lambda row: (-row.messages, row.sender, row.recipient))


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    entity: Uuid | None = None


def _people(connection: sqlite3.Connection) -> dict[tuple[str, str], _Person]:
    return {
        (row["kind"], row["key"]): _Person(
            row["name"] or row["form"] or row["key"], row["entity"] and Uuid(row["entity"])
        )
        for row in connection.execute(_OWNERS)
    }


def _resolve(printed: str, people: Mapping[tuple[str, str], _Person]) -> _Person:
    parts = take_apart(printed)
    keys: Iterable[tuple[str, str]] = (("person", fold(parts.name)), ("e-mail address", parts.address))
    known = [people[key] for key in keys if key in people]
    decided = next((person for person in known if person.entity), None)
    return decided or (known[0] if known else _Person(parts.name or parts.address or _HIDDEN))
