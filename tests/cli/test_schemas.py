"""What `inspect` prints holds to the JSON Schemas in docs/schemas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError
from referencing import Registry, Resource

from reviewer.cli.records import document_record, file_error_record, page_record
from reviewer.cli.selftest import make_scan
from reviewer.model.documents import DocumentFinding, Message
from reviewer.model.geometry import Rect
from reviewer.model.page import PageError, PageResult, PageText, Redaction, Token, VirtualPage, Word
from tests.cli.running import foia

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"


def validator(name: str) -> Draft202012Validator:
    """The schema of `inspect` or `documents`, with the other one within reach."""
    registry: Registry[Any] = Registry()
    for path in SCHEMAS.glob("*.schema.json"):
        schema = json.loads(path.read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        registry = registry.with_resource(path.name, Resource.from_contents(schema))
    own = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(own, registry=registry)


def _page(**changes: Any) -> PageResult:
    word = Word(Rect(72, 72, 100, 84), "Dear", 0.97)
    parts: dict[str, Any] = {
        "page": 3,
        "width": 612.0,
        "height": 792.0,
        "text_source": "ocr",
        "text": PageText((word, Word(Rect(1, 2, 3, 4), "layer")), (Token(0, 1, 0),), "Dear [redacted (b)(6)]"),
        "redactions": (Redaction((Rect(110, 70, 180, 86),), "black", ("(b)(6)",), "b6", "at", 0.98, lines=1, words=2),),
        "markers": ("non-responsive",),
        "identifiers": {"BRR-2018": "BRR-2018-000114"},
        "bates": "BRR-2018-000114",
        "virtual_pages": (VirtualPage(17, "withheld", ("(b)(1)",), "Page 17 ~ b1;"),),
        "notes": ("Read at reduced resolution.",),
        "seconds": {"total": 1.9},
        **changes,
    }
    return PageResult(**parts)


def test_pages_hold_to_the_schema() -> None:
    schema = validator("inspect")
    schema.validate(page_record("a.pdf", _page()))
    schema.validate(page_record("a.pdf", PageResult(0, 612, 792, error=PageError("hang", "It took too long."))))
    schema.validate(file_error_record("a.pdf", PageError("encrypted", "A password is needed.")))


@pytest.mark.parametrize(
    "change",
    [
        {"page": -1},
        {"page": None},
        {"text_source": "guess"},
        {"words": [[1, 2, 3, 4, "w"]]},
        {"error": "x"},
        {"bates": 5},
    ],
)
def test_the_schema_refuses_what_is_wrong(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        validator("inspect").validate({**page_record("a.pdf", _page()), **change})


def test_documents_hold_to_the_schema() -> None:
    message = Message(0, 72.0, "Doyle", ("[redacted (b)(6)]",), (), "2018-06-15T14:22", "Follow up", ("plan.pdf",))
    found = DocumentFinding(
        0, 1, "e-mail", "2018-06-15T14:22", "Doyle", ("x",), subject="Follow up", messages=(message,)
    )
    schema = validator("documents")
    schema.validate(document_record("a.pdf", found))
    schema.validate(document_record("a.pdf", DocumentFinding(2, 2, "letter", "2018-06-15")))
    schema.validate(file_error_record("a.pdf", PageError("damaged", "It is damaged.")))
    with pytest.raises(ValidationError):
        schema.validate({**document_record("a.pdf", found), "date": "15 June 2018"})


def test_what_inspect_prints_holds_to_the_schemas(tmp_path: Path) -> None:
    scan, broken = tmp_path / "scan.pdf", tmp_path / "broken.pdf"
    make_scan(scan)
    broken.write_bytes(b"%PDF-1.7 this is all there is")
    for options, name in (((), "inspect"), (("--documents",), "documents")):
        outcome = foia("inspect", "--workers", "1", *options, scan, broken)
        assert outcome.returncode == 1
        assert b"broken.pdf" in outcome.stderr
        records = [json.loads(line) for line in outcome.stdout.decode("utf-8").splitlines()]
        for record in records:
            validator(name).validate(record)
        by_file = {Path(record["file"]).name: record for record in records}
        assert by_file["broken.pdf"]["page"] is None
        assert by_file["broken.pdf"]["error"]["code"]
        if name == "inspect":
            page = by_file["scan.pdf"]
            assert (page["page"], page["text_source"], page["error"]) == (0, "ocr", None)
            assert [found["codes"] for found in page["redactions"]] == [["(b)(6)"]]
            assert "withheld" in [word[4] for word in page["words"]]
