"""Finds in the events of a request what the agency's clock runs from, and what stopped it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reviewer.appeal.clock import Clock, run_clock
from reviewer.model.ids import Uuid
from reviewer.model.review import DETERMINATIONS
from reviewer.storage.rows import EventRow, RequestRow


def request_clock(request: RequestRow, events: Iterable[EventRow], today: date) -> Clock | None:
    """The time to decide on the request itself, from its own event, else from its date; none in court or other law."""
    if request.litigation or request.regime != "FOIA":
        return None
    own = [event for event in events if event.request == request.uuid]
    sent = next((event for event in own if event.kind == "request"), None)
    received = _day(sent.received_on) if sent is not None else None
    day = (_day(sent.printed_on) if sent is not None else None) or _day(request.requested_on)
    decided = min(filter(None, (_dated(event) for event in own if event.kind in DETERMINATIONS)), default=None)
    return run_clock("request", received_on=received, sent_on=day, decided_on=decided, today=today)


def appeal_clock(request: RequestRow, event: EventRow, events: Iterable[EventRow], today: date) -> Clock | None:
    """The time to decide on an appeal; None for every other event."""
    if event.kind != "appeal" or request.litigation or request.regime != "FOIA":
        return None
    start = _dated(event)
    decisions = (_dated(found) for found in events if _decides(found, request.uuid))
    decided = min((day for day in decisions if day is not None and (start is None or day >= start)), default=None)
    return run_clock(
        "appeal", received_on=_day(event.received_on), sent_on=_day(event.printed_on), decided_on=decided, today=today
    )


def _decides(event: EventRow, request: Uuid) -> bool:
    return event.request == request and event.kind == "appeal decision"


def _dated(event: EventRow) -> date | None:
    return _day(event.printed_on) or _day(event.received_on)


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
