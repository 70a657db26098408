from dataclasses import replace

import pytest

from tests.factories import make_days, make_entry, make_trial, moment_of_day
from tests.report.reports import (
    make_hold,
    make_intake,
    make_usual_trial,
    summarise,
)
from trialtracker.clinical.choices import NotAssessed, TrialState


def test_side_effects_have_worst_grade_and_days() -> None:
    effects = summarise(make_usual_trial()).effects

    assert [(e.label, e.worst, e.days) for e in effects.rows] == [
        ("Nausea", "grade 2", "day 1 to 3")
    ]


def test_a_side_effect_that_goes_on_says_since_when() -> None:
    entries = make_days({-1: 1, 2: 3}, measure="side_effect:nausea")

    effects = summarise(make_trial(entries)).effects

    assert effects.rows[0].days == "since day \N{MINUS SIGN}1, ongoing"


def test_of_a_trial_that_is_over_a_side_effect_has_no_end_recorded() -> None:
    entries = make_days({2: 3}, measure="side_effect:nausea")
    trial = make_trial(entries, state=TrialState.COMPLETED, ended_at=moment_of_day(4))

    effects = summarise(trial).effects

    assert effects.rows[0].days == "since day 2, no end recorded"


def test_the_day_on_which_a_trial_ended_says_so_beside_its_opioids() -> None:
    trial = make_trial(state=TrialState.COMPLETED, ended_at=moment_of_day(2, 14))

    opioids = summarise(replace(trial, intakes=(make_intake(1, 30), make_intake(2, 10)))).opioids

    assert [(day.label, day.text) for day in opioids.days] == [
        ("Day 1", "30"),
        ("Day 2, ended 14:00", "10"),
    ]


def test_a_headache_that_is_scored_has_its_scale() -> None:
    entry = make_entry(moment_of_day(2), {"postural_headache": 6})

    effects = summarise(make_trial([entry])).effects

    assert effects.rows[0].worst == "6 of 10"


def test_safety_findings_are_counted_by_how_far_people_are() -> None:
    assert summarise(make_hold()).effects.findings == "Safety findings: 1 open"
    assert summarise(make_usual_trial()).effects.findings == ""


def test_without_a_start_days_are_dates() -> None:
    entry = make_entry(moment_of_day(-2), {"side_effect:nausea": 2})

    summary = summarise(make_trial([entry], started_at=None))

    assert summary.effects.rows[0].days == "since 28-Feb-2026, ongoing"


def test_side_effects_asked_for_and_absent_are_not_the_same_as_never_asked() -> None:
    asked = make_trial(make_days({1: 0, 2: 0}, measure="side_effect:nausea"))

    found = summarise(asked).effects.nothing

    assert found == "Asked for 2 times, last 03-Mar-2026 12:00: none was present."
    assert "not known, not none" in summarise(make_trial()).effects.nothing


def test_oral_opioids_have_baseline_and_each_day() -> None:
    opioids = summarise(make_usual_trial()).opioids

    assert opioids.baseline == "Baseline: 90 MME/day (3 of 7 days)"
    days = [(day.label, day.text) for day in opioids.days]
    assert days[0] == ("Day \N{MINUS SIGN}3", "90")
    assert days[3] == ("Day 1", "30")
    assert days[-1] == ("Day 6", "no record")


def test_an_opioid_that_has_no_factor_is_named_beside_the_baseline() -> None:
    trial = replace(make_usual_trial(), intakes=(make_intake(-1, 5, "Own mixture"),))

    opioids = summarise(trial).opioids

    assert opioids.baseline == "Baseline: not known"
    assert opioids.days[0].text == "incomplete"


def test_a_baseline_of_opioids_says_what_it_leaves_out() -> None:
    taken = (make_intake(-2, 90), make_intake(-1, 5, "Own mixture"))

    opioids = summarise(replace(make_usual_trial(), intakes=taken)).opioids

    assert opioids.baseline == "Baseline: 90 MME/day (1 of 7 days, without Own mixture)"


def test_opioids_before_any_start_stand_at_their_dates() -> None:
    trial = replace(make_trial(started_at=None), intakes=(make_intake(6, 30),))

    opioids = summarise(trial).opioids

    assert opioids.days[0].label == "07-Mar-2026 so far"


def test_readings_are_counted_by_the_periods_that_are_over() -> None:
    readings = summarise(make_usual_trial()).readings

    assert readings.lines[0] == "A pain score in 5 of 20 periods of 6 h since the start"
    assert readings.missing_title == "Every day that is over has an entry."


def test_an_interval_that_is_no_whole_hour_is_told_in_minutes() -> None:
    lines = summarise(make_usual_trial(entry_interval_minutes=90)).readings.lines

    assert lines[0].endswith("of 90 min since the start")


def test_days_without_an_entry_are_named_as_runs() -> None:
    readings = summarise(make_trial(make_days({-2: 8, -1: 7, 4: 3, 6: 3}))).readings

    assert readings.missing == (
        "02-Mar-2026 to 04-Mar-2026 (day 1 to 3)",
        "06-Mar-2026 (day 5)",
    )


def test_days_with_entries_but_no_score_are_named_too() -> None:
    asleep = make_entry(moment_of_day(5), not_assessed={"pain_average": NotAssessed.ASLEEP})

    lines = summarise(make_trial((*make_days({4: 3, 6: 3}), asleep))).readings.lines

    assert lines[-1].startswith("Without a score: ")
    assert lines[-1].endswith("06-Mar-2026 (day 5)")


def test_without_a_start_missing_days_have_no_number() -> None:
    trial = make_trial(make_days({-6: 7, -4: 7}), started_at=None)

    assert summarise(trial).readings.missing[0] == "25-Feb-2026"


def test_late_amended_and_void_entries_are_counted() -> None:
    first, second = make_days({1: 7, 2: 6})
    late = make_entry(moment_of_day(3), score=5, recorded_at=moment_of_day(4))
    changed = first._replace(entry_id="a", supersedes_id=first.entry_id)
    void = second._replace(entry_id="b", supersedes_id=second.entry_id, is_void=True)

    lines = summarise(make_trial((first, second, late, changed, void))).readings.lines

    assert "2 entries, 1 late, 1 amended, 1 void" in lines


@pytest.mark.parametrize("section", ["doses", "effects", "opioids", "readings"])
def test_each_section_says_that_there_is_nothing(section: str) -> None:
    found = getattr(summarise(make_trial()), section)

    assert found.nothing.endswith(".")
