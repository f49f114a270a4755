"""Files that cannot be read say so by name with advice; those that can be read say what they are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pymupdf
import pytest
from PIL import Image

from reviewer.model.errors import SourceError
from reviewer.model.geometry import Rect
from reviewer.pdf.source import OutlineItem, open_source
from reviewer.pdf.write import PdfWriter


def one_page(width: float = 612, height: float = 792) -> bytes:
    writer = PdfWriter({"title": "Release", "producer": "test"})
    writer.page(width, height).text(72, 72, "A page that can be read")
    return writer.to_bytes()


def without_pages() -> bytes:
    catalog = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    body = catalog + b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    entries = b"0000000000 65535 f \n0000000009 00000 n \n%010d 00000 n \n" % len(catalog)
    return body + b"xref\n0 3\n%btrailer<</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (entries, len(body))


def recursive_tree() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
        b"trailer<</Size 4/Root 1 0 R>>\n%%EOF\n"
    )


BAD: dict[str, tuple[str, bytes, str]] = {
    "zero bytes": ("empty.pdf", b"", "empty-file"),
    "not a PDF": ("notes.pdf", b"Meeting notes, nothing else.\n" * 40, "not-a-pdf"),
    "a web page named PDF": ("download.pdf", b"<html><body><p>Please log in.</p></body></html>", "not-a-pdf"),
    "a Word file named PDF": ("memo.pdf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "not-a-pdf"),
    "a Word file": ("memo.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "unsupported"),
    "a header and rubbish": ("half.pdf", b"%PDF-1.4\nThis is not one", "damaged"),
    "no pages": ("none.pdf", without_pages(), "no-pages"),
    "a broken image": ("scan.png", b"\x89PNG\r\n\x1a\nrubbish", "damaged"),
}


@pytest.mark.parametrize(("name", "data", "code"), BAD.values(), ids=BAD)
def test_each_bad_file_has_its_code_its_name_and_advice(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        open_source(path)
    assert caught.value.code == code
    assert caught.value.file == path
    assert name in caught.value.message
    assert caught.value.advice


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as missing:
        open_source(tmp_path / "gone.pdf")
    with pytest.raises(SourceError) as folder:
        open_source(tmp_path)
    assert (missing.value.code, folder.value.code) == ("missing", "unsupported")


def test_an_encrypted_file_wants_its_password(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    writer = PdfWriter()
    writer.page(612, 792).text(72, 72, "secret")
    writer.save(path, password="rosebud")
    codes = []
    for password in (None, "", "wrong"):
        with pytest.raises(SourceError) as caught:
            open_source(path, password)
        codes.append(caught.value.code)
    assert codes == ["encrypted", "encrypted", "wrong-password"]
    with open_source(path, "rosebud") as source:
        assert source.encrypted
        assert [word.text for word in source.page(0).layer_words()] == ["secret"]


def outcome(path: Path) -> str:
    """`read`, or the code of the error."""
    try:
        with open_source(path) as source:
            source.page(0).evidence(72)
    except SourceError as error:
        return error.code
    return "read"


def test_a_truncated_file_is_read_as_far_as_it_goes_or_called_damaged(tmp_path: Path) -> None:
    whole = one_page()
    path = tmp_path / "cut.pdf"
    for share in (0.1, 0.3, 0.5, 0.7, 0.9):
        path.write_bytes(whole[: int(len(whole) * share)])
        assert outcome(path) in {"read", "damaged", "no-pages"}


def test_a_recursive_page_tree_costs_the_page_and_says_which(tmp_path: Path) -> None:
    path = tmp_path / "loop.pdf"
    path.write_bytes(recursive_tree())
    with open_source(path) as source:
        assert source.sizes() == [(612.0, 792.0)]
        with pytest.raises(SourceError) as caught:
            source.page(0)
    assert (caught.value.code, caught.value.page) == ("damaged", 0)
    assert "loop.pdf, page 1," in caught.value.message


def test_a_page_beyond_the_last_is_a_bug_not_damage(tmp_path: Path) -> None:
    path = tmp_path / "one.pdf"
    path.write_bytes(one_page())
    with open_source(path) as source, pytest.raises(IndexError):
        source.page(1)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_an_image_that_is_called_pdf_is_read_as_the_image_it_is(tmp_path: Path, form: str) -> None:
    path = tmp_path / "scan.pdf"
    Image.new("L", (850, 1100), 255).save(path, form, dpi=(100, 100))
    with open_source(path) as source:
        assert source.page_count == 1
        assert source.sizes() == [pytest.approx((612.0, 792.0), abs=0.01)]
        assert source.page(0).native_dpi == 100


def test_every_frame_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "fax.tif"
    first, second = Image.new("1", (1700, 2200), 1), Image.new("1", (850, 1100), 1)
    first.save(path, "TIFF", compression="group4", dpi=(200, 200), save_all=True, append_images=[second])
    with open_source(path) as source:
        assert source.page_count == 2
        assert source.page(1).render(100).image.shape[0] > 0


def test_a_file_says_what_it_holds(tmp_path: Path) -> None:
    writer = PdfWriter({"title": "Release 1 of 2", "author": "ICE"})
    for _ in range(2):
        writer.page(612, 792)
    writer.outline([(0, "Cover", 0), (1, "Enclosure", 1)])
    writer.attach("index.xlsx", b"data")
    writer.save(tmp_path / "facts.pdf")
    with open_source(tmp_path / "facts.pdf") as source:
        assert source.outline() == (OutlineItem(0, "Cover", 0), OutlineItem(1, "Enclosure", 1))
        assert source.metadata()["title"] == "Release 1 of 2"
        assert source.attachments() == ("index.xlsx",)
        assert not source.encrypted


def test_the_source_file_is_never_changed(tmp_path: Path) -> None:
    path = tmp_path / "source.pdf"
    writer = PdfWriter()
    page = writer.page(612, 792, rotation=90)
    page.rectangle(Rect(100, 100, 200, 120))
    page.annotation(Rect(100, 300, 200, 320), "Square")
    writer.save(path)
    before, changed = path.read_bytes(), path.stat().st_mtime_ns
    with open_source(path) as source:
        source.page(0).evidence(100)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, changed)


def test_mupdf_stays_silent_about_what_it_mends(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mended.pdf"
    path.write_bytes(one_page().replace(b"startxref", b"startxxxx"))
    with open_source(path) as source:
        source.page(0).evidence(72)
    assert capfd.readouterr() == ("", "")


def test_a_page_that_paints_nonsense_is_still_an_array(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page()
    xref = document.get_new_xref()
    document.update_object(xref, "<<>>")
    document.update_stream(xref, b"q 1 0 0 1 nonsense /F1 Tj BT ((( ET 5 5 re f* Q Q Q", new=True)
    document.xref_set_key(page.xref, "Contents", f"{xref} 0 R")
    document.save(tmp_path / "nonsense.pdf")
    with open_source(tmp_path / "nonsense.pdf") as source:
        evidence = source.page(0).evidence(72)
    assert evidence.image.dtype == np.uint8


def test_the_pages_asked_for_last_are_kept(tmp_path: Path) -> None:
    writer = PdfWriter()
    for number in range(4):
        writer.page(100, 100).text(10, 50, f"p{number}")
    writer.save(tmp_path / "four.pdf")
    with open_source(tmp_path / "four.pdf", keep_pages=2) as source:
        first = source.page(0)
        source.page(1)
        assert source.page(0) is first
        source.page(2)
        assert source.page(0) is not first
        assert [source.page(number).layer_words()[0].text for number in range(4)] == ["p0", "p1", "p2", "p3"]


def test_a_page_without_a_size_is_damaged(tmp_path: Path) -> None:
    with pymupdf.open() as document:
        page = document.new_page()
        document.xref_set_key(page.xref, "UserUnit", "0")
        document.save(tmp_path / "flat.pdf")
    with open_source(tmp_path / "flat.pdf") as source:
        assert source.sizes() == [(612.0, 792.0)]
        with pytest.raises(SourceError, match=r"flat\.pdf, page 1, is damaged") as caught:
            source.page(0)
    assert (caught.value.code, caught.value.page) == ("damaged", 0)
