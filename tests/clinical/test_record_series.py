from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.charts.samples import (
    AS_OF,
    make_assessment,
    make_full_trial,
    make_intakes,
    make_series,
    make_whole_trial,
)
from tests.factories import (
    START,
    Number,
    make_dose,
    make_entry,
    make_trial,
    moment_of_day,
)
from trialtracker.clinical.choices import TrialMode, TrialState
from trialtracker.clinical.level_series import ROW_MEASURES, get_loudness, get_marks
from trialtracker.clinical.measures import MEASURE_BY_KEY, MEASURES, PAIN_MEASURES, MeasureGroup
from trialtracker.clinical.opioid_series import OpioidDay, format_mme
from trialtracker.clinical.read_out import describe, format_read_out, read_out
from trialtracker.clinical.record import Intake
from trialtracker.clinical.record_choices import DoseKind, IntakeKind
from trialtracker.clinical.series import ChartRange, get_first_range
from trialtracker.clinical.series_words import format_opioid_day, get_opioid_words, list_values
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.vital_series import LANE_MEASURES, get_scale

HOUR = timedelta(hours=1)


def test_every_measure_is_charted_but_that_the_dose_was_found_unchanged() -> None:
    pressures = {"systolic", "diastolic"}
    charted = {m.key for m in (*PAIN_MEASURES, *LANE_MEASURES, *ROW_MEASURES)} | pressures

    left_out = {m for m in MEASURES if m.key not in charted}

    assert {m.group for m in left_out} == {MeasureGroup.DOSE}


@pytest.mark.parametrize("measure", ROW_MEASURES, ids=lambda measure: measure.key)
def test_every_level_has_a_mark_of_its_own_and_a_loudness(measure: object) -> None:
    found = MEASURE_BY_KEY[str(getattr(measure, "key", ""))]

    marks = get_marks(found)

    assert len(set(marks)) == len(marks) == len(get_loudness(found)) == len(found.levels)


def test_asleep_ranks_lowest_and_is_not_loud() -> None:
    series = make_series(
        make_trial([make_entry(values={"poss": 9}), make_entry(AS_OF, {"poss": 1})])
    )

    (row,) = series.levels

    assert [(r.mark, r.place, r.loudness) for r in row.readings] == [("S", 0, 0), ("1", 1, 0)]
    assert row.highest.mark == "1"


@pytest.mark.parametrize(
    ("key", "values", "ends", "ticks"),
    [
        ("respiratory_rate", ("12", "30"), (0, 40), (10, 30)),
        ("respiratory_rate", ("12", "44"), (0, 50), (10, 40)),
        ("spo2", ("64.5", "97"), (60, 100), (70, 90)),
        ("temperature", ("36.5", "42.1"), (34, 43), (36, 41)),
        ("odi", ("12",), (0, 100), (20, 80)),
    ],
)
def test_scale_is_fixed_and_widened_only_for_what_lies_outside(
    key: str, values: tuple[str, ...], ends: tuple[int, int], ticks: tuple[int, ...]
) -> None:
    scale = get_scale(key, [Decimal(value) for value in values])

    assert ((scale.low, scale.high), scale.ticks) == (ends, ticks)


def texts_at(trial: Trial, day: int, hour: int = 12) -> str:
    return ", ".join(list_values(make_series(trial), moment_of_day(day, hour)))


def test_read_out_names_vital_signs_and_levels_with_their_units() -> None:
    values: dict[str, Number] = {
        "respiratory_rate": 14,
        "systolic": 120,
        "diastolic": 70,
        "temperature": "36.8",
        "function": 3,
        "poss": 9,
        "oxygen": 1,
    }

    found = texts_at(make_trial([make_entry(moment_of_day(2), values)]), 2)

    assert found == (
        "POSS S, oxygen oxygen, activity 3, RR 14 /min, temp. 36.8 \N{DEGREE SIGN}C, BP 120/70 mmHg"
    )


def test_missing_end_of_a_pressure_is_said_and_never_made_up() -> None:
    entry = make_entry(moment_of_day(2), {"systolic": 120})

    assert texts_at(make_trial([entry]), 2) == "BP 120/not measured mmHg"


def test_two_readings_of_one_minute_are_both_said() -> None:
    entries = [make_entry(moment_of_day(2), {"spo2": spo2}) for spo2 in (97, 95)]

    assert texts_at(make_trial(entries), 2) == "SpO2 97 and 95 %"


def test_moment_without_the_measure_says_nothing_of_it() -> None:
    entries = [make_entry(moment_of_day(1), {"spo2": 97, "sedation": 1, "systolic": 120})]

    assert texts_at(make_trial([*entries, make_entry(moment_of_day(2), score=3)]), 2) == ""


def test_description_counts_every_lane_and_row() -> None:
    said = describe(make_series(make_whole_trial()), make_assessment())

    assert "RR: 3 readings from 0 to 80 /min, the last 0." in said
    assert "Sedation score: 3 readings, up to 3 (hard to rouse), the last 0." in said
    assert "Oxygen: 3 readings, the last air." in said
    assert "Blood pressure: 3 readings, the last 0/0 mmHg." in said
    assert "Oral opioids: whole MME on 6 of 7 days, 30 on the first and 15 on the last" in said


def test_one_reading_is_counted_in_the_singular() -> None:
    series = make_series(make_trial([make_entry(values={"spo2": 97})]))

    assert "SpO2: 1 reading from 97 to 97 %, the last 97." in describe(series, make_assessment())


