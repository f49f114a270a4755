"""What stays in the office: the attachment checklist and the review sheet, both as DOCX."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.oxml import OxmlElement
from docx.shared import Inches, Pt
from docx.table import _Row as Row

from reviewer.appeal.clock import clock_rules
from reviewer.appeal.grounds import Authority
from reviewer.export.cells import visible
from reviewer.export.columns import WORK_PRODUCT
from reviewer.export.packet.numbers import items_words
from reviewer.export.packet.plan import PacketPlan
from reviewer.export.packet.volumes import Sending
from reviewer.export.wording import date_words

_BOX, _DONE = "☐", "☑"


def write_checklist(plan: PacketPlan, sendings: Sequence[Sending], path: Path, made: str) -> None:
    """What goes out, in how many sendings, and what a person must still add or do."""
    sheet = new_sheet("Attachment checklist", plan, made)
    title = plan.letter.values["appeal_title"]
    if not plan.case.request.litigation:
        sheet.add_paragraph(visible(f"{_BOX} “{title}” stands on the letter, on the envelope and in the subject line."))
    channel = plan.options.channel
    how = f" by {channel.title}" if channel else ""
    limit = f", at most {plan.limit / 1e6:.1f} MB of files in each" if plan.limit else ""
    sheet.add_paragraph(f"{len(sendings)} sending{'s' if len(sendings) != 1 else ''}{how}{limit}.")
    for number, sending in enumerate(sendings, start=1):
        if len(sendings) > 1:
            sheet.add_heading(f"Sending {number} of {len(sendings)}: {sending.bytes / 1e6:.2f} MB", 2)
        _table(
            sheet,
            ("", "file", "what", "MB"),
            [(_DONE, file.path.name, file.title, f"{file.path.stat().st_size / 1e6:.2f}") for file in sending.files],
            (0.3, 3.6, 2.3, 0.6),
        )
    sheet.add_heading("To be added by hand", 2)
    for text in _by_hand(plan):
        sheet.add_paragraph(visible(f"{_BOX} {text}"))
    _save(sheet, path)


def write_review_sheet(plan: PacketPlan, path: Path, made: str) -> None:
    """What an attorney reads before approving: state, warnings, open questions, authorities, rebuttals."""
    sheet = new_sheet("Review sheet", plan, made)
    sheet.add_paragraph(f"{WORK_PRODUCT.upper()} - DO NOT SERVE").runs[0].bold = True
    sheet.add_paragraph(visible(_state(plan)))
    _listed(sheet, "To heed", plan.warnings)
    _listed(sheet, "Empty fields", plan.gaps)
    waiting = [f"Item {item.row.numbered}: {item.row.record}; {item.row.placed}" for item in plan.case.open_items]
    _listed(sheet, "Attorney to decide", waiting)
    deadline = plan.deadline
    if deadline is not None:
        readings = [
            f"{reading.title}: {date_words(reading.day.isoformat())} ({reading.working})"
            for reading in deadline.readings
        ]
        _listed(sheet, "Time to appeal", [deadline.advice, *readings])
    _events(sheet, plan)
    sheet.add_heading("Grounds and what is usually said against them", 2)
    used = {ground.id: ground for point in plan.argued for ground in point.grounds}
    points = [(point.title, items_words([item.row.item for item in point.items])) for point in plan.argued]
    _table(sheet, ("challenge", "items"), points, (4.0, 2.8))
    rebuttals = [(ground.title, ground.condition, ground.rebuttal) for ground in used.values()]
    _table(sheet, ("ground", "may be relied on when", "usual rebuttal"), rebuttals, (1.6, 2.6, 2.6))
    sheet.add_heading("Authorities", 2)
    said = "Verify each before the packet is approved. [K]: not read. [S]: read only where others state it."
    sheet.add_paragraph(said).paragraph_format.keep_with_next = True
    every = {authority.cite: authority for ground in used.values() for authority in ground.authorities}
    _table(
        sheet,
        ("authority", "verified on", "what was read"),
        [_authority(found) for found in every.values()],
        (2.6, 1.0, 3.2),
    )
    _rules(sheet, plan)
    _save(sheet, path)


def _events(sheet: DocumentType, plan: PacketPlan) -> None:
    """Every letter and act of the request with its dates, its proof and the note on it."""
    asked = plan.case.request
    rows = [
        (
            ": ".join(filter(None, (event.kind, event.title))),
            date_words(event.printed_on or "") or "not entered",
            date_words(event.received_on or ""),
            "\n".join(filter(None, (event.proof_of_sending, plan.case.notes.get(event.uuid, "")))),
        )
        for event in plan.case.events
    ]
    if asked.requested_on and not any(event.kind == "request" for event in plan.case.events):
        rows.insert(0, ("request", date_words(asked.requested_on), "", plan.case.notes.get(asked.uuid, "")))
    if rows:
        sheet.add_heading("Letters and acts", 2)
        _table(sheet, ("what", "dated", "received", "proof, note"), rows, (2.2, 1.2, 1.2, 2.2))


def _rules(sheet: DocumentType, plan: PacketPlan) -> None:
    """The rules that the dates rest on, each with its sentence and where it was read."""
    period = plan.deadline.period if plan.deadline is not None else None
    rows = [(period.source, period.read, f"“{period.quote}”")] if period is not None else []
    if plan.letter.values["decision"]:
        rule = clock_rules()["appeal"]
        rows.append((rule.source, rule.read, f"“{rule.quote}”"))
    if rows:
        sheet.add_heading("Rules that the dates rest on", 2)
        _table(sheet, ("rule", "what was read", "its sentence"), rows, (1.3, 2.2, 3.3))


def _state(plan: PacketPlan) -> str:
    appeal = plan.case.appeal
    if plan.approved:
        day = date_words((appeal.approved_at or "")[:10])
        return f"Approved by {appeal.approver} on {day}. Content {plan.digest[:16]}."
    return f"Draft: nobody has approved this content ({plan.digest[:16]})."


def _authority(found: Authority) -> tuple[str, str, str]:
    day = date_words(found.verified_on.isoformat()) if found.verified_on else found.mark
    read = f"{found.source} (read on {date_words(found.read_on.isoformat())})" if found.read_on else found.source
    return found.cite, day, found.source if found.verified_on else read


def _by_hand(plan: PacketPlan) -> list[str]:
    case = plan.case
    asked = ["Exhibit A: the request, as it was sent."]
    if case.letter is None:
        asked.append("Exhibit B: the agency's determination (no letter is accepted in the project).")
    asked += ["Other correspondence that the letter relies on.", "Proof of sending; enter it with the appeal's event."]
    if case.request.litigation:
        return asked[1:-1] or ["Nothing."]
    return [*asked, "Signature on the letter."]


def new_sheet(title: str, plan: PacketPlan, made: str) -> DocumentType:
    """A document of the packet with its title, and the draft line at its head as long as it is one."""
    sheet = Document()
    section = sheet.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(0.85)
    sheet.styles["Normal"].font.size = Pt(10)
    facts = sheet.core_properties
    facts.title, facts.author, facts.comments = visible(f"{title}: {plan.title}")[:255], "", ""
    facts.created = facts.modified = datetime.fromisoformat(made).replace(microsecond=0)
    if plan.draft:
        section.header.paragraphs[0].add_run(plan.draft).bold = True
    sheet.add_heading(visible(f"{title}: {plan.title}"), 1)
    return sheet


def _listed(sheet: DocumentType, title: str, texts: Iterable[str]) -> None:
    lines = list(texts)
    if lines:
        sheet.add_heading(title, 2)
        for text in lines:
            sheet.add_paragraph(visible(text), style="List Bullet")


def _table(sheet: DocumentType, head: Sequence[str], rows: Sequence[Sequence[str]], inches: Sequence[float]) -> None:
    if not rows:
        return
    table = sheet.add_table(rows=1, cols=len(head))
    table.style = "Table Grid"
    table.autofit = False
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    _mark_row(table.rows[0], "w:tblHeader")
    for row in rows:
        made = table.add_row()
        _mark_row(made, "w:cantSplit")
        for cell, text in zip(made.cells, row, strict=True):
            cell.text = visible(text)
    for column, width in zip(table.columns, inches, strict=True):
        column.width = Inches(width)
        for cell in column.cells:
            cell.width = Inches(width)
    sheet.add_paragraph()


def _mark_row(row: Row, name: str) -> None:
    """Have a row repeated on each page (`w:tblHeader`), or kept on one (`w:cantSplit`)."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _save(sheet: DocumentType, path: Path) -> None:
    stream = io.BytesIO()
    sheet.save(stream)
    path.write_bytes(stream.getvalue())
