"""Small released files of every kind that an agency sends, made on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from reviewer.pdf.mupdf import pymupdf
from reviewer.ui.dialogs.matter_fields import Matter
from reviewer.ui.widgets.notice import Notice
from reviewer.ui.window import Window

_AES_256 = 5  # PyMuPDF's PDF_ENCRYPT_AES_256, which its type hints do not know
READING = 90_000  # milliseconds for a few pages on a busy machine
MATTER = Matter("First release", "2018-ICFO-59138", "Bureau of Residency Records", "2018-10-29")


def write_pdf(path: Path, words: str = "Residency records", pages: int = 1, password: str = "") -> Path:
    """A PDF with `words` on each of its small pages, encrypted if there is a password."""
    path.parent.mkdir(parents=True, exist_ok=True)
    document = pymupdf.open()
    for number in range(pages):
        document.new_page(width=300, height=200).insert_text((40, 60), f"{words} {number + 1}")
    how = {"encryption": _AES_256, "user_pw": password, "owner_pw": "owner"} if password else {}
    document.save(str(path), **how)
    document.close()
    return path


def mixed_folder(folder: Path) -> Path:
    """PDFs, a TIFF, a text, a workbook, a broken PDF, an empty file, an encrypted PDF and a duplicate."""
    letter = write_pdf(folder / "letter.pdf", "Determination", 2)
    write_pdf(folder / "part 1" / "records.pdf", "Records")
    (folder / "letter again.pdf").write_bytes(letter.read_bytes())
    Image.new("L", (300, 200), 255).save(folder / "fax.tif", dpi=(100, 100))
    (folder / "read me.txt").write_text("as sent", encoding="utf-8")
    book = openpyxl.Workbook()
    book.save(folder / "index.xlsx")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (folder / "empty.pdf").write_bytes(b"")
    write_pdf(folder / "secret.pdf", "Secret", password="hunter2")
    return folder


def notice_with(window: Window, key: str) -> Notice | None:
    """The notice of this key, if it is shown."""
    return next((notice for notice in window.notices.notices if notice.key == key), None)


def await_notice(window: Window, qtbot: QtBot, key: str) -> Notice:
    """The notice of this key, once it is shown."""
    qtbot.waitUntil(lambda: notice_with(window, key) is not None, timeout=READING)
    notice = notice_with(window, key)
    assert notice is not None
    return notice


def step(notice: Notice, text: str) -> Callable[[], object]:
    """What the button `text` of a notice does."""
    found = [act for name, act in notice.steps if name == text]
    if not found:
        pytest.fail(f"no button {text!r} in {notice}")
    return found[0]
