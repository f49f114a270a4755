"""Makes the fixture project of the present version: `python -m tests.storage.make_fixture`, once before its release."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from reviewer.model.determinations import Determination, Statement
from reviewer.model.documents import DocumentFinding
from reviewer.services.operations import (
    AddAlias,
    AddChallenge,
    AddEntity,
    AddEvent,
    AddIssue,
    AddMention,
    AddPassage,
    AddRequest,
    AddTag,
    CheckBox,
    CorrectWords,
    DrawRedaction,
    EditAppeal,
    ImportIndex,
    JudgeIndex,
    MarkSeen,
    SetPosition,
    Target,
    WordRun,
)
from reviewer.services.workspace import Workspace
from reviewer.storage.migrations import MIGRATIONS
from reviewer.text.agency_index.entries import Entry
from reviewer.text.agency_index.spans import Span
from tests.storage.material import SHEET, add_file, box, read_pages, redactions_on, result


def make(path: Path) -> None:
    """Write the project."""
    with Workspace.create(path, reviewer="Ada", title="Fixture") as workspace:
        request = AddRequest("ICE", number="2018-ICFO-59138", requested_on="2018-08-01")
        workspace.perform(request)
        workspace.perform(AddEvent(request.uuid, "final determination", printed_on="2019-02-01"))
        file = add_file(workspace, 3)
        pages = read_pages(workspace, result(0), result(1), result(2, (), virtual_pages=SHEET))
        first = redactions_on(workspace, pages[0])
        workspace.perform(CheckBox(tuple(first), "right"))
        workspace.perform(SetPosition(tuple(first), "contested"))
        workspace.perform(DrawRedaction(pages[0], (box(50, 300),), codes=("(b)(7)(C)",)))
        workspace.perform(MarkSeen((pages[0],)))
        tag = AddTag("public interest", "#1f77b4", "p")
        workspace.perform(tag)
        workspace.perform(AddPassage((WordRun(pages[0], 2, 5),), (tag.uuid,), "who signed it"))
        entity = AddEntity("Jo Doyle", "person")
        workspace.perform(entity)
        workspace.perform(AddAlias(entity.uuid, "J. Doyle"))
        workspace.perform(AddMention(entity.uuid, (WordRun(pages[0], 2, 2),)))
        workspace.perform(AddIssue("No attachment came with the e-mail", "missing attachment"))
        harm = AddChallenge((Target("redaction", first[0]),), ("foreseeable-harm",), title="Exemption 5")
        workspace.perform(harm)
        entry = Entry("row 2", "1", "ICE 101-103", (Span("ICE", 101, 103),), codes=("(b)(5)",), reason="Drafts.")
        workspace.perform(ImportIndex("index.csv", "ab" * 32, 120, (entry,), {"(b)(6)-1": "names"}))
        (row,) = workspace.read.indexes.entries()
        workspace.perform(JudgeIndex(row.uuid, (first[0],), "speaks"))
        workspace.perform(EditAppeal(request.uuid, addressee="Appeals Officer"))
        workspace.intake.number_items()
        workspace.perform(CorrectWords(pages[1], 2, 2, "Doyle,"))
        said = Statement("request number", "2018-ICFO-59138", "Re: 2018-ICFO-59138", 2)
        letter = DocumentFinding(2, 2, "letter", determination=Determination("acknowledgment", (said,)))
        workspace.intake.store_documents(file, [letter]).result()


def main() -> None:
    """Make it small: pages of 512 bytes, since most tables hold a row or two."""
    target = Path(__file__).parent / "fixtures" / f"version-{len(MIGRATIONS)}.foia"
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.foia"
        make(path)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA page_size = 512")
            connection.execute("VACUUM")
        target.write_bytes(path.read_bytes())
    print(f"{target}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
