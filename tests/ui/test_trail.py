"""Back and forward lead through the places visited, as in a browser."""

from __future__ import annotations

from reviewer.ui.trail import Trail


def test_back_and_forward_lead_through_the_places() -> None:
    trail = Trail()
    assert not trail.can_go(False)
    trail.jump((1, 0.0, 0.0))
    trail.jump((2, 0.0, 40.0))
    assert trail.back((3, 0.0, 0.0)) == (2, 0.0, 40.0)
    assert trail.back((2, 0.0, 40.0)) == (1, 0.0, 0.0)
    assert trail.back((1, 0.0, 0.0)) is None
    assert trail.forward((1, 0.0, 0.0)) == (2, 0.0, 40.0)
    assert trail.can_go(True)
    trail.jump((2, 0.0, 40.0))
    assert not trail.can_go(True), "a jump forgets what lay ahead"
