"""Whose word counts where both copies decided otherwise: in general, and as a person decided conflict by conflict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from reviewer.storage.edit import Key

Asked: TypeAlias = tuple[str, Key, str, str, str]
"""A conflict as it was shown: table and key of its row, the fact, what is said here and there.

What somebody changed since it was shown is another conflict: nobody takes over what nobody has seen.
"""


@dataclass(frozen=True, slots=True)
class Choices:
    """`theirs`: whose word counts where nobody decided. `decided` holds what a person did: True takes the other's."""

    theirs: bool = False
    decided: Mapping[Asked, bool] = field(default_factory=dict)

    def takes(self, asked: Asked) -> bool:
        """Whether the other copy's word counts in a conflict."""
        return self.decided.get(asked, self.theirs)
