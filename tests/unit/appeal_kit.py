"""A small real release with a letter, contested in every way: what the tests of the packet are made of."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from reviewer.model.determinations import Determination, Statement
from reviewer.model.documents import DocumentFinding, Message
from reviewer.model.geometry import Rect
from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.model.page import PageResult, Redaction, VirtualPage, Word
from reviewer.pdf.write import PdfWriter
from reviewer.services.operations import (
    AcceptLetter,
    AddChallenge,
    AddIssue,
    EditAppeal,
    EditRequest,
    SetPosition,
    Target,
)
from reviewer.services.workspace import Workspace
from reviewer.storage.sources import ReceivedFile
from reviewer.text.reading import read_order

SECRETS = ("Rumpelstiltskin", "Xanthippe")
"""Words that still stand beneath two of the redactions."""

LINES = (
    "From: Doyle, Marian <doyle@northwind.example>",
    "To: the office",
    "Follow up from Redwood City",
    "We met the vendor in March to discuss the service",
    "and agreed that a second meeting would follow.",
)
QUOTE = "Exemption (b)(5) protects inter-agency memorandums."
REASON = f"(b)(5): “{QUOTE}” (letter of October 29, 2018, p.\N{NO-BREAK SPACE}1)"


@dataclass(frozen=True)
class Contested:
    """Where the project lies, its request, its source files, and its redactions in order."""

    path: Path
    request: Uuid
    sources: tuple[Path, Path]
    redactions: tuple[Uuid, ...]
    issue: Uuid


def make_contested(folder: Path, note: str = "") -> Contested:
    """A letter of one page, a record of two pages and a sheet; items 1-3, 4 not contested, 5 open, an issue, a page.

    `note` is put wherever a person may type.
    """
    letter, release = _letter(folder / "Letter.pdf"), _release(folder / "Release.pdf")
    path = folder / "matter.foia"
    with Workspace.create(path, reviewer="Ada Lovelace", title="Secret name of the matter") as workspace:
        request, files = _receive(workspace, (letter, release))
        pages = [page for file in files for page in workspace.read.pages.of_file(file)]
        for page, result in zip(pages, _results(), strict=True):
            workspace.intake.store_page_result(page.id, result).result()
        _documents(workspace, files)
        workspace.perform(AcceptLetter(workspace.read.matter.letters()[0].uuid))
        redactions = tuple(row.uuid for page in pages for row in workspace.read.redactions.of_page(page.id))
        issue = _contest(workspace, request, redactions, pages[-1].id, note)
        workspace.intake.number_items()
    return Contested(path, request, (letter, release), redactions, issue)


def _letter(path: Path) -> Path:
    writer = PdfWriter()
    page = writer.page(612, 792)
    page.text(72, 90, "Bureau of Residency Records, October 29, 2018", 11)
    page.text(72, 120, QUOTE, 11)
    writer.save(path)
    return path


def _release(path: Path) -> Path:
    """Two upright pages with text beneath two of the blocks, and a wide sheet."""
    writer = PdfWriter()
    for number in range(2):
        page = writer.page(612, 792)
        for row, line in enumerate(LINES):
            page.text(72, 90 + 24 * row, line, 11)
        page.text(300, 250, SECRETS[number], 11)
        for rect in _blocks(number):
            page.rectangle(rect)
    writer.page(792, 612).text(72, 90, "Total Deleted Page(s) = 1", 11)
    writer.save(path)
    return path


def _blocks(number: int) -> list[Rect]:
    return [Rect(290, 238, 420, 254), Rect(72, 300, 500, 314), Rect(72, 340 + 40 * number, 300, 354 + 40 * number)]


def _receive(workspace: Workspace, paths: tuple[Path, Path]) -> tuple[Uuid, list[FileId]]:
    intake = workspace.intake
    request = intake.add_request("Bureau of Residency Records", "2018-ICFO-59138")
    release = intake.add_release("final", request=request)
    sizes = ([(612.0, 792.0)], [(612.0, 792.0)] * 2 + [(792.0, 612.0)])
    files = []
    for path, shapes in zip(paths, sizes, strict=True):
        data = path.read_bytes()
        received = ReceivedFile(path, sha256(data).hexdigest(), len(data))
        files.append(FileId(intake.add_source_file(release, received, shapes).item))
    return request, files


def _words(lines: tuple[str, ...]) -> tuple[Word, ...]:
    return tuple(
        Word(Rect(72 + 52 * column, 80 + 24 * row, 120 + 52 * column, 92 + 24 * row), text, 0.95, row)
        for row, line in enumerate(lines)
        for column, text in enumerate(line.split())
    )


def _results() -> list[PageResult]:
    results = [_page(0, (QUOTE,), ())]
    for number in range(2):
        first, second, third = _blocks(number)
        codes = (("(b)(5)",), (), ("(b)(6)",)) if number == 0 else (("(b)(5)",), ("(b)(6)",), ("(b)(4)",))
        shapes = tuple(
            Redaction((rect,), "black", claimed, claimed[0] if claimed else "", "at" if claimed else "none", 0.9,
                      (rect,) if rect is first else (), lines=1, words=4)
            for rect, claimed in zip((first, second, third), codes, strict=True)
        )  # fmt: skip
        results.append(_page(number, LINES, shapes, f"BRR-2018-00010{number}"))
    deleted = (VirtualPage(17, "withheld", ("(b)(5)",), "Page 17 ~ b5;"),)
    sheet = _page(2, ("Total Deleted Page(s) = 1",), ())
    results.append(PageResult(2, 792, 612, "ocr", sheet.text, virtual_pages=deleted))
    return results


def _page(number: int, lines: tuple[str, ...], shapes: tuple[Redaction, ...], bates: str = "") -> PageResult:
    text = read_order(_words(lines), shapes, [], 612, 792)
    numbers = {"Bates": bates} if bates else {}
    return PageResult(number, 612, 792, "ocr", text, shapes, identifiers=numbers, bates=bates or None)


def _documents(workspace: Workspace, files: list[FileId]) -> None:
    said = (
        Statement("request number", "2018-ICFO-59138", "Request 2018-ICFO-59138", 0),
        Statement("date", "2018-10-29", "October 29, 2018", 0),
        Statement("request date", "2018-09-03", "dated September 3, 2018", 0),
        Statement("exemption", "(b)(5)", QUOTE, 0),
    )
    letter = DocumentFinding(0, 0, "letter", determination=Determination("final determination", said))
    workspace.intake.store_documents(files[0], [letter]).result()
    message = Message(0, 60, "Doyle, Marian <doyle@northwind.example>", ("the office",), date="2018-06-15T14:22")
    mail = DocumentFinding(0, 1, "e-mail", "2018-06-15T14:22", message.sender, ("the office",), messages=(message,))
    workspace.intake.store_documents(files[1], [mail, DocumentFinding(2, 2, "deleted-page-sheet")]).result()


def _contest(workspace: Workspace, request: Uuid, redactions: tuple[Uuid, ...], sheet: PageId, note: str) -> Uuid:
    first, unmarked, line_staff, fourth, other_staff, price = redactions
    deleted = workspace.read.pages.virtual_pages()[0].uuid
    workspace.perform(EditRequest(request, requester="Ines Navarro", subject=note or None))
    workspace.perform(
        EditAppeal(request, addressee=f"Appeals Officer\n410 Registry Square{note}", contact=f"Ines Navarro{note}")
    )
    workspace.perform(AddChallenge((Target("redaction", unmarked),), ("no-exemption",), title=f"Unmarked{note}"))
    workspace.perform(
        AddChallenge(
            (Target("redaction", first), Target("redaction", fourth), Target("virtual page", deleted)),
            ("foreseeable-harm",),
            relief="release of {{ items }}",
            title="Exemption 5",
        )
    )
    staff = (Target("redaction", line_staff), Target("redaction", other_staff))
    workspace.perform(AddChallenge(staff, title=f"line staff{note}", stance="not contested", category=True))
    workspace.perform(SetPosition((price,), "attorney to decide"))
    issue = AddIssue(f"The rate card is missing{note}", "missing attachment", f"See the e-mail.{note}", request)
    workspace.perform(issue)
    workspace.perform(AddChallenge((Target("issue", issue.uuid),), ("attachment",)))
    return issue.uuid
