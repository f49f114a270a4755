"""`import PROJECT agency-index FILE`: what matches is said, what is left out is listed, the same file is a notice."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.services.workspace import Workspace
from tests.cli.running import foia
from tests.storage.material import made_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    with made_project(tmp_path / "case.foia"):
        return tmp_path / "case.foia"


def test_an_index_comes_in(project: Path, tmp_path: Path) -> None:
    index = tmp_path / "index.csv"
    index.write_text("No.,Bates,Exemption,Reason\n1,000001,(b)(6),Names\n2,000002,(b)(5),Advice\n3,DEA-9,(b)(6),\n")
    told = foia("import", project, "agency-index", index, "--preview")
    assert (told.returncode, "2 of them name pages of this project" in told.stdout.decode()) == (0, True)
    with Workspace.open(project, read_only=True) as workspace:
        assert workspace.read.indexes.indexes() == []
    told = foia("import", project, "agency-index", index)
    said = told.stdout.decode()
    assert told.returncode == 0
    assert "entry without pages here: row 4: DEA-9" in said
    assert "codes differ: BRR-2018-000002, Release_1of1.pdf p. 2: (b)(6), in the index (b)(5)" in said
    assert "not indexed: BRR-2018-000003, Release_1of1.pdf p. 3: (b)(6)" in said
    assert said.splitlines()[-1] == "1 deletion with a reason, 1 with other codes, 1 not indexed"
    again = foia("import", project, "agency-index", index)
    assert (again.returncode, b"--replace" in again.stderr) == (0, True)
    assert foia("import", project, "agency-index", index, "--replace").returncode == 0
    with Workspace.open(project, read_only=True) as workspace:
        assert [row.entries for row in workspace.read.indexes.indexes()] == [3]


def test_columns_and_series_are_named(project: Path, tmp_path: Path) -> None:
    index = tmp_path / "odd.csv"
    index.write_text("Alpha,Beta\n1-2,(b)(6)\n")
    told = foia("import", project, "agency-index", index)
    assert (told.returncode, "“Alpha”, “Beta”" in told.stderr.decode()) == (1, True)
    options = ("--column", "pages=Alpha", "--column", "codes=2", "--series", "BRR-2018")
    told = foia("import", project, "agency-index", index, *options)
    assert told.returncode == 0
    assert told.stdout.decode().splitlines()[-1] == "2 deletions with a reason, 0 with other codes, 1 not indexed"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--column", "page=1"), "there is no “page”"),
        (("--column", "pages=Gamma"), "the headings are"),
        (("--series", "DEA"), "there are BRR-2018-000001 to BRR-2018-000003"),
        (("--request", "F-9"), "the requests are without numbers"),
    ],
)
def test_options_that_name_nothing(project: Path, tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    index = tmp_path / "index.csv"
    index.write_text("Bates,Exemption\nBRR-2018-000001,(b)(6)\n")
    told = foia("import", project, "agency-index", index, *options)
    assert (told.returncode, said in told.stderr.decode()) == (2, True)
