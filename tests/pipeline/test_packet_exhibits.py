"""Exhibits show the page as released and nothing beneath it: looked at, read by other programs, and taken apart."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from reviewer.export.packet import exhibit_pages
from reviewer.export.packet.exhibit_pages import OUTSIDE, frame_of
from reviewer.export.packet.plan import PacketOptions
from reviewer.export.packet.write import Packet
from reviewer.export.paper.flow import Block, Grid, Paper, Run, Text, plain, write_flow
from reviewer.export.paper.outside_check import Found, Hole, check_pdf, require_clean
from reviewer.export.paper.sheets import Sheets, around
from reviewer.model.errors import ExportError
from reviewer.model.evidence import Pixels
from reviewer.model.geometry import Rect
from reviewer.model.ids import Uuid
from reviewer.model.page import PageText, Word
from reviewer.pdf.write import PdfWriter
from reviewer.services import packets
from reviewer.services.workspace import Workspace
from tests.unit.appeal_kit import SECRETS, Contested, make_contested

TODAY = date(2018, 11, 20)
DPI, POOL = 100, 6
HOSTILE = "=cmd|' /C calc'!A0 <script>alert(1)</script> {{ agency }} \x1b[31m\u202eevil\u202c \x00 & %s שלום 漢字"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Contested:
    return make_contested(tmp_path_factory.mktemp("contested"), HOSTILE)


@pytest.fixture(scope="module")
def packet(made: Contested) -> Packet:
    with Workspace.open(made.path, "Ada Lovelace") as workspace:
        plan = packets.plan(workspace, made.request, today=TODAY)
        return packets.export_packet(workspace, plan, made.path.parent / "packet", workers=1)


def exhibit(packet: Packet, letter: str) -> Path:
    (found,) = packet.path.rglob(f"*Exhibit {letter}.pdf")
    return found


def rendered(path: Path, number: int, dpi: float = DPI) -> Pixels:
    with pypdfium2.PdfDocument(path) as document:
        page = document[number]
        image = np.asarray(page.render(scale=dpi / 72, grayscale=True).to_numpy()).squeeze()
        page.close()
    return image.astype(np.uint8)


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        said = []
        for page in document:
            text = page.get_textpage()
            said.append(text.get_text_range())
            text.close()
            page.close()
    return "\n".join(said)


def test_the_page_is_as_released_at_88_percent(made: Contested, packet: Packet) -> None:
    assert packet.pictures_left_out == 0
    shown = rendered(exhibit(packet, "C"), 0)
    frame = frame_of(612, 792)
    assert frame.scale == pytest.approx(0.88)
    left, top = round(frame.page.x0 * DPI / 72), round(frame.page.y0 * DPI / 72)
    released = rendered(made.sources[1], 0, DPI * frame.scale)
    part = shown[top : top + released.shape[0], left : left + released.shape[1]]
    different = np.abs(_pooled(part) - _pooled(released)) > 255 / POOL * 1.5  # the edges of a block may lie a pixel off
    different[[0, -1]], different[:, [0, -1]] = False, False  # the paper's edge
    ours = np.zeros_like(different)
    for rect in (Rect(290, 238, 420, 254), Rect(72, 300, 500, 314)):
        x0, y0, x1, y1 = (round(value * DPI / 72 / POOL) for value in rect.scaled(frame.scale).grown(OUTSIDE + 3))
        ours[y0 : y1 + 1, x0 : x1 + 1] = True
    assert (_pooled(part) < _pooled(released) - 40)[ours].any()
    leaders = np.asarray(ours.any(axis=1))  # they run straight to a gutter at the height of an outline
    assert not (different & ~leaders[:, None]).any()


def _pooled(image: Pixels) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Means of small squares: two programs draw a letter differently, but equally dark."""
    high, wide = (size // POOL * POOL for size in image.shape)
    squares = image[:high, :wide].astype(np.float64).reshape(high // POOL, POOL, wide // POOL, POOL)
    return np.asarray(squares.mean(axis=(1, 3)))


def test_only_contested_items_are_outlined_and_numbered(packet: Packet) -> None:
    with pypdfium2.PdfDocument(exhibit(packet, "C")) as document:
        assert [page.get_size() for page in document] == [(612, 792), (612, 792), (792, 612)]
        page = document[0]
        text = page.get_textpage()
        left, right = text.get_text_bounded(0, 60, 34, 740), text.get_text_bounded(578, 60, 612, 740)
        text.close()
        page.close()
    assert sorted((left + " " + right).split()) == ["1", "2"]  # 3 stands on this page, too, and is not contested


def test_head_foot_and_text_layer(made: Contested, packet: Packet) -> None:
    said = text_of(exhibit(packet, "C"))
    assert "Exhibit C, p. 1 of 3 · Appeal of 2018-ICFO-59138 · BRR-2018-000100 · Release.pdf p. 1" in said
    assert (
        "Outlines, numbers and brackets added by requester; page otherwise as released; flattened from source" in said
    )
    assert "(manifest line 2)" in said
    assert said.count("DRAFT – not approved, not to be sent") == 3
    assert "Redwood City" in " ".join(said.split())
    assert "[redacted (b)(5)]" in said
    assert "[redacted]" in said


def _streams(path: Path) -> Iterator[bytes]:
    """Every object and every stream of a PDF, as it stands and unpacked."""
    yield path.read_bytes()
    with pikepdf.Pdf.open(path) as document:
        for found in document.objects:
            if isinstance(found, pikepdf.Stream):
                yield found.read_raw_bytes()
                with contextlib.suppress(pikepdf.PdfError):  # pictures
                    yield found.read_bytes()
            yield repr(found).encode("utf-8")


def test_nothing_beneath_a_redaction_leaves_with_the_packet(packet: Packet) -> None:
    for path in (found for found in packet.path.rglob("*") if found.is_file()):
        parts: list[bytes] = [path.read_bytes()]
        if path.suffix == ".pdf":
            parts += _streams(path)
            parts.append(text_of(path).encode("utf-8"))
            with pikepdf.Pdf.open(path) as document:
                assert not document.attachments
                assert not any("/Annots" in page for page in document.pages)
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                parts += [packed.read(name) for name in packed.namelist()]
        for secret in SECRETS:
            codes = [secret.encode("utf-8"), secret.encode("utf-16-le"), secret.encode("utf-16-be"),
                     secret.encode().hex().encode(), secret[::-1].encode()]  # fmt: skip
            assert not any(code in part for part in parts for code in codes), path.name


def test_hostile_text_opens_and_shows_as_text(packet: Packet) -> None:
    letter = next(packet.path.rglob("*Letter.docx"))
    said = "\n".join(paragraph.text for paragraph in Document(str(letter)).paragraphs)
    assert "=cmd|' /C calc'!A0 <script>alert(1)</script> {{ agency }} ␛[31m" in said
    (pdf,) = packet.path.rglob("*Letter.pdf")
    assert "<script>alert(1)</script> {{ agency }}" in " ".join(text_of(pdf).split())
    book = load_workbook(next(packet.path.rglob("*Log.xlsx")))
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    for path in packet.path.rglob("*.docx"):
        Document(str(path))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
def test_any_text_is_typeset_as_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "any.pdf"
    blocks: list[Block] = [
        Text((Run(text, bold=True),), level=1, mark="•"),
        plain(text),
        Grid((text, "b"), [[text, text]], (1, 2)),
    ]
    write_flow(path, blocks, Paper(text, head=text, foot=text, draft=text))
    assert check_pdf(path) == []


@pytest.mark.parametrize("text", ["x" * 100_000, "long word " * 10_000, "<b>" * 5_000, "&amp;" * 5_000])
def test_long_text_runs_on_over_pages(tmp_path: Path, text: str) -> None:
    path = tmp_path / "long.pdf"
    write_flow(path, [plain(text), Grid(("a",), [[text]], (1,))], Paper("Long"))
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) > 1
    shown = "".join(text_of(path).replace("￾", "").split())
    assert "".join(text[:2_000].split()) in shown


def test_equal_calls_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        write_flow(tmp_path / name, [plain("Equal")], Paper("Equal"))
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def _with_text_beneath(path: Path, annotated: bool = False, attached: bool = False) -> Hole:
    writer = PdfWriter()
    page = writer.page(612, 792)
    hole = Rect(100, 100, 300, 120)
    page.text(105, 114, SECRETS[0], 11)
    page.rectangle(hole)
    if annotated:
        page.annotation(Rect(10, 10, 50, 50), "Text", "a note")
    if attached:
        writer.attach("secret.txt", b"secret")
    writer.save(path)
    return Hole(0, hole)


def test_the_outside_check_finds_what_must_not_be_there(tmp_path: Path) -> None:
    path = tmp_path / "leak.pdf"
    hole = _with_text_beneath(path, annotated=True, attached=True)
    assert check_pdf(path, [hole], pages=2) == [
        Found(None, "it has 1 pages instead of 2"),
        Found(None, "a file is attached to it"),
        Found(0, "an annotation is on it"),
        Found(0, "text stands beneath a redaction"),
    ]
    with pytest.raises(ExportError) as caught:
        require_clean(path, [hole])
    assert caught.value.code == "not-clean"
    assert SECRETS[0] not in str(caught.value)
    path.write_bytes(b"%PDF-1.7 nothing")
    assert check_pdf(path) == [Found(None, "the file cannot be opened")]


def test_the_token_of_a_hole_may_stand_in_it_and_nothing_else(tmp_path: Path) -> None:
    for word, clean in (("[redacted (b)(6)]", True), ("[redacted (b)(6)] Doyle", False)):
        sheets = Sheets("Token")
        sheets.page(612, 792)
        hole = Rect(100, 100, 300, 112)
        sheets.hidden(hole, word)
        sheets.save(tmp_path / "token.pdf")
        assert (check_pdf(tmp_path / "token.pdf", [Hole(0, hole, "[redacted (b)(6)]")]) == []) is clean


def test_words_that_touch_a_hole_on_a_crowded_form_do_not_keep_the_exhibit_back(
    made: Contested, tmp_path: Path
) -> None:
    """Boxes of OCR reach a little into the holes beside, above and below them; that is no text beneath a redaction."""
    with Workspace.open(made.path, "Ada Lovelace") as workspace:
        (row,) = workspace.read.redactions.rows(made.redactions[:1])
        content = workspace.read.pages.content(row.page)
    hole = row.rects[0]
    touching = Word(Rect(hole.x0 - 40, hole.y0, hole.x0 + 3, hole.y1), "purpose", 0.9, 0)
    under = Word(Rect(hole.x0, hole.y1 - 0.2 * hole.height, hole.x0 + 300, hole.y1 + 3 * hole.height), "below", 0.9, 1)
    twin = replace(row, uuid=Uuid("twin"), rects=(Rect(hole.x0, hole.y0 + 12, hole.x1, hole.y1 + 12),))
    text = PageText((touching, under), (), "purpose\nbelow")
    crowded = replace(content, text=text, redactions=(row, twin))
    sheets, frame = Sheets("Form"), frame_of(612, 792)
    sheets.page(612, 792)
    exhibit_pages._text_layer(sheets, frame, crowded)
    sheets.save(tmp_path / "form.pdf")
    assert check_pdf(tmp_path / "form.pdf", exhibit_pages._holes(0, frame, crowded)) == []
    assert "purpose" in text_of(tmp_path / "form.pdf")


def test_a_leak_keeps_the_packet_from_being_written(
    made: Contested, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leaking(self: Sheets, path: Path) -> int:
        _with_text_beneath(path)
        return path.stat().st_size

    monkeypatch.setattr("reviewer.export.packet.exhibit_pages._holes", lambda *_: [Hole(0, Rect(100, 100, 300, 120))])
    monkeypatch.setattr(Sheets, "save", leaking)
    with Workspace.open(made.path, "Ada Lovelace") as workspace:
        plan = packets.plan(workspace, made.request, today=TODAY)
        with pytest.raises(ExportError) as caught:
            packets.export_packet(workspace, plan, tmp_path / "packet", workers=1)
    assert caught.value.code == "not-clean"
    assert list(tmp_path.iterdir()) == []


def test_exhibits_are_split_by_the_size_of_a_sending(made: Contested, tmp_path: Path) -> None:
    with Workspace.open(made.path, "Ada Lovelace") as workspace:
        whole = packets.export_packet(
            workspace, packets.plan(workspace, made.request, today=TODAY), tmp_path / "whole", workers=1
        )
        limit = round(exhibit(whole, "C").stat().st_size * 0.8)
        plan = packets.plan(workspace, made.request, PacketOptions(limit=limit), TODAY)
        packet = packets.export_packet(workspace, plan, tmp_path / "split", workers=1)
    parts = sorted((packet.path / "To send").rglob("*Exhibit C part*.pdf"))
    assert len(parts) >= 2
    assert packet.sendings >= 2
    pages = 0
    for part in parts:
        assert part.stat().st_size <= limit
        with pypdfium2.PdfDocument(part) as document:
            pages += len(document)
    assert pages == 3
    sendings = sorted(path.name for path in (packet.path / "To send").iterdir())
    assert sendings[0] == f"Sending 1 of {packet.sendings}"
    for folder in (packet.path / "To send").iterdir():
        size = sum(path.stat().st_size for path in folder.iterdir() if "Manifest" not in path.name)
        assert size <= limit or len(list(folder.iterdir())) == 1


def test_the_outline_of_steps_has_no_line_inside() -> None:
    edges = around([Rect(0, 0, 100, 10), Rect(0, 10, 40, 20)], 0)
    assert sum(abs(x1 - x0) + abs(y1 - y0) for (x0, y0), (x1, y1) in edges) == pytest.approx(240)
    assert ((0, 10), (40, 10)) not in edges


def test_unpacked_streams_are_what_is_searched(packet: Packet) -> None:
    """The search above looks into streams: a word of our own text layer is found only there."""
    path = exhibit(packet, "C")
    assert b"DRAFT" not in path.read_bytes()
    assert any(b"BT" in part for part in _streams(path))
