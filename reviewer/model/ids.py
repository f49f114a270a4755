"""Names for the identifiers of a project: small integers for what is counted in masses, UUIDs for what people judge."""

from __future__ import annotations

import os
import time
import uuid
from datetime import UTC, datetime
from typing import NewType

PageId = NewType("PageId", int)
FileId = NewType("FileId", int)
Uuid = NewType("Uuid", str)


def new_uuid() -> Uuid:
    """A UUID that sorts by the time it was made (RFC 9562, version 7), so that rows made together lie together."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds << 80) | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | (0x7 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    return Uuid(str(uuid.UUID(int=value)))


def now() -> str:
    """The time in UTC as it stands in project files: `2018-06-15T14:22:05.123Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
