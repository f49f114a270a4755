"""Reads the project itself: its title, reviewers, requests with their events, settings, and its inner soundness."""

from __future__ import annotations

from reviewer.model.determinations import Determination, Statement
from reviewer.model.ids import FileId, Uuid
from reviewer.model.review import LetterState
from reviewer.storage.blobs import load
from reviewer.storage.project import ProjectFile
from reviewer.storage.rows import EventRow, LetterRow, ProjectRow, RequestRow, ReviewerRow
from reviewer.storage.soundness import find_problems


class MatterReads:
    """The matter that a project file holds."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project

    def project(self) -> ProjectRow:
        """Title, UUID, the program that made it."""
        with self._project.reader() as connection:
            row = connection.execute("SELECT uuid, title, created_at, program FROM project").fetchone()
            return ProjectRow(**dict(row))

    def reviewers(self) -> list[ReviewerRow]:
        """Everyone who worked on the project."""
        with self._project.reader() as connection:
            rows = connection.execute("SELECT uuid, name FROM reviewer ORDER BY created_at, uuid")
            return [ReviewerRow(**dict(row)) for row in rows]

    def last_reviewer(self) -> str | None:
        """The name of whoever did the last deed, else of whoever joined last."""
        with self._project.reader() as connection:
            row = connection.execute(
                "SELECT v.name FROM reviewer v ORDER BY "
                "(SELECT max(id) FROM audit a WHERE a.reviewer = v.uuid) DESC NULLS LAST, v.uuid DESC LIMIT 1"
            ).fetchone()
            return str(row["name"]) if row else None

    def requests(self) -> list[RequestRow]:
        """All requests in the order they were added."""
        with self._project.reader() as connection:
            rows = connection.execute("SELECT * FROM request ORDER BY uuid")
            return [RequestRow(**dict(row) | {"litigation": bool(row["litigation"])}) for row in rows]

    def events(self, request: Uuid | None = None) -> list[EventRow]:
        """Letters and acts by date, of one request or of all."""
        with self._project.reader() as connection:
            rows = connection.execute(
                "SELECT * FROM event WHERE :request IS NULL OR request = :request "
                "ORDER BY coalesce(printed_on, received_on, '9999'), uuid",
                {"request": request},
            )
            return [EventRow(**dict(row)) for row in rows]

    def letters(self, state: LetterState | None = None) -> list[LetterRow]:
        """Letters about requests that were found among the files, in the order of the project."""
        with self._project.reader() as connection:
            rows = connection.execute(
                "SELECT * FROM letter WHERE :state IS NULL OR state = :state ORDER BY file, first_page",
                {"state": state},
            )
            return [
                LetterRow(
                    uuid=row["uuid"],
                    file=FileId(row["file"]),
                    first_page=row["first_page"],
                    last_page=row["last_page"],
                    determination=Determination(
                        row["kind"], tuple(Statement(*statement) for statement in load(row["statements"]))
                    ),
                    state=row["state"],
                    event=row["event"],
                )
                for row in rows
            ]

    def setting(self, name: str) -> object:
        """A remembered value, None if there is none."""
        with self._project.reader() as connection:
            row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
            return load(row["value"]) if row else None

    def settings(self) -> dict[str, object]:
        """All remembered values."""
        with self._project.reader() as connection:
            return {
                row["name"]: load(row["value"]) for row in connection.execute("SELECT * FROM setting ORDER BY name")
            }

    def problems(self) -> list[str]:
        """What is wrong inside the file, in sentences; empty for a sound project. Takes time on large ones.

        Checked: SQLite's own structure, references, and that the full-text index says what the pages say.
        """
        with self._project.reader() as connection:
            return find_problems(connection)
