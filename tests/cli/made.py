"""A small made project: two files, five pages, an e-mail, redactions, a passage, an entity, a failed page."""

from __future__ import annotations

import io
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from PIL import Image

from reviewer.model.documents import DocumentFinding, Message
from reviewer.model.geometry import Rect
from reviewer.model.ids import FileId, PageId, Uuid
from reviewer.model.page import PageError, PageResult, PageText, Redaction, Token, Word, token_text
from reviewer.services.operations.anchors import WordRun
from reviewer.services.operations.entities import AddEntity, AddMention, SuggestMentions
from reviewer.services.operations.matter import EditRelease
from reviewer.services.operations.passages import AddPassage
from reviewer.services.operations.redactions import CheckBox, SetPosition
from reviewer.services.operations.tags import AddTag
from reviewer.services.workspace import Workspace
from reviewer.storage.sources import ReceivedFile

NOTE = "ask counsel whether to rely on this"
REJECTED_WORDS = "smudge"


@dataclass(frozen=True)
class Made:
    """Where the project lies, and the ids that tests ask for."""

    path: Path
    sources: tuple[Path, Path]
    pages: tuple[PageId, ...]
    redactions: tuple[Uuid, ...]


def _crop() -> bytes:
    out = io.BytesIO()
    Image.new("L", (120, 30), 220).save(out, "PNG")
    return out.getvalue()


def page_result(
    number: int, lines: list[str], redactions: tuple[tuple[str, int, tuple[str, ...]], ...] = (), bates: str = ""
) -> PageResult:
    """A page of words; each redaction is its kind, the number of the word it stands before, and its codes."""
    words = tuple(
        Word(Rect(72 + 60 * column, 72 + 14 * row, 128 + 60 * column, 84 + 14 * row), text, 0.95, row)
        for row, line in enumerate(lines)
        for column, text in enumerate(line.split())
    )
    shapes = tuple(
        Redaction((Rect(400, 70 + 30 * k, 500, 84 + 30 * k),), kind, codes, codes[0] if codes else "",  # type: ignore[arg-type]
                  "at" if codes else "none", 0.9, lines=1, words=4)
        for k, (kind, _, codes) in enumerate(redactions)
    )  # fmt: skip
    tokens = tuple(
        Token(k, before, words[min(before, len(words) - 1)].line) for k, (_, before, _) in enumerate(redactions)
    )
    text = " ".join([*(word.text for word in words), *(token_text(codes) for _, _, codes in redactions)])
    return PageResult(
        number,
        612,
        792,
        "ocr",
        PageText(words, tokens, text),
        shapes,
        identifiers={"BRR-2018": bates} if bates else {},
        bates=bates or None,
        crops=tuple(_crop() for _ in shapes),
    )


def make_project(folder: Path) -> Made:
    """The project `matter.foia` beside its sources."""
    sources = (folder / "Release_1of2.pdf", folder / "Release_2of2.pdf")
    for number, path in enumerate(sources):
        path.write_bytes(b"%PDF-1.4 made " + bytes([number]) * 100)
    project = folder / "matter.foia"
    with Workspace.create(project, reviewer="Ada Lovelace", title="Sample matter") as workspace:
        pages = _fill(workspace, sources)
        redactions = tuple(row.uuid for page in pages for row in workspace.read.redactions.of_page(page))
        _mark(workspace, pages, redactions)
    return Made(project, sources, pages, redactions)


def _fill(workspace: Workspace, sources: tuple[Path, Path]) -> tuple[PageId, ...]:
    intake = workspace.intake
    request = intake.add_request("ICE", "2018-ICFO-59138")
    release = intake.add_release("interim", request=request)
    files = []
    for path, count in zip(sources, (3, 2), strict=True):
        data = path.read_bytes()
        received = ReceivedFile(path, sha256(data).hexdigest(), len(data))
        files.append(FileId(intake.add_source_file(release, received, [(612.0, 792.0)] * count).item))
    pages = tuple(page.id for file in files for page in workspace.read.pages.of_file(file))
    mail = ["From: Doyle Northwind", "Let me know which dates work", "for the detention bed fee waiver"]
    results = [
        page_result(0, mail, (("black", 3, ("(b)(6)",)), ("black", 9, ("(b)(5)",))), "BRR-2018-000114"),
        page_result(1, ["=cmd harm to the public interest", f"and a {REJECTED_WORDS}"],
                    (("outline", 4, ()), ("gray", 8, ())), "BRR-2018-000115"),
        page_result(2, ["second record about costs"], (("white", 2, ("(b)(7)(C)",)),)),
        page_result(0, ["nothing hidden here but Übermut"]),
        PageResult(1, 612, 792, error=PageError("hang", "It took too long to read.")),
    ]  # fmt: skip
    for page, result in zip(pages, results, strict=True):
        intake.store_page_result(page, result).result()
    message = Message(0, 72, "Doyle Northwind", ("[redacted (b)(6)]",), date="2018-06-15T14:22", subject="Follow up")
    found = [
        DocumentFinding(0, 1, "e-mail", "2018-06-15T14:22", "Doyle Northwind", ("[redacted (b)(6)]",), (), "Follow up",
                        messages=(message,), bates_first="BRR-2018-000114", bates_last="BRR-2018-000115"),
        DocumentFinding(2, 2, "memo", "2018-07-01", subject="Costs"),
    ]  # fmt: skip
    intake.store_documents(files[0], found).result()
    workspace.perform(EditRelease(release, cite_series="BRR-2018"))
    return pages


def _mark(workspace: Workspace, pages: tuple[PageId, ...], redactions: tuple[Uuid, ...]) -> None:
    tag = AddTag("public interest")
    entity = AddEntity("Homeland Security Investigations", "organisation")
    workspace.perform(tag)
    workspace.perform(AddPassage((WordRun(pages[0], 8, 11),), (tag.uuid,), NOTE))
    workspace.perform(AddPassage((WordRun(pages[2], 0, 1),), ()))
    workspace.perform(entity)
    workspace.perform(AddMention(entity.uuid, (WordRun(pages[1], 4, 5),)))
    workspace.perform(SuggestMentions(entity.uuid, ((WordRun(pages[3], 0, 0), 0.4),)))
    workspace.perform(CheckBox((redactions[3],), "not a redaction"))
    workspace.perform(SetPosition((redactions[1],), "contested"))
    workspace.perform(SetPosition((redactions[0],), "not contested"))
