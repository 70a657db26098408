"""Which entries of a trial count now."""

from datetime import date, timedelta

from tests.factories import START, amend, make_entry, make_trial
from trialtracker.clinical.trial import current_entries


def test_an_amended_entry_is_replaced_by_the_last_of_its_amendments() -> None:
    first = make_entry(score=7)
    second = amend(first)
    third = amend(second)

    assert current_entries([third, first, second]) == (third,)


def test_a_void_entry_and_what_it_superseded_do_not_count() -> None:
    first = make_entry(score=7)

    assert current_entries([first, amend(first, is_void=True)]) == ()


def test_entries_are_in_the_order_they_were_observed() -> None:
    later = make_entry(START + timedelta(hours=1))
    earlier = make_entry(START, recorded_at=START + timedelta(hours=5))

    assert current_entries([later, earlier]) == (earlier, later)


def test_an_entry_is_late_when_recorded_over_an_hour_after() -> None:
    assert make_entry(recorded_at=START + timedelta(minutes=61)).is_late
    assert not make_entry(recorded_at=START + timedelta(minutes=60)).is_late


def test_day_1_is_the_clinic_local_date_of_the_start() -> None:
    trial = make_trial(started_at=START.replace(hour=23, minute=30), time_zone="Australia/Sydney")

    assert trial.first_day == date(2026, 3, 3)


def test_a_trial_without_start_has_no_day_1() -> None:
    assert make_trial(started_at=None).first_day is None
