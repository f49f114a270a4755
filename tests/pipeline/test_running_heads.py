"""A whole reading keeps running heads apart: searched like all words, but no names are suggested from them."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from reviewer.pdf.write import PdfWriter
from reviewer.services.processing import Processing
from reviewer.services.workspace import Workspace
from reviewer.storage.sources import ReceivedFile

PAGES = 4


def _report(path: Path) -> Path:
    writer = PdfWriter()
    for number in range(PAGES):
        page = writer.page(612, 792)
        page.text(72, 50, "Report of Marian Doyle on the harbour", 11)
        for line in range(12):
            page.text(72, 150 + 16 * line, f"Line {line} of page {number} says what anyone may read today.", 11)
        page.text(72, 400, "The tiles were sent by Victor Okafor in the end.", 11)
    writer.save(path)
    return path


def test_names_are_suggested_from_the_body_alone(tmp_path: Path) -> None:
    path = _report(tmp_path / "report.pdf")
    data = path.read_bytes()
    with Workspace.create(tmp_path / "matter.foia", reviewer="Dana") as workspace:
        release = workspace.intake.add_release("interim")
        received = ReceivedFile(path, sha256(data).hexdigest(), len(data))
        workspace.intake.add_source_file(release, received, [(612.0, 792.0)] * PAGES)
        processing = Processing(workspace, 1)
        processing.start()
        assert processing.wait(120)
        found = {row.form: row.mentions for row in workspace.read.names.suggestions(kinds=("person",))}
        texts = [workspace.read.pages.text(page.id) for page in workspace.read.pages.of_file()]
    assert found == {"Victor Okafor": PAGES}
    assert all("Marian Doyle" in text for text in texts)
