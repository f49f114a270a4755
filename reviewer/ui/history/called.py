"""Says what a person calls the things that the record of edits knows by their ids."""

from __future__ import annotations

from reviewer.model.ids import PageId, Uuid
from reviewer.storage.reads import Reads


class Called:
    """Looks ids up in a project as it is now; what is gone from it has no name any more."""

    def __init__(self, reads: Reads) -> None:
        self._reads = reads
        matter, marks = reads.matter, reads.marks
        self._names: dict[str, str] = {
            **{row.uuid: row.name for row in matter.reviewers()},
            **{row.uuid: row.number or row.agency for row in matter.requests()},
            **{row.uuid: row.name for row in reads.sources.releases()},
            **{row.uuid: row.name for row in marks.tags()},
        }

    def name(self, table: str, key: str) -> str:
        """Name of the row `key` of a table: a person, a tag, `letter.pdf p. 3`; nothing where there is none."""
        if key in self._names:
            return self._names[key]
        if table == "redaction":
            redaction = self._reads.redactions.one(Uuid(key))
            return self._page(redaction.page) if redaction is not None else ""
        if table == "page" and key.isdecimal():
            return self._page(PageId(int(key)))
        if table == "entity":
            entity = self._reads.marks.entity(Uuid(key))
            return entity.name if entity is not None else ""
        return ""

    def _page(self, page_id: PageId) -> str:
        page = self._reads.pages.one(page_id)
        file = self._reads.sources.file(page.file) if page is not None else None
        return f"{file.name} p. {page.number + 1}" if page is not None and file is not None else ""
