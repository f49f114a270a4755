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
from reviewer.export.paper.right_to_left import begins_right_to_left, broken, visual
from reviewer.export.paper.type import pieces
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


def _mirrored(text: str) -> str:
    """Its signs that have a left and a right: which of them is drawn depends on where the line is broken."""
    return "".join(sign for sign in text if unicodedata.mirrored(sign)) * 2


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
    "שלום (abc 12) עולם",
    "לא",
    "Հայերեն",
    "ქართული",
    "中文信息公开",
    "日本語かな",
    "Łódź ﬁ ½ № ✓",
]


def test_signs_beyond_four_digits_are_shown_as_code_points(tmp_path: Path) -> None:
    write(content("\U0001d54a \U0001f600"), "log-pdf", tmp_path / "out.pdf")
    assert extract_text(tmp_path / "out.pdf").count("[U+1D54A]")
    assert printable("\U0001d54a") == "[U+1D54A]"


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
    # What no bundled type has a sign for is its code point; signs such as < are mirrored where they run to the left.
    drawn = "".join(piece for _, piece in pieces(printable(visible(text))))
    assert not letters(drawn) - shown - letters(_mirrored(drawn))
    with pypdfium2.PdfDocument(data) as document:
        assert len(document) >= 1
        assert all(page.get_textpage().count_chars() for page in document)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert not names(pdf) & ACTIVE


EVERY = range(0x110000)


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("plain (abc)", "plain (abc)"),
        ("abc שלום def", "abc םולש def"),
        ("שלום (abc 12) עולם", "םלוע (abc 12) םולש"),
        ("\N{RIGHT-TO-LEFT MARK}abc שלום", "םולש abc"),  # a later line of a paragraph that began in Hebrew
        ("سلام", "\ufee1\ufefc\ufeb3"),  # seen, lam with alef, meem: joined, from the right
        ("لا", "\ufefb"),
        ("دار", "\ufead\ufe8d\ufea9"),  # letters that join to neither side
    ],
)
def test_lines_are_drawn_as_they_are_read(line: str, seen: str) -> None:
    assert visual(line, EVERY) == seen


def test_letters_are_joined_only_as_far_as_the_type_goes() -> None:
    assert visual("سلام", frozenset(map(ord, "سلام"))) == "مالس"


def test_a_paragraph_is_broken_before_it_is_turned() -> None:
    text = "אחת שתיים שלוש abc ארבע"
    assert begins_right_to_left(text)
    lines = broken(text, lambda line, _number: len(line) <= 10).split("\n")
    assert [visual(line, EVERY) for line in lines] == ["םייתש תחא", "abc שולש", "עברא"]
    assert broken("short", lambda _line, _number: False) == "short"  # nothing to turn, nothing to break


@pytest.mark.parametrize(("text", "said"), [("ไทย", "[U+0E44][U+0E17][U+0E22]"), ("हि", "[U+0939][U+093F]")])
def test_signs_that_no_type_has_are_written_as_code_points(text: str, said: str, tmp_path: Path) -> None:
    assert printable(text) == said
    write(content(text), "log-pdf", tmp_path / "out.pdf")
    assert not letters(said) - letters(extract_text(tmp_path / "out.pdf"))
