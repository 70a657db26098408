"""Relief after boluses: which baseline serves, in which measure, on which clock, by which set."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from tests.clinical.boluses import at, hourly, make_bolus_trial, read
from tests.clinical.doses import make_bolus
from tests.factories import START, make_days
from trialtracker.clinical.assessment import NO_WINDOW, Relief
from trialtracker.clinical.choices import TrialMode
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.relief import get_relief
from trialtracker.clinical.trial import Trial

HALF, ZERO = Fraction(50), Fraction(0)
LATER = START + timedelta(days=60)
SECOND = at(24)
TWICE = (make_bolus(), make_bolus(SECOND))


def measure(trial: Trial, as_of: datetime = LATER) -> Relief:
    return get_relief(trial, CLINIC_DEFAULT, as_of)


# --- the baseline -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "mean"),
    [
        ((-2, -1), Fraction(15, 2)),
        ((-1,), None),
        ((-9, -1), None),
        ((-1, 0), Fraction(15, 2)),
        ((-1, 1 / 60), None),
        ((-8, -1), Fraction(15, 2)),
    ],
    ids=[
        "two",
        "one",
        "one of the day before",
        "one at the dose",
        "one after it",
        "one at midnight",
    ],
)
def test_the_same_day_baseline_is_what_was_read_that_day_before_the_bolus(
    hours: tuple[float, ...], mean: Fraction | None
) -> None:
    before = read(dict(zip(hours, (8, 7), strict=False)))
    trial = replace(make_bolus_trial(hourly(3)), entries=(*before, *read(hourly(3))))

    relief = measure(trial)

    found = relief.baseline.mean if relief.baseline.label == "same-day baseline" else None
    assert found == mean
    assert (relief.percent is None) == (mean is None)


def test_seven_days_serve_before_the_same_day() -> None:
    days = make_days(dict.fromkeys(range(-4, 0), 6), measure="pain_rest")

    relief = measure(make_bolus_trial(hourly(3), entries=days))

    assert (relief.baseline.label, relief.baseline.days) == ("7-day baseline", 4)
    assert (relief.baseline.mean, relief.percent) == (Fraction(6), HALF)


def test_three_days_of_seven_leave_it_to_the_same_day() -> None:
    days = make_days(dict.fromkeys(range(-3, 0), 6), measure="pain_rest")

    relief = measure(make_bolus_trial(hourly(4), entries=days))

    assert (relief.baseline.label, relief.percent) == ("same-day baseline", HALF)


def test_a_baseline_ends_with_the_start_even_if_the_first_bolus_came_later() -> None:
    trial = make_bolus_trial({0.5: 2}, hourly(4), doses=[make_bolus(at(1))])

    assert measure(trial).baseline.mean == 8


def test_a_trial_without_a_start_has_no_baseline_of_its_day() -> None:
    trial = make_bolus_trial(hourly(4), started_at=None)

    assert (measure(trial).same_day, measure(trial).percent) == (NO_WINDOW, None)


def test_relief_from_a_baseline_of_zero_is_not_calculable() -> None:
    trial = replace(make_bolus_trial(), entries=read({-2: 0, -1: 0, **hourly(3)}))

    assert (measure(trial).baseline.mean, measure(trial).percent) == (ZERO, None)


# --- the measure --------------------------------------------------------------------------------

AVERAGE = "pain_average"


def test_the_average_stands_in_where_pain_at_rest_has_no_baseline() -> None:
    days = make_days(dict.fromkeys(range(-7, 0), 6))
    entries = [*days, *read(hourly(3), measure=AVERAGE), *read(hourly(1))]
    trial = replace(make_bolus_trial(), entries=tuple(entries))

    assert (measure(trial).measure, measure(trial).percent) == (AVERAGE, HALF)


def test_measures_are_never_mixed() -> None:
    days = make_days(dict.fromkeys(range(-7, 0), 6))
    trial = replace(make_bolus_trial(), entries=(*days, *read(hourly(3))))

    assert (measure(trial).measure, measure(trial).percent) == ("pain_rest", None)


def test_without_pain_at_rest_the_measure_that_was_read_is_named() -> None:
    trial = replace(make_bolus_trial(), entries=read({2: 4}, measure=AVERAGE))

    assert measure(trial).measure == AVERAGE


def test_without_any_reading_the_first_measure_is_named() -> None:
    assert measure(replace(make_bolus_trial(), entries=())).measure == "pain_rest"


# --- clocks -------------------------------------------------------------------------------------

# The night of 29-Mar-2026 has no hour from 02:00 to 03:00, that of 25-Oct-2026 has it twice.
AT_NIGHT = [datetime(2026, 3, 28, 23, 30, tzinfo=UTC), datetime(2026, 10, 24, 22, 30, tzinfo=UTC)]


@pytest.mark.parametrize("given_at", AT_NIGHT, ids=["clocks go on", "clocks go back"])
def test_hours_are_hours_where_the_clocks_change(given_at: datetime) -> None:
    scores = {-0.4: 8, -0.2: 8, 1: 6, 2: 4, 4: 2, 8: 4}
    trial = replace(
        make_bolus_trial(
            doses=[make_bolus(given_at)], started_at=given_at, time_zone="Europe/Berlin"
        ),
        entries=read(scores, start=given_at),
    )

    assert measure(trial, given_at + timedelta(days=2)).window.mean == Fraction(23, 7)


def test_the_day_of_the_baseline_is_the_clinics() -> None:
    given_at = datetime(2026, 3, 3, 0, 30, tzinfo=UTC)  # 03-Mar 01:30 in Berlin
    entries = read({-2: 8, -1.4: 8, -1: 7, -0.5: 7, **hourly(3)}, start=given_at)
    trial = make_bolus_trial(
        doses=[make_bolus(given_at)], started_at=given_at, time_zone="Europe/Berlin"
    )

    baseline = measure(replace(trial, entries=entries)).baseline

    assert (baseline.mean, baseline.first) == (Fraction(22, 3), date(2026, 3, 3))


# --- the set ------------------------------------------------------------------------------------


def test_a_set_for_infusions_gives_a_bolus_trial_no_percent() -> None:
    infusions = replace(CLINIC_DEFAULT, modes=(TrialMode.CONTINUOUS_INTRATHECAL,))

    relief = get_relief(make_bolus_trial(hourly(4)), infusions, LATER)

    assert (relief.window.mean, relief.percent) == (Fraction(4), None)


def test_a_set_that_asks_for_no_reading_still_needs_a_baseline_and_a_time() -> None:
    lax = replace(
        CLINIC_DEFAULT,
        bolus_minimum_readings=0,
        bolus_baseline_readings=0,
        baseline_minimum_days=0,
        bolus_to_hours=1,
    )

    relief = get_relief(replace(make_bolus_trial(), entries=read({1: 4})), lax, LATER)

    assert (relief.speaking, relief.percent) == (None, None)
