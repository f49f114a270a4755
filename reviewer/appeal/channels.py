"""How a packet may be sent and how large one sending may be: presets of ours, to be changed by the user."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from reviewer.model.resources import resource


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to send; `megabytes` 0: without limit. `growth` is by how much the channel makes files larger."""

    id: str
    title: str
    megabytes: float
    growth: float

    @property
    def bytes(self) -> int | None:
        """What one sending may have on disk; None: any."""
        return round(self.megabytes * 1_000_000 / self.growth) if self.megabytes else None


@cache
def channels() -> tuple[Channel, ...]:
    """All presets."""
    data = json.loads(resource("appeal", "channels.json").read_text(encoding="utf-8"))
    return tuple(Channel(row["id"], row["title"], row["megabytes"], row["growth"]) for row in data["channels"])


def channel(name: str) -> Channel | None:
    """One preset by its id."""
    return next((found for found in channels() if found.id == name), None)
