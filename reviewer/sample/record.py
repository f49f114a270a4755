"""A record that was laid out: its pages, and what a reader should be able to say about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reviewer.model.documents import DocumentType, Message
from reviewer.model.page import VirtualPage, token_text
from reviewer.sample.cast import Cast
from reviewer.sample.codes import normalised
from reviewer.sample.markup import Policy, withheld
from reviewer.sample.sheet import Sheet


@dataclass(slots=True)
class Record:
    """The sheets of one record, with its type, its messages (pages count from its first sheet) and what it lists.

    `ordered` is false for forms and the like, whose reading order is a convention that no one can be scored on.
    """

    type: DocumentType
    sheets: list[Sheet]
    date: str | None = None
    subject: str | None = None
    sender: str | None = None
    to: tuple[str, ...] = ()
    messages: list[Message] = field(default_factory=list)
    virtual_pages: tuple[VirtualPage, ...] = ()
    ordered: bool = True


@dataclass(frozen=True, slots=True)
class Order:
    """What the plan asks for: the cast, the policy of this copy, and the remaining entries of its plan line."""

    cast: Cast
    policy: Policy
    options: Mapping[str, Any]

    def fill(self, text: str) -> str:
        """The text with its names."""
        return self.cast.fill(text)

    def lines(self, texts: Sequence[str]) -> list[str]:
        """Several texts with their names."""
        return [self.fill(text) for text in texts]

    def as_read(self, markup: str) -> str:
        """What a reader of this copy can say of a marked-up text: tokens where something is withheld."""
        tokens = {claim: token_text(normalised(claim)) for claim in self.policy.values()}
        return withheld(markup, self.policy, tokens)
