"""Makes the sample release: an invented agency's answer to an invented request, in PDF files that know their truth."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from reviewer.model.page import Kind
from reviewer.pdf.write import PdfWriter
from reviewer.sample.cast import Cast, make_cast, texts
from reviewer.sample.damage import DAMAGES, SCANS, Damage
from reviewer.sample.habits import HABITS
from reviewer.sample.letters import set_fax, set_letter, set_memo, set_withheld
from reviewer.sample.mail import set_mail
from reviewer.sample.press import PageTruth, Treatment, press
from reviewer.sample.record import Order, Record
from reviewer.sample.tables import (
    set_agenda,
    set_form,
    set_invoice,
    set_newsletter,
    set_photo,
    set_sheet,
    set_slide,
)
from reviewer.sample.truth import page_entry, record_entry, write_truth
from reviewer.sample.variety import varied
from reviewer.sample.vaughn import write_index

_SETTERS: Mapping[str, Callable[[Order], Record]] = {
    "agenda": set_agenda,
    "fax": set_fax,
    "form": set_form,
    "invoice": set_invoice,
    "letter": set_letter,
    "mail": set_mail,
    "memo": set_memo,
    "newsletter": set_newsletter,
    "photo": set_photo,
    "sheet": set_sheet,
    "slide": set_slide,
    "withheld": set_withheld,
}
_FIRST_NUMBER = 101
_TONED = 240  # grey level of paper on which white is still seen
_IN_BLACK_AND_WHITE = "black-inside-closed"


@dataclass(frozen=True, slots=True)
class SampleRelease:
    """What was made: PDF files in the order of the release, the truth about them, and what the letter says."""

    files: tuple[Path, ...]
    truth: Path
    letter_date: str
    agency: str
    request_number: str


@dataclass(frozen=True, slots=True)
class _Planned:
    """One record of the plan, laid out: how its pages are treated, and how many page numbers are missing before it."""

    record: Record
    treatment: Treatment
    skip: int


def make_release(
    folder: Path, seed: int = 1, damage: Damage = "office", only: Collection[str] | None = None
) -> SampleRelease:
    """Write the files, the agency's index and `truth.json` into `folder`, made if need be; equal seeds, equal bytes.

    `only` names the files to write without their suffix (`Release_2of3`), and no index; page numbers are those of the
    whole release.

    `damage` is `clean`, `office`, `fax` or `worst`; ValueError for another one. OSError if the folder is not writable.
    """
    if damage not in DAMAGES:
        raise ValueError(f"damage must be one of {', '.join(DAMAGES)}, not {damage!r}")
    folder.mkdir(parents=True, exist_ok=True)
    cast = make_cast(seed)
    plan = texts("plan")
    planned = {file["name"]: list(_lay_out(file, plan, cast, damage)) for file in plan["files"] if file["bates"]}
    told = _with_counts(cast, planned)
    planned |= {file["name"]: list(_lay_out(file, plan, told, damage)) for file in plan["files"] if not file["bates"]}
    paths, entries = [], []
    number = _FIRST_NUMBER
    for index, file in enumerate(plan["files"]):
        path = folder / file["name"]
        if only is not None and path.stem not in only:
            number += sum(work.skip + len(work.record.sheets) for work in planned[file["name"]] if file["bates"])
            continue
        entry, number = _write_file(path, planned[file["name"]], cast, number, file["bates"], index)
        paths.append(path)
        entries.append(entry)
    truth = folder / "truth.json"
    facts = {"letter_date": cast.values["letter_iso"], "agency": cast.values["agency"]}
    request = cast.values["request_number"]
    write_truth(truth, {"seed": seed, "damage": damage, "request_number": request, **facts, "files": entries})
    if only is None:
        write_index(folder, truth)
    return SampleRelease(tuple(paths), truth, facts["letter_date"], facts["agency"], request)


def _lay_out(file: Mapping[str, Any], plan: Mapping[str, Any], cast: Cast, damage: Damage) -> Iterator[_Planned]:
    for number, planned in enumerate(file["documents"]):
        line = varied(planned, cast.seed, np.random.default_rng([cast.seed, len(file["name"]), number]))
        policy = plan["policies"][line["policy"]]
        record = _SETTERS[line["kind"]](Order(cast, policy, line))
        if line.get("colored"):
            for sheet in record.sheets:
                sheet.colored = True
        habit = HABITS[line["habit"]]
        if habit.kind in unseen_kinds(line["style"], damage):
            habit = HABITS[_IN_BLACK_AND_WHITE]
        treatment = Treatment(
            line["style"],
            habit,
            policy,
            damage,
            line.get("head", ""),
            line.get("whole"),
            tuple(line.get("failed", ())),
        )
        yield _Planned(record, treatment, int(line.get("skip_before", 0)))


def unseen_kinds(style: str, damage: Damage) -> tuple[Kind, ...]:
    """Kinds of blocks of which a scan leaves no edge to see: tones where it knows only black and white, white on
    paper that comes out white."""
    if style == "vector":
        return ("white",)
    scan = SCANS[style][damage]
    if scan.bilevel:
        return ("white", "gray", "color")
    return ("white",) if scan.paper > _TONED else ()


def _with_counts(cast: Cast, planned: Mapping[str, list[_Planned]]) -> Cast:
    """The cast with the page counts that the letter names."""
    full = part = 0
    for work in (work for works in planned.values() for work in works):
        for sheet in work.record.sheets:
            hit = work.treatment.whole is not None or any(word.span >= 0 for word in sheet.words())
            part, full = part + hit, full + (not hit)
    withheld = len(texts("plan")["deleted_pages"])
    counts = {"full": full, "part": part, "withheld": withheld, "total": full + part + withheld}
    return replace(cast, values={**cast.values, **{f"pages_{name}": str(count) for name, count in counts.items()}})


def _write_file(
    path: Path, works: list[_Planned], cast: Cast, number: int, numbered: bool, index: int
) -> tuple[dict[str, Any], int]:
    writer = PdfWriter({"title": path.stem.replace("_", " "), "producer": "sample release"})
    pages: list[dict[str, Any]] = []
    documents: list[dict[str, Any]] = []
    for work in works:
        number += work.skip
        first, numbers = len(pages), []
        for sheet in work.record.sheets:
            bates = f"{cast.values['prefix']}-{number:06d}" if numbered else None
            number += numbered
            rng = np.random.default_rng([cast.seed, index, len(pages)])
            made: PageTruth = press(sheet, replace(work.treatment, bates=bates), writer, rng)
            pages.append(page_entry(len(pages), made, work.record))
            numbers.append(bates)
        documents.append(record_entry(first, len(work.record.sheets), work.record, numbers))
    writer.save(path)
    return {"name": path.name, "pages": pages, "documents": documents}, number
