"""What the benchmarks read: pages with their truth, from sample releases and from a folder of labelled releases."""

from __future__ import annotations

import csv
import json
import struct
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks._regions import TrueRegion
from reviewer.model.geometry import Rect, bounds
from reviewer.sample.damage import Damage
from reviewer.sample.maker import make_release

Json = dict[str, Any]
_CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
_TPDL_KINDS = {"border": "outline"}


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A page to read. `document` is the unit of resampling; sizes are those in which the truth is given."""

    file: Path
    page: int
    document: str
    width: float
    height: float
    regions: tuple[TrueRegion, ...]
    entry: Json


def corpus_folder(given: Path | None) -> Path | None:
    """The folder of labelled development material: as given, or beside the checkout, or none."""
    folder = given or _CORPUS
    folder = folder / "corpus" if (folder / "corpus").is_dir() else folder
    return folder if folder.is_dir() else None


def mail_texts(path: Path) -> Iterator[list[tuple[int, str]]]:
    """Of each e-mail in an archive of text files: its pages that say anything, with their numbers from 0."""
    with tarfile.open(path) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name.endswith(".txt") else None
            if file is not None:
                text = file.read().decode("utf-8", "replace")
                yield [(number, page) for number, page in enumerate(text.split("\f")) if page.strip()]


def sample_pages(folder: Path, seeds: int, damages: tuple[Damage, ...] = ("office",)) -> list[LabelledPage]:
    """The pages of `seeds` sample releases, whose damage goes round `damages`."""
    return [
        page for seed in range(1, seeds + 1) for page in seed_pages(folder, seed, damages[(seed - 1) % len(damages)])
    ]


def seed_pages(folder: Path, seed: int, damage: Damage) -> list[LabelledPage]:
    """The pages of one sample release, which is made in a folder of its own."""
    release = make_release(folder / f"seed-{seed}", seed, damage)
    truth = json.loads(release.truth.read_text(encoding="utf-8"))
    pages = []
    for path, file in zip(release.files, truth["files"], strict=True):
        for document in file["documents"]:
            for number in range(document["first_page"], document["last_page"] + 1):
                name = f"{seed}/{path.stem}/{document['first_page']}"
                pages.append(_sample_page(path, name, file["pages"][number]))
    return pages


def _sample_page(path: Path, document: str, entry: Json) -> LabelledPage:
    regions = tuple(
        TrueRegion(_rects(r["rects"]), r["kind"], tuple(r["codes"]), r["marking"] in ("at", "cut"))
        for r in entry["redactions"]
    )
    return LabelledPage(path, entry["page"], document, entry["width"], entry["height"], regions, entry)


def us_pages(corpus: Path) -> Iterator[LabelledPage]:
    """US releases labelled by hand; one file is one document."""
    for labels in sorted((corpus / "gt" / "us").glob("*.json")):
        content = json.loads(labels.read_text(encoding="utf-8"))
        for number, entry in content["pages"].items():
            regions = tuple(
                TrueRegion(_rects(r["rects"]), r["kind"], tuple(r.get("codes", ()))) for r in entry["redactions"]
            )
            file = corpus / "us" / content["source"]
            yield LabelledPage(file, int(number), labels.stem, entry["width"], entry["height"], regions, entry)


def tpdl_pages(corpus: Path) -> Iterator[LabelledPage]:
    """Dutch release pages as pictures, in pixels; one page is one document; they have no codes."""
    folder = corpus / "tpdl"
    with (folder / "data.csv").open(encoding="utf-8", newline="") as file:
        kinds = {row["File"]: row["label"] for row in csv.DictReader(file)}
    for name, entry in json.loads((folder / "gold.json").read_text(encoding="utf-8")).items():
        path = folder / "images" / name
        if path.exists() and name in kinds:
            kind = _TPDL_KINDS.get(kinds[name], kinds[name])
            regions = tuple(TrueRegion((_shape(r["shape_attributes"]),), kind, ()) for r in entry["regions"])
            width, height = struct.unpack(">II", path.read_bytes()[16:24])  # the header of a PNG file
            yield LabelledPage(path, 0, name, float(width), float(height), regions, entry)


def _shape(shape: Json) -> Rect:
    if shape["name"] == "rect":
        return Rect(shape["x"], shape["y"], shape["x"] + shape["width"], shape["y"] + shape["height"])
    points = zip(shape["all_points_x"], shape["all_points_y"], strict=True)
    return bounds(Rect(x, y, x, y) for x, y in points)


def _rects(rects: list[list[float]]) -> tuple[Rect, ...]:
    return tuple(Rect(*rect) for rect in rects)
