"""What is in a file beneath a redaction that failed: values that are shown once and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Beneath:
    """One place: its characters, or a picture file (PNG) of the print that lies there. Neither is ever printed."""

    text: str = field(default="", repr=False)
    picture: bytes = field(default=b"", repr=False)
