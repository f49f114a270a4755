"""Covers what a copy withholds: boxes over the words, the exemption where the habit prints it, and the truth of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reviewer.model.geometry import Rect, bounds
from reviewer.model.page import Kind, Marking
from reviewer.sample.codes import legible, normalised, printed
from reviewer.sample.fonts import text_width
from reviewer.sample.habits import Habit
from reviewer.sample.markup import Policy
from reviewer.sample.sheet import Box, Glyphs, Mark

TOUCHING = 0.5
_SMALLEST_CODE = 6.0
_PAD = 1.8


@dataclass(frozen=True, slots=True)
class TrueRedaction:
    """One deletion as it was made: rects in displayed points, what is printed for it, what it hides (`tags`)."""

    rects: tuple[Rect, ...]
    kind: Kind
    codes: tuple[str, ...]
    code_text: str
    marking: Marking
    tags: tuple[str, ...]
    recoverable: bool = False


def redact(
    words: Sequence[Glyphs], policy: Policy, habit: Habit, width: float
) -> tuple[list[Mark], list[TrueRedaction]]:
    """Marks to paint over a page, and its redactions in reading order.

    `words` are those of the page as they lie on it; `width` is that of the page, for codes in the margin.
    """
    spans: dict[int, list[Glyphs]] = defaultdict(list)
    for word in words:
        if word.span >= 0:
            spans[word.span].append(word)
    blocks = [
        replace(block, rects=rects)
        for span in spans.values()
        for block in [TrueRedaction((), habit.kind, (), policy[span[0].tag], "none", (span[0].tag,))]
        for rects in _blocks(_rows(span), habit)
    ]
    blocks = _merged(blocks)
    marks: list[Mark] = [_box(rect, habit) for block in blocks for rect in _outlines(block, habit)]
    if habit.place in ("left", "right"):
        labels, blocks = _margin(blocks, habit, width)
    else:
        labels, blocks = _inside(blocks, habit)
    return [*marks, *labels], blocks


def _rows(span: list[Glyphs]) -> list[Rect]:
    """One box a line, as high as the type, a little wider than the words."""
    lines: dict[int, list[Glyphs]] = defaultdict(list)
    for word in span:
        lines[word.line].append(word)
    rows = []
    for words in lines.values():
        size = words[0].size
        ink = bounds(word.rect for word in words)
        top = min(ink.y0, min(word.baseline for word in words) - 0.74 * size)
        bottom = max(ink.y1, max(word.baseline for word in words) + 0.20 * size)
        rows.append(Rect(ink.x0 - _PAD, top - 0.4, ink.x1 + _PAD, bottom + 0.4))
    return rows


def _blocks(rows: list[Rect], habit: Habit) -> list[tuple[Rect, ...]]:
    """Rows of one deletion: separate boxes, or one stepped block whose rows meet, or a plain rectangle."""
    if not habit.touching or len(rows) == 1:
        return [(row,) for row in rows]
    middles = [(upper.y1 + lower.y0) / 2 for upper, lower in pairwise(rows)]
    tops, bottoms = [rows[0].y0, *middles], [*middles, rows[-1].y1]
    met = [Rect(r.x0, top, r.x1, bottom) for r, top, bottom in zip(rows, tops, bottoms, strict=True)]
    whole = bounds(met)
    if len(rows) > 3:
        return [(whole,)]
    if any(a.x1 < b.x0 or b.x1 < a.x0 for a, b in pairwise(met)):
        return [(row,) for row in rows]
    return [tuple(met)]


def _merged(blocks: list[TrueRedaction]) -> list[TrueRedaction]:
    """Blocks that touch are one redaction."""
    result: list[TrueRedaction] = []
    for block in blocks:
        whole = block
        for other in [o for o in result if any(_touch(a, b) for a in o.rects for b in block.rects)]:
            result.remove(other)
            claims = dict.fromkeys(f"{other.code_text} {whole.code_text}".split())
            tags = tuple(dict.fromkeys((*other.tags, *whole.tags)))
            whole = replace(whole, rects=(*other.rects, *whole.rects), code_text=" ".join(claims), tags=tags)
        result.append(whole)
    return result


def _touch(a: Rect, b: Rect) -> bool:
    return a.grown(TOUCHING / 2).overlap(b.grown(TOUCHING / 2)) > 0


def _outlines(block: TrueRedaction, habit: Habit) -> tuple[Rect, ...]:
    """What is drawn; a stroke lies inside the truth's box, whose edge is the outer one."""
    half = habit.stroke_width / 2 if habit.stroke else 0.0
    return tuple(rect.grown(-half) for rect in block.rects)


def _box(rect: Rect, habit: Habit) -> Box:
    return Box(rect, habit.fill, habit.stroke, habit.stroke_width if habit.stroke else 0.0)


