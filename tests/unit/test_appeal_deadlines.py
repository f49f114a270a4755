"""Deadlines: each rule round weekends, holidays and year ends, and every case in which nothing may be computed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.appeal.deadlines import Determination, agency_clock, appeal_deadline, earliest_accrual
from reviewer.appeal.periods import find_period, periods
from reviewer.appeal.working_days import (
    add_working_days,
    holiday,
    is_inauguration_day,
    is_working_day,
    subtract_working_days,
    working_day_at_or_before,
)

DAYS = st.dates(date(1995, 1, 1), date(2045, 12, 31))
DHS = Determination("FOIA", "DHS", "ICE", requested_on=date(2018, 3, 1), printed_on=date(2018, 6, 15))
EARLY = date(2017, 1, 1)


@pytest.mark.parametrize(
    ("agency", "regime", "requested", "printed", "last", "safe"),
    [
        # 90 working days over Independence Day, Labor Day and Columbus Day; 90 calendar days end on a Thursday
        ("DHS ICE", "FOIA", "2018-03-01", "2018-06-15", "2018-10-24", "2018-09-13"),
        # over Thanksgiving, Christmas, New Year's Day, Martin Luther King's and Washington's birthdays
        ("Department of Homeland Security", "FOIA", "2019-08-01", "2019-11-15", "2020-03-27", "2020-02-13"),
        # over Juneteenth, a federal holiday since 2021, observed on a Monday in 2022
        ("USCIS", "FOIA", "2022-01-10", "2022-05-13", "2022-09-22", "2022-08-11"),
        # received within 90 workdays; in calendar days the period would end on a Sunday, so the Friday before
        ("Department of the Interior", "FOIA", "2020-01-06", "2020-03-02", "2020-07-08", "2020-05-29"),
        # 90 calendar days end on Sunday 2 September 2018, and Monday is Labor Day: the rule itself moves it on
        ("NOAA", "FOIA", "2018-01-05", "2018-06-04", "2018-09-04", "2018-08-27"),
        # the same period at an agency whose rule does not move it
        ("Central Intelligence Agency", "FOIA", "2018-01-05", "2018-06-04", "2018-09-02", "2018-08-24"),
        ("DFC", "FOIA", "2021-02-01", "2021-03-01", "2021-05-30", "2021-05-28"),
        ("CIA", "MDR", "2014-01-02", "2014-12-01", "2015-01-15", "2015-01-15"),
        ("Chicago Police Department", "state law", "2015-09-01", "2015-10-30", "2015-12-29", "2015-12-29"),
    ],
)
def test_each_rule_gives_its_two_dates(
    agency: str, regime: str, requested: str, printed: str, last: str, safe: str
) -> None:
    case = Determination(
        regime, agency, requested_on=date.fromisoformat(requested), printed_on=date.fromisoformat(printed)
    )
    found = appeal_deadline(case, EARLY)
    assert (str(found.last), str(found.safe)) == (last, safe)
    assert found.period is not None
    assert found.period.quote
    assert found.readings[0].day == found.last
    assert all(reading.working for reading in found.readings)


def test_the_state_between_the_two_dates_calls_for_an_attorney() -> None:
    assert appeal_deadline(DHS, date(2018, 9, 13)).state == "open"
    between = appeal_deadline(DHS, date(2018, 9, 14))
    assert between.state == "past the safe date"
    assert "ask the attorney" in between.advice
    assert appeal_deadline(DHS, date(2018, 10, 24)).state == "past the safe date"
    assert appeal_deadline(DHS, date(2018, 10, 25)).state == "past"


def test_where_no_rule_fits_nothing_is_computed() -> None:
    unknown = appeal_deadline(Determination("FOIA", "Bureau of Records", printed_on=date(2018, 6, 15)), EARLY)
    assert (unknown.state, unknown.safe, unknown.last) == ("no rule known", None, None)
    assert "read the letter" in unknown.advice
    justice = appeal_deadline(
        Determination("FOIA", "Department of Justice", "FBI", printed_on=date(2018, 6, 15)), EARLY
    )
    assert justice.state == "no rule known"
    assert "28 CFR 16.8" in justice.advice
    before = appeal_deadline(replace(DHS, requested_on=date(2015, 1, 5)), EARLY)
    assert before.state == "no rule known"
    assert appeal_deadline(replace(DHS, regime="Privacy Act"), EARLY).state == "no rule known"
    assert appeal_deadline(replace(DHS, component="OIG"), EARLY).state == "no rule known"
    assert appeal_deadline(replace(DHS, matter="expedition"), EARLY).state == "no rule known"


def test_a_day_that_the_letter_names_counts_and_is_the_safe_one_where_it_is_earlier() -> None:
    found = appeal_deadline(replace(DHS, stated_until=date(2018, 8, 1)), EARLY)
    assert found.safe == date(2018, 8, 1)
    assert found.last == date(2018, 10, 24)
    alone = appeal_deadline(Determination("FOIA", "Bureau of Records", stated_until=date(2018, 8, 1)), EARLY)
    assert alone.safe == alone.last == date(2018, 8, 1)
    assert "no rule known" in alone.advice


def test_litigation_and_missing_dates_have_no_deadline() -> None:
    assert appeal_deadline(replace(DHS, litigation=True), EARLY).state == "in litigation"
    missing = appeal_deadline(replace(DHS, printed_on=None), EARLY)
    assert (missing.state, missing.safe) == ("dates missing", None)


def test_dates_that_cannot_be_right_are_named() -> None:
    swapped = appeal_deadline(replace(DHS, received_on=date(2018, 6, 1)), date(2019, 1, 1))
    assert any("before the date on the letter" in warning for warning in swapped.warnings)
    future = appeal_deadline(DHS, date(2018, 6, 1))
    assert any("in the future" in warning for warning in future.warnings)
    only_received = appeal_deadline(replace(DHS, printed_on=None, received_on=date(2018, 6, 20)), EARLY)
    assert any("not entered" in warning for warning in only_received.warnings)
    undated = appeal_deadline(replace(DHS, requested_on=None), EARLY)
    assert any("in force" in warning for warning in undated.warnings)


def test_inauguration_day_is_a_working_day_with_a_warning() -> None:
    assert is_inauguration_day(date(2021, 1, 20))
    assert is_inauguration_day(date(2013, 1, 21))  # the 20th was a Sunday
    assert not is_inauguration_day(date(2022, 1, 20))
    assert is_working_day(date(2021, 1, 20))
    found = appeal_deadline(replace(DHS, printed_on=date(2020, 11, 2)), EARLY)
    assert any("Inauguration Day" in warning for warning in found.warnings)
    state = appeal_deadline(Determination("state law", "Illinois", printed_on=date(2020, 11, 2)), EARLY)
    assert not any("Inauguration Day" in warning for warning in state.warnings)


def test_federal_holidays_as_observed() -> None:
    assert holiday(date(2021, 6, 18))  # Juneteenth of 2021 fell on a Saturday
    assert holiday(date(2020, 6, 19)) is None
    assert holiday(date(2021, 12, 31))  # New Year's Day of 2022 fell on a Saturday
    assert holiday(date(2022, 1, 1))
    assert holiday(date(2018, 9, 3)) == "Labor Day"
    assert not is_working_day(date(2018, 9, 2))


def test_the_agencys_clock_and_the_six_years() -> None:
    assert agency_clock(date(2018, 6, 15)) == date(2018, 7, 16)
    assert agency_clock(date(2018, 6, 15), unusual=True) == date(2018, 7, 30)
    late, ends = earliest_accrual(date(2018, 6, 15))
    assert (late, ends) == (date(2018, 7, 17), date(2024, 7, 17))
    leap = next(day for day in (date(2024, 1, n) for n in range(20, 32)) if agency_clock(day) == date(2024, 2, 28))
    assert earliest_accrual(leap) == (date(2024, 2, 29), date(2030, 2, 28))


@given(start=DAYS, days=st.integers(1, 120))
def test_counting_there_and_back_ends_where_it_began(start: date, days: int) -> None:
    end = add_working_days(start, days)
    assert is_working_day(end)
    assert sum(is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1)) == days
    assert subtract_working_days(end, days) <= working_day_at_or_before(start)


@given(printed=DAYS, requested=DAYS, agency=st.sampled_from(["DHS", "CIA", "NOAA", "DOI", "DFC", "Illinois", "x"]))
def test_the_safe_date_is_never_after_the_last(printed: date, requested: date, agency: str) -> None:
    regime = "state law" if agency == "Illinois" else "FOIA"
    case = Determination(regime, agency, requested_on=requested, printed_on=printed)
    found = appeal_deadline(case, EARLY)
    if found.safe is None or found.last is None:
        assert found.state == "no rule known"
    else:
        assert printed < found.safe <= found.last


def test_every_shipped_rule_has_its_source_its_dates_and_its_words() -> None:
    rules, unread = periods()
    assert len({rule.id for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.quote
        assert rule.source
        assert rule.edition
        assert rule.dates_from in ("source", "professional knowledge")
        assert rule.read_on >= date(2026, 1, 1)
        named = find_period(rule.regime, rule.agencies[0], "", rule.requested_from, rule.matters[0], rules)
        assert named == rule
    assert all(rule.why for rule in unread)


def test_a_rule_without_its_sentence_is_refused(tmp_path: Path) -> None:
    row = {"id": "x", "requested_from": "2020-01-01", "quote": " ", "source": "1 CFR 1", "read_on": "2026-01-01"}
    path = tmp_path / "periods.json"
    path.write_text(json.dumps({"rules": [row]}), encoding="utf-8")
    with pytest.raises(ValueError, match="the rule x lacks"):
        periods(path)
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(ValueError, match="no table of appeal periods"):
        periods(path)
