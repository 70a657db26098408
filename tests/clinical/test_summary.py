"""What the lists know of a trial: pain now, trend, dose, relief, findings and what is due."""

from datetime import datetime, timedelta

import pytest

from tests.factories import START, make_diary, make_dose, make_entry, make_trial
from trialtracker.clinical.choices import Verdict
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.findings import get_findings
from trialtracker.clinical.safety import get_harm
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.sparkline import Sparkline, parse_sparkline
from trialtracker.clinical.summary import TrialSummary, get_summary
from trialtracker.clinical.trial import Trial

NOON = START + timedelta(days=3, hours=4)


def summarise(trial: Trial, as_of: datetime = NOON) -> TrialSummary:
    return get_summary(trial, assess(trial, CLINIC_DEFAULT, as_of), ClinicSettings())


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


def test_a_safety_finding_of_any_kind_is_named_in_short() -> None:
    slow = make_entry(START + timedelta(hours=1), {"respiratory_rate": 7, "spo2": 91})

    assert summarise(make_trial([slow])).finding_text == "Alert: RR 7 /min +1"
    assert summarise(make_trial()).finding_text == ""


def test_what_is_due_is_part_of_the_summary() -> None:
    summary = summarise(make_trial([make_entry(START + timedelta(hours=2), score=4)]))

    assert summary.next_due_at == START + timedelta(hours=8)
    assert summary.due_what == "6-hourly entry: pain scores"


def test_a_sparkline_comes_back_as_it_was_stored() -> None:
    sparkline = Sparkline(((-1.5, 8.0), (0.25, 3.5)), 7.25)

    assert parse_sparkline(sparkline.to_text()) == sparkline


def test_an_empty_text_is_an_empty_sparkline() -> None:
    assert parse_sparkline("") == Sparkline()


def test_the_assessment_carries_every_finding_and_every_grade() -> None:
    slow = make_entry(NOON, {"respiratory_rate": 7, "side_effect:nausea": 2})
    trial = make_trial([slow, make_entry(START, {"respiratory_rate": 9})])

    assessment = assess(trial, CLINIC_DEFAULT, NOON)

    assert assessment.findings == get_findings(trial, CLINIC_DEFAULT.safety, NOON)
    assert assessment.harm == get_harm(trial, NOON)
