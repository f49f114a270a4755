"""What an OCR engine promises: words with boxes in pixels for one image."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from reviewer.model.geometry import Rect

Gray = NDArray[np.uint8]
Layout = Literal["page", "block", "line", "word", "sparse"]


@dataclass(frozen=True, slots=True)
class OcrWord:
    """One recognised word: box in pixels of the image given, confidence 0-1, and its line, counted over the picture."""

    rect: Rect
    text: str
    confidence: float
    line: int = 0


class OcrEngine(Protocol):
    """Turns an image into words; one instance serves one process, page after page."""

    @property
    def name(self) -> str:
        """Engine and version, for the record of a page."""
        ...

    def read(self, image: Gray, *, dpi: int, layout: Layout = "page", alphabet: str = "") -> list[OcrWord]:
        """Words of an `H x W uint8` image (0 black) in the engine's reading order.

        `alphabet` restricts the characters where it is not empty. Raises SourceError if the engine cannot run.
        """
        ...

    def close(self) -> None:
        """Free the engine's memory."""
        ...
