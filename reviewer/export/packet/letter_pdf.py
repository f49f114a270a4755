"""The letter as PDF, set from the paragraphs of its DOCX so that both say the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.text.paragraph import Paragraph as DocxParagraph

from reviewer.export.packet.templates import body_parts
from reviewer.export.paper.flow import Align, Block, Grid, Paper, Run, Text, write_flow

_ALIGN: dict[object, Align] = {WD_ALIGN_PARAGRAPH.RIGHT: "right", WD_ALIGN_PARAGRAPH.CENTER: "centre"}


def write_letter_pdf(made: DocumentType, path: Path, paper: Paper) -> None:
    """Write `made` as PDF; letterhead pictures of an office's template are in the DOCX only."""
    write_flow(path, _blocks(made), paper)


def _blocks(made: DocumentType) -> Iterator[Block]:
    for part in body_parts(made):
        if isinstance(part, list):
            yield Grid(tuple(part[0]), part[1:], (1.0,) * len(part[0]), size=9)
        else:
            yield _text(part)


def _text(paragraph: DocxParagraph) -> Text:
    style = paragraph.style.name if paragraph.style is not None else ""
    name = style or ""
    runs = tuple(Run(run.text, bool(run.bold), bool(run.italic) or name == "Quote") for run in paragraph.runs)
    align = _ALIGN.get(paragraph.alignment, "left")
    tight = paragraph.paragraph_format.space_after
    after = 6.0 if tight is None else float(tight.pt)
    if name == "Title":
        return Text(runs, level=1, align=align, after=8)
    if name.startswith("Heading"):
        return Text(runs, level=2 if name.endswith(("1", "2")) else 3, align=align, after=4)
    if name.startswith("List"):
        return Text(runs, mark="•", indent=8, after=3)
    return Text(runs, align=align, indent=24 if name == "Quote" else 0, after=after)
