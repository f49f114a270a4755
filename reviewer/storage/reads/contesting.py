"""Reads challenges with their items, and the appeals of requests."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from reviewer.model.ids import Uuid
from reviewer.storage.blobs import load
from reviewer.storage.project import ProjectFile
from reviewer.storage.reads.sql import Where
from reviewer.storage.rows.contesting import AppealRow, ChallengeRow, TargetRow

_TARGETS = """
SELECT t.challenge, t.kind, t.subject, n.number AS item, coalesce(r.position, v.position, i.position) AS position
FROM challenge_target t LEFT JOIN item_number n ON n.subject = t.subject
LEFT JOIN redaction r ON r.uuid = t.subject AND r.box_checked <> 'not a redaction'
LEFT JOIN virtual_page v ON v.uuid = t.subject LEFT JOIN issue i ON i.uuid = t.subject
ORDER BY n.number IS NULL, n.number, t.subject
"""
_GROUNDS = "SELECT t.subject, c.grounds FROM challenge_target t JOIN challenge c ON c.uuid = t.challenge"
_BY_CHALLENGE = " ORDER BY c.ordinal, c.uuid"
_CHUNK = 500


class ContestingReads:
    """Challenges and appeals of a project."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project

    def challenges(self, request: Uuid | None = None) -> list[ChallengeRow]:
        """All challenges in their order, or those of one request (with those that are of none)."""
        with self._project.reader() as connection:
            targets = _targets(connection)
            rows = connection.execute(
                "SELECT * FROM challenge WHERE :request IS NULL OR request IS NULL OR request = :request "
                "ORDER BY ordinal, uuid",
                {"request": request},
            )
            return [_challenge(row, tuple(targets[row["uuid"]])) for row in rows]

    def challenge(self, uuid: Uuid) -> ChallengeRow | None:
        """One challenge."""
        return next((row for row in self.challenges() if row.uuid == uuid), None)

    def of(self, subject: Uuid) -> list[ChallengeRow]:
        """The challenges that one redaction, virtual page or issue is bound to."""
        return [row for row in self.challenges() if any(target.subject == subject for target in row.targets)]

    def grounds(self, subjects: Sequence[Uuid]) -> dict[Uuid, tuple[str, ...]]:
        """On which grounds those of the subjects are contested that are, in the order of the challenges."""
        found: dict[Uuid, dict[str, None]] = {}
        with self._project.reader() as connection:
            for start in range(0, len(subjects), _CHUNK):
                where = Where()
                where.add("c.stance = 'contested'")
                where.add_any("t.subject", subjects[start : start + _CHUNK])
                for row in connection.execute(where.statement(_GROUNDS, _BY_CHALLENGE), where.values):
                    found.setdefault(Uuid(row["subject"]), {}).update(dict.fromkeys(load(row["grounds"])))
        return {subject: tuple(grounds) for subject, grounds in found.items()}

    def declined(self, subject: Uuid | None = None) -> frozenset[tuple[str, Uuid]]:
        """Ground and item of every suggestion that was declined, or of those for one item."""
        with self._project.reader() as connection:
            rows = connection.execute(
                "SELECT ground, subject FROM declined_ground WHERE :subject IS NULL OR subject = :subject",
                {"subject": subject},
            )
            return frozenset((row["ground"], Uuid(row["subject"])) for row in rows)

    def appeal(self, request: Uuid) -> AppealRow:
        """The appeal of a request; an empty one where nothing was entered yet."""
        with self._project.reader() as connection:
            row = connection.execute("SELECT * FROM appeal WHERE request = ?", (request,)).fetchone()
            return AppealRow(**dict(row)) if row else AppealRow(request)


def _targets(connection: sqlite3.Connection) -> dict[str, list[TargetRow]]:
    found: dict[str, list[TargetRow]] = defaultdict(list)
    for row in connection.execute(_TARGETS):
        found[row["challenge"]].append(TargetRow(row["kind"], row["subject"], row["item"], row["position"]))
    return found


def _challenge(row: sqlite3.Row, targets: tuple[TargetRow, ...]) -> ChallengeRow:
    return ChallengeRow(
        uuid=row["uuid"],
        request=row["request"],
        stance=row["stance"],
        title=row["title"],
        grounds=tuple(load(row["grounds"])),
        argument=row["argument"],
        relief=row["relief"],
        category=bool(row["category"]),
        ordinal=row["ordinal"],
        targets=targets,
    )
