"""The golden packet, made from the sample release and told as text and figures.

Run `python -m tests.pipeline.golden_packet` after a change that is meant, look at the difference, and check it in with
the change.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pypdfium2.raw as pdfium
from docx import Document

from reviewer.pdf.source import open_source
from reviewer.sample.maker import make_release
from reviewer.services import packets
from reviewer.services.operations import AcceptLetter, AddChallenge, AddIssue, EditAppeal, EditRequest, Target
from reviewer.services.workspace import Workspace
from reviewer.text.documents import find_documents
from tests.ui.sample_project import fill_project, page_result

GOLDEN = Path(__file__).parent / "golden_packet.json"
TODAY = date(2018, 11, 20)
_FILES = ("Determination_Letter", "Release_2of3")


def make(folder: Path) -> dict[str, Any]:
    """Make the sample release, contest some of it, write the packet, and tell it."""
    release = make_release(folder / "release", only=_FILES)
    with Workspace.create(folder / "sample.foia", reviewer="Ada Lovelace") as workspace:
        fill_project(workspace, release.truth)
        _accept_letter(workspace, release.truth)
        _contest(workspace)
        plan = packets.plan(workspace, packets.find_request(workspace), today=TODAY)
        packet = packets.export_packet(workspace, plan, folder / "packet", workers=1)
        return {"warnings": list(plan.warnings), "files": [_plain(name) for name in packet.files], **_told(packet.path)}


def _accept_letter(workspace: Workspace, truth: Path) -> None:
    file = workspace.read.sources.files()[0]
    told = json.loads(truth.read_text(encoding="utf-8"))["files"][0]
    with open_source(truth.parent / told["name"]) as source:
        found = find_documents([page_result(source, page) for page in told["pages"]])
    workspace.intake.store_documents(file.id, found).result()
    workspace.perform(AcceptLetter(workspace.read.matter.letters()[0].uuid))


def _contest(workspace: Workspace) -> None:
    request = workspace.read.matter.requests()[0].uuid
    rows = workspace.read.redactions.rows(workspace.read.redactions.ids())

    def with_codes(*codes: str) -> tuple[Target, ...]:
        return tuple(Target("redaction", row.uuid) for row in rows if row.codes == codes)

    lines = {
        "addressee": "Appeals Officer\nBureau of Residency Records\n410 Registry Square\nFairmont, Columbia",
        "contact": "Ines Navarro\nOpen Ledger Project\n88 Harbor Street, Suite 3\nMillbrook, Columbia",
    }
    workspace.perform(EditRequest(request, requester="Ines Navarro"))
    workspace.perform(EditAppeal(request, **lines))
    workspace.perform(AddChallenge(with_codes("(b)(5)")[:9], ("foreseeable-harm",), title="Exemption 5"))
    workspace.perform(AddChallenge(with_codes("(b)(4)")[:3], ("b4-confidential",), title="Prices", category=True))
    staff = with_codes("(b)(6)")
    workspace.perform(AddChallenge(staff, title="line staff", stance="not contested", category=True))
    issue = AddIssue("The rate card was not released", "missing attachment", "An e-mail names a rate card.", request)
    workspace.perform(issue)
    workspace.perform(AddChallenge((Target("issue", issue.uuid),), ("attachment",)))


def _told(packet: Path) -> dict[str, Any]:
    """Words of every file, and the figures of every exhibit page: size, bookmarks, lines drawn (points, top left)."""
    docx = {_plain(path.name): _paragraphs(path) for path in sorted(packet.rglob("*.docx"))}
    sheet = openpyxl.load_workbook(next(packet.rglob("*Log.xlsx")))["Withholding log"]
    served = next((packet / "To send").rglob("*Manifest.csv")).read_text(encoding="utf-8-sig")
    return {
        "documents": docx,
        "log": [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)],
        "manifest": [[row["kind"], _plain(row["name"]), row["pages"]] for row in csv.DictReader(io.StringIO(served))],
        "exhibits": {_plain(path.name): _pages(path) for path in sorted(packet.rglob("*Exhibit*.pdf"))},
    }


def _plain(name: str) -> str:
    return name.replace("DRAFT Appeal of 2018-ICFO-59138 - ", "")


def _paragraphs(path: Path) -> list[str]:
    made = Document(str(path))
    cells = [" | ".join(cell.text for cell in row.cells) for table in made.tables for row in table.rows]
    said = [*(paragraph.text for paragraph in made.paragraphs if paragraph.text), *cells]
    return [text for text in said if " MB" not in text and "Content" not in text and "this content" not in text and
            not text.startswith("☑")]  # fmt: skip


def _pages(path: Path) -> list[dict[str, Any]]:
    with pypdfium2.PdfDocument(path) as document:
        return [_page(document, number) for number in range(len(document))]


def _page(document: pypdfium2.PdfDocument, number: int) -> dict[str, Any]:
    page = document[number]
    wide, high = page.get_size()
    drawn = [found.get_bounds() for found in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])]
    pictures = [found.get_bounds() for found in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])]
    text = page.get_textpage()
    head = text.get_text_bounded(0, high - 42, wide, high).split("\r\n")
    foot = text.get_text_bounded(0, 0, wide, 34).split("\r\n")[:1]
    text.close()
    page.close()
    return {
        "size": [round(wide), round(high)],
        "head": [line for line in head if line],
        "foot": foot,
        "picture": [_box(box, high) for box in pictures],
        "drawn": sorted(_box(box, high) for box in drawn),
    }


def _box(box: tuple[float, float, float, float], high: float) -> list[float]:
    left, bottom, right, top = box
    return [round(left), round(high - top), round(right), round(high - bottom)]


def main() -> None:
    """Write the golden file anew."""
    with tempfile.TemporaryDirectory() as folder:
        told = make(Path(folder))
    GOLDEN.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{GOLDEN}: {GOLDEN.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
