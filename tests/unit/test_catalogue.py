from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from reviewer.ingest.catalogue import catalogue, sha256
from reviewer.model.errors import SourceError


def test_folder_is_sorted_by_what_can_be_done(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/two.PDF", "one.pdf", "scan.tiff", "sheet.xlsx", "Thumbs.db", "._one.pdf", "matter.foia"):
        (tmp_path / name).write_bytes(b"x")
    found = catalogue([tmp_path])
    assert [f.name for f in found.reviewable] == ["two.PDF", "one.pdf", "scan.tiff"]
    assert [f.name for f in found.others] == ["sheet.xlsx"]
    assert found.problems == ()


def test_named_file_counts_whatever_its_ending_and_only_once(tmp_path: Path) -> None:
    scan = tmp_path / "scan"
    scan.write_bytes(b"x")
    assert catalogue([scan, scan]).reviewable == (scan,)


def test_empty_folder_and_missing_path_are_problems_that_name_themselves(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    found = catalogue([empty, tmp_path / "gone.pdf"])
    assert [p.code for p in found.problems] == ["empty-folder", "missing"]
    assert str(empty) in str(found.problems[0])
    assert "gone.pdf" in str(found.problems[1])


def test_hash_is_that_of_the_whole_file(tmp_path: Path) -> None:
    data = bytes(range(256)) * 10_000
    file = tmp_path / "a.pdf"
    file.write_bytes(data)
    assert sha256(file) == hashlib.sha256(data).hexdigest()


def test_vanished_file_is_a_source_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"gone\.pdf") as error:
        sha256(tmp_path / "gone.pdf")
    assert error.value.code == "missing"
