"""Puts a production together: documents with their pages in order and their fields; what is missing is named."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from reviewer.ingest.catalogue import unreadable
from reviewer.ingest.load_files.dat import Dat, Row, read_dat
from reviewer.ingest.load_files.opt import OptPage, read_opt
from reviewer.model.errors import UserError

LOAD_FILES: Final = frozenset({".dat", ".opt"})
_PAGED: Final = frozenset({".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png"})


@dataclass(frozen=True, slots=True)
class VolumePage:
    """One page of a document: its number as the load file has it, and the file it is in; `key` may be empty."""

    key: str
    path: Path


@dataclass(frozen=True, slots=True)
class VolumeDocument:
    """A document: its pages in order (`whole`: one file that holds all of them), its fields by our names."""

    first: str
    last: str
    pages: tuple[VolumePage, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Volume:
    """A production as its load files tell it. `load_files` and `texts` are the files read or named beside the pages."""

    name: str
    load_files: tuple[Path, ...]
    documents: tuple[VolumeDocument, ...]
    texts: tuple[Path, ...]
    problems: tuple[str, ...]


def is_load_file(path: Path) -> bool:
    """Whether a file is one by its name."""
    return path.suffix.lower() in LOAD_FILES


def read_volume(path: Path) -> Volume:
    """Read a DAT, OPT or CSV file together with its partner of the same name, else the only one beside it.

    UserError (`not-a-load-file`) where nothing of it can be used; SourceError where it cannot be read.
    """
    dat_path, opt_path = _partners(path)
    problems: list[str] = []
    dat = _dat(dat_path, problems) if dat_path is not None else None
    if dat is None and dat_path is not None and opt_path is not None and not _same_name(dat_path, opt_path):
        if path == dat_path:  # some other program's file that happens to lie beside a load file
            raise _no_load_file(path, problems)
        dat_path = None
        problems.clear()
    pages: tuple[OptPage, ...] = ()
    if opt_path is not None:
        pages, said = read_opt(_bytes(opt_path), opt_path.name)
        problems += said
    files = _Files((opt_path or dat_path or path).parent)
    documents = list(_documents(dat, dat_path, pages, opt_path, files, problems))
    if not documents:
        raise _no_load_file(path, problems)
    texts = _texts(dat, files)
    found = tuple(each for each in (dat_path, opt_path) if each is not None)
    return Volume(path.stem, found, tuple(documents), texts, tuple(problems))


def _no_load_file(path: Path, problems: Sequence[str]) -> UserError:
    why = problems[0] if problems else "it names no documents."
    return UserError(f"{path.name} is no load file that can be used: {why}", code="not-a-load-file")


def _same_name(one: Path, other: Path) -> bool:
    return one.stem.casefold() == other.stem.casefold()


def _partners(path: Path) -> tuple[Path | None, Path | None]:
    """The file with the fields and the one with the pages."""
    own = path.suffix.lower()
    wanted = {".dat", ".csv"} if own == ".opt" else {".opt"}
    beside = sorted(each for each in path.parent.iterdir() if each.suffix.lower() in wanted and each.is_file())
    same = [each for each in beside if _same_name(each, path)]
    dats = [each for each in beside if each.suffix.lower() != ".csv"]
    partner = next(iter(same or (dats if len(dats) == 1 else _next_door(path, wanted))), None)
    return (partner, path) if own == ".opt" else (path, partner)


def _next_door(path: Path, wanted: Collection[str]) -> list[Path]:
    """Files of the same name in the folders beside the load file's own (`DATA/VOL001.dat`, `IMAGES/VOL001.opt`)."""
    folders = (each for each in _listed(path.parent.parent).values() if each.is_dir() and each != path.parent)
    places = (
        folder / f"{path.stem}{suffix}" for folder in folders for kind in wanted for suffix in (kind, kind.upper())
    )
    return sorted(place for place in places if place.is_file())


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error


def _dat(path: Path, problems: list[str]) -> Dat | None:
    try:
        found = read_dat(_bytes(path), path.name)
    except ValueError as error:
        problems.append(f"{path.name}: {error}.")
        return None
    problems += found.problems
    return found


