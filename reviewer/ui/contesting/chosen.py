"""On what grounds items are contested, in short names: for tables that list many of them."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.appeal.grounds import ground
from reviewer.model.ids import Uuid
from reviewer.storage.reads import Reads


def grounds_of(read: Reads, subjects: Sequence[Uuid]) -> dict[Uuid, str]:
    """The grounds of those of `subjects` that are contested on any."""
    found = read.contesting.grounds(subjects)
    known = {subject: [ground(name) for name in names] for subject, names in found.items()}
    return {subject: "; ".join(one.served for one in grounds if one is not None) for subject, grounds in known.items()}
