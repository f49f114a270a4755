"""The facts about a page, its document and its file, as pairs of name and value."""

from __future__ import annotations

from reviewer.storage.rows import PageRow
from reviewer.ui.project.pages import Pages, document_title

Facts = list[tuple[str, list[tuple[str, str]]]]
_SOURCES = {"ocr": "read by OCR", "layer": "the file's own layer", "mixed": "layer and OCR", "none": "none"}


def _text(page: PageRow) -> str:
    """Where its words come from, and why."""
    source = _SOURCES.get(page.text_source, page.text_source)
    return f"{source}. {page.text_reason}" if page.text_reason else source


def facts_of(pages: Pages, page_id: int) -> Facts:
    """Groups of facts, those that are not known left out."""
    page = pages.stored(page_id)
    if page is None:
        return []
    about_page = [
        ("Pin cite", str(pages.cite(page))),
        *[(f"Series {series}", value) for series, value in page.identifiers.items()],
        ("Size", f"{page.width:.0f} × {page.height:.0f} pt"),
        ("Text", _text(page)),
        ("Marked", ", ".join(page.markers)),
        ("Read in", f"{page.seconds['total']:.1f} s" if "total" in page.seconds else ""),
        ("Notes", " ".join(page.notes)),
        ("Failed", page.error.message if page.error is not None else ""),
    ]
    groups: Facts = [("Page", about_page)]
    document = pages.document_of(page)
    if document is not None:
        bates = " – ".join(part for part in (document.bates_first, document.bates_last) if part)
        groups.append(
            (
                "Document",
                [
                    ("Title", document_title(document)),
                    ("Kind", document.type),
                    ("Date", (document.date or "").replace("T", " ")),
                    ("From", document.sender or ""),
                    ("To", "; ".join(document.to)),
                    ("Cc", "; ".join(document.cc)),
                    ("Attachments", "; ".join(document.attachments)),
                    ("Bates", bates),
                    ("Pages", str(document.last_page - document.first_page + 1)),
                ],
            )
        )
    file = pages.file(page.file)
    if file is not None:
        about_file = [
            ("Name", file.name),
            ("Lies in", str(file.path.parent)),
            ("Received", file.received_on or ""),
            ("Pages", f"{file.page_count:,}"),
            ("SHA-256", file.sha256),
        ]
        groups.append(("File", about_file))
    return [(title, [(name, value) for name, value in pairs if value]) for title, pairs in groups]
