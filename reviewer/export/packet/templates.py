"""Letter templates: DOCX files with `{{ fields }}`, ours or an office's, filled without running anything in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as DocxParagraph
from docx.text.run import Run

from reviewer.appeal.fields import FIELD, check_fields, fields_in
from reviewer.export.cells import visible
from reviewer.export.packet.letter import BLOCK_FIELDS, Letter, Paragraph, field_names
from reviewer.model.errors import ExportError
from reviewer.model.resources import resource

_SUFFIX = ".docx"
APPEAL, CHALLENGES = "appeal", "challenge-list"
_STYLES = {"heading": "Heading 3", "item": "List Bullet", "quote": "Quote"}


def template_names(folder: Path | None = None) -> tuple[str, ...]:
    """Names of the templates there are: those of the office's folder take the place of ours of the same name."""
    own = sorted(path.stem for path in folder.glob(f"*{_SUFFIX}") if not path.name.startswith("~")) if folder else []
    shipped = sorted(path.stem for path in resource("appeal", "letters").glob(f"*{_SUFFIX}"))
    return tuple(dict.fromkeys((*own, *shipped)))


def open_template(name: str, folder: Path | None = None) -> DocumentType:
    """One template. ExportError for a name that is not known, a file that is no DOCX, or a field that is not known."""
    names = template_names(folder)
    if name not in names:
        raise ExportError(
            f"There is no letter template “{name}”.", f"Templates: {', '.join(names)}.", code="unknown-template"
        )
    own = folder / f"{name}{_SUFFIX}" if folder else None
    path = own if own is not None and own.exists() else resource("appeal", "letters", f"{name}{_SUFFIX}")
    try:
        made = Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError, OSError) as error:
        raise ExportError(
            f"The letter template {path} cannot be read.", "Save it as DOCX again.", code="bad-template", file=path
        ) from error
    for paragraph in _paragraphs(made):
        check_fields(paragraph.text, field_names(), f"The letter template {path.name}")
        _check_blocks(paragraph.text, path)
    return made


def fill_template(made: DocumentType, letter: Letter, title: str, made_at: str, draft: str = "") -> None:
    """Put the letter into its template; `draft` stands bold at the head of every page."""
    for paragraph in list(_paragraphs(made)):
        names = fields_in(paragraph.text)
        if len(names) == 1 and names[0] in BLOCK_FIELDS:
            _put_block(made, paragraph, letter.blocks[names[0]])
        elif names:
            _put_values(paragraph, letter.values)
    _drop_empty_sections(made)
    facts = made.core_properties
    facts.title, facts.author, facts.last_modified_by, facts.comments = visible(title)[:255], "", "", ""
    facts.created = facts.modified = datetime.fromisoformat(made_at).replace(microsecond=0)
    facts.revision = 1
    if draft:
        for section in made.sections:
            section.header.is_linked_to_previous = False
            head = section.header.paragraphs[0]
            first = head.insert_paragraph_before() if head.text.strip() else head
            first.add_run(visible(draft)).bold = True


def _check_blocks(text: str, path: Path) -> None:
    for name in fields_in(text):
        if name in BLOCK_FIELDS and FIELD.sub("", text).strip():
            raise ExportError(
                f"In the letter template {path.name} the field {{{{ {name} }}}} does not stand alone.",
                "It becomes several paragraphs: give it a paragraph of its own.",
                code="bad-template",
                file=path,
            )


def _paragraphs(made: DocumentType) -> Iterator[DocxParagraph]:
    """Every paragraph of a document: body, tables, heads and feet."""
    yield from made.paragraphs
    for table in made.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs
    for section in made.sections:
        yield from section.header.paragraphs
        yield from section.footer.paragraphs


def _put_values(paragraph: DocxParagraph, values: Mapping[str, str]) -> None:
    """Fill the fields of one paragraph, keeping the look of the run in which each begins.

    Word breaks `{{ field }}` into several runs wherever someone stopped typing.
    """
    runs = paragraph.runs
    _join_broken_fields(runs)
    for run in runs:
        if FIELD.search(run.text):
            run.text = visible(FIELD.sub(lambda match: values[match[1]], run.text))


def _join_broken_fields(runs: Sequence[Run]) -> None:
    for start, run in enumerate(runs):
        text = run.text
        for follower in runs[start + 1 :]:
            if text.count("{{") <= text.count("}}") and not text.endswith("{"):
                break
            text += follower.text
            follower.text = ""
        if text != run.text:
            run.text = text


def _put_block(made: DocumentType, place: DocxParagraph, block: Sequence[Paragraph]) -> None:
    """Paragraphs in place of one that holds a block field; lists and headings in the template's styles."""
    names = {style.name for style in made.styles}
    for part in block:
        paragraph = deepcopy(place._p)
        place._p.addprevious(paragraph)
        written = DocxParagraph(paragraph, place._parent)
        for run in written.runs[1:]:
            paragraph.remove(run._r)
        if not written.runs:
            written.add_run()
        written.runs[0].text = visible(part.text)
        style = _STYLES.get(part.kind, "")
        if style in names:
            written.style = made.styles[style]
    _remove(place)


def _drop_empty_sections(made: DocumentType) -> None:
    """A heading under which nothing is left goes, and so do paragraphs whose field was empty at the end of one."""
    body = list(made.paragraphs)
    for paragraph, follower in zip(body, [*body[1:], None], strict=True):
        heading = _level(paragraph)
        if heading == 2 and (follower is None or _level(follower) == 2):
            _remove(paragraph)


def _level(paragraph: DocxParagraph) -> int:
    name = paragraph.style.name if paragraph.style is not None else ""
    return int(name[8:]) if name and name.startswith("Heading ") and name[8:].isdigit() else 0


def _remove(paragraph: DocxParagraph) -> None:
    element: Any = paragraph._p
    element.getparent().remove(element)


def body_parts(made: DocumentType) -> Iterator[DocxParagraph | list[list[str]]]:
    """Paragraphs and tables (as rows of texts) of a document in their order: what a PDF of it is set from."""
    tables = {table._tbl: table for table in made.tables}
    for element in made.element.body.iterchildren():
        if element.tag == qn("w:p"):
            yield DocxParagraph(element, made._body)
        elif element in tables:
            yield [[cell.text for cell in row.cells] for row in tables[element].rows]
