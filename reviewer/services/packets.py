"""Appeal packets of an open project: plan, approve, write and record; the one way for the window and command line."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from reviewer.export.packet.folder import check_folder
from reviewer.export.packet.pictures import Password
from reviewer.export.packet.plan import PacketOptions, PacketPlan, plan_packet
from reviewer.export.packet.write import Packet, write_challenge_list, write_packet
from reviewer.export.writing import check_target
from reviewer.model.errors import ExportError
from reviewer.model.ids import Uuid
from reviewer.services.attended import attended_pool, given_up
from reviewer.services.operations.appeals import ApprovePacket
from reviewer.services.operations.base import EditError
from reviewer.services.targets import require_apart
from reviewer.services.workspace import Workspace

_WORKERS = 2
_ZIP = ".zip"


def find_request(workspace: Workspace, number: str = "") -> Uuid | None:
    """The request with this number; without one the project's only request, None if it has none.

    ExportError for a number that is not there, and for several requests of which none was named.
    """
    requests = workspace.read.matter.requests()
    listed = f"Requests: {', '.join(row.number or row.agency or 'without number' for row in requests) or 'none yet'}."
    if number:
        found = [row.uuid for row in requests if row.number.casefold() == number.casefold()]
        if not found:
            raise ExportError(f"There is no request “{number}” in this project.", listed, code="unknown-request")
        return found[0]
    if len(requests) > 1:
        raise ExportError("This project has several requests.", f"Name one of them. {listed}", code="which-request")
    return requests[0].uuid if requests else None


def plan(
    workspace: Workspace, request: Uuid | None, options: PacketOptions | None = None, today: date | None = None
) -> PacketPlan:
    """The packet as it would be written now; items get their lasting numbers first, where they can be stored."""
    if not workspace.read_only:
        workspace.intake.number_items()
    return plan_packet(workspace.read, request, today or _now().date(), options)


def approve(workspace: Workspace, request: Uuid, approver: str, today: date | None = None) -> PacketPlan:
    """Record that `approver` approved the packet as it stands; the plan of the approved packet.

    EditError while something the letter needs is not entered: a letter with holes is not approved.
    """
    planned = plan(workspace, request, today=today)
    if not planned.case.items or planned.gaps:
        lacks = ", ".join(planned.gaps) if planned.gaps else "anything that is contested"
        raise EditError(f"The packet cannot be approved: not entered is {lacks}.", "Enter it first.", code="gaps")
    workspace.perform(ApprovePacket(request, approver, planned.digest))
    return replace(planned, case=replace(planned.case, appeal=workspace.read.contesting.appeal(request)))


def export_packet(
    workspace: Workspace,
    planned: PacketPlan,
    target: Path,
    *,
    overwrite: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
    password: Password = lambda path: None,
    workers: int = _WORKERS,
) -> Packet:
    """Write a plan as a folder, or as one file if `target` ends in `.zip`, and record it in the project.

    `progress` gets steps done and their number; when `cancelled` answers True an ExportError `cancelled` is raised and
    nothing is left.
    """
    require_apart(workspace, target)
    zipped = target.suffix.lower() == _ZIP
    (check_target if zipped else check_folder)(target, overwrite)
    total = 2 * sum(len(exhibit.pages) for exhibit in planned.exhibits) + 3
    done = 0

    def watch() -> None:
        nonlocal done
        done += 1
        progress(min(done, total), total)
        if cancelled():
            raise given_up()

    with attended_pool(workers, cancelled) as pool:
        packet = write_packet(
            planned, workspace.read, pool, target, _made(), overwrite=overwrite, watch=watch, password=password
        )
    if not workspace.read_only:
        facts: dict[str, object] = {
            "format": "packet",
            "file": target.name,
            "content_sha256": planned.digest,
            "draft": packet.draft,
            "files": list(packet.files),
            "sendings": packet.sendings,
        }
        _record(workspace, target, f"Export packet as {target.name}", len(planned.rows), facts)
    return packet


def export_challenge_list(workspace: Workspace, planned: PacketPlan, target: Path, *, overwrite: bool = False) -> None:
    """Write what is contested as one DOCX for meet-and-confer: the points in words, then the served log; recorded."""
    require_apart(workspace, target)
    write_challenge_list(planned, target, _made(), overwrite=overwrite)
    if not workspace.read_only:
        facts = {"format": "challenge-list", "file": target.name, "content_sha256": planned.digest}
        _record(workspace, target, f"Export challenge-list as {target.name}", len(planned.rows), facts)


def _made() -> str:
    return _now().replace(tzinfo=None).isoformat(timespec="seconds")


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


def _record(workspace: Workspace, target: Path, title: str, rows: int, facts: Mapping[str, object]) -> None:
    details = dict(facts)
    if target.is_file():
        with target.open("rb") as stream:
            details["sha256"] = hashlib.file_digest(stream, "sha256").hexdigest()
    job = workspace.intake.start_job("export", title, total=rows)
    workspace.intake.end_job(job, done=rows, details=details)
