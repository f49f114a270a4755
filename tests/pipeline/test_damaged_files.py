"""Damaged files: what can be read is read, what may be lost is said, and nothing ends in a crash or a riddle."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pikepdf
import pytest

from reviewer.model.errors import SourceError
from reviewer.model.geometry import Rect
from reviewer.model.page import PageResult
from reviewer.pdf.losses import LOST, MENDED
from reviewer.pdf.write import PdfWriter
from reviewer.services.importing import import_paths
from reviewer.services.workspace import Workspace
from reviewer.workers.pool import WorkerPool
from reviewer.workers.requests import AnalyseOptions, AnalysePage, OpenFile
from tests.cli.running import foia

_VARIANTS = 60
_NUMBERS = (b"-1", b"0", b"2147483647", b"99999999999999999999", b"1e300", b"null", b"[]", b"3 0 R", b"/N")


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(1) as made:
        yield made


def sound(path: Path) -> Path:
    """A page of words and a block, and a scanned one."""
    writer = PdfWriter({"title": "Release"})
    page = writer.page(612, 792)
    for line in range(8):
        page.text(72, 100 + 16 * line, f"Line {line} says what anyone may read today.", 12)
    page.rectangle(Rect(72, 400, 300, 414))
    scan = np.full((400, 300), 255, np.uint8)
    scan[100:140, 40:200] = np.random.default_rng(7).integers(0, 255, (40, 160), np.uint8)
    writer.page(612, 792).image(Rect(0, 0, 612, 792), scan)
    writer.save(path)
    return path


def read(pool: WorkerPool, path: Path, page: int = 0) -> PageResult:
    result = pool.submit(AnalysePage(path, page, None, AnalyseOptions(ocr=False))).result()
    assert isinstance(result, PageResult)
    return result


def test_a_sound_file_says_nothing_of_damage(tmp_path: Path, pool: WorkerPool) -> None:
    path = sound(tmp_path / "sound.pdf")
    assert not pool.submit(OpenFile(path)).result().mended
    assert not {MENDED, LOST} & {*read(pool, path, 0).notes, *read(pool, path, 1).notes}


def test_a_mended_file_says_so_wherever_it_is_read(tmp_path: Path, pool: WorkerPool) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(sound(tmp_path / "sound.pdf").read_bytes()[:-200])  # its table of objects is gone
    assert MENDED in read(pool, path).notes
    assert "Line 3 says" in read(pool, path).text.text
    with Workspace.create(tmp_path / "matter.foia") as workspace:
        report = import_paths(workspace, [path], pool=pool)
    assert not report.failures
    (notice,) = report.notices
    assert notice.startswith("cut.pdf is damaged and was mended")
    printed = foia("inspect", "--no-ocr", path)
    assert b"cut.pdf is damaged and was mended" in printed.stderr
    assert all(MENDED in json.loads(line)["notes"] for line in printed.stdout.splitlines())


def test_a_picture_cut_short_is_said_on_its_page_alone(tmp_path: Path, pool: WorkerPool) -> None:
    path = tmp_path / "short.pdf"
    with pikepdf.open(sound(tmp_path / "sound.pdf")) as document:
        (picture,) = (held for held in document.objects if isinstance(held, pikepdf.Stream) and "/Width" in held)
        raw = picture.read_raw_bytes()
        picture.write(raw[: len(raw) // 2], filter=pikepdf.Name.FlateDecode)
        document.save(path)
    assert read(pool, path, 0).notes == ()
    assert LOST in read(pool, path, 1).notes


def _variant(data: bytes, luck: random.Random) -> bytes:
    """The file with bits flipped, its end cut off, or values of its objects made nonsense."""
    how = luck.choice(("flip", "cut", "value", "value", "reference"))
    if how == "cut":
        return data[: luck.randrange(len(data))]
    if how == "flip":
        bent = bytearray(data)
        for _ in range(luck.choice((1, 8, 100))):
            bent[luck.randrange(len(bent))] ^= 1 << luck.randrange(8)
        return bytes(bent)
    pattern = rb"(\d+) 0 R" if how == "reference" else rb"/[A-Z][A-Za-z]+ ?(\[[^\]]*\]|-?\d[\d.]*|/\w+)"
    found = luck.choice(list(re.finditer(pattern, data)))
    put = b"%d" % luck.randrange(1, 9) if how == "reference" else b" " + luck.choice(_NUMBERS)
    return data[: found.start(1)] + put + data[found.end(1) :]


def test_bent_files_are_read_or_named(tmp_path: Path, pool: WorkerPool) -> None:
    luck = random.Random(11)  # the same files each time
    data = sound(tmp_path / "sound.pdf").read_bytes()
    errors = []
    for number in range(_VARIANTS):
        path = tmp_path / f"bent {number}.pdf"
        path.write_bytes(_variant(data, luck))
        try:
            facts = pool.submit(OpenFile(path)).result()
            results = [read(pool, path, page) for page in range(min(2, facts.page_count))]
        except SourceError as error:
            errors.append(error)
        else:
            assert all(np.isfinite([result.width, result.height]).all() for result in results)
    assert 0 < len(errors) < _VARIANTS
    assert {error.code for error in errors} <= {"damaged", "no-pages", "not-a-pdf", "empty-file", "encrypted"}
    assert all(error.advice and "bent " in error.message for error in errors)
