"""What a merge comes to: the rows to add, change and remove, and what both copies decided differently."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Final, Literal

from reviewer.services.merging.choices import Asked
from reviewer.services.merging.past import Place
from reviewer.services.merging.spots import Spot
from reviewer.storage.edit import Key, Row


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one copy says: the value in words, who said it and when (UTC); both may be empty where nobody is known."""

    value: str
    reviewer: str = ""
    at: str = ""

    def __str__(self) -> str:
        """`(b)(6), by B. Jones, 2026-11-23 14:22`."""
        at = self.at[:16].replace("T", " ")
        return self.value + (f" ({', '.join(part for part in (self.reviewer, at) if part)})" if self.reviewer else "")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A fact that both copies changed, each otherwise; `taken`: the other copy's word was taken over.

    `what` names the thing, `table` and `key` its row in the other copy. `possible`: the other's word can be taken over;
    `decided`: a person chose. `here` and `there` are the places on pages of the project, as each copy has them.
    """

    what: str
    fact: str
    ours: Opinion
    theirs: Opinion
    taken: bool
    table: str
    key: Key
    possible: bool = True
    decided: bool = False
    here: Spot | None = None
    there: Spot | None = None

    @property
    def asked(self) -> Asked:
        """What names it from one weighing to the next, as long as neither copy says something else."""
        return self.table, self.key, self.fact, self.ours.value, self.theirs.value

    @property
    def record(self) -> dict[str, object]:
        """What is kept of it in the project, as JSON."""
        return {"table": self.table, "key": list(self.key), "what": self.what, "fact": self.fact,
                "ours": asdict(self.ours), "theirs": asdict(self.theirs), "taken": self.taken,
                "decided": self.decided}  # fmt: skip

    def __str__(self) -> str:
        """One line that tells all of it."""
        kept = "taken from the other copy" if self.taken else "kept"
        return f"{self.what}: {self.fact}: here {self.ours}; there {self.theirs}: {kept}"


@dataclass(frozen=True, slots=True)
class Step:
    """A row to add, columns to change, or (None) a row to remove."""

    verb: Literal["insert", "update", "delete"]
    table: str
    key: Key
    row: Row = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """Rows by table and key in the project, those that others refer to first; documents are put in place beforehand.

    `documents` are steps in their order: they must not overlap in between.
    `people` did the other copy's work.
    """

    inserts: dict[Place, Row] = field(default_factory=dict)
    updates: dict[Place, Row] = field(default_factory=dict)
    deletes: dict[Place, None] = field(default_factory=dict)
    documents: list[Step] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    reviewers: list[Row] = field(default_factory=list)
    people: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether the project stays as it is; that the other copy merged others is told along with work only."""
        work = any(table != "merged" for table, _ in self.inserts)
        return not (work or self.updates or self.deletes or self.documents)

    @property
    def decides(self) -> bool:
        """Whether a person decided a conflict, which is remembered even where the project stays as it is."""
        return any(conflict.decided for conflict in self.conflicts)

    @property
    def words(self) -> str:
        """`12 redactions, 1 note`; empty where nothing is taken over."""
        taken = self.taken
        return ", ".join(
            f"{taken[t]:,} {one if taken[t] == 1 else many}" for t, (one, many) in CALLED.items() if taken[t]
        )

    @property
    def taken(self) -> Counter[str]:
        """How many things are touched, by the table they stand in."""
        places = {*self.inserts, *self.updates, *self.deletes, *((step.table, step.key) for step in self.documents)}
        return Counter(table for table, _ in sorted(places, key=str) if table in CALLED)


CALLED: Final = {
    "page": ("page seen", "pages seen"),
    "redaction": ("redaction", "redactions"),
    "virtual_page": ("deleted page", "deleted pages"),
    "project": ("title of the project", "titles of the project"),
    "request": ("request", "requests"),
    "event": ("letter or act", "letters and acts"),
    "letter": ("letter read", "letters read"),
    "release": ("release", "releases"),
    "issue": ("issue", "issues"),
    "challenge": ("challenge", "challenges"),
    "challenge_target": ("item of a challenge", "items of challenges"),
    "declined_ground": ("ground declined", "grounds declined"),
    "appeal": ("appeal", "appeals"),
    "agency_index": ("agency's index", "agency's indexes"),
    "index_entry": ("entry of an index", "entries of an index"),
    "index_verdict": ("word on an index", "words on an index"),
    "copy_verdict": ("word on a copy", "words on copies"),
    "reveal": ("look beneath a redaction", "looks beneath redactions"),
    "note": ("note", "notes"),
    "document": ("document", "documents"),
    "word_correction": ("corrected word", "corrected words"),
    "tag": ("tag", "tags"),
    "passage": ("passage", "passages"),
    "passage_tag": ("tag on a passage", "tags on passages"),
    "entity": ("entity", "entities"),
    "entity_alias": ("alias", "aliases"),
    "entity_kind": ("kind of entity", "kinds of entities"),
    "entity_name": ("name decided on", "names decided on"),
    "entity_place": ("mention decided on", "mentions decided on"),
    "mention": ("mention", "mentions"),
    "saved_search": ("saved search", "saved searches"),
    "setting": ("choice of text", "choices of text"),
}
"""What a row of each table, and several, are called; places and messages are parts of what they belong to."""
