"""What can be chosen about reading: languages, the user's own trained data, and what becomes of a text layer."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from reviewer.ocr.languages import shipped_tessdata
from reviewer.pdf.write import PdfWriter
from reviewer.services.workspace import Workspace
from tests.cli.running import foia


def layered(path: Path) -> Path:
    writer = PdfWriter()
    page = writer.page(612, 792)
    for line in range(14):
        page.text(72, 100 + 16 * line, f"Line {line} says what anyone may read today.", 12)
    writer.save(path)
    return path


def sources(project: Path) -> list[str]:
    with Workspace.open(project, read_only=True) as workspace:
        return [page.text_source for page in workspace.read.pages.of_file()]


def test_a_text_layer_is_kept_or_read_anew_for_the_files_named(tmp_path: Path) -> None:
    first, second = layered(tmp_path / "first.pdf"), tmp_path / "second.pdf"
    second.write_bytes(first.read_bytes() + b"\n")
    project = tmp_path / "matter.foia"
    assert foia("process", project, first, second, "--workers", "1").returncode == 0
    assert sources(project) == ["layer", "layer"]
    assert foia("process", project, first, "--workers", "1", "--text-layer", "ignore").returncode == 0
    assert sources(project) == ["ocr", "layer"]
    assert foia("process", project, "--workers", "1", "--text-layer", "auto").returncode == 0
    assert sources(project) == ["layer", "layer"]


def test_inspect_reads_with_the_users_own_trained_data(tmp_path: Path) -> None:
    own = tmp_path / "own data"
    own.mkdir()
    shutil.copy(shipped_tessdata() / "eng.traineddata", own / "old.traineddata")
    file = layered(tmp_path / "letter.pdf")
    done = foia("inspect", file, "--text-layer", "ignore", "--languages", "old", "--tessdata", own, "--workers", "1")
    (record,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert record["text_source"] == "ocr"
    assert "anyone may read today" in record["text"]


def test_a_missing_language_is_named_with_the_way_to_get_it(tmp_path: Path) -> None:
    project = tmp_path / "matter.foia"
    file = layered(tmp_path / "letter.pdf")
    done = foia("process", project, file, "--workers", "1", "--languages", "eng+tlh")
    said = done.stderr.decode()
    assert done.returncode == 1
    assert "language tlh is not installed" in said
    assert "tlh.traineddata" in said
    # The page waits, nothing is lost, and another choice goes on.
    assert foia("process", project, "--workers", "1", "--languages", "eng").returncode == 0
    assert sources(project) == ["layer"]
