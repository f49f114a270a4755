"""Puts dates, states of deadlines and statements of letters into words, with the icon and tone of each state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from reviewer.appeal.deadlines import Deadline, State
from reviewer.model.determinations import StatementName
from reviewer.ui.matter.facts import MatterFacts, pressing_deadline

_LOOKS: Final[Mapping[State, tuple[str, str]]] = {
    "open": ("calendar", "good"),
    "past the safe date": ("warning", "attention"),
    "past": ("error", "bad"),
    "no rule known": ("help", "attention"),
    "dates missing": ("needs-look", "attention"),
    "in litigation": ("flag", "secondary"),
}
EVENT_ICONS: Final[Mapping[str, str]] = {
    "request": "export",
    "acknowledgment": "mail",
    "determination": "letter",
    "interim determination": "letter",
    "final determination": "letter",
    "release": "release",
    "referral": "forward",
    "remand": "back",
    "appeal": "flag",
    "appeal decision": "letter",
    "filing of suit": "flag",
    "other": "note",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Matter", text)


@dataclass(frozen=True, slots=True)
class StateLook:
    """The state of a deadline in words, with an icon and the role of its text: never by colour alone."""

    words: str
    icon: str
    role: str

    @property
    def tone(self) -> str:
        """The colour token of the icon."""
        return "text2" if self.role == "secondary" else f"{self.role}_text"


def state_look(deadline: Deadline, today: date) -> StateLook:
    """How the state of a deadline is told."""
    icon, role = _LOOKS[deadline.state]
    return StateLook(_state_words(deadline, today), icon, role)


def _state_words(deadline: Deadline, today: date) -> str:
    if deadline.state == "open" and deadline.safe is not None:
        left = (deadline.safe - today).days
        if left == 0:
            return _tr("Open: today is the safe date")
        return _tr("Open: 1 day to the safe date") if left == 1 else _tr("Open: {0} days to the safe date").format(left)
    return {
        "past the safe date": _tr("Past the safe date: ask the attorney"),
        "past": _tr("Past the last day: ask the attorney"),
        "no rule known": _tr("No rule known: read the letter"),
        "dates missing": _tr("Dates missing"),
        "in litigation": _tr("In litigation: no administrative appeal"),
    }[deadline.state]


def day_words(day: date | str | None) -> str:
    """`15 Jun 2018`; nothing for no date."""
    if not day:
        return ""
    found = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{found.day} {found:%b %Y}"


def short_line(deadline: Deadline) -> str:
    """The deadline in a few words, for a list: `safe: send by 13 Sep 2018`."""
    if deadline.state == "open":
        return _tr("safe: send by {0}").format(day_words(deadline.safe))
    if deadline.state == "past the safe date":
        return _tr("past the safe date, last day {0}").format(day_words(deadline.last))
    if deadline.state == "past":
        return _tr("last day {0} is past").format(day_words(deadline.last))
    return _tr(deadline.state)


def card_line(deadline: Deadline, today: date) -> str:
    """The deadline on a card: `Appeal by 13 Sep 2018: 12 days left`."""
    if deadline.state == "open" and deadline.safe is not None:
        left = (deadline.safe - today).days
        days = {0: _tr("today"), 1: _tr("tomorrow")}.get(left, _tr("{0} days left").format(f"{left:,}"))
        return _tr("Appeal by {0}: {1}").format(day_words(deadline.safe), days)
    if deadline.state == "past the safe date":
        return _tr("Past the safe date; last day {0}").format(day_words(deadline.last))
    return _tr("Last day to appeal was {0}").format(day_words(deadline.last))


def next_step(matter: MatterFacts) -> str:
    """What waits for a person: the day to appeal that presses most, else letters to accept."""
    nearest = pressing_deadline(matter)
    if nearest is not None:
        request, deadline = nearest
        return _tr("Appeal {0}: {1}").format(request.name, short_line(deadline))
    waiting = len(matter.suggestions) + sum(len(request.suggestions) for request in matter.requests)
    if waiting:
        return _tr("1 letter was read: accept it") if waiting == 1 else _tr("{0} letters were read").format(waiting)
    return ""


def statement_name(name: StatementName) -> str:
    """The name of what a letter states, as a caption."""
    return name[0].upper() + name[1:]


def kind_words(kind: str) -> str:
    """The kind of an event, as a heading."""
    return kind[:1].upper() + kind[1:]
