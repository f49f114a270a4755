"""What an agency's letter about a request says: each statement with its quote, as a suggestion for a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reviewer.model.review import EventKind

StatementName = Literal[
    "agency",
    "request number",
    "date",
    "request date",
    "exemption",
    "pages reviewed",
    "pages released",
    "pages released in full",
    "pages released in part",
    "pages withheld",
    "pages referred",
    "referred to",
    "appeal period",
    "appeal deadline",
    "appeal address",
]
"""`date` and `appeal deadline` are ISO dates, counts digits, `exemption` one normalised code (a statement for each),
`appeal period` a number with its unit (`90 days`, `45 working days`)."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a letter says: its value, and the words that say it on `page` (of the file, from 0)."""

    name: StatementName
    value: str
    quote: str
    page: int


@dataclass(frozen=True, slots=True)
class Determination:
    """A letter about a request; `kind` is the kind of event that it would be."""

    kind: EventKind
    statements: tuple[Statement, ...]

    def value(self, name: StatementName) -> str | None:
        """What the letter says of one thing, None if nothing."""
        return next((statement.value for statement in self.statements if statement.name == name), None)
