"""How large a packet will be and in how many sendings it goes out, before anything is written: estimates."""

from __future__ import annotations

from reviewer.export.packet.folder import SEND
from reviewer.export.packet.plan import PacketPlan
from reviewer.export.packet.volumes import portions


def sent_bytes(plan: PacketPlan) -> int:
    """About how much is sent."""
    return sum(file.bytes for file in plan.files if file.folder == SEND)


def sendings(plan: PacketPlan) -> int:
    """In about how many sendings: exhibits are split between pages, everything else stays whole."""
    pieces: list[int] = []
    for file in plan.files:
        if file.folder == SEND:
            pieces += [file.bytes // file.pages] * file.pages if file.pages else [file.bytes]
    return max(1, len(portions(pieces, plan.limit)))


def size_words(size: int) -> str:
    """`about 1.2 MB`, `about 45 kB`."""
    return f"about {size / 1e6:.1f} MB" if size >= 1_000_000 else f"about {max(1, round(size / 1e3)):,} kB"
