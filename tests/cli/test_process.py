from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from reviewer.cli.process import LetterDate
from reviewer.model.geometry import Rect
from reviewer.model.page import Redaction
from reviewer.pdf.write import PdfWriter
from reviewer.services.workspace import Workspace
from tests.cli.running import ROOT, foia


def write_release(path: Path, pages: int, password: str | None = None) -> Path:
    """Pages of text, each with its own number, a black bar and a code beside it."""
    writer = PdfWriter({"title": "Release"})
    for number in range(pages):
        page = writer.page(612, 792)
        for line in range(14):
            page.text(72, 100 + 16 * line, f"Line {line} of page {number} says what anyone may read today.", 12)
        page.rectangle(Rect(72, 400, 300, 414))
        page.text(310, 411, "(b)(6)", 10)
    writer.save(path, password)
    return path


def readings(project: Path) -> list[tuple[str, int, str, str, tuple[Redaction, ...]]]:
    """All that reading yielded, comparable between projects."""
    with Workspace.open(project, read_only=True) as workspace:
        names = {file.id: file.name for file in workspace.read.sources.files()}
        return [
            (
                names[page.file],
                page.number,
                page.state,
                (content := workspace.read.pages.content(page.id)).text.text,
                tuple(row.shape for row in content.redactions),
            )
            for page in workspace.read.pages.of_file()
        ]


def pages_done(project: Path) -> int:
    """Pages stored so far; 0 as long as the project cannot be read."""
    with Workspace.open(project, read_only=True) as workspace:
        coverage = workspace.read.pages.coverage()
        return coverage.pages - coverage.pages_not_read


@pytest.mark.parametrize("typed", ["2018-06-15", "15 Jun 2018", "06/15/2018", "June 15, 2018"])
def test_the_letters_date_is_taken_as_people_write_it(typed: str) -> None:
    assert LetterDate().convert(typed, None, None) == "2018-06-15"


@pytest.mark.parametrize("typed", ["June 2018", "2018", "15", "Monday", "12:30", "June 31 2018", "soon", ""])
def test_no_part_of_the_letters_date_is_made_up(typed: str) -> None:
    with pytest.raises(click.BadParameter, match="is no date"):
        LetterDate().convert(typed, None, None)


@pytest.mark.parametrize(
    ("paths", "words"), [([], b"There is no project"), (["gone.pdf"], b"gone.pdf: there is no such file or folder")]
)
def test_a_name_typed_wrongly_leaves_no_project(paths: list[str], words: bytes, tmp_path: Path) -> None:
    refused = foia("process", tmp_path / "mater.foia", *(tmp_path / path for path in paths))
    assert refused.returncode == 1
    assert words in refused.stderr
    assert refused.stdout == b""
    assert list(tmp_path.iterdir()) == []


def test_one_bad_file_stops_none(tmp_path: Path) -> None:
    release = tmp_path / "release"
    release.mkdir()
    write_release(release / "good.pdf", 1)
    (release / "again.pdf").write_bytes((release / "good.pdf").read_bytes())
    (release / "broken.pdf").write_bytes(b"%PDF-1.4\nnothing more")
    (release / "empty.pdf").write_bytes(b"")
    (release / "table.xlsx").write_bytes(b"PK\x03\x04")
    project = tmp_path / "matter.foia"
    done = foia("process", project, release, tmp_path / "gone.pdf", "--request", "2018-42", "--agency", "Bureau")
    said = done.stderr.decode()
    assert done.returncode == 1
    for name in ("broken.pdf", "empty.pdf", "gone.pdf", "good.pdf is in this release already", "table.xlsx"):
        assert name in said
    assert "Traceback" not in said
    assert done.stdout.decode().startswith("1 of 1 pages read, 1 redactions found, 0 pages failed")
    with Workspace.open(project, read_only=True) as workspace:
        assert [r.number for r in workspace.read.matter.requests()] == ["2018-42"]
        assert [r.name for r in workspace.read.sources.releases()] == ["Release"]
        assert {file.name for file in workspace.read.sources.files() if file.state == "failed"} == {
            "broken.pdf",
            "empty.pdf",
        }


