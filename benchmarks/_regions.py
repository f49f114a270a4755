"""Compares the redactions found on a page with those that are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks._statistics import Counts, f1
from reviewer.model.geometry import Rect, iou, union_area
from reviewer.model.page import Redaction

_MATCH = 0.5
_INSIDE = 0.8


@dataclass(frozen=True, slots=True)
class TrueRegion:
    """A labelled redaction. `linked`: its codes stand at its own height, so that reading them can be scored.

    `kind` is empty where it was not labelled.
    """

    rects: tuple[Rect, ...]
    kind: str
    codes: tuple[str, ...]
    linked: bool = True


def match(truth: Sequence[TrueRegion], found: Sequence[Redaction]) -> tuple[list[tuple[int, int, float]], int]:
    """Pairs (truth, found, IoU) and how many of them are one to one.

    One to one at IoU > 0.5, best first (van Heusden et al., TPDL 2023); then groups, because whether touching lines
    are one block or several is a convention: several regions that lie inside one of the other side (80 % each) and
    together cover it.
    """
    pairs = [(iou(t.rects, f.rects), i, j) for i, t in enumerate(truth) for j, f in enumerate(found)]
    matched: list[tuple[int, int, float]] = []
    used_t: set[int] = set()
    used_f: set[int] = set()
    for share, i, j in sorted(pairs, reverse=True):
        if share > _MATCH and i not in used_t and j not in used_f:
            used_t.add(i)
            used_f.add(j)
            matched.append((i, j, share))
    strict = len(matched)
    true_rects, found_rects = [t.rects for t in truth], [f.rects for f in found]
    matched += [(i, j, s) for j, parts, s in _groups(found_rects, true_rects, used_f, used_t) for i in parts]
    matched += [(i, j, s) for i, parts, s in _groups(true_rects, found_rects, used_t, used_f) for j in parts]
    return matched, strict


def _groups(
    wholes: Sequence[tuple[Rect, ...]], parts: Sequence[tuple[Rect, ...]], used_wholes: set[int], used_parts: set[int]
) -> list[tuple[int, list[int], float]]:
    result = []
    for number, whole in enumerate(wholes):
        if number in used_wholes:
            continue
        members = [p for p, part in enumerate(parts) if p not in used_parts and _inside(part, whole)]
        share = iou([rect for p in members for rect in parts[p]], whole)
        if len(members) > 1 and share > _MATCH:
            used_wholes.add(number)
            used_parts.update(members)
            result.append((number, members, share))
    return result


def _inside(part: tuple[Rect, ...], whole: tuple[Rect, ...]) -> bool:
    area = union_area(part)
    common = area + union_area(whole) - union_area([*part, *whole])
    return area > 0 and common >= _INSIDE * area


def page_counts(truth: Sequence[TrueRegion], found: Sequence[Redaction]) -> Counter[str]:
    """What one page adds to the counts of its document."""
    pairs, strict = match(truth, found)
    hit = {i for i, _, _ in pairs}
    counts: Counter[str] = Counter(
        pages=1,
        true=len(truth),
        found=len(found),
        true_hit=len(hit),
        found_hit=len({j for _, j, _ in pairs}),
        strict=strict,
        clean_pages=int(not truth),
        false_on_clean=0 if truth else len(found),
    )
    on_page = {code for region in truth for code in region.codes}
    for i, j, _ in pairs:
        region, read = truth[i], set(found[j].codes)
        printed = set(region.codes) if region.linked else set()
        if not printed:  # a block between codes: linking it to one of the page's codes is no error
            read -= on_page
        counts["kinds"] += int(bool(region.kind))
        counts["kind_right"] += int(region.kind == found[j].kind)
        counts["code_hit"] += len(printed & read)
        counts["code_false"] += len(read - printed)
        counts["code_missed"] += len(printed - read)
    counts["code_missed"] += sum(len(r.codes) for i, r in enumerate(truth) if i not in hit and r.linked)
    return counts


def region_f1(counts: Counts) -> float:
    """F1 of redactions, groups allowed."""
    return f1(counts.get("found_hit", 0), counts.get("found", 0), counts.get("true_hit", 0), counts.get("true", 0))


def strict_f1(counts: Counts) -> float:
    """F1 of redactions, one to one."""
    strict = counts.get("strict", 0)
    return f1(strict, counts.get("found", 0), strict, counts.get("true", 0))


def code_f1(counts: Counts) -> float:
    """F1 of exemption codes on redactions; codes of missed redactions are missed."""
    hit = counts.get("code_hit", 0)
    return f1(hit, hit + counts.get("code_false", 0), hit, hit + counts.get("code_missed", 0))


def kind_share(counts: Counts) -> float:
    """Share of matched redactions whose kind is right."""
    return counts.get("kind_right", 0) / counts["kinds"] if counts.get("kinds") else 0.0


def false_on_clean(counts: Counts) -> float:
    """False boxes a page on pages without redactions."""
    return counts.get("false_on_clean", 0) / counts["clean_pages"] if counts.get("clean_pages") else 0.0
