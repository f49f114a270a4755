"""Judges candidates by what stands in them: released print is no deletion, and a release stamp is a stamp."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from reviewer.detection.candidate import Candidate, Stamp
from reviewer.detection.crops import Reading
from reviewer.detection.explain import Explain
from reviewer.detection.markers import box_markers
from reviewer.detection.outlines import HALF_HIDDEN, TEXTURED
from reviewer.detection.ticks import tick_boxes
from reviewer.model.exemptions import CodeReading, read_codes

# Words that programs print on the blocks they draw.
LEGEND = frozenset({"REDACTED", "REDACTION", "REDACT", "DELETED", "WITHHELD", "SEALED", "GELAKT"}) | {
    *("PRIVILEGE", "PRIVILEGED", "CONFIDENTIAL", "ATTORNEY", "ATTORNEY-CLIENT", "PRIVACY", "PII", "PROPRIETARY"),
}
STAMPED = frozenset({"release in part", "release in full", "approved for release", "no foia waiver"})
SURE_PRINT = 0.55
# On a speckled scan print is read less surely: a word tells it, in a box with so much ink and so many signs. What OCR
# makes of a code has capitals in it.
FAIR_PRINT, DENSE_PRINT, FAIR_SIGNS, WORD = 0.4, 0.05, 8, r"[A-Za-z][a-z]{4}"
# Letters that it takes to call something a word: OCR makes three of a code such as 5.1.2.e.
LETTERS_OUTLINE, LETTERS_TINT = 4, 6
# A black block with so much white print on it is a caption or a banner.
CAPTION_LIGHT, LETTERS_CAPTION, SURE_CAPTION = 0.05, 6, 0.7
# A reading so long is no code; a word read so surely need not be long.
LETTERS_LONG, LETTERS_SURE, SURE_WORD = 16, 4, 0.85
# Of a block that the file draws nobody has measured how light it is: a word of so many letters on it, surely read.
CAPTION_WORD = re.compile(r"[^\W\d_]{4}")
# Short, and yet no code: sums of money, what forms say where there is nothing to say, small words between two blocks.
NO_CODE = re.compile(r"[$€£]|\d,\d{3}\b|\bN/A\b|^[a-z]{2,}(?: [a-z]+)*$")
TINT_INK = 0.1  # share of dark ink from which a tinted block is a highlight or a caption
GROUP_SHARE = 0.2
CODE_SIGNS = 0.5, 0.55  # least share of digits and points in what may be a code, and in what has a word in it


@dataclass(slots=True)
class Verdict:
    """What is left of the candidates of a page, with what was read in each, and what was met on the way."""

    kept: list[tuple[Candidate, Reading]] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    markers: list[str] = field(default_factory=list)
    head_codes: list[str] = field(default_factory=list)


def judge(
    candidates: Sequence[Candidate],
    insides: Sequence[Reading],
    likely: Collection[str],
    explain: Explain | None = None,
    point: float = 1.0,
) -> Verdict:
    """Keep the deletions. `likely` are codes read elsewhere on the page, which excuse a doubtful reading; a point of
    ordinary print is `point` displayed points."""
    codes = [read_codes(inside.text, likely) for inside in insides]
    printed = [_holds_print(c, i, r) for c, i, r in zip(candidates, insides, codes, strict=True)]
    tables, ticks = _tables(candidates, printed), tick_boxes(candidates, point)
    verdict = Verdict()
    for n, (candidate, inside, own, prints) in enumerate(zip(candidates, insides, codes, printed, strict=True)):
        noted = box_markers(inside.text)
        reason = ""
        if STAMPED.intersection(noted) and candidate.kind != "black" and candidate.method != HALF_HIDDEN:
            verdict.stamps.append(Stamp(candidate.bounds, inside.text))
            verdict.head_codes += own.codes
            reason = "release stamp"
        elif prints:
            reason = "holds print"
        elif candidate.ruled and not (own.codes or own.cut or noted):
            reason = "its lines run on: cell of a form or a stamp"
        elif candidate.group in tables and not own.codes:
            reason = "cell of a table in which others hold print"
        elif n in ticks and not (own.codes or own.cut or noted):
            reason = "one of several small boxes of a form"
        if reason:
            if explain is not None:
                explain.drop(candidate.rects, candidate.method, f"{reason}: {inside.text[:40]}")
            verdict.markers += noted if reason == "release stamp" else []
            continue
        verdict.markers += noted
        verdict.kept.append((candidate, inside))
    return verdict


def _holds_print(candidate: Candidate, inside: Reading, own: CodeReading) -> bool:
    """Whether released words stand in the place, so that it is a caption, a cell or a highlight and no deletion."""
    if candidate.released:
        return True
    if candidate.method in (HALF_HIDDEN, TEXTURED):
        return False  # what stands in it is the print laid over its border, or the stipple
    if own.codes or own.cut or box_markers(inside.text):
        return False
    words = [w.strip(".,:;()[]").upper() for w in inside.text.split()]
    if LEGEND.intersection(words):
        return False
    if candidate.kind != "black" and inside.confidence >= SURE_WORD and NO_CODE.search(inside.text):
        return True
    letters = sum(c.isalpha() for c in re.sub(r"\S*\d[.,]\S*", "", inside.text))
    if candidate.kind == "black" and candidate.method.startswith("vector"):
        seen = candidate.content and inside.confidence >= SURE_CAPTION  # what is black on black is hidden, not written
        return seen and CAPTION_WORD.search(inside.text) is not None
    if candidate.kind == "black":
        caption = candidate.light > CAPTION_LIGHT and letters >= LETTERS_CAPTION
        sure = inside.confidence >= (SURE_PRINT if letters >= LETTERS_LONG else SURE_CAPTION)
        return caption and sure
    if candidate.kind == "outline":
        long = candidate.ink > DENSE_PRINT and len(inside.text.replace(" ", "")) >= FAIR_SIGNS
        word = long and inside.confidence >= FAIR_PRINT and re.search(WORD, inside.text) is not None
        sure = inside.confidence >= SURE_PRINT and letters >= LETTERS_OUTLINE
        return (sure or word) and not _looks_like_code(inside.text)
    least = LETTERS_SURE if inside.confidence >= SURE_WORD else LETTERS_TINT
    return (candidate.ink > TINT_INK and not _looks_like_code(inside.text)) or (
        inside.confidence >= SURE_PRINT and letters >= least
    )


def _tables(candidates: Sequence[Candidate], printed: Sequence[bool]) -> set[int]:
    """Groups of joined cells in which so many hold print that the empty ones are empty cells."""
    members: dict[int, list[bool]] = {}
    for candidate, prints in zip(candidates, printed, strict=True):
        if candidate.group >= 0:
            members.setdefault(candidate.group, []).append(prints)
    return {group for group, prints in members.items() if sum(prints) >= max(1, GROUP_SHARE * len(prints))}


def _looks_like_code(text: str) -> bool:
    """Whether a text is short and mostly numbers and points: a code that OCR could not make out."""
    short = text.replace(" ", "")
    least = CODE_SIGNS[1] if re.search("[A-Za-z]{3}", short) else CODE_SIGNS[0]  # "Total 39.50" is no code
    return 3 <= len(short) <= 12 and sum(c.isdigit() or c in ".,()" for c in short) >= least * len(short)