class _Files:
    """What lies below a production's folder, found by the paths that load files give, whatever they begin with.

    Vendors also put load files into a folder of their own (`VOL001/DATA`) beside that of the pictures
    (`VOL001/IMAGES`): what is not below the load file's folder is looked for below the one above it.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folders: dict[Path, dict[str, Path]] = {}
        self._known = {
            each.relative_to(root).as_posix().casefold(): each for each in sorted(root.rglob("*")) if each.is_file()
        }

    def find(self, written: str) -> Path | None:
        """The file that `.\\VOL001\\IMAGES\\A.tif` means: whole, or without its first folders. Never one outside."""
        parts = [part for part in re.split(r"[\\/]+", written.strip()) if part not in ("", ".")]
        if ".." in parts:
            return None
        for start in range(len(parts)):
            found = self._known.get(PurePosixPath(*parts[start:]).as_posix().casefold())
            if found is not None:
                return found
        for start in range(len(parts) - 1):  # a folder at least: a bare name could mean a file of anybody's
            beside = self._below(self._root.parent, parts[start:])
            if beside is not None:
                return beside
        return None

    def _below(self, folder: Path, parts: Sequence[str]) -> Path | None:
        """The file of that path below a folder, whatever the case of its letters."""
        for part in parts:
            if folder not in self._folders:
                self._folders[folder] = _listed(folder)
            found = self._folders[folder].get(part.casefold())
            if found is None:
                return None
            folder = found
        return folder if folder.is_file() else None


def _listed(folder: Path) -> dict[str, Path]:
    """What lies in a folder by its name without regard to case; nothing where that may not be read."""
    try:
        return {each.name.casefold(): each for each in folder.iterdir()}
    except OSError:
        return {}


def _documents(
    dat: Dat | None,
    dat_path: Path | None,
    pages: Sequence[OptPage],
    opt_path: Path | None,
    files: _Files,
    problems: list[str],
) -> Iterator[VolumeDocument]:
    rows = {row.fields["first"].casefold(): row for row in dat.rows} if dat is not None else {}
    taken: set[str] = set()
    for group in _groups(pages, rows):
        row = rows.get(group[0].key.casefold())
        found = list(_found(group, opt_path, files, problems))
        if row is not None:
            taken.add(group[0].key.casefold())
        if found:
            last = row.fields.get("last") if row is not None else ""
            whole = len(found) == 1 and found[0].path.suffix.lower() == ".pdf"
            yield VolumeDocument(group[0].key, last or group[-1].key, tuple(found), row.fields if row else {}, whole)
    for key, row in rows.items():
        if key not in taken:
            yield from _without_pictures(row, dat_path, files, problems)


def _groups(pages: Sequence[OptPage], rows: Mapping[str, Row]) -> Iterator[list[OptPage]]:
    """The pages of each document: one begins where its line says so, or where the fields of one begin."""
    group: list[OptPage] = []
    for page in pages:
        if group and (page.begins or page.key.casefold() in rows):
            yield group
            group = []
        group.append(page)
    if group:
        yield group


def _found(group: Sequence[OptPage], opt_path: Path | None, files: _Files, problems: list[str]) -> Iterator[VolumePage]:
    name = opt_path.name if opt_path is not None else ""
    for page in group:
        path = files.find(page.path)
        if path is None:
            problems.append(f"{name}, row {page.line}: the picture {page.path} of {page.key} is not there.")
        elif path.suffix.lower() not in _PAGED:
            problems.append(f"{name}, row {page.line}: {page.path} of {page.key} is no picture or PDF.")
        else:
            yield VolumePage(page.key, path)


def _without_pictures(row: Row, dat_path: Path | None, files: _Files, problems: list[str]) -> Iterator[VolumeDocument]:
    """A document of which only the fields name a file."""
    name = dat_path.name if dat_path is not None else ""
    first, written = row.fields["first"], row.fields.get("file", "")
    path = files.find(written) if written else None
    if path is not None and path.suffix.lower() in _PAGED:
        yield VolumeDocument(first, row.fields.get("last") or first, (VolumePage(first, path),), row.fields, True)
    elif written and path is None:
        problems.append(f"{name}, row {row.line}: the file {written} of {first} is not there.")
    else:
        problems.append(f"{name}, row {row.line}: {first} has no pages" + (f", only {written}." if written else "."))


def _texts(dat: Dat | None, files: _Files) -> tuple[Path, ...]:
    named = (files.find(row.fields.get("text", "")) for row in dat.rows) if dat is not None else ()
    return tuple(dict.fromkeys(path for path in named if path is not None and path.suffix.lower() == ".txt"))
