"""The agency's own time: due days, lateness, decisions, and the six years with their warning."""

from __future__ import annotations

from datetime import date

import pytest

from reviewer.appeal.clock import Clock, clock_rules, run_clock

RECEIVED = date(2018, 6, 15)
DUE = date(2018, 7, 16)  # 4 July is a holiday


def clock(today: date, decided: date | None = None, received: date | None = RECEIVED) -> Clock:
    made = run_clock("request", received_on=received, sent_on=date(2018, 6, 11), decided_on=decided, today=today)
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("today", "decided", "state"),
    [
        (date(2018, 7, 2), None, "running"),
        (DUE, None, "running"),
        (date(2018, 7, 17), None, "late"),
        (date(2018, 9, 1), DUE, "decided"),
        (date(2018, 9, 1), date(2018, 8, 1), "decided"),
    ],
)
def test_the_last_day_itself_is_in_time(today: date, decided: date | None, state: str) -> None:
    made = clock(today, decided)
    assert (made.due, made.state) == (DUE, state)


def test_each_rule_says_where_it_was_read_and_what_is_to_be_verified() -> None:
    rules = clock_rules()
    assert {name for name, rule in rules.items() if rule.secondhand} == {"exhaustion"}
    assert rules["exhaustion"].read.startswith("Not read in its source, verify before use: ")
    assert "excepting Saturdays, Sundays, and legal public holidays" in rules["appeal"].quote
    assert "within six years after the right of action first accrues" in rules["six-years"].quote


def test_a_late_decision_says_when_it_was_due() -> None:
    assert "late, it was due by 16 Jul 2018" in clock(date(2018, 9, 1), date(2018, 8, 1)).advice
    assert "in time" in clock(date(2018, 9, 1), DUE).advice


def test_six_years_run_from_lateness_and_are_warned_of() -> None:
    early = clock(date(2019, 1, 1))
    assert (early.accrues, early.six_years) == (date(2018, 7, 17), date(2024, 7, 17))
    assert early.warnings == ()
    assert "end on 17 Jul 2024" in clock(date(2024, 1, 1)).warnings[0]
    assert "ended on 17 Jul 2024" in clock(date(2025, 1, 1), date(2018, 12, 1)).warnings[0]
    assert clock(date(2025, 1, 1), DUE).warnings == ()


def test_without_the_day_of_receipt_it_says_so() -> None:
    made = clock(date(2018, 7, 2), received=None)
    assert made.due == date(2018, 7, 10)
    assert "not entered" in made.warnings[0]


def test_without_any_day_nothing_is_computed() -> None:
    assert run_clock("appeal", received_on=None, sent_on=None, decided_on=None, today=DUE) is None


def test_days_that_cannot_be_right_are_named() -> None:
    assert "lies in the future" in clock(date(2018, 6, 1)).warnings[0]
    assert "is before what" in clock(date(2018, 9, 1), date(2018, 6, 1)).warnings[0]


def test_every_rule_has_its_sentence_and_the_day_it_was_read() -> None:
    assert set(clock_rules()) == {"request", "appeal", "exhaustion", "six-years"}
    assert [rule.id for rule in clock(date(2018, 9, 1)).rules] == ["request", "exhaustion", "six-years"]
    assert [rule.id for rule in clock(date(2018, 7, 1)).rules] == ["request"]
