"""Numbers settled over a whole file replace what single pages said, and only where they differ."""

from __future__ import annotations

from pathlib import Path

from reviewer.model.documents import PageNumbers
from reviewer.services.workspace import Workspace
from tests.storage.material import add_file, read_pages, result


def test_settled_numbers_are_stored_and_told_once(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "matter.foia", reviewer="Ada") as workspace:
        file = add_file(workspace, 3)
        results = [result(0), result(1, bates="QXY9713135", identifiers={"QXY": "QXY9713135"}), result(2)]
        pages = read_pages(workspace, *results)
        mended = [PageNumbers(n, read.identifiers, read.bates) for n, read in enumerate(results)]
        mended[1] = PageNumbers(1, {})
        changes = workspace.intake.store_numbers(file, mended).result()
        assert changes.of("page") == {pages[1]}
        rows = workspace.read.pages.of_file(file)
        assert [row.bates for row in rows] == ["BRR-2018-000001", None, "BRR-2018-000003"]
        assert [dict(row.identifiers) for row in rows][1] == {}
        assert not workspace.intake.store_numbers(file, mended).result()
