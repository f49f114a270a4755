"""Which row of the project is which row of the other copy: by UUID, by file and page, by what makes both one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reviewer.model.geometry import Rect
from reviewer.services.merging.tables import ALIKE, NOTED, SUBJECTS
from reviewer.storage.blobs import load, unpack_rects
from reviewer.storage.edit import KEYS, Key, Row, Value
from reviewer.storage.rerun import Earlier, match
from reviewer.storage.sides import Side, SideFile

_ITEMS = ("redaction", "virtual_page", "issue")


class Identity:
    """Finds rows of the other copy in the project, and says in the project's ids what refers to them.

    `made` are rows that the merge adds, `reviewers` people whom it adds. `lacking` counts by file what was said of
    files that the project lacks, `unread` what was said of pages that it has not read.
    """

    def __init__(self, ours: Side, theirs: Side) -> None:
        self._ours, self._theirs = ours, theirs
        self.made: set[tuple[str, Key]] = set()
        self.reviewers: dict[str, Row] = {}
        self.lacking: Counter[str] = Counter()
        self.unread: Counter[str] = Counter()
        self._names = {file.id: file.name for file in theirs.files()}
        self._files = dict(_same_files(ours.files(), theirs.files()))
        self._releases = _same_releases(ours.files(), theirs.files(), self._files)
        self._known: dict[tuple[str, Key], Key] = {}
        self._claimed: set[tuple[str, Key]] = set()
        self._paired: dict[int, dict[str, str]] = {}

    @property
    def files_in_common(self) -> int:
        """How many files both copies have."""
        return len(self._files)

    def locate(self, table: str, key: Key) -> Key | None:
        """The key in the project of a row of the other copy; None: the project has no such row."""
        known = self._known.get((table, key))
        if known is None:
            known = key if (table, key) in self.made else self._find(table, key)
            if known is not None:
                self._known[(table, key)] = known
                self._claimed.add((table, known))
        return known

    def locate_removed(self, table: str, key: Key, row: Row) -> Key | None:
        """The key in the project of a row that the other copy removed; `row` is how it last was there."""
        if KEYS[table] != ("uuid",):
            mapped, lost = self.translate(table, row)
            found = None if lost else tuple(mapped[name] for name in KEYS[table])
        else:
            found = key if self._ours.get(table, *key) is not None else self._alike(table, row)
        return None if found is None or (table, found) in self._claimed else found

    def translate(self, table: str, row: Row) -> tuple[Row, list[tuple[str, str, Key]]]:
        """A row with the project's ids, and what it refers to that is not in the project: column, table, key there."""
        mapped = dict(row)
        lost: list[tuple[str, str, Key]] = []
        for column, target, value in self._refers(table, row):
            found = self._reviewer(str(value)) if target == "reviewer" else self._target(target, (value,))
            if found is None:
                lost.append((column, target, (value,)))
            else:
                mapped[column] = str(found) if isinstance(row[column], str) else found
        return mapped, lost

    def _refers(self, table: str, row: Row) -> Iterator[tuple[str, str, Value]]:
        for column, target in self._theirs.references(table).items():
            if row[column] is not None:
                yield column, target, row[column]
        if table == "page":
            yield "id", "page", row["id"]
        if table in SUBJECTS and SUBJECTS[table] not in self._theirs.references(table):
            subject = row[SUBJECTS[table]]
            yield SUBJECTS[table], self.item_table(subject), subject
        if table == "note" and row["kind"] != "project":
            kind, subject = str(row["kind"]), str(row["subject"])
            yield "subject", NOTED.get(kind, kind), int(subject) if kind in ("page", "file") else subject

    def item_table(self, subject: Value) -> str:
        """The table of an item that can be contested."""
        sides = (self._theirs, self._ours)
        return next((name for name in _ITEMS for side in sides if side.get(name, subject) is not None), _ITEMS[0])

    def _target(self, target: str, key: Key) -> Value:
        if target == "page":
            return self._page(key[0])
        if target == "source_file":
            file = self._files.get(int(key[0] or 0))
            if file is None:
                self.lacking[self._names.get(int(key[0] or 0), "")] += 1
            return file
        found = self.locate(target, key)
        return found[0] if found is not None else None

    def file_here(self, file: int) -> int | None:
        """The id in the project of a file of the other copy; None where it has no such file."""
        return self._files.get(file)

    def page_here(self, page: Value) -> int | None:
        """The id in the project of a page of the other copy; None where it has no such page."""
        there = self._theirs.page(page)
        file = self._files.get(there.file) if there is not None else None
        here = self._ours.page_at(file, there.number) if there is not None and file is not None else None
        return here.id if here is not None else None

    def _page(self, page: Value) -> int | None:
        """The page of the project; where it has none, the file is noted as lacking."""
        there = self._theirs.page(page)
        if there is None:
            return None
        file = self._files.get(there.file)
        here = self._ours.page_at(file, there.number) if file is not None else None
        if here is None:
            self.lacking[self._names.get(there.file, "")] += 1
            return None
        if there.read and not here.read:
            self.unread[self._names.get(there.file, "")] += 1
        return here.id

    def _reviewer(self, uuid: str) -> str:
        """People are one by UUID, else by the name they chose; whoever is new is added."""
        row = self._theirs.get("reviewer", uuid)
        if row is None or uuid in self.reviewers or self._ours.get("reviewer", uuid) is not None:
            return uuid
        same = self._ours.find("reviewer", name=row["name"])
        if same:
            return str(same[0]["uuid"])
        self.reviewers[uuid] = row
        return uuid

    def _find(self, table: str, key: Key) -> Key | None:
        if table == "project":
            return key
        if table == "release" and self._ours.get(table, *key) is None:
            release = self._releases.get(str(key[0]))
            return None if release is None else (release,)
        row = self._theirs.get(table, *key)
        if KEYS[table] != ("uuid",):
            if row is None:
                return None
            mapped, lost = self.translate(table, row)
            found = tuple(mapped[name] for name in KEYS[table])
            return None if lost or self._ours.get(table, *found) is None else found
        if self._ours.get(table, *key) is not None:
            return key
        return None if row is None else self._alike(table, row)

    def _alike(self, table: str, row: Row) -> Key | None:
        """A row that the project made for itself and that is the same thing."""
        if table == "redaction":
            return self._same_place(row)
        columns = ALIKE.get(table, ())
        mapped, lost = self.translate(table, row)
        if not columns or any(column in columns for column, _, _ in lost) or mapped[columns[-1]] == "":
            return None
        for found in self._ours.find(table, **{column: mapped[column] for column in columns}):
            if (table, (found["uuid"],)) not in self._claimed and self._theirs.get(table, found["uuid"]) is None:
                return (found["uuid"],)
        return None

    def _same_place(self, row: Row) -> Key | None:
        """The redaction that the project has in the same place of the page, by its own reading or hand."""
        page = int(row["page"] or 0)
        if page not in self._paired:
            here = self._page(page)
            theirs = [r for r in self._theirs.find("redaction", page=page) if not _has(self._ours, r)]
            ours = [r for r in self._ours.find("redaction", page=here) if not _has(self._theirs, r)] if here else []
            pairs = match([Earlier(_place(r)) for r in theirs], [_place(r) for r in ours]).same
            self._paired[page] = {str(theirs[i]["uuid"]): str(ours[k]["uuid"]) for i, k in pairs}
        found = self._paired[page].get(str(row["uuid"]))
        return None if found is None else (found,)


def _has(side: Side, row: Row) -> bool:
    return side.get("redaction", row["uuid"]) is not None


def _place(row: Row) -> tuple[Rect, ...]:
    """Where a redaction was found, whatever people made of its shape since."""
    if row["finding"] is not None:
        return tuple(Rect(*rect) for rect in load(str(row["finding"]))["rects"])
    return tuple(unpack_rects(str(row["rects"])))


def _same_files(ours: list[SideFile], theirs: list[SideFile]) -> Iterator[tuple[int, int]]:
    """Pairs of the other's id and the project's: by UUID, else by content, where an agency sent it twice in order."""
    free = [file for file in ours if file.ready]
    for file in sorted(theirs, key=lambda file: file.uuid not in {other.uuid for other in ours}):
        same = [other for other in free if other.uuid == file.uuid] or [
            other for other in free if other.sha256 == file.sha256
        ]
        if same and file.ready:
            free.remove(same[0])
            yield file.id, same[0].id


def _same_releases(ours: list[SideFile], theirs: list[SideFile], files: dict[int, int]) -> dict[str, str]:
    """The project's release for each of the other's, by the files they have in common."""
    release = {file.id: file.release for file in ours}
    return {file.release: release[files[file.id]] for file in theirs if file.id in files}
