"""Reads what comparing found: the differences of a project, and all copies of one redaction or page."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reviewer.model.comparing import RELEASED, SURE, Difference, Verdict, difference
from reviewer.model.geometry import Rect, bounds
from reviewer.model.ids import PageId, Uuid
from reviewer.model.page import Word
from reviewer.storage.copies import WaitingDocument, all_prints, kept_units, known_pairs, unpack_runs, waiting_documents
from reviewer.storage.project import ProjectFile
from reviewer.storage.reads.copysides import Sides
from reviewer.storage.reads.pages import read_content, words_between
from reviewer.storage.rows import PageContent
from reviewer.storage.rows.copies import ComparingState, CopyRow
from reviewer.text.copies.compare import KeptUnit
from reviewer.text.copies.personal import is_personal
from reviewer.text.copies.units import Run

_AROUND: Final = 8  # words of context, and words beside a place that are marked
_SELECT: Final = """
SELECT c.*, r.page AS here, r.codes, q.likeness, v.verdict, CASE c.shown WHEN 'hidden' THEN
  (SELECT json_group_array(o.codes) FROM json_each(c.holes) h JOIN redaction o ON o.uuid = h.value) END AS their_codes
FROM copy_place c JOIN redaction r ON r.uuid = c.redaction JOIN copy_pair q ON q.id = c.pair
LEFT JOIN copy_verdict v ON v.redaction = c.redaction AND v.page = c.page
WHERE r.box_checked <> 'not a redaction'
"""
_ORDER: Final = " ORDER BY r.page, r.ordinal, c.pair"
# The copies that say most stand first: words that are a ground, then words that are none, then other codes.
_RANK: Final[dict[Difference, int]] = {
    "inconsistent": 0, "newly withheld": 0, "undated": 1, "other producer": 2, "superseded": 3, "recoded": 4,
    "text differs": 5, "hidden too": 6,
}  # fmt: skip
_DECIDED: Final[dict[Verdict | None, int]] = {"accepted": 0, None: 1, "rejected": 2}


@dataclass(frozen=True, slots=True)
class CopyRef:
    """One place in another copy, by its pair and the redaction; what kind of difference it is, and how sure."""

    pair: int
    redaction: Uuid
    page: PageId
    there: PageId
    kind: Difference
    confidence: float
    verdict: Verdict | None
    others: int = 0


class CopyReads:
    """Copies of one another in a project."""

    def __init__(self, project: ProjectFile) -> None:
        self._project = project

    def state(self) -> ComparingState:
        """How far comparing is, and what it found."""
        return self.listed()[0]

    def listed(
        self, kinds: Iterable[Difference] = (), *, rejected: bool = False
    ) -> tuple[ComparingState, list[CopyRef]]:
        """How far comparing is, and `differences`, read in one go."""
        with self._project.reader() as connection:
            waiting = connection.execute(
                "SELECT count(*) FROM copy_wait w JOIN page_words t ON t.page = w.page"
            ).fetchone()[0]
            left = connection.execute("SELECT count(*) FROM copy_unit WHERE compared = 0").fetchone()[0]
            records = connection.execute("SELECT count(*) FROM copy_unit").fetchone()[0]
            pairs = connection.execute("SELECT count(*) FROM copy_pair").fetchone()[0]
            refs = list(_refs(connection, "", ()))
        standing = _best(ref for ref in refs if ref.verdict != "rejected")
        counts = Counter(ref.kind for ref in standing)
        wanted = frozenset(kinds)
        found = _best(refs) if rejected else standing
        chosen = [ref for ref in found if (ref.kind in wanted if wanted else ref.kind != "hidden too")]
        return ComparingState(waiting, left, records, pairs, dict(counts)), chosen

    def waiting(self, after: int, limit: int) -> list[WaitingDocument]:
        """Up to `limit` documents behind page `after` whose units are to be cut anew."""
        with self._project.reader() as connection:
            return waiting_documents(connection, after, limit)

    def prints(self) -> list[tuple[int, bool, bytes]]:
        """Every unit: its id, whether it was compared, its prints."""
        with self._project.reader() as connection:
            return list(all_prints(connection))

    def units(self, ids: Sequence[int]) -> dict[int, KeptUnit]:
        """These units with the redactions of their pages."""
        with self._project.reader() as connection:
            return kept_units(connection, ids)

    def known_pairs(self, units: Sequence[int]) -> set[tuple[int, int]]:
        """The stored pairs that these units are part of."""
        with self._project.reader() as connection:
            return known_pairs(connection, units)

    def differences(self, kinds: Iterable[Difference] = (), *, rejected: bool = False) -> list[CopyRef]:
        """The best copy of each redaction, in the order of the project; `kinds` to keep (none: all but `hidden too`).

        Those that are unsure are kept as `text differs`; what a person rejected is left out unless `rejected`.
        """
        return self.listed(kinds, rejected=rejected)[1]

    def elsewhere(self) -> dict[Uuid, list[CopyRef]]:
        """What other copies have in the place of each redaction, the best first, without what was rejected."""
        with self._project.reader() as connection:
            refs = _once(sorted(_refs(connection, "", ()), key=_rank))
        found: dict[Uuid, list[CopyRef]] = {}
        for ref in refs:
            if ref.verdict != "rejected":
                found.setdefault(ref.redaction, []).append(ref)
        return found

    def of(self, redaction: Uuid) -> list[CopyRow]:
        """All copies of one redaction's place, the best first."""
        with self._project.reader() as connection:
            refs = sorted(_refs(connection, " AND c.redaction = ?", (redaction,)), key=_rank)
            reader = _Rows(connection)
            return [reader.row(ref) for ref in _once(refs)]

    def row(self, ref: CopyRef) -> CopyRow | None:
        """All that is to be said of one place; None where it is gone."""
        with self._project.reader() as connection:
            found = connection.execute(
                "SELECT 1 FROM copy_place WHERE pair = ? AND redaction = ?", (ref.pair, ref.redaction)
            ).fetchone()
            return _Rows(connection).row(ref) if found else None

    def released(self, redactions: Sequence[Uuid] | None = None) -> dict[Uuid, list[CopyRow]]:
        """The copies that show what a redaction hides, surely and not rejected, of some redactions or of all."""
        found: dict[Uuid, list[CopyRow]] = {}
        with self._project.reader() as connection:
            reader = _Rows(connection)
            if redactions is None:
                refs = list(_refs(connection, "", ()))
            else:
                refs = [ref for uuid in redactions for ref in _refs(connection, " AND c.redaction = ?", (uuid,))]
            for ref in _once(sorted(refs, key=_rank)):
                if ref.kind in RELEASED and ref.verdict != "rejected":
                    found.setdefault(ref.redaction, []).append(reader.row(ref))
        return found


