"""Turns readings into the JSON objects that `inspect` prints (docs/schemas has their JSON Schemas)."""

from __future__ import annotations

from typing import Any

from reviewer.model.determinations import Determination
from reviewer.model.documents import DocumentFinding, Message
from reviewer.model.geometry import Rect
from reviewer.model.page import PageError, PageResult, Redaction, Word

Record = dict[str, Any]


def _box(rect: Rect) -> list[float]:
    return list(rect.rounded())


def _word(word: Word) -> list[Any]:
    confidence = None if word.confidence is None else round(word.confidence, 3)
    return [*_box(word.rect), word.text, confidence]


def _redaction(redaction: Redaction) -> Record:
    return {
        "rects": [_box(r) for r in redaction.rects],
        "kind": redaction.kind,
        "codes": list(redaction.codes),
        "code_text": redaction.code_text,
        "marking": redaction.marking,
        "confidence": round(redaction.confidence, 3),
        "recoverable": redaction.recoverable,
        "lines": redaction.lines,
        "estimated_words": redaction.words,
    }


def _error(error: PageError | None) -> Record | None:
    return None if error is None else {"code": error.code, "message": error.message}


def page_record(file: str, result: PageResult) -> Record:
    """One page as `inspect` prints it; coordinates in displayed points, `page` counts from 0."""
    return {
        "file": file,
        "page": result.page,
        "width": round(result.width, 2),
        "height": round(result.height, 2),
        "text_source": result.text_source,
        "text_reason": result.text_reason,
        "text": result.text.text,
        "words": [_word(w) for w in result.text.words],
        "redactions": [_redaction(r) for r in result.redactions],
        "markers": list(result.markers),
        "bates": result.bates,
        "identifiers": dict(result.identifiers),
        "virtual_pages": [
            {"number": v.number, "disposition": v.disposition, "codes": list(v.codes)} for v in result.virtual_pages
        ],
        "notes": list(result.notes),
        "seconds": {name: round(spent, 4) for name, spent in result.seconds.items()},
        "error": _error(result.error),
    }


def file_error_record(file: str, error: PageError) -> Record:
    """A file that cannot be read at all: the shape of a page with no page."""
    return {
        **page_record(file, PageResult(page=0, width=0, height=0)),
        "page": None,
        "width": None,
        "height": None,
        "error": _error(error),
    }


def _message(message: Message) -> Record:
    return {
        "page": message.page,
        "top": round(message.top, 2),
        "from": message.sender,
        "to": list(message.to),
        "cc": list(message.cc),
        "date": message.date,
        "zone": message.zone,
        "subject": message.subject,
        "attachments": list(message.attachments),
    }


def _letter(determination: Determination | None) -> Record | None:
    if determination is None:
        return None
    return {
        "kind": determination.kind,
        "statements": [
            {"name": said.name, "value": said.value, "quote": said.quote, "page": said.page}
            for said in determination.statements
        ],
    }


def document_record(file: str, document: DocumentFinding) -> Record:
    """One document as `inspect --documents` prints it; pages count from 0 and include the last."""
    return {
        "file": file,
        "first_page": document.first_page,
        "last_page": document.last_page,
        "type": document.type,
        "date": document.date,
        "from": document.sender,
        "to": list(document.to),
        "cc": list(document.cc),
        "subject": document.subject,
        "attachments": list(document.attachments),
        "bates_first": document.bates_first,
        "bates_last": document.bates_last,
        "messages": [_message(m) for m in document.messages],
        "letter": _letter(document.determination),
    }
