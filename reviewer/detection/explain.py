"""Collects what the detectors considered on a page and draws it, so that a person can see why a box was kept or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from reviewer.model.geometry import Rect, bounds

KEPT = (30, 140, 30)
DROPPED = (40, 40, 220)
NOTED = (200, 110, 0)


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that was looked at: where (displayed points), what it looked like, and the verdict with its reason."""

    rects: tuple[Rect, ...]
    label: str
    verdict: str
    reason: str


@dataclass(slots=True)
class Explain:
    """A notebook for one page; pass it to `find_redactions`, then `write` the picture."""

    remarks: list[Remark] = field(default_factory=list)

    def keep(self, rects: Sequence[Rect], label: str, reason: str) -> None:
        """Note a candidate that became a redaction."""
        self.remarks.append(Remark(tuple(rects), label, "kept", reason))

    def drop(self, rects: Sequence[Rect], label: str, reason: str) -> None:
        """Note a candidate that was rejected."""
        self.remarks.append(Remark(tuple(rects), label, "dropped", reason))

    def note(self, rects: Sequence[Rect], label: str, reason: str) -> None:
        """Note something read or masked, such as a margin code or a stamp."""
        self.remarks.append(Remark(tuple(rects), label, "noted", reason))

    def picture(self, image: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
        """The page in pale with every remark drawn on it, and their reasons listed beside it (`H x W x 3`, BGR)."""
        page = cv2.cvtColor(image, cv2.COLOR_GRAY2BGR) if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_RGB2BGR)
        pale = cv2.addWeighted(page, 0.6, np.full_like(page, 255), 0.4, 0)
        lines: list[tuple[str, tuple[int, int, int]]] = []
        for number, remark in enumerate(self.remarks, 1):
            color = {"kept": KEPT, "dropped": DROPPED}.get(remark.verdict, NOTED)
            for rect in remark.rects:
                x0, y0, x1, y1 = (round(v * scale) for v in rect)
                cv2.rectangle(pale, (x0, y0), (x1, y1), color, 2)
            around = bounds(remark.rects) if remark.rects else Rect(0, 0, 0, 0)
            at = (max(0, round(around.x0 * scale)), max(14, round(around.y0 * scale) - 3))
            cv2.putText(pale, str(number), at, cv2.FONT_HERSHEY_SIMPLEX, 0.5, color, 1, cv2.LINE_AA)
            lines.append((f"{number} {remark.verdict}: {remark.label}; {remark.reason}", color))
        return np.asarray(np.hstack([pale, _legend(lines, pale.shape[0])]), dtype=np.uint8)

    def write(self, path: Path, image: NDArray[np.uint8], scale: float) -> None:
        """Write `picture` as a PNG file; OSError if it cannot be written."""
        encoded, data = cv2.imencode(".png", self.picture(image, scale))
        if not encoded:
            raise OSError(f"cannot encode a picture of {image.shape} as PNG")
        path.write_bytes(data.tobytes())


def _legend(lines: list[tuple[str, tuple[int, int, int]]], height: int) -> NDArray[np.uint8]:
    panel = np.full((height, 720, 3), 255, np.uint8)
    step = max(9, min(20, height // max(1, len(lines) + 1)))
    for row, (text, color) in enumerate(lines, 1):
        plain = text.encode("ascii", "replace").decode()
        cv2.putText(panel, plain[:110], (8, row * step), cv2.FONT_HERSHEY_SIMPLEX, step / 44, color, 1, cv2.LINE_AA)
    return panel
