"""The agency's reasons, quoted from its letter with the page, or the plain word that none is stated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reviewer.appeal.suggesting import exemption
from reviewer.export.wording import NO_REASON, letter_date
from reviewer.storage import rows as stored


@dataclass(frozen=True, slots=True)
class Reason:
    """What the letter says of one code: its words, and its page from 1."""

    code: str
    quote: str
    page: int


@dataclass(frozen=True, slots=True)
class Reasons:
    """The letter's statements by code; `letter` names it (`letter of 29 Oct 2018`)."""

    letter: str = ""
    by_code: Mapping[str, Reason] = field(default_factory=dict)

    def for_codes(self, codes: tuple[str, ...]) -> str:
        """The quotations for what an item claims, each once; never a word of our own."""
        found = {reason.quote: reason for reason in map(self._find, codes) if reason is not None}
        quoted = [
            f"{reason.code}: “{reason.quote}” ({self.letter}, p.\N{NO-BREAK SPACE}{reason.page})"
            for reason in found.values()
        ]
        return "\n".join(quoted) or NO_REASON

    def _find(self, code: str) -> Reason | None:
        return self.by_code.get(code) or self.by_code.get(exemption(code))


def read_reasons(letter: stored.LetterRow | None, event: stored.EventRow | None) -> Reasons:
    """What the letter says of each exemption; nothing where no letter was read and accepted."""
    if letter is None:
        return Reasons()
    found: dict[str, Reason] = {}
    for statement in letter.determination.statements:
        if statement.name == "exemption" and statement.quote.strip():
            page = statement.page - letter.first_page + 1
            found.setdefault(statement.value, Reason(statement.value, " ".join(statement.quote.split()), page))
    day = letter_date(event.printed_on) if event else ""
    return Reasons(f"letter of {day}" if day else "letter", found)
