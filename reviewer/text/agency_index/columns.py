"""Finds the row of headings of an index and what each of its columns holds, by the words agencies use."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

Role = Literal[
    "pages", "last", "number", "date", "author", "recipient", "kind", "description", "codes", "reason", "withheld",
    "full", "part",
]  # fmt: skip
"""What a column holds: page identifiers (`last`: the end of a range, in a column of its own), the entry's own number,
… ; `full` and `part` are columns of marks."""

ROLES: Final[tuple[Role, ...]] = get_args(Role)
Rows: TypeAlias = Sequence[Sequence[str]]

_LOOKED_AT: Final = 40  # rows above the headings: titles and captions of the case take a dozen
_EXEMPTION: Final = r"exemption|statut|privilege\b|codes?\b|\(b\)"
_THING: Final = "doc(?:ument)?|control|record|index|vaughn|entry|item|serial|file|tab|ref(?:erence)?"
# In this order: the first that fits decides, so what is said more closely stands first.
_WORDS: Final[tuple[tuple[Role | None, tuple[str, ...]], ...]] = (
    ("full", (r"^(?:withheld|denied) in full$", "^wif$", "^dif$")),
    ("part", (r"^(?:withheld|denied|released) in part$", "^rip$", "^rif$")),
    ("withheld", ("in full", "in part", "disposition", "released? or withheld", "withheld or released")),
    ("withheld", ("withholding type", "full.{0,5}part", "action taken", "treatment", r"releas\w*\s*/\s*withh")),
    ("codes", (rf"^(?=.*(?:{_EXEMPTION}))(?!.*(?:justif|reason|explan|rationale|descri|(?<!statutory )basis))",)),
    ("reason", ("justification", "basis", "reason", "rationale", "explanation", "harm", "why")),
    ("codes", (_EXEMPTION, "foia claim", "claimed")),
    (None, (r"(?:no|number|num|#|total|of)\W*(?:of)?\W*(?:pages|pgs|pp)", "page count", "^pages? total", "^# ?p")),
    ("last", (r"(?:\bend|\blast)\w*\W*(?:bates|page|doc|no\b)", r"(?:bates|page|prod\w*)\W*(?:no\W*)?(?:end|last)")),
    ("last", (r"^end(?:ing)?\b",)),
    ("pages", ("bates", "stamp", "production", r"page\W*(?:range|no|number|#|id)", "range")),
    ("pages", (r"^pages?(?:\W*\(?s\)?)?$", r"^pgs?\W*$")),
    ("date", (r"\bdate", "^dated$")),
    ("author", (r"\bfrom\b", "author", "sender", "originator")),
    ("recipient", (r"\bto\b", "recipient", "addressee")),
    ("kind", (r"(?:doc(?:ument|\.)?|record)\s*type", "^type", "category of record", "^form(?:at)?$")),
    ("number", (rf"(?:{_THING})\b\.?\W*(?:no|num|number|#|id|identifier)",)),
    ("number", (r"^(?:no|#|number|id|item|entry|tab|document|doc|record)\W*$",)),
    ("description", ("descri", "subject", "title", "content", "summary", "document", "record", "nature", "withheld")),
)
_PATTERNS: Final = tuple((role, re.compile("|".join(words), re.I)) for role, words in _WORDS)
_WHERE: Final = frozenset({"pages", "number"})
_WHAT: Final = frozenset({"codes", "reason", "description"})


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the headings of a table stand (rows `first` up to but not including `body`, from 0) and its columns."""

    first: int
    body: int
    columns: Mapping[Role, int]


def find_layout(rows: Rows) -> Layout | None:
    """The headings of a table; None where no row (or two rows together) tells where and what is withheld."""
    best: Layout | None = None
    for start in range(min(len(rows), _LOOKED_AT)):
        for height in (1, 2):
            looked_at = rows[start : start + height]
            if any(sum(bool(cell.strip()) for cell in row) < 2 for row in looked_at):
                continue
            columns = roles_of(_joined(looked_at))
            if not is_heading(columns):
                continue
            if best is None or len(columns) > len(best.columns) + 2 * (height - 1):
                best = Layout(start, start + height, columns)
    return best


def headings(rows: Rows, layout: Layout) -> list[str]:
    """What heads each column of a table, in one line."""
    return [" ".join(cell.split()) for cell in _joined(rows[layout.first : layout.body])]


def is_heading(columns: Mapping[Role, int]) -> bool:
    """Whether these columns say where something is withheld, and what or why."""
    return bool(_WHERE & columns.keys() and _WHAT & columns.keys())


def roles_of(headings: Sequence[str]) -> dict[Role, int]:
    """What each column holds by its heading; of two for one role the first counts."""
    found: dict[Role, int] = {}
    for place, heading in enumerate(headings):
        role = role_of(heading)
        if role is not None and (role in found or place in found.values()):
            continue
        if role is not None:
            found[role] = place
    if "author" in found and "recipient" not in found and re.search(r"\bto\b", headings[found["author"]], re.I):
        found["recipient"] = found["author"]  # one column "From/To": the text says both
    return found


def role_of(heading: str) -> Role | None:
    """What a column with this heading holds; None for one that is of no use here, such as a count of pages."""
    said = " ".join(heading.split())
    if not said or len(said) > 80:
        return None
    for role, pattern in _PATTERNS:
        if pattern.search(said):
            return role
    return None


def _joined(rows: Rows) -> list[str]:
    """Headings that stand in two rows, as one; a cell that spans both repeats its words only once."""
    width = max((len(row) for row in rows), default=0)
    cells = ([row[place].strip() for row in rows if place < len(row)] for place in range(width))
    return [" ".join(dict.fromkeys(part for part in column if part)) for column in cells]
