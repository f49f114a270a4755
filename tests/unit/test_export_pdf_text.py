"""Whatever text stands in a project, its PDFs open, show it as text, and do nothing when they are opened."""

from __future__ import annotations

import io
import unicodedata
from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdfminer.high_level import extract_text

from reviewer.export.cells import visible
from reviewer.export.paper.type import shown as printable
from reviewer.export.registry import write
from tests.unit.export_rows import content
from tests.unit.test_export_formats import NASTY

TEXTS = st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=()), max_size=60))
ACTIVE = {"/JavaScript", "/JS", "/Launch", "/URI", "/OpenAction", "/AA", "/SubmitForm", "/EmbeddedFile"}


def letters(text: str) -> Counter[str]:
    """What can be seen of a text, whatever way it is broken and composed."""
    return Counter(
        sign
        for sign in unicodedata.normalize("NFKC", text)
        if unicodedata.category(sign)[0] in "LNS" and sign.isprintable()
    )


def names(pdf: pikepdf.Pdf) -> set[str]:
    """Every key and name of every object."""
    found: set[str] = set()
    for entry in pdf.objects:
        held = entry if isinstance(entry, (pikepdf.Dictionary, pikepdf.Stream)) else None
        if held is not None:
            found |= set(held.keys()) | {str(value) for value in held.values() if isinstance(value, pikepdf.Name)}
    return found


SCRIPTS = [
    "Ελληνικά",
    "Кириллица",
    "עברית",
    "العربية",
    "Հայերեն",
    "ქართული",
    "中文信息公开",
    "日本語かな",
    "Łódź ﬁ ½ № ✓",
]


@pytest.mark.parametrize("text", SCRIPTS)
@pytest.mark.parametrize("name", ["log-pdf", "excerpts-pdf"])
def test_scripts_of_the_world_are_shown_with_their_signs(tmp_path: Path, name: str, text: str) -> None:
    assert printable(text) == text
    write(content(text), name, tmp_path / "out.pdf")
    assert not letters(text) - letters(extract_text(tmp_path / "out.pdf"))


@pytest.mark.parametrize("name", ["log-pdf", "excerpts-pdf"])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_pdf_shows_the_text_as_text(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / "out.pdf"
    write(content(text), name, path, overwrite=True)
    data = path.read_bytes()
    shown = letters(extract_text(io.BytesIO(data)))
    assert not letters(printable(visible(text))) - shown  # what no bundled type has a sign for is a white square
    with pypdfium2.PdfDocument(data) as document:
        assert len(document) >= 1
        assert all(page.get_textpage().count_chars() for page in document)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert not names(pdf) & ACTIVE
