"""On what grounds items are contested, in short names: for tables that list many of them."""

from __future__ import annotations

from collections.abc import Container

from reviewer.model.ids import Uuid
from reviewer.storage.reads import Reads
from reviewer.ui.contesting.words import served


def grounds_of(read: Reads, subjects: Container[Uuid]) -> dict[Uuid, str]:
    """The grounds of those of `subjects` that are contested on any."""
    found: dict[Uuid, dict[str, None]] = {}
    for challenge in read.contesting.challenges():
        if challenge.stance == "contested":
            for target in challenge.targets:
                if target.subject in subjects:
                    found.setdefault(target.subject, {}).update(dict.fromkeys(served(challenge)))
    return {subject: "; ".join(names) for subject, names in found.items()}
