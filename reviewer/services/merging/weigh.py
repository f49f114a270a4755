"""Weighs the two copies against what they were when they last were one: row by row, fact by fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reviewer.services.merging.choices import Choices
from reviewer.services.merging.identity import Identity
from reviewer.services.merging.names import called_by, named
from reviewer.services.merging.past import Past, Said
from reviewer.services.merging.plan import Conflict, Opinion, Plan
from reviewer.services.merging.points import Points
from reviewer.services.merging.spots import Spot, spot
from reviewer.services.merging.tables import OPTIONAL, ORDER, QUIET, Fact, blank, facts
from reviewer.services.merging.taking import clash, nobody_checked, taken_over
from reviewer.storage.blobs import dump, load
from reviewer.storage.edit import KEYS, Key, Row
from reviewer.storage.sides import Side


class Weighing:
    """Both copies, their pasts and the plan that comes of them. `choices`: whose word counts in a conflict."""

    def __init__(self, ours: Side, theirs: Side, marks: Points, choices: Choices) -> None:
        self.ours, self.theirs, self.marks = ours, theirs, marks
        self._choices = choices
        self._asked: dict[tuple[str, Key, str], bool] = {}
        self.our_past, self.their_past = Past(ours, marks.ours), Past(theirs, marks.theirs)
        self.identity = Identity(ours, theirs)
        self.plan = Plan()
        self._weighed: set[tuple[str, Key]] = set()

    def weigh_rows(self) -> None:
        """Plan all rows that the other copy has now and touched since."""
        for table in ORDER:
            for key in self.candidates(table):
                if self.theirs.get(table, *key) is not None:
                    self.weigh(table, key)

    def candidates(self, table: str) -> Iterator[Key]:
        """Rows that the other copy touched, and those about which an earlier merge left a conflict open."""
        opened = [tuple(load(key)) for name, key, _ in sorted(self.marks.opened) if name == table]
        yield from dict.fromkeys([*self.their_past.touched(table), *opened])

    def weigh(self, table: str, key: Key) -> Key | None:
        """Plan one row that the other copy has; its key in the project, None where the project will not have it."""
        found = self.identity.locate(table, key)
        if (table, key) in self._weighed:
            return found
        self._weighed.add((table, key))
        row = self.theirs.get(table, *key)
        if row is None:
            return None
        if found is not None:
            self._compare(table, key, found, row)
        elif self.was_here(table, key) or self.is_open(table, key, "row"):
            self._removed_here(table, key, row)
        elif table not in ("release", "document"):  # releases come with their files, documents with their neighbours
            self.add(table, key, row)
        return self.identity.locate(table, key)

    def is_open(self, table: str, key: Key, fact: str, found: Key | None = None) -> bool:
        """Whether an earlier merge, of either into the other, left a conflict about this open."""
        here = (table, dump(list(found or key)), fact) in self.marks.opened_there
        return here or (table, dump(list(key)), fact) in self.marks.opened

    def before_there(self, table: str, key: Key) -> Row | None:
        """A row of the other copy as it was when the copies last were one."""
        past = self.our_past if self.marks.base == "ours" else self.their_past
        return past.was(table, key)

    def was_here(self, table: str, key: Key) -> bool:
        """Whether the project had the row when the copies last were one, and removed it since."""
        if self.our_past.was(table, key) is not None:
            return True
        return self.marks.base == "theirs" and self.their_past.was(table, key) is not None

    def add(self, table: str, key: Key, row: Row) -> None:
        """Plan to add a row of the other copy, with what it refers to; what cannot be referred to is a conflict."""
        if table == "redaction" and row["box_checked"] == "not a redaction":
            return  # the project did not find it in the first place
        mapped, lost = self.translate(table, row)
        needed = [(target, gone) for column, target, gone in lost if (table, column) not in OPTIONAL]
        if needed:
            self._without(table, key, row, *needed[0])
            return
        mapped |= {column: None for column, _, _ in lost}
        mapped |= clash(self, table, mapped)
        found = tuple(mapped[name] for name in KEYS[table])
        self.plan.inserts[(table, found)] = mapped
        self.identity.made.add((table, found if KEYS[table] == ("uuid",) else key))

    def _without(self, table: str, key: Key, row: Row, target: str, gone: Key) -> None:
        """What belongs to something that the project removed: left out, or brought back with it."""
        if target in ("page", "source_file"):
            return  # told as files that lack
        owner = self.theirs.get(target, *gone)
        back = self.conflict(table, key, row, target.replace("_", " "), None, possible=owner is not None)
        if back and owner is not None:
            self.restore(target, gone, owner)
            if self.identity.locate(target, gone) is not None and self.identity.locate(table, key) is None:
                self.add(table, key, row)

    def translate(self, table: str, row: Row) -> tuple[Row, list[tuple[str, str, Key]]]:
        """A row with the project's ids; what it refers to is added first where only the other copy has it."""
        mapped, lost = self.identity.translate(table, row)
        added = [self.weigh(target, key) for _, target, key in lost if target in ORDER]
        if any(key is not None for key in added):
            mapped, lost = self.identity.translate(table, row)
        return mapped, lost

    def _removed_here(self, table: str, key: Key, row: Row) -> None:
        before = self.before_there(table, key)
        changed = [fact for fact in facts(table, row) if fact.name not in QUIET and self._changed(fact, row, before)]
        if changed or self.is_open(table, key, "row"):
            self.changed_there(table, key, row)

    def changed_there(self, table: str, key: Key, row: Row) -> None:
        """Note that the other copy changed what the project removed, and bring it back if its word counts."""
        if self.conflict(table, key, row, "row", None):
            self.restore(table, key, row)

    def restore(self, table: str, key: Key, row: Row) -> None:
        """Plan to bring back what the project removed, with all that hangs on it in the other copy."""
        self.add(table, key, row)
        for child in ORDER:
            for column, target in self.theirs.references(child).items():
                if target == table:
                    for each in self.theirs.find(child, **{column: key[0]}):
                        self._bring(child, each)
        for note in self.theirs.find("note", kind=table.replace("_", " "), subject=str(key[0])):
            self._bring("note", note)

    def _bring(self, table: str, row: Row) -> None:
        key = tuple(row[name] for name in KEYS[table])
        self._weighed.add((table, key))
        if self.identity.locate(table, key) is None:
            self.restore(table, key, row)

    def _compare(self, table: str, key: Key, found: Key, row: Row) -> None:
        here = self.ours.get(table, *found)
        if here is None:
            return  # planned a moment ago
        there, lost = self.translate(table, row)
        before_here, before_there = self.bases(table, key, found)
        for fact in facts(table, row):
            if any(column in fact.columns for column, _, _ in lost):
                continue
            if fact.value(there) == fact.value(here) or _same_box(fact, here, there):
                continue
            if before_here is before_there is None and _same_words(fact, here, there):
                continue
            opened = self.is_open(table, key, fact.name, found)
            if not (opened or self._changed(fact, there, before_there)):
                continue
            ours_too = opened or self._changed(fact, here, before_here)
            values = taken_over(table, fact, here, there)
            blocked = clash(self, table, {**here, **values}, found).keys() & values.keys()
            if (ours_too or blocked) and (
                fact.name in QUIET
                or not self.conflict(table, key, row, fact.name, fact, possible=not blocked, here=here, found=found)
            ):
                continue
            self._take(table, found, values)
        if table == "redaction" and (table, found) in self.plan.updates:
            nobody_checked(here, self.plan.updates[(table, found)])

    def _take(self, table: str, found: Key, values: Row) -> None:
        self.plan.updates.setdefault((table, found), {}).update(values)

    def bases(self, table: str, key: Key, found: Key) -> tuple[Row | None, Row | None]:
        """The row as the project and as the other copy had it when they last were one, in the project's ids."""
        here = self.our_past.was(table, found) if self.marks.base != "theirs" else None
        there: Row | None = None
        if self.marks.base != "ours":
            before = self.their_past.was(table, key)
            there = None if before is None else self.identity.translate(table, before)[0]
        if self.marks.base == "theirs":
            return there, there
        return (here, here) if self.marks.base == "ours" else (here, there)

    @staticmethod
    def _changed(fact: Fact, row: Row, before: Row | None) -> bool:
        return not blank(fact, row) if before is None else fact.value(row) != fact.value(before)

    def conflict(
        self,
        table: str,
        key: Key,
        row: Row,
        called: str,
        fact: Fact | None,
        *,
        possible: bool = True,
        here: Row | None = None,
        found: Key | None = None,
        removed_there: str = "",
    ) -> bool:
        """Note that both copies said something else of a row; whether the other's word counts.

        Without `fact` it is about its being there at all: the project removed it, or the other copy did, which the
        project `removed_there` meanwhile (`changed`, `in use`). One that was noted before stays as it was decided.
        """
        if (table, key, called) in self._asked:
            return self._asked[(table, key, called)]
        columns = fact.columns if fact else ()
        ours = self._said(self.ours, self.our_past.said(table, found or key, columns), fact, here)
        theirs = self._said(self.theirs, self.their_past.said(table, key, columns), fact, row)
        words = (removed_there, "deleted") if removed_there else ("deleted", "changed")
        if fact is not None:
            words = called_by(self.ours, table, fact, here), called_by(self.theirs, table, fact, row)
        texts = Opinion(words[0], ours.reviewer, ours.at), Opinion(words[1], theirs.reviewer, theirs.at)
        what = named(self.ours if removed_there else self.theirs, table, here if removed_there and here else row)
        spots = self._spots(table, here, None if removed_there else row)
        noted = Conflict(what, called, *texts, False, table, key, possible, False, *spots)
        taken = possible and self._choices.takes(noted.asked)
        decided = noted.asked in self._choices.decided
        self._asked[(table, key, called)] = taken
        self.plan.conflicts.append(replace(noted, taken=taken, decided=decided))
        return taken

    def was_noted(self, table: str, key: Key) -> bool:
        """Whether the being there of a row is a conflict already."""
        return (table, key, "row") in self._asked

    def _spots(self, table: str, here: Row | None, there: Row | None) -> tuple[Spot | None, Spot | None]:
        """The places of both rows on pages of the project."""
        ours = spot(self.ours, table, here) if here is not None else None
        theirs = spot(self.theirs, table, there) if there is not None else None
        page = self.identity.page_here(theirs.page) if theirs is not None else None
        return ours, replace(theirs, page=page) if theirs is not None and page is not None else None

    @staticmethod
    def _said(side: Side, said: Said | None, fact: Fact | None, row: Row | None) -> Opinion:
        if fact is not None and row is not None and fact.by and row.get(fact.by):
            said = Said(str(row[fact.by]), str(row[fact.at] or ""))
        if said is None:
            return Opinion("")
        person = side.get("reviewer", said.reviewer)
        return Opinion("", str(person["name"]) if person else "", said.at)


def _same_box(fact: Fact, here: Row, there: Row) -> bool:
    """Drawn in one copy and found by the program in the other: the box is right in both."""
    said = {here.get("box_checked"), there.get("box_checked")}
    return fact.name == "box" and here["origin"] != there["origin"] and "not a redaction" not in said


def _same_words(fact: Fact, here: Row, there: Row) -> bool:
    """Written for themselves in both copies, and differing in small and capital letters only."""
    return all(str(here[column]).casefold() == str(there[column]).casefold() for column in fact.columns)
