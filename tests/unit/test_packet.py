"""The plan and the words of a packet: letter, served log, templates, sizes, folders that appear whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from reviewer.appeal.channels import channel
from reviewer.export.packet.folder import check_folder, complete_folder, complete_zip
from reviewer.export.packet.manifest import file_line, write_json
from reviewer.export.packet.numbers import items_words, ranges
from reviewer.export.packet.plan import DRAFT, PacketOptions
from reviewer.export.packet.served import served_rows
from reviewer.export.packet.templates import template_names
from reviewer.export.packet.volumes import portions
from reviewer.model.errors import ExportError
from reviewer.services import packets
from reviewer.services.operations import AddEvent, AddIssue, EditChallenge, EditEvent, EditRequest, SetPosition
from reviewer.services.workspace import Workspace
from tests.unit.appeal_kit import REASON, Contested, make_contested

TODAY = date(2018, 11, 20)


@pytest.fixture
def made(tmp_path: Path) -> Contested:
    return make_contested(tmp_path)


@pytest.fixture
def workspace(made: Contested) -> Iterator[Workspace]:
    with Workspace.open(made.path, "Ada Lovelace") as opened:
        yield opened


def gone(made: Contested) -> None:
    """Without sources no worker is started: these tests are about words."""
    for path in made.sources:
        path.unlink()


def texts(path: Path) -> list[str]:
    return [paragraph.text for paragraph in Document(str(path)).paragraphs if paragraph.text]


def one(folder: Path, pattern: str) -> Path:
    (found,) = folder.rglob(pattern)
    return found


def test_the_served_log_has_basis_reason_and_exhibit(made: Contested, workspace: Workspace) -> None:
    rows = packets.plan(workspace, made.request, today=TODAY).rows
    told = [(row.numbered, row.reason, row.basis, row.exhibit) for row in rows]
    harm = "Foreseeable harm not explained, 552(a)(8)(A). Relief: release of items 1, 4, 8."
    unmarked = "No exemption indicated, 552(b). Relief: release, or identify the exemption claimed for each deletion."
    missing = (
        "Attachment missing. Relief: release the attachments, or identify the exemption under which each is withheld."
    )
    assert told == [
        (1, REASON, harm, "C-1"),
        (2, "None stated for this item", unmarked, "C-1"),
        (4, REASON, harm, "C-2"),
        (7, "", missing, ""),
        (8, REASON, harm, "C-3"),
        ("3, 5", "", "Not contested", ""),
    ]  # fmt: skip
    assert rows[-1].description == "line staff, (b)(6)"
    assert rows[4].description == "on the deleted-page sheet: “Page 17 ~ b5;”"


def test_a_contested_category_is_one_row(made: Contested, workspace: Workspace) -> None:
    challenge = next(row for row in workspace.read.contesting.challenges() if row.title == "Exemption 5")
    workspace.perform(EditChallenge(challenge.uuid, category=True))
    rows = packets.plan(workspace, made.request, today=TODAY).rows
    assert [row.numbered for row in rows] == ["1, 4, 8", 2, 7, "3, 5"]
    assert (rows[0].record, rows[0].placed, rows[0].marking) == ("3 items", "as outlined in the exhibits", "(b)(5)")


def test_a_long_list_of_items_stands_in_the_description(made: Contested, workspace: Workspace) -> None:
    case = packets.plan(workspace, made.request, today=TODAY).case
    many = replace(case.uncontested[0], items=tuple(range(20, 60, 2)), count=20)
    row = list(served_rows(replace(case, uncontested=(many,), points=()), (), ()))[-1]
    assert row.numbered == "20 items"
    assert row.description.startswith("line staff, (b)(6): items 20, 22, 24, ")


def test_the_plan_says_what_is_missing(made: Contested, workspace: Workspace) -> None:
    gone(made)
    workspace.perform(EditRequest(made.request, agency="", number=""))
    workspace.perform(SetPosition((made.redactions[5],), "contested"))
    said = packets.plan(workspace, made.request, today=TODAY).warnings
    assert "Not entered: agency, number of the request." in said
    assert "1 contested item has no challenge: neither ground nor relief is given." in said
    assert "Exhibit B, p. 1: no picture, for Letter.pdf is missing or was changed." in said
    assert "Exhibit C, p. 1–3: no picture, for Release.pdf is missing or was changed." in said
    assert "No rule known: read the letter." in said


def test_a_deletion_that_a_stack_serves_is_not_called_unmarked_unheeded(made: Contested, workspace: Workspace) -> None:
    challenge = next(row for row in workspace.read.contesting.challenges() if row.title == "Exemption 5")
    workspace.perform(EditChallenge(challenge.uuid, grounds=("no-exemption",)))
    said = packets.plan(workspace, made.request, today=TODAY).warnings
    assert any(
        sentence.startswith("“Exemption 5” says that no exemption is indicated, but one stands at") for sentence in said
    )
    assert not any(sentence.startswith("“Unmarked” says") for sentence in said)


def test_dates_that_cannot_be_are_told(made: Contested, workspace: Workspace) -> None:
    (event,) = workspace.read.matter.events(made.request)
    workspace.perform(EditEvent(event.uuid, received_on="2018-10-01"))
    said = " ".join(packets.plan(workspace, made.request, today=date(2018, 10, 2)).warnings)
    assert "before the date on the letter" in said
    assert "lies in the future" in said


def test_acts_notes_and_rules_stand_where_they_belong(made: Contested, workspace: Workspace, tmp_path: Path) -> None:
    """Proof of what we sent is told to the agency; notes, proof of what came and rules stay in the office."""
    gone(made)
    (letter,) = workspace.read.matter.events(made.request)
    sent = AddEvent(
        made.request, "request", "", "2018-08-01", "2018-08-03", "certified 7018 1830", "Dana has the receipt"
    )
    workspace.perform(sent)
    workspace.perform(EditEvent(letter.uuid, received_on="2018-11-02", proof_of_sending="e-mail of 2 Nov, 9:12"))
    packet = packets.export_packet(workspace, packets.plan(workspace, made.request, today=TODAY), tmp_path / "packet")
    said = "\n".join(texts(one(packet.path, "*Letter.docx")))
    assert "August 1, 2018: request, received August 3, 2018 (certified 7018 1830)" in said
    served = said + "\n".join(texts(one(packet.path, "*Log.docx")))
    assert "Dana has the receipt" not in served
    assert "9:12" not in served
    sheet = Document(str(one(packet.path, "*Review sheet.docx")))
    rows = [[cell.text for cell in row.cells] for table in sheet.tables for row in table.rows]
    assert ["request", "1 Aug 2018", "3 Aug 2018", "certified 7018 1830\nDana has the receipt"] in rows
    came = next(row for row in rows if row[0].startswith("final determination"))
    assert came[2:] == ["2 Nov 2018", "e-mail of 2 Nov, 9:12"]
    rule = next(row for row in rows if row[0] == "5 U.S.C. 552(a)(6)(A)(ii)")
    assert "within twenty days" in rule[2]
    said_before = next(line for line in sheet.paragraphs if line.text.startswith("Verify each"))
    assert said_before.paragraph_format.keep_with_next  # not alone at the foot of a page
    assert all(table.rows[0].cells[0].paragraphs[0].paragraph_format.keep_with_next for table in sheet.tables)
    assert "later amendments were not read, read on " in rule[1]
    marks = {row[1] for row in rows if row[0].startswith("5 U.S.C. 552(") and "read on" in row[2] and len(row) == 3}
    assert marks == {"[S]"}


def test_a_project_without_letter_quotes_nothing(made: Contested, workspace: Workspace) -> None:
    workspace.perform(AddEvent(made.request, "final determination", printed_on="2019-01-05"))
    planned = packets.plan(workspace, made.request, today=date(2019, 2, 1))
    assert [exhibit.letter for exhibit in planned.exhibits] == ["C"]
    assert {row.reason for row in planned.rows} == {"None stated for this item", ""}
    assert any("No letter of the agency is accepted" in sentence for sentence in planned.warnings)
    assert [part.text for part in planned.letter.blocks["reasons"]] == ["(b)(5): none stated for this item."]


def test_the_packet_is_whole_and_everything_is_a_draft(made: Contested, workspace: Workspace, tmp_path: Path) -> None:
    gone(made)
    steps: list[tuple[int, int]] = []
    packet = packets.export_packet(
        workspace,
        packets.plan(workspace, made.request, today=TODAY),
        tmp_path / "packet",
        progress=lambda done, total: steps.append((done, total)),
    )
    names = [name.replace("DRAFT Appeal of 2018-ICFO-59138 - ", "") for name in packet.files]
    assert names == [
        "Office only/Attachment checklist.docx", "Office only/Letter.docx", "Office only/Manifest.csv",
        "Office only/Manifest.json", "Office only/Review sheet.docx", "To send/Exhibit B.pdf", "To send/Exhibit C.pdf",
        "To send/Letter.pdf", "To send/Log.docx", "To send/Log.xlsx", "To send/Manifest.csv",
    ]  # fmt: skip
    assert packet.draft
    assert packet.pictures_left_out == 4
    assert steps == sorted(steps)
    for pattern in ("*Letter.docx", "*Log.docx", "*Review sheet.docx", "*checklist.docx"):
        assert Document(str(one(packet.path, pattern))).sections[0].header.paragraphs[0].text == DRAFT
    sheet = openpyxl.load_workbook(one(packet.path, "*Log.xlsx"))["Withholding log"]
    assert sheet.oddHeader is not None
    assert DRAFT in str(sheet.oddHeader.left.text)
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [1, 2, 4, 7, 8, "3, 5"]


def test_the_letter_says_what_the_record_says(made: Contested, workspace: Workspace, tmp_path: Path) -> None:
    gone(made)
    plan = packets.plan(workspace, made.request, today=TODAY)
    packet = packets.export_packet(workspace, plan, tmp_path / "packet")
    said = texts(one(packet.path, "*Letter.docx"))
    assert "Re: Freedom of Information Act Appeal, request 2018-ICFO-59138" in said
    assert "November 20, 2018" in said
    assert (
        "This appeal concerns 3 deletions, 1 page withheld whole and 1 further point (items 1–2, 4, 7–8). They are "
        "itemised in the attached log; what was withheld is outlined on the pages of Exhibit C."
    ) in said
    assert REASON in said
    assert "2. Exemption 5 (items 1, 4, 8)" in said
    assert "Items 3, 5: line staff, (b)(6)" in said
    assert "Decision" in said
    assert not any("{{" in text for text in said)


def test_in_litigation_it_is_a_challenge_list(made: Contested, workspace: Workspace, tmp_path: Path) -> None:
    gone(made)
    workspace.perform(EditRequest(made.request, litigation=True))
    plan = packets.plan(workspace, made.request, today=TODAY)
    assert any("meet-and-confer" in sentence for sentence in plan.warnings)
    packet = packets.export_packet(workspace, plan, tmp_path / "packet")
    said = texts(one(packet.path, "*Challenge list.docx"))
    assert said[1] == "Withholdings contested: request 2018-ICFO-59138, Bureau of Residency Records"
    assert not any("20 working days" in text for text in said)
    packets.export_challenge_list(workspace, plan, tmp_path / "list.docx")
    (table,) = Document(str(tmp_path / "list.docx")).tables
    assert [row.cells[0].text for row in table.rows] == ["item", "1", "2", "4", "7", "8", "3, 5"]


def test_the_manifest_names_sources_and_files(made: Contested, workspace: Workspace, tmp_path: Path) -> None:
    gone(made)
    plan = packets.plan(workspace, made.request, today=TODAY)
    packet = packets.export_packet(workspace, plan, tmp_path / "packet.zip")
    with zipfile.ZipFile(packet.path) as packed:
        assert tuple(packed.namelist()) == packet.files
        inner = next(
            name for name in packet.files if name.endswith("only/DRAFT Appeal of 2018-ICFO-59138 - Manifest.json")
        )
        told = json.loads(packed.read(inner))
        served = next(name for name in packet.files if name.startswith("To send") and name.endswith("Manifest.csv"))
        lines = list(csv.DictReader(io.StringIO(packed.read(served).decode("utf-8-sig"))))
    assert told["state"] == "draft"
    assert told["content_sha256"] == plan.digest
    assert told["lines"][1]["note"].endswith("whose pages are pixels: p. 1–2")  # an agency is not told by us
    assert not any("beneath" in line["note"] for line in lines)
    assert [line["line"] for line in told["lines"]] == list(range(1, len(told["lines"]) + 1))
    assert [(line["kind"], line["name"], line["pages"]) for line in lines[:2]] == [
        ("source", "Letter.pdf", "Exhibit B: 1"),
        ("source", "Release.pdf", "Exhibit C: 1–3"),
    ]
    assert not any("Office only" in line["name"] for line in lines)
    job = workspace.read.history.jobs()[-1]
    assert job.title == "Export packet as packet.zip"


def test_what_is_served_holds_nothing_of_the_office(made: Contested, workspace: Workspace, tmp_path: Path) -> None:
    gone(made)
    plan = packets.plan(workspace, made.request, today=TODAY)
    packet = packets.export_packet(workspace, plan, tmp_path / "packet")
    for path in (packet.path / "To send").iterdir():
        data = path.read_bytes()
        if path.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(path) as packed:
                data = b"".join(packed.read(name) for name in packed.namelist())
        for private in (b"Ada Lovelace", b"Secret name of the matter", b"usual rebuttal"):
            assert private not in data, path.name


def test_an_office_has_its_own_letters(made: Contested, workspace: Workspace, tmp_path: Path) -> None:
    gone(made)
    folder = tmp_path / "letters"
    folder.mkdir()
    own = Document()
    paragraph = own.add_paragraph("To {{ age")
    paragraph.add_run("ncy }}").bold = True
    own.add_paragraph("{{ contested }}")
    own.save(str(folder / "appeal.docx"))
    assert template_names(folder) == ("appeal", "challenge-list")
    plan = packets.plan(workspace, made.request, PacketOptions(templates=folder), TODAY)
    packet = packets.export_packet(workspace, plan, tmp_path / "packet")
    assert texts(one(packet.path, "*Letter.docx"))[0] == "To Bureau of Residency Records"


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("{{ agncy }}", "unknown-field", "Did you mean {{ agency }}? Known are: addressee, agency,"),
        ("as follows: {{ contested }}", "bad-template", "give it a paragraph of its own"),
    ],
)
def test_a_template_is_refused_before_anything_is_written(
    made: Contested, workspace: Workspace, tmp_path: Path, text: str, code: str, said: str
) -> None:
    own = Document()
    own.add_paragraph(text)
    own.save(str(tmp_path / "appeal.docx"))
    with pytest.raises(ExportError) as caught:
        packets.plan(workspace, made.request, PacketOptions(templates=tmp_path), TODAY)
    assert caught.value.code == code
    assert said in caught.value.advice


def test_an_argument_with_an_unknown_field_names_it(made: Contested, workspace: Workspace) -> None:
    challenge = workspace.read.contesting.challenges()[0]
    workspace.perform(EditChallenge(challenge.uuid, argument="Because {{ itemss }}"))
    with pytest.raises(ExportError, match="The argument of “Unmarked” has a field that is not known"):
        packets.plan(workspace, made.request, today=TODAY)


def test_a_file_that_is_no_template_says_so(made: Contested, workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "appeal.docx").write_bytes(b"not a letter")
    with pytest.raises(ExportError, match="cannot be read"):
        packets.plan(workspace, made.request, PacketOptions(templates=tmp_path), TODAY)


def test_nothing_contested_is_refused(made: Contested, workspace: Workspace, tmp_path: Path) -> None:
    plan = packets.plan(workspace, made.request, today=TODAY)
    with pytest.raises(ExportError, match="Nothing is contested"):
        packets.export_packet(workspace, replace(plan, case=replace(plan.case, points=())), tmp_path / "packet")
    assert not (tmp_path / "packet").exists()


def test_giving_up_leaves_nothing(made: Contested, workspace: Workspace, tmp_path: Path) -> None:
    gone(made)
    plan = packets.plan(workspace, made.request, today=TODAY)
    before = sorted(tmp_path.iterdir())
    for target in (tmp_path / "packet", tmp_path / "packet.zip"):
        with pytest.raises(ExportError) as caught:
            packets.export_packet(workspace, plan, target, cancelled=lambda: True)
        assert caught.value.code == "cancelled"
    assert sorted(tmp_path.iterdir()) == before


def test_only_a_packet_takes_the_place_of_a_packet(tmp_path: Path) -> None:
    target = tmp_path / "out"
    with complete_folder(target) as part:
        (part / "x Manifest.json").write_text("1", encoding="utf-8")
    with pytest.raises(ExportError, match="holds something already"), complete_folder(target):
        pass
    with complete_folder(target, overwrite=True) as part:
        (part / "y Manifest.json").write_text("2", encoding="utf-8")
    assert [path.name for path in target.iterdir()] == ["y Manifest.json"]
    with pytest.raises(ExportError, match="is no packet"), complete_folder(tmp_path, overwrite=True):
        pass
    assert target.is_dir()
    other = tmp_path / "mine"
    other.mkdir()
    (other / "thesis.txt").write_text("", encoding="utf-8")
    with pytest.raises(ExportError, match="is no packet"), complete_folder(other, overwrite=True):
        pass
    with pytest.raises(ExportError, match="does not exist"), complete_folder(tmp_path / "no" / "where"):
        pass
    with pytest.raises(ZeroDivisionError), complete_zip(tmp_path / "z.zip"):
        raise ZeroDivisionError
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "out"]


def test_what_an_office_put_into_a_packet_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "out"
    with complete_folder(target) as part:
        (part / "Office only").mkdir()
        letter = part / "Office only" / "Letter.docx"
        letter.write_bytes(b"as written")
        write_json([file_line(1, part, letter)], {}, part / "Office only" / "Manifest.json")
    with complete_folder(target, overwrite=True) as part:
        shutil.copytree(target / "Office only", part / "Office only")
    (target / "Office only" / "Letter.docx").write_bytes(b"as edited by counsel")
    with pytest.raises(ExportError, match=r"changed since: Office only/Letter\.docx"):
        check_folder(target, overwrite=True)
    (target / "Office only" / "Letter.docx").write_bytes(b"as written")
    (target / "Signed.pdf").write_bytes(b"%PDF-")
    with pytest.raises(ExportError, match=r"changed since: Signed\.pdf"):
        check_folder(target, overwrite=True)
    (target / "Signed.pdf").rename(target / "Thumbs.db")
    check_folder(target, overwrite=True)


@pytest.mark.parametrize(
    ("sizes", "limit", "runs"),
    [
        ([], 10, []),
        ([3, 3, 3], None, [range(3)]),
        ([3, 3, 3], 6, [range(2), range(2, 3)]),
        ([9, 1, 9], 5, [range(1), range(1, 2), range(2, 3)]),
        ([5, 5], 10, [range(2)]),
    ],
)
def test_portions_fit_and_lose_nothing(sizes: list[int], limit: int | None, runs: list[range]) -> None:
    assert portions(sizes, limit) == runs


def test_a_channel_limits_what_lies_on_disk(made: Contested, workspace: Workspace) -> None:
    mail = channel("email-small")
    assert packets.plan(workspace, made.request, PacketOptions(channel=mail), TODAY).limit == round(1e7 / 1.37)
    assert packets.plan(workspace, made.request, PacketOptions(channel=mail, limit=5_000), TODAY).limit == 3650
    assert packets.plan(workspace, made.request, today=TODAY).limit is None


def test_numbers_in_words() -> None:
    assert ranges([9, 3, 5, 6, 7, 5]) == "3, 5–7, 9"
    assert items_words([4]) == "item 4"
    assert items_words([4, None, 5]) == "items 4–5 and 1 item without a number"


def test_an_issue_without_a_challenge_is_told_in_the_letter(made: Contested, workspace: Workspace) -> None:
    issue = AddIssue(
        "Search", kind="inadequate search", text="No search of the archive is named.", request=made.request
    )
    workspace.perform(replace(issue, position="contested"))
    plan = packets.plan(workspace, made.request, today=TODAY)
    assert any("No search of the archive is named." in str(line) for line in plan.letter.blocks["contested"])