def _refs(connection: sqlite3.Connection, more: str, values: Sequence[object]) -> Iterator[CopyRef]:
    sides = Sides(connection)
    for row in connection.execute(_SELECT + more + _ORDER, values).fetchall():
        here, there = sides.release(row["here"]), sides.release(row["page"])
        sure = row["confidence"] >= SURE or row["verdict"] == "accepted"
        visible, hidden = row["shown"] in ("released", "partly"), row["shown"] == "hidden"
        yield CopyRef(
            row["pair"],
            Uuid(row["redaction"]),
            PageId(row["here"]),
            PageId(row["page"]),
            difference(
                visible=visible and sure,
                hidden=hidden and sure,
                same_codes=not hidden or _same_codes(row),
                same_release=here.uuid == there.uuid,
                same_producer=here.producer == there.producer,
                released=(here.released_on, there.released_on),
            ),
            row["confidence"],
            row["verdict"],
        )


def _same_codes(row: sqlite3.Row) -> bool:
    """Whether both copies claim the same; where several holes stand together, whether this claim is among those."""
    here, listed = set(json.loads(row["codes"])), json.loads(row["their_codes"])
    there = {code for codes in listed for code in json.loads(codes)}
    several = row["together"] > 1 or len(listed) > 1
    return here == there or not (here and there) or (several and here <= there)