def test_opioids_without_any_whole_day_are_described_without_amounts() -> None:
    excluded = make_intakes()[2]
    series = make_series(replace(make_full_trial(), intakes=(excluded,)))

    assert "Oral opioids: whole MME on 0 of 1 days." in describe(series, make_assessment())


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (1, "oral opioids 30 MME that day"),
        (3, "oral opioids 15 MME that day"),
        (4, "oral opioids excluded: buprenorphine"),
        (7, ""),
    ],
)
def test_read_out_says_the_opioids_of_the_day(day: int, words: str) -> None:
    series = make_series(replace(make_full_trial(), intakes=make_intakes()))

    assert get_opioid_words(series, moment_of_day(day).date()) == words


def test_trial_without_opioids_says_nothing_of_them() -> None:
    series = make_series(make_full_trial())

    assert series.opioids is None
    assert get_opioid_words(series, START.date()) == ""


def make_taken(at: int, drug: str = "morphine") -> Intake:
    amount = Decimal(10)
    return Intake(f"{drug}{at}", IntakeKind.TAKEN, drug, amount, "mg", 1, moment_of_day(at))


@pytest.mark.parametrize(
    ("details", "is_open"),
    [
        ({}, True),
        ({"state": TrialState.COMPLETED, "ended_at": AS_OF}, False),
        ({"state": TrialState.COMPLETED, "ended_at": AS_OF + HOUR}, True),
    ],
)
def test_day_that_is_not_over_is_so_far_unless_the_trial_has_ended(
    details: dict[str, Any], is_open: bool
) -> None:
    trial = make_trial([make_entry(score=3)], **details)

    opioids = make_series(replace(trial, intakes=(make_taken(4),))).opioids

    assert opioids is not None
    assert (opioids.days[-1].word, opioids.days[-1].is_open) == ("", is_open)
    assert format_opioid_day(opioids.days[-1]).endswith("so far") is is_open


def test_day_without_a_record_is_unknown_and_not_nought() -> None:
    trial = replace(make_full_trial(), intakes=(make_taken(1), make_taken(3)))

    opioids = make_series(trial).opioids

    assert opioids is not None
    between = opioids.days[1]
    assert (between.counted, format_opioid_day(between)) == (None, "no record that day")


def test_unknown_drug_beside_a_known_one_leaves_the_day_incomplete() -> None:
    trial = replace(make_full_trial(), intakes=(make_taken(3), make_taken(3, "poppy tea")))

    words = get_opioid_words(make_series(trial), moment_of_day(3).date())

    assert words == "oral opioids 10 MME, incomplete: poppy tea"


def test_opioid_taken_after_the_moment_shown_is_not_known_yet() -> None:
    trial = replace(make_full_trial(), intakes=(make_taken(5),))

    assert make_series(trial).opioids is None


def test_amount_that_is_not_known_is_written_as_nothing() -> None:
    assert format_mme(OpioidDay(START.date(), None, "excluded").counted) == ""


def test_last_bolus_is_said_with_its_time() -> None:
    bolus = make_dose(START, 0, kind=DoseKind.BOLUS, bolus_ng=300_000)
    entries = [make_entry(START + hours * HOUR, score=3) for hours in (-1, 2, 26)]
    series = make_series(make_trial(entries, doses=[bolus]))

    before, same_day, next_day = (read_out(series, entry.observed_at).doses for entry in entries)

    assert (before, same_day) == ((), ("morphine 0.3 mg at 08:00",))
    assert next_day == ("morphine 0.3 mg at 02-Mar-2026 08:00",)


def test_read_out_line_ends_with_values_and_opioids() -> None:
    trial = replace(make_full_trial(), intakes=make_intakes())
    entry = make_entry(moment_of_day(3), {"spo2": 97})
    series = make_series(replace(trial, entries=(*trial.entries, entry)))

    said = format_read_out(read_out(series, moment_of_day(3)))

    assert said.endswith("SpO2 97 % · oral opioids 15 MME that day")


@pytest.mark.parametrize(
    ("mode", "planned_days", "hours", "chosen"),
    [
        (TrialMode.SINGLE_BOLUS, 1, 5, ChartRange.HOURS_24),
        (TrialMode.SINGLE_BOLUS, 1, 25, ChartRange.HOURS_72),
        (TrialMode.REPEATED_BOLUS, 3, 5, ChartRange.HOURS_72),
        (TrialMode.REPEATED_BOLUS, 7, 5, ChartRange.WHOLE),
        (TrialMode.CONTINUOUS_INTRATHECAL, 1, 5, ChartRange.WHOLE),
    ],
)
def test_trial_of_boluses_is_shown_first_in_the_range_its_hours_need(
    mode: TrialMode, planned_days: int, hours: int, chosen: ChartRange
) -> None:
    trial = make_trial(mode=mode, planned_days=planned_days)

    assert get_first_range(trial, START + hours * HOUR) is chosen


def test_bolus_trial_that_has_not_begun_is_shown_whole() -> None:
    trial = make_trial(mode=TrialMode.SINGLE_BOLUS, started_at=None)

    assert get_first_range(trial, START) is ChartRange.WHOLE


def test_day_after_a_single_bolus_is_there_for_its_observations() -> None:
    trial = make_trial([make_entry(score=3)], mode=TrialMode.SINGLE_BOLUS, planned_days=1)

    series = make_series(trial, as_of=START + HOUR)

    assert [day.number for day in series.days][-2:] == [1, 2]
