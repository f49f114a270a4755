"""What a packet will be, before anything is written: its files with estimated sizes, its warnings, and its state."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from reviewer.appeal.channels import Channel
from reviewer.appeal.deadlines import Deadline
from reviewer.export.building import deadline_row
from reviewer.export.cells import file_name
from reviewer.export.columns import SERVED
from reviewer.export.packet.argue import Argued, argue
from reviewer.export.packet.case import Case, read_case
from reviewer.export.packet.exhibits import (
    COMPARED,
    CONTESTED,
    Exhibit,
    Source,
    path_if_unchanged,
    plan_exhibits,
    sources_of,
)
from reviewer.export.packet.folder import OFFICE, SEND
from reviewer.export.packet.letter import Letter, write_letter
from reviewer.export.packet.served import served_rows
from reviewer.export.packet.templates import APPEAL, CHALLENGES, open_template
from reviewer.export.packet.warn import told
from reviewer.export.rows import LogRow
from reviewer.model.ids import Uuid
from reviewer.storage import rows as stored
from reviewer.storage.reads import Reads

DRAFT = "DRAFT – not approved, not to be sent"
_A_PAGE = 330_000  # bytes of one exhibit page in colour at 200 dpi, as measured on the sample release
_A_ROW, _A_DOCUMENT = 400, 45_000


@dataclass(frozen=True, slots=True)
class PacketOptions:
    """What may be chosen. `limit` is bytes of one sending (None: the channel's), `templates` an office's own folder."""

    channel: Channel | None = None
    limit: int | None = None
    templates: Path | None = None
    brackets: bool = False


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file to be written; `bytes` is an estimate, `pages` 0 for what has none yet."""

    folder: str
    name: str
    title: str
    bytes: int
    pages: int = 0


@dataclass(frozen=True, slots=True)
class PacketPlan:
    """The packet as it would be written now. `digest` is the SHA-256 of all it says but its date.

    `warnings` are sentences; `gaps` facts that the letter needs and nobody entered. It is a draft unless `approved`.
    """

    case: Case
    argued: tuple[Argued, ...]
    letter: Letter
    rows: tuple[LogRow, ...]
    exhibits: tuple[Exhibit, ...]
    sources: tuple[Source, ...]
    files: tuple[PlannedFile, ...]
    warnings: tuple[str, ...]
    deadline: Deadline | None
    options: PacketOptions
    digest: str
    today: date

    @property
    def approved(self) -> bool:
        """Whether a named person approved exactly this content."""
        return bool(self.case.appeal.approver) and self.case.appeal.approved_content == self.digest

    @property
    def draft(self) -> str:
        """The line that stands on everything until then."""
        return "" if self.approved else DRAFT

    @property
    def gaps(self) -> tuple[str, ...]:
        """Facts that the letter needs and nobody entered."""
        return self.letter.gaps

    @property
    def title(self) -> str:
        """`Appeal of 2018-ICFO-59138`, for heads and file names; in litigation `Challenges to …`."""
        number = self.case.request.number or self.case.request.agency or "a request"
        return f"{'Challenges to' if self.case.request.litigation else 'Appeal of'} {number}"

    @property
    def limit(self) -> int | None:
        """Bytes that one sending may have on disk, so that it arrives within the channel's limit; None: any."""
        channel = self.options.channel
        if self.options.limit is not None:
            return round(self.options.limit / (channel.growth if channel else 1.0))
        return channel.bytes if channel else None

    @property
    def template(self) -> str:
        """The name of the letter's template."""
        return self.case.appeal.template or (CHALLENGES if self.case.request.litigation else APPEAL)

    def name(self, what: str, suffix: str) -> str:
        """A file name for one part of the packet, safe on every system."""
        return file_name(f"{'' if self.approved else 'DRAFT '}{self.title} - {what}{suffix}")


def plan_packet(
    read: Reads,
    request: Uuid | None,
    today: date,
    options: PacketOptions | None = None,
    path_of: Callable[[stored.FileRow], Path | None] = path_if_unchanged,
) -> PacketPlan:
    """The packet of a request as of `today`; nothing is written.

    `path_of` says where an unchanged source lies (None: no picture). ExportError for an argument or a template with a
    field that is not known, and for a template that is not there.
    """
    options = options or PacketOptions()
    case = read_case(read, request)
    argued = argue(case)
    exhibits = plan_exhibits(read, case, options.brackets)
    sources = sources_of(read, exhibits, path_of)
    letter = write_letter(case, argued, _attachments(case, exhibits), today)
    rows = tuple(served_rows(case, argued, exhibits))
    deadline = _deadline(case, today)
    plan = PacketPlan(
        case, argued, letter, rows, exhibits, sources, (), (), deadline, options, _digest(letter, rows, exhibits), today
    )
    open_template(plan.template, options.templates)
    return replace(
        plan,
        files=tuple(_files(plan)),
        warnings=tuple(
            told(plan.case, plan.argued, plan.letter, plan.exhibits, plan.sources, plan.deadline, plan.approved)
        ),
    )


def _attachments(case: Case, exhibits: Sequence[Exhibit]) -> list[str]:
    """What goes with the letter, in the letter's own list; what is not in the project is added by hand."""
    by_letter = {exhibit.letter: exhibit for exhibit in exhibits}
    listed = ["Log of contested deletions", "Exhibit A: request"]
    for letter, title in (("B", "determination"), (CONTESTED, "contested pages"), (COMPARED, "comparisons of copies")):
        exhibit = by_letter.get(letter)
        pages = f" ({exhibit.count} page{'s' if exhibit.count != 1 else ''})" if exhibit else ""
        if exhibit or letter == "B":
            listed.append(f"Exhibit {letter}: {title}{pages}")
    return [*listed, "Manifest of files with SHA-256"] if case.items else listed


def _digest(letter: Letter, rows: Sequence[LogRow], exhibits: Sequence[Exhibit]) -> str:
    """The SHA-256 of everything a packet says, except the day on which it is written."""
    said = {
        "values": {name: text for name, text in letter.values.items() if name != "date"},
        "blocks": {name: [(part.kind, part.text) for part in block] for name, block in letter.blocks.items()},
        "log": [[column.cell(row) for column in SERVED] for row in rows],
        "exhibits": [
            [exhibit.letter, page.number, page.page, str(page.cite), [(mark.label, mark.rects) for mark in page.marks]]
            for exhibit in exhibits
            for page in exhibit.pages
        ],
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=True).encode("ascii")).hexdigest()


