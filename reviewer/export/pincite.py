"""Pin cites: identifier, file and page, page of the document, so that anyone finds the words again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.export.cells import one_line


@dataclass(frozen=True, slots=True)
class PinCite:
    """One place in a release; pages count from 1, as people cite them; an empty or missing part is not known."""

    file: str
    page: int
    identifier: str = ""
    document_page: int | None = None
    document_pages: int | None = None

    def __str__(self) -> str:
        """`BRR-2018-000114; Release_1of2.pdf p. 114; doc. p. 1 of 2`."""
        parts = [one_line(self.identifier), f"{one_line(self.file)} p. {self.page}"]
        if self.document_page is not None:
            of = f" of {self.document_pages}" if self.document_pages else ""
            parts.append(f"doc. p. {self.document_page}{of}")
        return "; ".join(part for part in parts if part)


def cite_range(cites: Sequence[PinCite]) -> str:
    """One cite for consecutive places: the first one whole, then where it ends if that is another page."""
    first, last = cites[0], cites[-1]
    if (first.file, first.page) == (last.file, last.page):
        return str(first)
    return f"{first} – {last}"
