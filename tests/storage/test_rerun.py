"""Matching earlier redactions with new findings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.model.geometry import Rect, iou
from reviewer.storage.rerun import SAME, Earlier, match

_rects = st.builds(
    lambda x, y, w, h: Rect(float(x), float(y), float(x + w), float(y + h)),
    st.integers(0, 60),
    st.integers(0, 60),
    st.integers(1, 40),
    st.integers(1, 40),
)
_shapes = st.lists(_rects, min_size=1, max_size=2).map(tuple)
_earlier = st.lists(st.builds(Earlier, _shapes, st.booleans(), st.booleans(), st.booleans()), max_size=6)


@given(_earlier, st.lists(_shapes, max_size=6))
def test_every_shape_is_dealt_with_once(earlier: list[Earlier], findings: list[tuple[Rect, ...]]) -> None:
    matching = match(earlier, findings)
    used = [k for _, k in matching.same]
    assert sorted([*used, *matching.new, *matching.covered]) == list(range(len(findings)))
    matched = [i for i, _ in matching.same]
    assert len(set(matched)) == len(matched)
    assert not set(matched) & ({*matching.lost} | {*matching.look})
    for i, k in matching.same:
        assert iou(earlier[i].rects, findings[k]) > SAME


@given(_earlier, st.lists(_shapes, max_size=6))
def test_nothing_a_person_said_is_lost(earlier: list[Earlier], findings: list[tuple[Rect, ...]]) -> None:
    for i in match(earlier, findings).lost:
        assert not earlier[i].judged
        assert not earlier[i].by_person


@given(st.lists(_shapes, max_size=6, unique=True))
def test_the_same_findings_match_themselves(findings: list[tuple[Rect, ...]]) -> None:
    matching = match([Earlier(rects) for rects in findings], findings)
    assert matching.new == matching.covered == matching.lost == ()
    assert all(iou(findings[i], findings[k]) > 0.999 for i, k in matching.same)


def test_the_closest_pair_wins() -> None:
    old = [Earlier((Rect(0, 0, 10, 10),)), Earlier((Rect(0, 2, 10, 12),))]
    found = [(Rect(0, 2, 10, 12),), (Rect(0, 0, 10, 10),)]
    assert match(old, found).same == ((0, 1), (1, 0))


def test_half_an_overlap_is_not_the_same() -> None:
    assert match([Earlier((Rect(0, 0, 10, 10),))], [(Rect(0, 0, 10, 20),)]).same == ()