def _rank(ref: CopyRef) -> tuple[int, int, float]:
    return _DECIDED[ref.verdict], _RANK[ref.kind], -ref.confidence


def _best(refs: Iterable[CopyRef]) -> list[CopyRef]:
    """For each redaction the copy that says most, with how many others there are."""
    best: dict[Uuid, CopyRef] = {}
    pages: dict[Uuid, set[PageId]] = {}
    for ref in refs:
        pages.setdefault(ref.redaction, set()).add(ref.there)
        if ref.redaction not in best or _rank(ref) < _rank(best[ref.redaction]):
            best[ref.redaction] = ref
    return [
        ref if len(pages[ref.redaction]) == 1 else replace(ref, others=len(pages[ref.redaction]) - 1)
        for ref in best.values()
    ]


def _once(refs: Iterable[CopyRef]) -> list[CopyRef]:
    """The first of those that lead from the same redaction to the same page."""
    found: dict[tuple[Uuid, PageId], CopyRef] = {}
    for ref in refs:
        found.setdefault((ref.redaction, ref.there), ref)
    return list(found.values())


class _Rows:
    """Makes rows of references; pages are read once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection, self._sides = connection, Sides(connection)
        self._contents: dict[PageId, PageContent] = {}

    def row(self, ref: CopyRef) -> CopyRow:
        place = self._connection.execute(
            "SELECT c.*, q.likeness FROM copy_place c JOIN copy_pair q ON q.id = c.pair "
            "WHERE c.pair = ? AND c.redaction = ?",
            (ref.pair, ref.redaction),
        ).fetchone()
        mine, theirs = self._content(ref.page), self._content(ref.there)
        own = next(row for row in mine.redactions if row.uuid == ref.redaction)
        runs = unpack_runs(place["runs"])
        words = [word for run in runs for word in self._words(run)]
        first = place["word"]
        last = runs[-1].first + runs[-1].length if runs and runs[-1].page == ref.there else first
        holes = set(json.loads(place["holes"]))
        hidden = [row for row in theirs.redactions if row.uuid in holes]
        boxes = tuple(_boxes(words)) or tuple(rect for row in hidden for rect in row.rects)
        text = " ".join(word.text for word in words)
        return CopyRow(
            redaction=ref.redaction,
            kind=ref.kind,
            here=self._sides.side(ref.page, own.rects, own.codes),
            there=self._sides.side(
                ref.there, boxes, tuple(dict.fromkeys(code for row in hidden for code in row.codes))
            ),
            words=text,
            before=words_between(theirs, max(0, first - _AROUND), first),
            after=words_between(theirs, last, last + _AROUND),
            confidence=ref.confidence,
            together=place["together"],
            likeness=place["likeness"],
            partly=place["shown"] == "partly",
            personal=is_personal(text),
            verdict=ref.verdict,
            anchors=(_anchors(mine, own.before_word, own.before_word), _anchors(theirs, first, last)),
            others=ref.others,
        )

    def _content(self, page: PageId) -> PageContent:
        if page not in self._contents:
            if len(self._contents) > 200:
                self._contents.clear()
            self._contents[page] = read_content(self._connection, page)
        return self._contents[page]

    def _words(self, run: Run) -> tuple[Word, ...]:
        return self._content(run.page).text.words[run.first : run.first + run.length]


def _anchors(content: PageContent, first: int, stop: int) -> tuple[Rect, ...]:
    """The boxes of the words beside a place, line by line."""
    words = content.text.words
    return (*_boxes(words[max(0, first - _AROUND) : first]), *_boxes(words[stop : stop + _AROUND]))


def _boxes(words: Iterable[Word]) -> Iterator[Rect]:
    lines: dict[int, list[Rect]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word.rect)
    return (bounds(rects) for rects in lines.values())
