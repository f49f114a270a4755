"""Writes a planned packet: everything or nothing, each PDF read again by a program that did not write it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reviewer.export import docx_files, xlsx_files
from reviewer.export.packet import manifest, office
from reviewer.export.packet.comparison_sheets import draw_comparison, write_docx
from reviewer.export.packet.exhibit_pages import Furniture, draw_page
from reviewer.export.packet.exhibits import Exhibit, ExhibitPage
from reviewer.export.packet.folder import OFFICE, SEND, complete_folder, complete_zip
from reviewer.export.packet.letter_pdf import write_letter_pdf
from reviewer.export.packet.pictures import Password, make_pictures
from reviewer.export.packet.plan import PacketPlan
from reviewer.export.packet.templates import CHALLENGES, fill_template, open_template
from reviewer.export.packet.volumes import Sending, Written, portions, sendings
from reviewer.export.paper.flow import Paper
from reviewer.export.paper.outside_check import Hole, require_clean
from reviewer.export.paper.sheets import Sheets
from reviewer.export.rows import Content, RequestRow
from reviewer.export.writing import complete_file
from reviewer.model.errors import ExportError
from reviewer.model.ids import FileId, PageId
from reviewer.storage.reads import Reads
from reviewer.workers.pool import WorkerPool

_PAGE_EXTRA = 14_000  # bytes of one page beside its picture: text layer, head, foot
_FILE_EXTRA = 60_000  # of one exhibit file: its type
_FITTING = 0.97  # parts are cut a little smaller than the limit, for what was estimated


@dataclass(frozen=True, slots=True)
class Packet:
    """What was written: folder or ZIP, its files by their places in it, how many sendings, pages without picture."""

    path: Path
    files: tuple[str, ...]
    bytes: int
    sendings: int
    pictures_left_out: int
    draft: bool


def write_packet(
    plan: PacketPlan,
    read: Reads,
    pool: WorkerPool,
    target: Path,
    made: str,
    *,
    overwrite: bool = False,
    watch: Callable[[], None] = lambda: None,
    password: Password = lambda path: None,
) -> Packet:
    """Write `plan` as the folder `target`, or as one file if its name ends in `.zip`. `made` is the local ISO time.

    `watch` is told after each picture and file; whoever gives up raises, and nothing is left. Raises ExportError: for
    nothing to contest, for what keeps it from being written, and for a PDF in which something is found that must not
    be there.
    """
    _require_items(plan)
    complete = complete_zip if target.suffix.lower() == ".zip" else complete_folder
    with complete(target, overwrite=overwrite) as root:
        work = root / ".work"
        work.mkdir()
        writer = _Writer(plan, read, work, made, watch)
        missing = writer.exhibit_pictures(pool, password)
        groups = sendings([*writer.letter(), *writer.log(), *writer.exhibits()], plan.limit)
        groups = writer.put(root, groups)
        shutil.rmtree(work)
        files = [path for path in sorted(root.rglob("*")) if path.is_file()]
        size = sum(path.stat().st_size for path in files)
        names = tuple(path.relative_to(root).as_posix() for path in files)
    return Packet(target, names, size, len(groups), missing, not plan.approved)


def write_challenge_list(plan: PacketPlan, target: Path, made: str, *, overwrite: bool = False) -> None:
    """Write the points of `plan` and its served log as one DOCX. ExportError as `write_packet`."""
    _require_items(plan)
    letter = open_template(CHALLENGES, plan.options.templates)
    fill_template(letter, plan.letter, f"Challenges to {plan.case.request.number}", made, plan.draft)
    docx_files.append_log(letter, plan.rows)
    with complete_file(target, overwrite=overwrite) as part, part.open("wb") as stream:
        letter.save(stream)


def _require_items(plan: PacketPlan) -> None:
    if not plan.case.items:
        raise ExportError(
            "Nothing is contested in this request.",
            "Take a position on redactions, deleted pages or issues first.",
            code="nothing-chosen",
        )


class _Writer:
    """One packet being written: everything is made in `work`, then put in its place in the packet."""

    def __init__(self, plan: PacketPlan, read: Reads, work: Path, made: str, watch: Callable[[], None]) -> None:
        self._plan, self._read, self._work, self._made, self._watch = plan, read, work, made, watch
        self._pictures: Mapping[PageId, Path] = {}
        self._what = "Challenge list" if plan.case.request.litigation else "Letter"
        self._letter_docx = work / plan.name(self._what, ".docx")
        self._compared = work / plan.name("Comparisons", ".docx")

    def exhibit_pictures(self, pool: WorkerPool, password: Password) -> int:
        """Make the pictures of all exhibit pages; how many could not be made."""
        folder = self._work / "pictures"
        folder.mkdir()
        plan = self._plan
        self._pictures = make_pictures(plan.exhibits, plan.sources, pool, folder, self._watch, password)
        return len({page.page for exhibit in plan.exhibits for page in exhibit.pages}) - len(self._pictures)

    def letter(self) -> Iterator[Written]:
        """The letter as DOCX (which stays in the office) and as PDF (which is sent)."""
        plan = self._plan
        made = open_template(plan.template, plan.options.templates)
        fill_template(made, plan.letter, plan.title, self._made, plan.draft)
        made.save(str(self._letter_docx))
        path = self._work / plan.name(self._what, ".pdf")
        write_letter_pdf(made, path, Paper(plan.title, head=plan.title, draft=plan.draft))
        require_clean(path)
        self._watch()
        yield Written(path, "Letter")

    def log(self) -> Iterator[Written]:
        """The served log as DOCX and XLSX: served columns only."""
        plan, request = self._plan, self._plan.case.request
        agency = " ".join(filter(None, (request.agency, request.component)))
        content = Content(
            project="",
            made=self._made,
            requests=(RequestRow(request.number, agency, request.regime, request.requested_on or ""),),
            log=plan.rows,
            title="Log of contested deletions",
            banner=plan.draft,
        )
        for suffix, write in ((".docx", docx_files.write_log), (".xlsx", xlsx_files.write_log)):
            path = self._work / plan.name("Log", suffix)
            write(content, path)
            self._watch()
            yield Written(path, "Log of contested deletions")

    def exhibits(self) -> Iterator[Written]:
        """Each exhibit as one PDF, or as parts that each fit one sending."""
        for exhibit in self._plan.exhibits:
            limit = self._plan.limit
            room = round((limit - _FILE_EXTRA) * _FITTING) if limit is not None else None
            if exhibit.sheets:
                yield from self._comparisons(exhibit, room)
                continue
            sizes = [self._size(page) for page in exhibit.pages]
            runs = portions(sizes, max(1, room) if room is not None else None)
            for number, run in enumerate(runs, start=1):
                part = f" part {number} of {len(runs)}" if len(runs) > 1 else ""
                path = self._work / self._plan.name(f"Exhibit {exhibit.letter}{part}", ".pdf")
                pages = exhibit.pages[run.start : run.stop]
                self._exhibit(exhibit, pages, path)
                shown = f"{exhibit.letter}-{pages[0].number} to {exhibit.letter}-{pages[-1].number}"
                yield Written(path, f"Exhibit {exhibit.letter}: {exhibit.title}{part}", shown)

    def _size(self, page: ExhibitPage) -> int:
        picture = self._pictures.get(page.page)
        return (picture.stat().st_size if picture is not None else 0) + _PAGE_EXTRA

    def _exhibit(self, exhibit: Exhibit, pages: Sequence[ExhibitPage], path: Path) -> None:
        plan = self._plan
        sheets = Sheets(f"Exhibit {exhibit.letter}: {plan.title}")
        furniture = Furniture(plan.title, plan.draft, self._lines())
        sources = {source.file: source for source in plan.sources}
        holes: list[Hole] = []
        for page in pages:
            picture = self._pictures.get(page.page)
            data = picture.read_bytes() if picture is not None else b""
            content = self._read.pages.content(page.page)
            holes += draw_page(sheets, exhibit, page, sources[page.file], data, content, furniture)
            self._watch()
        sheets.save(path)
        require_clean(path, holes, len(pages))

    def _comparisons(self, exhibit: Exhibit, room: int | None) -> Iterator[Written]:
        """The sheets that show copies side by side, as PDF in as many parts as must be, and as DOCX for the office."""
        plan = self._plan
        sides = {page.page: page for page in exhibit.pages}
        sizes = [(self._size(sides[s.hidden.page]) + self._size(sides[s.shown.page])) // 2 for s in exhibit.sheets]
        runs = portions(sizes, max(1, room) if room is not None else None)
        for number, run in enumerate(runs, start=1):
            part = f" part {number} of {len(runs)}" if len(runs) > 1 else ""
            path = self._work / plan.name(f"Exhibit {exhibit.letter}{part}", ".pdf")
            sheets = Sheets(f"Exhibit {exhibit.letter}: {plan.title}")
            some = exhibit.sheets[run.start : run.stop]
            furniture = Furniture(plan.title, plan.draft, self._lines())
            for sheet in some:
                pictures = self._pictures_of((sheet.hidden.page, sheet.shown.page))
                sources = {source.file: source for source in plan.sources}
                draw_comparison(sheets, sheet, len(exhibit.sheets), exhibit.letter, pictures, sources, furniture)
                self._watch()
            sheets.save(path)
            require_clean(path, [], len(some))
            shown = f"{exhibit.letter}-{some[0].number} to {exhibit.letter}-{some[-1].number}"
            yield Written(path, f"Exhibit {exhibit.letter}: {exhibit.title}{part}", shown)
        write_docx(office.new_sheet(exhibit.title, plan, self._made), exhibit.sheets, self._pictures_of, self._compared)
        self._watch()

    def _pictures_of(self, pages: Sequence[PageId]) -> dict[PageId, bytes]:
        return {page: self._pictures[page].read_bytes() for page in pages if page in self._pictures}

    def _lines(self) -> dict[FileId, int]:
        """The line of the manifest that each source stands in."""
        return {source.file: number for number, source in enumerate(self._plan.sources, start=1)}

    def put(self, root: Path, groups: Sequence[Sending]) -> list[Sending]:
        """Lay the packet out: what is sent (by sendings), what stays, and the manifests of both."""
        plan, send, keep = self._plan, root / SEND, root / OFFICE
        send.mkdir()
        keep.mkdir()
        moved = []
        for number, group in enumerate(groups, start=1):
            folder = send / f"Sending {number} of {len(groups)}" if len(groups) > 1 else send
            folder.mkdir(exist_ok=True)
            files = [Written(file.path.rename(folder / file.path.name), file.title, file.pages) for file in group.files]
            moved.append(Sending(tuple(files)))
        for made in (self._letter_docx, self._compared):
            if made.exists():
                made.rename(keep / made.name)
        lines = manifest.source_lines(plan.sources, plan.exhibits)
        for file in (file for group in moved for file in group.files):
            note = manifest.FLATTENED if file.pages else ""
            lines.append(manifest.file_line(len(lines) + 1, root, file.path, file.pages, note))
        first = moved[0].files[0].path.parent
        served = first / plan.name("Manifest", ".csv")
        manifest.write_csv(lines, served)
        moved[0] = Sending((*moved[0].files, Written(served, "Manifest of what is sent")))
        office.write_checklist(plan, moved, keep / plan.name("Attachment checklist", ".docx"), self._made)
        office.write_review_sheet(plan, keep / plan.name("Review sheet", ".docx"), self._made)
        for path in (served, *sorted(keep.iterdir())):
            lines.append(manifest.file_line(len(lines) + 1, root, path))
        self._manifests(manifest.with_beneath(lines, plan.sources, plan.exhibits, self._beneath()), keep)
        return moved

    def _beneath(self) -> set[PageId]:
        """Exhibit pages whose source carries text beneath a redaction."""
        pages = {page.page for exhibit in self._plan.exhibits for page in exhibit.pages}
        return {page for page in pages if any(row.recoverable_rects for row in self._read.redactions.of_page(page))}

    def _manifests(self, lines: Sequence[manifest.Line], keep: Path) -> None:
        plan = self._plan
        facts: dict[str, object] = {
            "packet": plan.title,
            "made": self._made,
            "state": "draft" if plan.draft else f"approved by {plan.case.appeal.approver}",
            "approved_at": plan.case.appeal.approved_at if not plan.draft else None,
            "content_sha256": plan.digest,
        }
        manifest.write_json(lines, facts, keep / plan.name("Manifest", ".json"))
        manifest.write_csv(lines, keep / plan.name("Manifest", ".csv"))
