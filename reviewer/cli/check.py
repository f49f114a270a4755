"""`check PROJECT.foia`: is the file sound, are the sources there and unchanged, what could not be read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from reviewer.cli.opening import reading
from reviewer.cli.terminal import counted, printable, without_place
from reviewer.ingest.archives import archive_of
from reviewer.storage.reads import Reads
from reviewer.storage.rows import FileRow, ItemRow


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a check: what was looked at, whether it is right, and details."""

    subject: str
    right: bool
    details: str

    def __str__(self) -> str:
        return f"{'ok' if self.right else 'WRONG':6} {printable(self.subject)}: {printable(self.details)}"


@click.command("check")
@click.argument("project", type=click.Path(path_type=Path, readable=False))
def command(project: Path) -> int:
    """Check PROJECT.foia: integrity, search index, sources present and unchanged, files and pages that failed.

    Exit status 1 if anything is wrong. Pages that wait to be read are named, and are not wrong.
    """
    wrong = 0
    with reading(project) as read:
        for finding in findings(read):
            wrong += not finding.right
            click.secho(str(finding), fg=None if finding.right else "red")  # no colour where nobody sees it
    click.echo("Everything is right." if not wrong else f"{wrong} of these are wrong.")
    return 1 if wrong else 0


def findings(read: Reads) -> Iterator[Finding]:
    """Every line of the check, in a fixed order."""
    problems = read.matter.problems()
    yield from (Finding("project", False, problem) for problem in problems)
    if not problems:
        yield Finding("project", True, "structure sound, references whole, search index in step")
    yield from map(_source, read.sources.files())
    yield from map(_source, read.sources.items())
    yield from _reading(read)


def _source(received: FileRow | ItemRow) -> Finding:
    """Whether a file received is where it should be and still has the SHA-256 it came with."""
    name = received.name
    if isinstance(received, FileRow) and received.error is not None:
        return Finding(name, False, f"could not be opened: {without_place(received.error.message, received.path)}")
    archive = archive_of(received.path)
    if archive is not None:
        return Finding(name, True, f"catalogued in {archive.name}, whose own hash covers it")
    try:
        size = received.path.stat().st_size
        same = size == received.bytes and _sha256(received.path) == received.sha256
    except FileNotFoundError:
        return Finding(name, False, f"missing: {received.path} is not there. Put it back, or show where it is now")
    except OSError as error:
        return Finding(name, False, f"cannot be read: {error.strerror or error}")
    if not same:
        return Finding(name, False, f"changed since it was added: {received.path} is not the file that was received")
    pages = f", {counted(received.page_count, 'page')}" if isinstance(received, FileRow) else ""
    return Finding(name, True, f"present, unchanged{pages}")


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _reading(read: Reads) -> Iterator[Finding]:
    files = {row.id: row for row in read.sources.files()}
    for page in read.pages.failed():
        file = files[page.file]
        why = without_place(page.error.message, file.path, page.number) if page.error else "no reason recorded"
        yield Finding(f"{file.name}, page {page.number + 1}", False, f"could not be read: {why}")
    coverage = read.pages.coverage()
    done = coverage.pages - coverage.pages_not_read - coverage.pages_failed
    waiting = f"; {coverage.pages_not_read:,} wait to be read" if coverage.pages_not_read else ""
    yield Finding("pages", True, f"{done:,} of {coverage.pages:,} read{waiting}")