def _inside(blocks: list[TrueRedaction], habit: Habit) -> tuple[list[Mark], list[TrueRedaction]]:
    """Codes inside their boxes, cut off where there is no room; none at all, or at the head of the page only."""
    labels: list[Mark] = []
    told = []
    for block in blocks:
        claim = block.code_text
        texts = printed(claim, habit.form)
        if habit.place != "inside" or not texts:
            marking: Marking = "head" if habit.place == "head" and texts else "none"
            told.append(
                replace(block, codes=normalised(claim) if marking == "head" else (), code_text="", marking=marking)
            )
            continue
        rect = max(block.rects, key=lambda r: r.area)
        shown, size, whole = _fitted(texts, habit, rect)
        if shown:
            labels.append(_label(shown, rect, size, habit))
        codes, cut = (normalised(claim), False) if whole else legible(shown, habit.form)
        state: Marking = "cut" if cut else "at" if shown else "none"
        told.append(replace(block, codes=codes, code_text=shown, marking=state))
    return labels, told


def _fitted(texts: tuple[str, ...], habit: Habit, rect: Rect) -> tuple[str, float, bool]:
    """The label that fits, its size, and whether it is all of it."""
    room = rect.width - 1
    full = habit.separator.join(texts)
    size = min(habit.code_size, rect.height * 0.86)
    if (width := text_width(habit.code_face, size, full)) > room:
        size = max(_SMALLEST_CODE, size * room / width)
    shown = full
    while shown and text_width(habit.code_face, size, shown) > room:
        shown = shown[:-1]
    return shown.rstrip(), size, shown.rstrip() == full


def _label(text: str, rect: Rect, size: float, habit: Habit) -> Glyphs:
    """In the middle of its box."""
    width = text_width(habit.code_face, size, text)
    x, y = rect.center
    return Glyphs(x - width / 2, y + 0.34 * size, text, habit.code_face, size, habit.code_ink, "code")


def _margin(blocks: list[TrueRedaction], habit: Habit, width: float) -> tuple[list[Mark], list[TrueRedaction]]:
    """Codes in the margin at the height of their boxes; a stack that is there already serves the boxes beside it."""
    labels: list[Mark] = []
    told: dict[int, TrueRedaction] = {}
    stacks: list[tuple[Rect, str]] = []
    step = habit.code_size * 1.12
    for number, block in sorted(enumerate(blocks), key=lambda item: item[1].rects[0].center[1]):
        texts, claim = printed(block.code_text, habit.form), block.code_text
        if not texts:
            told[number] = replace(block, code_text="", marking="none")
            continue
        codes, shown = normalised(claim), habit.separator.join(texts)
        whole = bounds(block.rects)
        beside = [stack for stack, of in stacks if of == claim and _level(stack, whole)]
        near = [stack for stack, _ in stacks if stack.y1 + 1 > whole.center[1] - step * len(texts) / 2]
        if not beside and near:
            shared = any(of == claim for _, of in stacks)
            told[number] = replace(
                block,
                codes=codes if shared else (),
                code_text=shown if shared else "",
                marking="shared" if shared else "none",
            )
            continue
        if not beside:
            stack, glyphs = _stack(texts, whole, habit, width)
            stacks.append((stack, claim))
            labels.extend(glyphs)
        told[number] = replace(block, codes=codes, code_text=shown, marking="at")
    return labels, [told[number] for number in range(len(blocks))]


def _level(stack: Rect, block: Rect) -> bool:
    return stack.y0 - 1 <= block.center[1] <= stack.y1 + 1


def _stack(texts: tuple[str, ...], block: Rect, habit: Habit, width: float) -> tuple[Rect, list[Glyphs]]:
    """One code a line, centred on the height of the block's first rows."""
    step = habit.code_size * 1.12
    middle = min(block.center[1], block.y0 + 2 * step + 4)
    top = middle - step * len(texts) / 2
    glyphs = []
    for row, text in enumerate(texts):
        x = width - 66.0 if habit.place == "right" else 62.0 - text_width(habit.code_face, habit.code_size, text)
        baseline = top + step * (row + 0.8)
        glyphs.append(Glyphs(x, baseline, text, habit.code_face, habit.code_size, habit.code_ink, "code"))
    return bounds(g.rect for g in glyphs), glyphs


def covered(
    words: Sequence[Glyphs], redactions: Sequence[TrueRedaction]
) -> tuple[list[Glyphs], list[Glyphs], list[Glyphs]]:
    """Words left visible, words hidden (60 % covered or more), and words cut by an edge, which no one is scored on."""
    visible: list[Glyphs] = []
    hidden: list[Glyphs] = []
    cut: list[Glyphs] = []
    rects = [rect for redaction in redactions for rect in redaction.rects]
    for word in words:
        ink = word.rect
        share = sum(ink.overlap(rect) for rect in rects) / ink.area if ink.area else 0.0
        (visible if share < 0.1 else hidden if share >= 0.6 else cut).append(word)
    return visible, hidden, cut
