"""`export PROJECT.foia packet -o OUT`: what a request contests as a packet, or as a list for meet-and-confer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from reviewer.appeal.channels import channel
from reviewer.cli.terminal import say
from reviewer.export.packet.plan import PacketOptions, PacketPlan
from reviewer.export.registry import PACKETS
from reviewer.services import packets
from reviewer.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PacketOrder:
    """What was asked for on the command line."""

    format_name: str
    out: Path
    overwrite: bool
    request: str
    channel: str | None
    limit_mb: float | None
    templates: Path | None
    preview: bool
    password: str = ""


def write(workspace: Workspace, order: PacketOrder) -> int:
    """Write what was ordered, or say what would be written; the exit status."""
    suffixes = PACKETS[order.format_name].suffixes
    if "" not in suffixes and order.out.suffix.lower() not in suffixes:
        raise click.UsageError(f"{order.format_name} is a file that ends in {' or '.join(suffixes)}.")
    options = PacketOptions(
        channel=channel(order.channel) if order.channel else None,
        limit=round(order.limit_mb * 1_000_000) if order.limit_mb else None,
        templates=order.templates,
    )
    plan = packets.plan(workspace, packets.find_request(workspace, order.request), options)
    for sentence in plan.warnings:
        say(sentence)
    if order.preview:
        _preview(plan)
        return 0
    if order.format_name == "challenge-list":
        packets.export_challenge_list(workspace, plan, order.out, overwrite=order.overwrite)
        count = len(plan.case.items)
        click.echo(f"{order.out}: {count:,} contested item{'s' if count != 1 else ''}")
        return 0
    packet = packets.export_packet(
        workspace, plan, order.out, overwrite=order.overwrite, password=lambda _path: order.password or None
    )
    state = "draft" if packet.draft else "approved"
    click.echo(f"{packet.path}: {len(packet.files):,} files, {packet.bytes / 1e6:.1f} MB, {state}")
    if packet.sendings > 1:
        click.echo(f"{packet.sendings} sendings")
    if packet.pictures_left_out:
        say(f"{packet.pictures_left_out:,} exhibit pages have no picture; each says so.")
    return 0 if not packet.pictures_left_out else 1


def _preview(plan: PacketPlan) -> None:
    for file in plan.files:
        pages = f", {file.pages} pages" if file.pages else ""
        click.echo(f"{file.folder}/{file.name}: about {file.bytes / 1e6:.2f} MB{pages}")
