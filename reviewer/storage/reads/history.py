"""Reads what happened: the audit trail, jobs and their failures."""

from __future__ import annotations

from reviewer.model.ids import Uuid
from reviewer.storage.blobs import load
from reviewer.storage.project import ProjectFile
from reviewer.storage.rows import AuditRow, FailureRow, JobRow


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
