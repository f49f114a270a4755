"""Load files as vendors write them, and as nobody should: fields, pages, documents, and what is named as wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from reviewer.ingest.load_files.dat import read_dat
from reviewer.ingest.load_files.opt import read_opt
from reviewer.ingest.load_files.volume import read_volume
from reviewer.model.errors import UserError

HEADS = ("Begin Bates", "End Bates", "Date Sent", "From", "To", "Email Subject", "BegAttach")
ROWS = (
    ("AB-0001", "AB-0002", "20180620", "Doyle, Marian", "Ellison, Pat; Amberg, H.", "Größe: “four lines”", "AB-0001"),
    ("AB-0003", "AB-0003", "", "", "", "second", "AB-0001"),
)


def concordance(rows: object, delimiter: str = "\x14", quote: str = "þ") -> str:
    assert isinstance(rows, tuple)
    return "".join(delimiter.join(f"{quote}{cell}{quote}" for cell in row) + "\r\n" for row in rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_fields_in_every_encoding(encoding: str) -> None:
    found = read_dat(concordance((HEADS, *ROWS)).encode(encoding), "a.dat")
    assert found.problems == ()
    assert [row.fields["first"] for row in found.rows] == ["AB-0001", "AB-0003"]
    assert found.rows[0].fields["subject"] == "Größe: “four lines”"
    assert found.rows[0].fields["family_first"] == "AB-0001"


def test_other_signs_and_commas() -> None:
    for text in (
        concordance((HEADS, *ROWS), "|", "^"),
        "\n".join(",".join(f'"{cell}"' for cell in row) for row in (HEADS, *ROWS)),
        "\n".join("\t".join(row) for row in (HEADS, *ROWS)),
    ):
        assert [row.fields["to"] for row in read_dat(text.encode(), "a.dat").rows] == ["Ellison, Pat; Amberg, H.", ""]


def test_lines_within_a_field() -> None:
    rows = (HEADS, ("AB-0001", "AB-0001", "", "", "", "one®two\r\nthree", ""), ROWS[1])
    found = read_dat(concordance(rows).encode(), "a.dat")
    assert [row.fields["subject"] for row in found.rows] == ["one\ntwo\nthree", "second"]
    assert [row.line for row in found.rows] == [2, 4]


def test_a_broken_row_is_named_and_does_not_swallow_the_rest() -> None:
    text = concordance((HEADS, *ROWS)).replace("þAB-0002þ", "þAB-0002")
    rows = text.splitlines()
    rows.insert(2, "þAB-0009þ\x14þonly twoþ")
    found = read_dat("\r\n".join([*rows, "þAB-0010þ\x14þnever closed"]).encode(), "a.dat")
    assert [row.fields["first"] for row in found.rows] == ["AB-0001", "AB-0003"]
    assert [problem.split(":")[0] for problem in found.problems] == ["a.dat, row 3", "a.dat, row 5"]


@pytest.mark.parametrize("data", [b"", b"\xfe", b"\x00" * 50, "þNameþ\x14þAgeþ\r\nþaþ\x14þ4þ".encode(), b"\xff\xfe"])
def test_files_without_documents(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"empty|no heading"):
        read_dat(data, "a.dat")


def test_pages_of_an_opt_file() -> None:
    text = (
        "AB-0001,VOL1,.\\IMAGES\\1.tif,Y,,,2\r\nAB-0002,VOL1,IMAGES\\2.tif,,,,\r\n"
        "\r\nAB-0002,VOL1,IMAGES\\3.tif,,,,\r\nnonsense\r\n,VOL1,x.tif,Y,,,\r\n"
    )
    pages, problems = read_opt(text.encode(), "a.opt")
    assert [(page.key, page.begins) for page in pages] == [("AB-0001", True), ("AB-0002", False)]
    assert [problem.split(":")[0] for problem in problems] == ["a.opt, row 4", "a.opt, row 5", "a.opt, row 6"]


def volume(folder: Path, opt: str, dat: str = "") -> Path:
    (folder / "IMAGES").mkdir()
    for number in (1, 2, 3):
        page = Image.new("1", (850, 1100), 1)
        page.paste(0, (100, 100, 200 * number, 200))
        page.save(folder / "IMAGES" / f"P{number}.TIF", dpi=(100, 100), compression="group4")
    (folder / "VOL1.opt").write_text(opt)
    if dat:
        (folder / "VOL1.dat").write_text(dat, encoding="utf-8")
    return folder / "VOL1.opt"


def test_a_volume_with_what_is_missing(tmp_path: Path) -> None:
    opt = (
        "AB-0001,VOL1,\\\\server\\share\\VOL1\\images\\p1.tif,Y,,,2\n"
        "AB-0002,VOL1,IMAGES\\GONE.tif,,,,\n"
        "AB-0003,VOL1,IMAGES\\P3.TIF,Y,,,1\n"
        "AB-0004,VOL1,..\\..\\etc\\passwd,Y,,,1\n"
    )
    extra = ("AB-0099", "AB-0099", "", "", "", "no pages", "")
    found = read_volume(volume(tmp_path, opt, concordance((HEADS, *ROWS, extra))))
    assert [(document.first, document.last, len(document.pages)) for document in found.documents] == [
        ("AB-0001", "AB-0002", 1),
        ("AB-0003", "AB-0003", 1),
    ]
    assert found.documents[0].fields["from"] == "Doyle, Marian"
    said = "\n".join(found.problems)
    for part in ("row 2: the picture IMAGES\\GONE.tif of AB-0002 is not there", "passwd", "AB-0099 has no pages"):
        assert part in said


def test_an_opt_file_alone_tells_documents_and_pages(tmp_path: Path) -> None:
    opt = "A1,V,IMAGES\\P1.TIF,Y,,,2\nA2,V,IMAGES\\P2.TIF,,,,\nA3,V,IMAGES\\P3.TIF,Y,,,1\n"
    found = read_volume(volume(tmp_path, opt))
    assert [[page.key for page in document.pages] for document in found.documents] == [["A1", "A2"], ["A3"]]


def test_a_file_that_is_no_load_file(tmp_path: Path) -> None:
    (tmp_path / "thing.dat").write_bytes(bytes(range(256)) * 10)
    with pytest.raises(UserError, match="no load file") as caught:
        read_volume(tmp_path / "thing.dat")
    assert caught.value.code == "not-a-load-file"
