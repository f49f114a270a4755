from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from reviewer.detection.explain import Explain
from reviewer.detection.find import find_redactions
from reviewer.model.geometry import Rect
from tests.unit.detection_pages import Image, blank, evidence, fill, with_text

NOISE = np.random.default_rng(2).integers(0, 255, (1100, 850), dtype=np.uint8)


@pytest.mark.parametrize(
    "image",
    [
        np.zeros((1100, 850), np.uint8),
        np.full((1100, 850), 255, np.uint8),
        np.full((1100, 850), 128, np.uint8),
        NOISE,
        np.where(NOISE > 127, 255, 0).astype(np.uint8),
        np.zeros((1, 1), np.uint8),
        np.full((1, 400), 255, np.uint8),
        np.full((3, 2), 90, np.uint8),
        np.full((2400, 150), 255, np.uint8),
        np.full((150, 2400), 0, np.uint8),
        np.zeros((40, 40, 3), np.uint8),
    ],
    ids=["black", "white", "gray", "noise", "bilevel", "1x1", "line", "3x2", "tall", "wide", "color"],
)
def test_answers_on_any_image(image: Image) -> None:
    assert find_redactions(evidence(image), None).redactions == ()


def test_mirrored_and_turned_pages() -> None:
    page = fill(with_text(blank()), Rect(150, 300, 400, 340))
    for image in (page[:, ::-1], page[::-1], np.rot90(page), np.rot90(page, 2), np.rot90(page, 3)):
        found = find_redactions(evidence(np.ascontiguousarray(image)), None).redactions
        assert [r.kind for r in found] == ["black"]


def test_the_explanation_is_a_picture_with_every_candidate(tmp_path: Path) -> None:
    page = fill(with_text(blank()), Rect(150, 300, 400, 340))
    fill(page, Rect(74, 94, 80, 100))
    explain, given = Explain(), evidence(page)
    find_redactions(given, None, explain)
    assert {"kept", "dropped"} <= {r.verdict for r in explain.remarks}
    explain.write(tmp_path / "page.png", given.image, given.scale)
    assert (tmp_path / "page.png").read_bytes().startswith(b"\x89PNG")
