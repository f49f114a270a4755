"""An export that is given up does not wait for the page its workers are at."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from reviewer.model.errors import ExportError
from reviewer.services.attended import attended_pool
from reviewer.workers.requests import OpenFile


def test_what_waits_for_a_worker_ends_when_the_export_is_given_up(tmp_path: Path) -> None:
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(tmp_path / "a.pdf")

    def write_for_ever() -> None:
        with attended_pool(1, lambda: True) as pool:
            while True:  # nothing here asks whether it is still wanted
                pool.submit(OpenFile(tmp_path / "a.pdf")).result()

    with pytest.raises(ExportError) as caught:
        write_for_ever()
    assert caught.value.code == "cancelled"


def test_other_errors_stay_what_they_are() -> None:
    with pytest.raises(RuntimeError, match="mine"), attended_pool(1, lambda: False):
        raise RuntimeError("mine")