def test_killed_and_gone_on_with_equals_undisturbed(tmp_path: Path) -> None:
    source = write_release(tmp_path / "release.pdf", 10)
    calm, killed = tmp_path / "calm.foia", tmp_path / "killed.foia"
    assert foia("process", calm, source).returncode == 0
    for pages in (1, 3, 6):
        command = [sys.executable, "-m", "reviewer.app.console", "process", str(killed), "--workers", "1"]
        command += [] if pages > 1 else [str(source)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
            end = time.monotonic() + 120
            while running.poll() is None and time.monotonic() < end:
                if killed.exists() and _stored(killed) >= pages:
                    break
                time.sleep(0.02)
            running.kill()
    assert pages_done(killed) >= 6
    assert foia("process", killed).returncode == 0
    assert readings(killed) == readings(calm)


def _stored(project: Path) -> int:
    from reviewer.model.errors import ProjectError

    try:
        return pages_done(project)
    except ProjectError:
        return 0  # still being made


def test_encrypted_file_says_so_and_opens_with_its_password(tmp_path: Path) -> None:
    source = write_release(tmp_path / "locked.pdf", 1, password="open sesame")
    project = tmp_path / "matter.foia"
    refused = foia("process", project, source)
    assert refused.returncode == 1
    assert "locked.pdf" in refused.stderr.decode()
    assert "--password" in refused.stderr.decode() or "password" in refused.stderr.decode()
    opened = foia("process", project, source, "--password", "open sesame")
    assert opened.returncode == 0
    assert opened.stdout.decode().startswith("1 of 1 pages read")
    assert b"open sesame" not in project.read_bytes()
    without = foia("export", project, "annotated-pdf", "-o", tmp_path / "without.pdf")
    assert "left out" in without.stderr.decode()
    with_it = foia("export", project, "annotated-pdf", "-o", tmp_path / "with.pdf", "--password", "open sesame")
    assert with_it.returncode == 0
    assert "left out" not in with_it.stderr.decode()
    assert (tmp_path / "with.pdf").stat().st_size > (tmp_path / "without.pdf").stat().st_size


@pytest.mark.parametrize(("change", "code"), [("gone", "missing"), ("changed", "changed")])
def test_source_gone_or_changed_before_reading(tmp_path: Path, change: str, code: str) -> None:
    from reviewer.services.importing import import_paths

    source = write_release(tmp_path / "release.pdf", 1)
    project = tmp_path / "matter.foia"
    with Workspace.create(project) as workspace:
        assert import_paths(workspace, [source]).added == ["release.pdf"]
    original = source.read_bytes()
    if change == "gone":
        source.unlink()
    else:
        source.write_bytes(original + b"\n% touched")
    failed = foia("process", project)
    assert failed.returncode == 1
    assert "release.pdf" in failed.stderr.decode()
    with Workspace.open(project, read_only=True) as workspace:
        (page,) = workspace.read.pages.failed()
        assert page.error is not None
        assert page.error.code == code
    source.write_bytes(original)
    assert foia("process", project, "--retry").returncode == 0


def test_project_open_elsewhere_is_said(tmp_path: Path) -> None:
    project = tmp_path / "matter.foia"
    with Workspace.create(project, reviewer="Dana"):
        refused = foia("process", project)
    assert refused.returncode == 1
    assert "Dana" in refused.stderr.decode()


def test_a_failed_page_is_one_line_that_names_file_and_page_once(tmp_path: Path) -> None:
    from reviewer.services.importing import import_paths

    source = write_release(tmp_path / "release.pdf", 2)
    project = tmp_path / "matter.foia"
    with Workspace.create(project) as workspace:
        import_paths(workspace, [source])
    source.unlink()
    failed = foia("process", project)
    lines = [line for line in failed.stderr.decode().splitlines() if "there is no" in line]
    assert [line.count("release.pdf") for line in lines] == [1, 1]
    assert lines[1].startswith(f"foia-reviewer: {source}, page 2: there is no such file or folder.")
    checked = foia("check", project).stdout.decode()
    assert "release.pdf, page 2: could not be read: there is no such file or folder." in checked


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every file name is Unicode")
def test_a_file_name_that_is_no_unicode_stops_nothing(tmp_path: Path) -> None:
    release = tmp_path / "release"
    release.mkdir()
    write_release(release / "good.pdf", 1)
    Path(os.fsdecode(os.fsencode(release) + b"/caf\xe9.pdf")).write_bytes(b"%PDF-1.4")
    done = foia("process", tmp_path / "matter.foia", release)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"Rename" in done.stderr
    assert done.stdout.startswith(b"1 of 1 pages read")


def test_the_same_folder_again_goes_into_the_same_release(tmp_path: Path) -> None:
    from reviewer.services.importing import import_paths

    release = tmp_path / "release"
    release.mkdir()
    write_release(release / "good.pdf", 1)
    with Workspace.create(tmp_path / "matter.foia") as workspace:
        assert import_paths(workspace, [release], request="2018-42", agency="Bureau").added == ["good.pdf"]
        again = import_paths(workspace, [release])
        assert again.added == []
        assert "in this release already" in again.notices[0]
        assert [row.name for row in workspace.read.sources.releases()] == ["release"]


def test_a_request_named_later_takes_up_the_release_that_is_there(tmp_path: Path) -> None:
    from reviewer.services.importing import import_paths

    release, other = tmp_path / "release", tmp_path / "other" / "release"
    for folder in (release, other):
        folder.mkdir(parents=True)
        write_release(folder / "good.pdf", 1 if folder is release else 2)
    with Workspace.create(tmp_path / "matter.foia", reviewer="Ada") as workspace:
        import_paths(workspace, [release])
        again = import_paths(workspace, [release], request="2018-42", agency="Bureau", letter_date="2018-06-15")
        assert again.added == []
        (row,) = workspace.read.sources.releases()
        (request,) = workspace.read.matter.requests()
        (event,) = workspace.read.matter.events(request.uuid)
        assert (row.request, row.event, row.pages) == (request.uuid, event.uuid, 1)
        workspace.undo()
        assert workspace.read.sources.releases()[0].request is None
        import_paths(workspace, [other], request="2019-7", agency="Bureau")  # called the same, with other files
        assert sorted(known.pages for known in workspace.read.sources.releases()) == [1, 2]


@pytest.mark.skipif(os.name == "nt", reason="there Ctrl+C goes to a whole console")
@pytest.mark.parametrize("wish", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_stops_in_good_order_however_often_it_is_pressed(tmp_path: Path, wish: signal.Signals) -> None:
    project = tmp_path / "matter.foia"
    source = write_release(tmp_path / "release.pdf", 60)
    command = [sys.executable, "-m", "reviewer.app.console", "process", str(project), str(source), "--workers", "1"]
    # A shell's background job ignores SIGINT, and so would a process started from it; a handler is not inherited.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        signal.signal(signal.SIGINT, before)
        end = time.monotonic() + 120
        while running.poll() is None and time.monotonic() < end and not (project.exists() and _stored(project)):
            time.sleep(0.05)
        running.send_signal(wish)
        assert running.stderr is not None
        first = running.stderr.readline()
        running.send_signal(wish)
        _, said = running.communicate(timeout=120)
    assert running.returncode == 1
    assert [file.name for file in tmp_path.glob("matter*")] == ["matter.foia"]  # closed in good order
    assert (first + said).decode() == "foia-reviewer: stopping; what is read so far is stored, the rest waits.\n"
    with Workspace.open(project, read_only=True) as workspace:
        assert {page.state for page in workspace.read.pages.of_file()} <= {"done", "pending"}
