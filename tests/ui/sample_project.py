"""A project filled from the sample release's own truth: real files and a real project, without waiting for OCR."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reviewer.ingest.catalogue import sha256
from reviewer.model.documents import DocumentFinding
from reviewer.model.geometry import Rect, bounds
from reviewer.model.page import PageResult, Redaction, Word
from reviewer.pdf.encode import encode_picture
from reviewer.pdf.source import Source, open_source
from reviewer.services.workspace import Workspace
from reviewer.storage.sources import ReceivedFile
from reviewer.text.reading import read_order

_CROP_DPI, _THUMBNAIL_DPI = 72, 20


def fill_project(workspace: Workspace, truth: Path, *, unread: int = 0) -> None:
    """Put the release that `truth` describes into the project; the last `unread` pages stay unread."""
    told = json.loads(truth.read_text(encoding="utf-8"))
    intake = workspace.intake
    request = intake.add_request(told["agency"], told["request_number"])
    release = intake.add_release("First interim release", request=request)
    for entry in told["files"]:
        path = truth.parent / entry["name"]
        received = ReceivedFile(path, sha256(path), path.stat().st_size, told["letter_date"])
        with open_source(path) as source:
            file = intake.add_source_file(release, received, source.sizes()).item
            pages = workspace.read.pages.of_file(file)  # type: ignore[arg-type]
            for stored, page in zip(pages[: len(pages) - unread], entry["pages"], strict=False):
                intake.store_page_result(stored.id, page_result(source, page)).result()
        findings = [document_finding(document) for document in entry["documents"]]
        intake.store_documents(file, findings).result()  # type: ignore[arg-type]


def page_result(source: Source, page: dict[str, Any]) -> PageResult:
    """What a perfect reader would say of a page."""
    shown = source.page(page["page"])
    redactions = tuple(_redaction(told) for told in page["redactions"])
    words = tuple(Word(Rect(*told[:4]), told[4], 0.95) for told in page["words"])
    crops = []
    for redaction in redactions:
        box = bounds(redaction.rects).grown(0, 14)
        clip = Rect(0, max(0, box.y0), page["width"], min(page["height"], box.y1))
        crops.append(encode_picture(shown.render(_CROP_DPI, clip=clip).image))
    return PageResult(
        page=page["page"],
        width=page["width"],
        height=page["height"],
        text_source="ocr",
        text=read_order(words, redactions, [], page["width"], page["height"]),
        redactions=redactions,
        markers=tuple(page["markers"]),
        bates=page["bates"],
        identifiers={"Bates": page["bates"]} if page["bates"] else {},
        crops=tuple(crops),
        thumbnail=encode_picture(shown.render(_THUMBNAIL_DPI, color=True).image),
        seconds={"total": 1.0},
    )


def _redaction(told: dict[str, Any]) -> Redaction:
    rects = tuple(Rect(*rect) for rect in told["rects"])
    hidden = (rects[0],) if told["recoverable"] else ()
    lines = max(1, round(bounds(rects).height / 14))
    return Redaction(rects, told["kind"], tuple(told["codes"]), told["code_text"], told["marking"], 0.97, hidden,
                     lines=lines, words=lines * 6)  # fmt: skip


def document_finding(told: dict[str, Any]) -> DocumentFinding:
    """What a perfect reader would say of a document."""
    return DocumentFinding(
        first_page=told["first_page"],
        last_page=told["last_page"],
        type=told["type"],
        date=told.get("date"),
        sender=told.get("from"),
        to=tuple(told.get("to") or ()),
        subject=told.get("subject"),
        bates_first=told.get("bates_first"),
        bates_last=told.get("bates_last"),
    )