def _deadline(case: Case, today: date) -> Deadline | None:
    if case.determination is None:
        return None
    return deadline_row(case.request, case.determination, today, case.letter).deadline


def _files(plan: PacketPlan) -> Iterator[PlannedFile]:
    what = "Challenge list" if plan.case.request.litigation else "Letter"
    rows = len(plan.rows)
    yield PlannedFile(SEND, plan.name(what, ".pdf"), "Letter", _A_DOCUMENT)
    yield PlannedFile(SEND, plan.name("Log", ".docx"), "Log of contested deletions", _A_DOCUMENT + rows * _A_ROW)
    yield PlannedFile(SEND, plan.name("Log", ".xlsx"), "Log of contested deletions", 12_000 + rows * _A_ROW)
    for exhibit in plan.exhibits:
        pages = exhibit.count
        name = plan.name(f"Exhibit {exhibit.letter}", ".pdf")
        yield PlannedFile(SEND, name, f"Exhibit {exhibit.letter}: {exhibit.title}", pages * _A_PAGE, pages)
    yield PlannedFile(SEND, plan.name("Manifest", ".csv"), "Manifest of what is sent", 4_000)
    yield PlannedFile(OFFICE, plan.name(what, ".docx"), "Letter, to be edited", _A_DOCUMENT)
    if any(exhibit.sheets for exhibit in plan.exhibits):
        yield PlannedFile(OFFICE, plan.name("Comparisons", ".docx"), "Comparisons of copies, to be edited", 400_000)
    yield PlannedFile(OFFICE, plan.name("Attachment checklist", ".docx"), "Attachment checklist", _A_DOCUMENT)
    yield PlannedFile(OFFICE, plan.name("Review sheet", ".docx"), "Review sheet (work product)", _A_DOCUMENT)
    yield PlannedFile(OFFICE, plan.name("Manifest", ".json"), "Manifest of all files", 6_000)
    yield PlannedFile(OFFICE, plan.name("Manifest", ".csv"), "Manifest of all files", 4_000)
