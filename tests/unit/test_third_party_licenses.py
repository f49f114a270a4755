"""THIRD_PARTY_LICENSES.md names every distribution the program brings along, and every bundled file made by others."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
SECTIONS = re.split(r"^## ", (ROOT / "THIRD_PARTY_LICENSES.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
OWN = {"appeal", "exemptions", "gazetteers", "icons", "sample", "themes"}
BY_OTHERS = {".ttf", ".otf", ".woff", ".woff2", ".icc", ".traineddata", ".png", ".jpg", ".qm"}
ELSEWHERE = {"colorama"}  # installed on Windows only
# eyecite and what it brings: not on Python 3.13, for which one of them has no wheels
ELSEWHERE |= {"courts-db", "eyecite", "fast-diff-match-patch", "pyahocorasick", "regex", "reporters-db"}


def rows(section: int) -> dict[str, str]:
    """First column of a table and its licence."""
    lines = [line for line in SECTIONS[section].splitlines() if line.startswith("|")][2:]
    return {cells[1].strip(): cells[2].strip() for cells in (line.split("|") for line in lines)}


def installed() -> set[str]:
    """The distributions that the dependencies in pyproject.toml bring along, at any depth."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting, found = [Requirement(text) for text in project["dependencies"]], set[str]()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        waiting += [Requirement(text) for text in distribution(name).requires or []]
    return found


LICENCE_WORDS = {
    "OFL-1.1": "SIL OPEN FONT LICENSE",
    "Bitstream Vera": "Permission is hereby granted, free of charge, to any person obtaining a copy\nof the fonts",
    "Apache-2.0": "Apache License\n                           Version 2.0",
}


def test_every_distribution_is_listed_with_a_licence_and_none_is_left_over() -> None:
    listed = rows(1)
    assert installed() - set(listed) == set()
    assert set(listed) - installed() <= ELSEWHERE
    assert all(listed.values())


def test_every_bundled_file_by_others_is_listed_and_its_licence_is_beside_it() -> None:
    listed = rows(2)
    resources = ROOT / "resources"
    bundled = {path.relative_to(resources).as_posix() for path in resources.rglob("*") if path.suffix in BY_OTHERS}
    assert bundled == set(listed)
    for licence in listed.values():
        name = re.search(r"`(.+?)`", licence)
        assert name is not None
        (words,) = (words for begin, words in LICENCE_WORDS.items() if licence.startswith(begin))
        assert words in (resources / name[1]).read_text(encoding="utf-8")


def test_a_new_folder_of_resources_must_say_whose_it_is() -> None:
    folders = {path.name for path in (ROOT / "resources").iterdir() if path.is_dir()}
    assert folders <= OWN | {"fonts"}
