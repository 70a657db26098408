"""What the lists know of a trial: pain now, trend, dose, relief, and when the next entry is due."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.factories import START, make_diary, make_dose, make_entry, make_trial
from trialtracker.clinical.choices import StopReason, TrialState, Verdict
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.sparkline import Sparkline, parse_sparkline
from trialtracker.clinical.summary import TrialSummary, get_next_due, get_summary
from trialtracker.clinical.trial import Trial

NOON = START + timedelta(days=3, hours=4)


def summarise(trial: Trial, as_of: datetime = NOON) -> TrialSummary:
    return get_summary(trial, assess(trial, CLINIC_DEFAULT, as_of))


def test_a_trial_without_entries_has_nothing_to_show() -> None:
    summary = summarise(make_trial())

    assert (summary.pain_now, summary.sparkline, summary.relief_text) == (None, Sparkline(), None)
    assert (summary.dose_text, summary.has_side_effects_assessed) == ("", False)


def test_pain_now_is_the_latest_pain_at_rest() -> None:
    early = make_entry(START, {"pain_rest": 7})
    late = make_entry(START + timedelta(hours=6), {"pain_rest": 4, "pain_average": 5})

    assert summarise(make_trial([late, early])).pain_now == 4


def test_the_average_stands_in_where_rest_was_not_asked() -> None:
    assert summarise(make_trial([make_entry(START, score=6)])).pain_now == 6


def test_pain_observed_after_the_moment_does_not_count() -> None:
    later = make_entry(NOON + timedelta(hours=1), {"pain_rest": 1})

    assert summarise(make_trial([later])).pain_now is None


def test_an_entry_without_pain_leaves_pain_now_as_it_was() -> None:
    early = make_entry(START, {"pain_rest": 7})
    late = make_entry(START + timedelta(hours=6), {"side_effect:nausea": 1})

    assert summarise(make_trial([early, late])).pain_now == 7


def test_the_trend_is_of_the_measure_that_is_assessed() -> None:
    entry = make_entry(START + timedelta(hours=12), {"pain_rest": 2}, score=4)

    assert summarise(make_trial([entry])).sparkline == Sparkline(((0.5, 4.0),))


def test_relief_is_printed_on_its_side_of_every_threshold() -> None:
    trial = make_diary([10] * 7, [5] * 3)

    assert summarise(trial, START + timedelta(days=9)).relief_text == "50 %"


@pytest.mark.parametrize(
    ("rates_ng", "text"),
    [
        ((500_000,), "morphine 0.5 mg/day"),
        ((500_000, 0), "morphine stopped"),
        ((60_000, 120_000), "morphine 120 micrograms/day"),
    ],
)
def test_the_present_dose_is_named(rates_ng: tuple[int, ...], text: str) -> None:
    doses = [make_dose(START + timedelta(hours=n), rate) for n, rate in enumerate(rates_ng)]

    assert summarise(make_trial(doses=doses)).dose_text == text


def test_a_verdict_is_part_of_the_summary() -> None:
    assert summarise(make_trial()).verdict is Verdict.NOT_ENOUGH_DATA


def test_the_next_entry_is_due_an_interval_after_the_last() -> None:
    trial = make_trial([make_entry(START + timedelta(hours=2))], entry_interval_minutes=90)

    assert get_next_due(trial) == START + timedelta(hours=3, minutes=30)


def test_the_first_entry_of_a_running_trial_is_due_at_its_start() -> None:
    before = make_entry(START - timedelta(hours=5), score=8)

    assert get_next_due(make_trial([before])) == START


def test_a_baseline_diary_is_due_a_day_after_the_last_page() -> None:
    page = make_entry(START - timedelta(days=3), score=8)
    trial = make_trial([page], state=TrialState.BASELINE, started_at=None)

    assert get_next_due(trial) == START - timedelta(days=2)


def test_a_baseline_without_an_entry_has_no_due_time() -> None:
    assert get_next_due(make_trial(state=TrialState.BASELINE, started_at=None)) is None


@pytest.mark.parametrize(
    "details",
    [
        {"state": TrialState.PLANNED, "started_at": None},
        {"state": TrialState.COMPLETED, "ended_at": NOON},
        {
            "state": TrialState.STOPPED,
            "ended_at": NOON,
            "stop_reason": StopReason.PATIENT_REQUEST,
        },
    ],
)
def test_nothing_is_due_from_a_trial_that_does_not_run(details: dict[str, Any]) -> None:
    assert get_next_due(make_trial(**details)) is None


def test_a_sparkline_comes_back_as_it_was_stored() -> None:
    sparkline = Sparkline(((-1.5, 8.0), (0.25, 3.5)), 7.25)

    assert parse_sparkline(sparkline.to_text()) == sparkline


def test_an_empty_text_is_an_empty_sparkline() -> None:
    assert parse_sparkline("") == Sparkline()
