"""What came of a copy of released pages."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class CopyReport:
    """What came of a copy: pages, why some were flattened on purpose (by their cites), pages without a picture."""

    pages: int = 0
    flattened: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
