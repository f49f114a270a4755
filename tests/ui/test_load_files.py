"""Load files through the window: a production dropped on it, bad ones named clearly, and one written and read back."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.services.importing import import_paths
from reviewer.services.workspace import Workspace
from reviewer.ui.application import Application
from reviewer.ui.dialogs.import_files import ImportDialog
from reviewer.ui.window import Window
from tests.ui.release_kit import READING
from tests.ui.test_exporting import dialog_on, pick, written
from tests.ui.test_import import drop, imported

HEAD = ("BEGBATES", "ENDBATES", "DOCDATE", "FROM", "TO", "SUBJECT")
ROWS = (("AB-0001", "AB-0002", "2018-06-20", "Doyle", "Ellison", "Follow up"), ("AB-0003", "AB-0003", "", "", "", ""))


@pytest.fixture
def empty(application: Application, tmp_path: Path) -> Window:
    """A window on a new project, not reading what is imported."""
    window = application.new_window()
    window.use(Workspace.create(tmp_path / "New.foia", reviewer="Dana Reviewer"), read=False)
    window.show()
    return window


def fields(*rows: tuple[str, ...], delimiter: str = "\x14", quote: str = "þ") -> str:
    """A DAT file's text."""
    return "".join(delimiter.join(f"{quote}{cell}{quote}" for cell in row) + "\r\n" for row in rows)


def production(folder: Path, prefix: str = "", *, gone: int = 0) -> Path:
    """A volume as vendors lay it out: VOL001/DATA beside VOL001/IMAGES; `prefix` begins each path. Its DAT file."""
    volume = folder / "VOL001"
    (volume / "IMAGES" / "001").mkdir(parents=True)
    (volume / "DATA").mkdir()
    lines = []
    for number in (1, 2, 3):
        name = f"AB-000{number}.tif"
        page = Image.new("1", (850, 1100), 1)
        page.paste(0, (100, 100, 200 * number, 200))
        if number != gone:
            page.save(volume / "IMAGES" / "001" / name, dpi=(100, 100), compression="group4")
        begins = "Y" if number != 2 else ""
        lines.append(f"AB-000{number},VOL001,{prefix}\\IMAGES\\001\\{name},{begins},,,")
    (volume / "DATA" / "VOL001.opt").write_text("\r\n".join(lines) + "\r\n", encoding="ascii")
    dat = volume / "DATA" / "VOL001.dat"
    dat.write_text(fields(HEAD, *ROWS), encoding="utf-8", newline="")
    return dat


def hand_over(window: Window, path: Path) -> None:
    """Drop a file on the window and press the button of the dialog that comes."""
    drop(window, path)
    dialog = next(each for each in window.findChildren(ImportDialog) if each.isVisible())
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)


def told(window: Window, qtbot: QtBot, words: str) -> str:
    """All that the notices say, once one of them has these words."""

    def said() -> str:
        return "\n".join(f"{notice.title} {notice.text}" for notice in window.notices.notices)

    qtbot.waitUntil(lambda: words in said(), timeout=READING)
    return said()


@pytest.mark.parametrize(
    "prefix", [".", "\\VOL001", "D:\\Productions\\VOL001", "\\\\server\\share\\out\\VOL001", "VOL001"]
)
def test_a_dat_file_dropped_on_the_window(prefix: str, empty: Window, tmp_path: Path, qtbot: QtBot) -> None:
    hand_over(empty, production(tmp_path / "sent", prefix))
    imported(empty, qtbot, 3)
    session = empty.session
    assert session is not None
    read = session.workspace.read
    assert [page.bates for page in read.pages.of_file()] == ["AB-0001", "AB-0002", "AB-0003"]
    assert [document.subject for document in read.sources.documents()] == ["Follow up", None]
    empty.registry.run("edit.undo")  # an import is no edit: nothing of it goes
    assert session.project.coverage().pages == 3


def test_a_missing_picture_is_named_and_the_rest_comes_in(empty: Window, tmp_path: Path, qtbot: QtBot) -> None:
    hand_over(empty, production(tmp_path / "sent", "\\VOL001", gone=2))
    imported(empty, qtbot, 2)
    said = told(empty, qtbot, "AB-0002")
    assert "VOL001.opt, row 2: the picture \\VOL001\\IMAGES\\001\\AB-0002.tif of AB-0002 is not there." in said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (fields(HEAD, *ROWS, delimiter="\x15").encode(), "no heading names the first page of a document"),
        (fields(("NAME", "AGE"), ("a", "4")).encode(), "there are NAME, AGE"),
        (b"", "it is empty"),
        (bytes(range(256)) * 8, "no heading names the first page of a document"),
    ],
)
def test_files_that_cannot_be_used_say_why(data: bytes, said: str, empty: Window, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "sent" / "bad.dat"
    path.parent.mkdir()
    path.write_bytes(data)
    hand_over(empty, path)
    words = told(empty, qtbot, "bad.dat")
    assert "bad.dat is no load file that can be used" in words
    assert said in words
    assert empty.session is not None
    assert empty.session.project.coverage().pages == 0


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252"])
def test_other_encodings_and_signs(encoding: str, empty: Window, tmp_path: Path, qtbot: QtBot) -> None:
    dat = production(tmp_path / "sent", "VOL001")
    signs = {"delimiter": "|", "quote": "^"} if encoding == "cp1252" else {}
    rows = (("AB-0001", "AB-0002", "2018-06-20", "Müller", "Ellison", "Größe"), ROWS[1])
    dat.write_bytes(fields(HEAD, *rows, **signs).encode(encoding))
    hand_over(empty, dat)
    imported(empty, qtbot, 3)
    assert empty.session is not None
    document = empty.session.workspace.read.sources.documents()[0]
    assert (document.sender, document.subject) == ("Müller", "Größe")


def test_a_load_file_is_written_and_comes_back(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    window.show()
    dialog = dialog_on(window, tmp_path)
    pick(dialog, "What", "load-file")
    dialog.accept_button.click()
    assert dialog.result() == dialog.DialogCode.Accepted, dialog.problem()
    window.exporting.run(dialog.order())
    notice = written(window, qtbot)
    assert "is written" in notice.title, f"{notice.title} {notice.text}"
    out = tmp_path / "production"
    with zipfile.ZipFile(dialog.path) as packed:
        packed.extractall(out)
    assert {path.name for path in out.rglob("*.[do][ap]t")} >= {"VOL001.dat", "VOL001.opt"}
    session = window.session
    assert session is not None
    count = session.project.coverage().pages
    with Workspace.create(tmp_path / "back.foia") as back:
        report = import_paths(back, [out])
        assert (report.failures, report.pages) == ([], count)
