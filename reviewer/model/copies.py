"""One page as one picture, handed from a worker to a new PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class PageCopy:
    """A page as a picture: its bytes (`jpeg`: a file, `fax`: CCITT group 4), its size in pixels, where it lies.

    `placed` maps the unit square, top left first, to displayed points (as in PDF: a b c d e f). `flattened` says that
    the page was rendered; `carried` names what its source holds beside its looks: annotations, form fields.
    """

    kind: Literal["jpeg", "fax"]
    data: bytes
    width: int
    height: int
    channels: int
    placed: tuple[float, float, float, float, float, float]
    flattened: bool
    carried: tuple[str, ...] = ()
