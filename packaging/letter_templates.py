"""Makes the letter templates of resources/appeal/letters: run it by hand after an edit here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.shared import Inches, Pt, RGBColor

FOLDER = Path(__file__).parent.parent / "resources" / "appeal" / "letters"
Line = tuple[str, str]

APPEAL: Sequence[Line] = (
    ("tight", "{{ contact }}"),
    ("", ""),
    ("", "{{ date }}"),
    ("tight", "{{ addressee }}"),
    ("", ""),
    ("bold", "Re: {{ appeal_title }}, request {{ request_number }}"),
    ("", "Dear Appeals Officer:"),
    (
        "",
        (
            "This is an appeal under {{ statute }}, from the {{ determination }} dated {{ determination_date }} "
            "({{ agency }}). It concerns request {{ request_number }}, made on {{ request_date }}."
        ),
    ),
    ("", "{{ appealed }}"),
    ("Heading 2", "History"),
    ("", "{{ history }}"),
    ("Heading 2", "Reasons the agency gave"),
    ("", "{{ reasons }}"),
    ("Heading 2", "Contested portions and grounds"),
    ("", "{{ contested }}"),
    ("Heading 2", "Not contested"),
    ("", "{{ not_contested }}"),
    ("Heading 2", "Relief"),
    ("", "{{ relief }}"),
    ("Heading 2", "Decision"),
    ("", "{{ decision }}"),
    ("", "Respectfully,"),
    ("", ""),
    ("tight", "{{ signatory }}"),
    ("Heading 2", "Attachments"),
    ("", "{{ attachments }}"),
)
CHALLENGES: Sequence[Line] = (
    ("", "{{ date }}"),
    ("bold", "Withholdings contested: request {{ request_number }}, {{ agency }}"),
    (
        "",
        (
            "For meet-and-confer. The requester contests the following withholdings in the {{ determination }} dated "
            "{{ determination_date }}."
        ),
    ),
    ("", "{{ appealed }}"),
    ("Heading 2", "Reasons the agency gave"),
    ("", "{{ reasons }}"),
    ("Heading 2", "Contested portions and grounds"),
    ("", "{{ contested }}"),
    ("Heading 2", "Not contested"),
    ("", "{{ not_contested }}"),
    ("Heading 2", "What is asked for"),
    ("", "{{ relief }}"),
    ("tight", "{{ signatory }}"),
    ("Heading 2", "Attachments"),
    ("", "{{ attachments }}"),
)


def make(lines: Sequence[Line], path: Path) -> None:
    """Write one template."""
    made: DocumentType = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(1)
    for name, size in (("Normal", 11), ("Heading 2", 12), ("Heading 3", 11)):
        style = made.styles[name]
        style.font.name, style.font.size = "Times New Roman", Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
    made.styles["Normal"].paragraph_format.space_after = Pt(6)
    for kind, text in lines:
        paragraph = made.add_paragraph(style=kind if kind.startswith("Heading") else None)
        run = paragraph.add_run(text)
        run.bold = True if kind == "bold" else None
        if kind == "tight":
            paragraph.paragraph_format.space_after = Pt(0)
    facts = made.core_properties
    facts.author, facts.comments, facts.title = "", "", ""
    facts.created = facts.modified = datetime(2026, 1, 1)  # noqa: DTZ001 - a fixed day, so that the file stays equal
    made.save(str(path))


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    make(APPEAL, FOLDER / "appeal.docx")
    make(CHALLENGES, FOLDER / "challenge-list.docx")
