"""Reads what happened: the audit trail, jobs and their failures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.model.ids import Uuid
from reviewer.storage.blobs import load
from reviewer.storage.project import ProjectFile
from reviewer.storage.reads.sql import Where, plain
from reviewer.storage.rows import AuditRow, DeedRow, FailureRow, JobRow

_DEEDS = """
SELECT a.id, a.uuid, v.name AS reviewer, a.at, a.operation, a.title, a.undoes,
  EXISTS (SELECT 1 FROM audit b WHERE b.undoes = a.uuid) AS taken_back
FROM audit a JOIN reviewer v ON v.uuid = a.reviewer
"""
_DEED_IDS = "SELECT a.id FROM audit a"
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class DeedFilter:
    """What to keep of the audit trail; every part that is given must fit. Days are UTC, ISO, both included."""

    reviewer: Uuid | None = None
    operation: str = ""
    text: str = ""
    since: str = ""
    until: str = ""


EVERY = DeedFilter()


class HistoryReads:
    """The durable history of a project."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project

    def audit(self, *, subject: str | int | None = None, before: int | None = None, limit: int = 200) -> list[AuditRow]:
        """Deeds, the latest first: all, or those that touched the row with this id; `before` an audit id for paging."""
        with self._project.reader() as connection:
            rows = connection.execute(
                "SELECT a.*, v.name AS who FROM audit a JOIN reviewer v ON v.uuid = a.reviewer "
                "WHERE (:before IS NULL OR a.id < :before) AND (:subject IS NULL OR EXISTS "
                "(SELECT 1 FROM json_each(a.after) c, json_each(c.value, '$[1]') k WHERE k.value = :subject)) "
                "ORDER BY a.id DESC LIMIT :limit",
                {"before": before, "subject": subject, "limit": limit},
            )
            return [
                AuditRow(
                    id=row["id"],
                    uuid=row["uuid"],
                    reviewer=row["who"],
                    at=row["at"],
                    operation=row["operation"],
                    title=row["title"],
                    before=load(row["before"]),
                    after=load(row["after"]),
                    undoes=row["undoes"],
                )
                for row in rows
            ]

    def deed_ids(self, chosen: DeedFilter = EVERY) -> list[int]:
        """The ids of all deeds that fit, the latest first; `text` is part of the title."""
        where = Where()
        where.add_any("a.reviewer", [chosen.reviewer] if chosen.reviewer else [])
        where.add_any("a.operation", [chosen.operation] if chosen.operation else [])
        if chosen.text:
            where.add("instr(folded(a.title), folded(?))", chosen.text)
        if chosen.since:
            where.add("a.at >= ?", chosen.since)
        if chosen.until:
            where.add("a.at < ?", f"{chosen.until}~")  # after every time of that day
        with self._project.reader() as connection:
            rows = plain(connection).execute(where.statement(_DEED_IDS, " ORDER BY a.id DESC"), where.values)
            return [deed for (deed,) in rows]

    def deeds(self, ids: Sequence[int]) -> dict[int, DeedRow]:
        """These deeds without their rows, by id."""
        found: dict[int, DeedRow] = {}
        with self._project.reader() as connection:
            for start in range(0, len(ids), _CHUNK):
                where = Where()
                where.add_any("a.id", ids[start : start + _CHUNK])
                for row in connection.execute(where.statement(_DEEDS), where.values):
                    found[row["id"]] = DeedRow(**dict(row) | {"taken_back": bool(row["taken_back"])})
        return found

    def deed(self, deed: int) -> AuditRow | None:
        """One deed with the rows it touched."""
        return next(iter(self.audit(before=deed + 1, limit=1)), None)

    def operations(self) -> list[str]:
        """The kinds of deeds that there are, by name."""
        with self._project.reader() as connection:
            return [row["operation"] for row in connection.execute("SELECT DISTINCT operation FROM audit ORDER BY 1")]

    def jobs(self) -> list[JobRow]:
        """All jobs, the latest first."""
        with self._project.reader() as connection:
            rows = connection.execute("SELECT * FROM job ORDER BY uuid DESC")
            return [JobRow(**dict(row) | {"details": load(row["details"])}) for row in rows]

    def failures(self, job: Uuid | None = None) -> list[FailureRow]:
        """What went wrong, in order, in one job or in all."""
        with self._project.reader() as connection:
            rows = connection.execute(
                "SELECT * FROM failure WHERE :job IS NULL OR job = :job ORDER BY id", {"job": job}
            )
            return [FailureRow(**dict(row)) for row in rows]
