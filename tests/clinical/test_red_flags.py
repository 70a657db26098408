"""Every red flag: reached at its threshold, silent just beside it, and named with its datum."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from tests.factories import START, Number, make_dose, make_entry, make_trial
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.findings import Finding, get_findings
from trialtracker.clinical.measures import MEASURE_BY_KEY, SIGNS
from trialtracker.clinical.red_flags import (
    NOTIFY,
    RED_FLAGS,
    STOP_ZICONOTIDE,
    RedFlag,
)
from trialtracker.clinical.safety_limits import SafetyLimits
from trialtracker.clinical.side_effects import SIDE_EFFECT_BY_MEASURE, SIDE_EFFECTS

LIMITS = SafetyLimits()
AT = START + timedelta(hours=7, minutes=5)
LATER = START + timedelta(days=30)
BEFORE = START - timedelta(hours=20)

Values = Mapping[str, Number]

# (flag, found, just not found), each beside the other at the threshold.
AT_THRESHOLD: list[tuple[str, Values, Values]] = [
    ("respiratory_alert", {"respiratory_rate": 7}, {"respiratory_rate": 8}),
    ("respiratory_alert", {"respiratory_rate": "7.999"}, {"respiratory_rate": "8.000"}),
    ("respiratory_caution", {"respiratory_rate": 8}, {"respiratory_rate": 7}),
    ("respiratory_caution", {"respiratory_rate": 9}, {"respiratory_rate": 10}),
    ("spo2_alert", {"spo2": 89}, {"spo2": 90}),
    ("spo2_caution", {"spo2": 90}, {"spo2": 89}),
    ("spo2_caution", {"spo2": 92}, {"spo2": 93}),
    ("sedation_alert", {"sedation": 3}, {"sedation": 2}),
    ("sedation_caution", {"sedation": 2}, {"sedation": 3}),
    ("sedation_caution", {"sedation": 2}, {"sedation": 1}),
    ("poss_alert", {"poss": 3}, {"poss": 2}),
    ("poss_alert", {"poss": 4}, {"poss": 1}),
    ("poss_alert", {"poss": 4}, {"poss": 9}),
    ("consciousness_alert", {"consciousness": 1}, {"consciousness": 0}),
    ("temperature_alert", {"temperature": "38.0"}, {"temperature": "37.9"}),
    ("bladder_scan_alert", {"bladder_scan": 401}, {"bladder_scan": 400}),
    ("systolic_alert", {"systolic": 89}, {"systolic": 90}),
    ("motor_left_alert", {"motor_left": 1}, {"motor_left": 0}),
    ("motor_right_alert", {"motor_right": 1}, {"motor_right": 0}),
    (
        "motor_caution",
        {"motor_left": 0, "motor_right": 1},
        {"motor_left": 1, "motor_right": 1},
    ),
    *((sign.key, {sign.key: 1}, {sign.key: 0}) for sign in SIGNS),
    *(
        (e.measure, {e.measure: e.red_flag_from}, {e.measure: e.red_flag_from - 1})
        for e in SIDE_EFFECTS
        if e.red_flag_from is not None
    ),
]
NEEDS_A_COURSE = {"no_void_alert", "no_void_caution", "systolic_caution"}


def find(values: Values, *before: tuple[datetime, Values], at: datetime = AT) -> set[str]:
    entries = [make_entry(when, held) for when, held in before]
    found = get_findings(make_trial([*entries, make_entry(at, values)]), LIMITS, LATER)
    return {finding.flag.key for finding in found}


def find_one(values: Values, key: str, *before: tuple[datetime, Values]) -> Finding:
    entries = [make_entry(when, held) for when, held in before]
    found = get_findings(make_trial([*entries, make_entry(AT, values)]), LIMITS, LATER)
    return next(finding for finding in found if finding.flag.key == key)


@pytest.mark.parametrize(("key", "found", "silent"), AT_THRESHOLD, ids=str)
def test_a_red_flag_begins_exactly_at_its_threshold(
    key: str, found: Values, silent: Values
) -> None:
    assert key in find(found)
    assert key not in find(silent)


def test_every_red_flag_is_reached_by_these_tests() -> None:
    assert {key for key, _, _ in AT_THRESHOLD} | NEEDS_A_COURSE == {flag.key for flag in RED_FLAGS}


@pytest.mark.parametrize("flag", RED_FLAGS, ids=lambda flag: flag.key)
def test_every_red_flag_is_silent_on_an_empty_trial(flag: RedFlag) -> None:
    empty = make_trial([make_entry(AT, score=5)])

    assert flag.key not in {f.flag.key for f in get_findings(empty, LIMITS, LATER)}
    assert get_findings(make_trial(), LIMITS, LATER) == ()


@pytest.mark.parametrize("flag", RED_FLAGS, ids=lambda flag: flag.key)
def test_every_red_flag_looks_at_what_the_vocabulary_holds(flag: RedFlag) -> None:
    assert set(flag.measures) <= {*MEASURE_BY_KEY, *SIDE_EFFECT_BY_MEASURE}
    assert flag.label


@pytest.mark.parametrize(
    ("systolic", "key"),
    [
        (96, "systolic_caution"),
        (95, "systolic_caution"),
        (84, "systolic_alert"),
        (83, "systolic_alert"),
    ],
)
def test_a_fall_of_systolic_pressure_is_told_from_the_median_before(
    systolic: int, key: str
) -> None:
    before = [(BEFORE, {"systolic": value}) for value in (200, 120, 121)]

    assert find({"systolic": systolic}, *before) == {key}


@pytest.mark.parametrize(
    ("systolic", "keys"),
    [
        (160, set()),
        (159, {"systolic_caution"}),
        (140, {"systolic_caution"}),
        (139, {"systolic_alert"}),
    ],
)
def test_a_fall_counts_when_it_is_more_than_20_and_30_percent(
    systolic: int, keys: set[str]
) -> None:
    assert find({"systolic": systolic}, (BEFORE, {"systolic": 200})) == keys


def test_a_fall_is_unknown_without_a_pressure_before_the_first_dose() -> None:
    earlier = (START + timedelta(hours=1), {"systolic": 200})

    assert find({"systolic": 100}, earlier) == set()


def test_a_fall_before_the_first_dose_is_none() -> None:
    before = BEFORE + timedelta(hours=1)

    assert find({"systolic": 100}, (BEFORE, {"systolic": 200}), at=before) == set()


def test_a_median_of_two_pressures_lies_between_them() -> None:
    before = [(BEFORE, {"systolic": value}) for value in (121, 120)]

    finding = find_one({"systolic": 96}, "systolic_caution", *before)

    assert finding.sentence == (
        "Systolic blood pressure 96 mmHg at 15:05 is more than 20 % below 120.5, "
        "the median before the first dose."
    )


@pytest.mark.parametrize(
    ("now", "before", "is_found"), [(1, 1, False), (2, 1, True), (1, 0, True), (0, 1, False)]
)
def test_a_motor_block_is_held_against_that_before_the_first_dose(
    now: int, before: int, is_found: bool
) -> None:
    found = find({"motor_left": now}, (BEFORE, {"motor_left": before}))

    assert ("motor_left_alert" in found) is is_found


def test_a_motor_block_before_the_first_dose_is_the_baseline() -> None:
    assert find({"motor_left": 2}, at=BEFORE) == set()


def test_a_motor_block_without_a_level_before_says_so() -> None:
    finding = find_one({"motor_right": 2}, "motor_right_alert")

    assert finding.sentence == (
        "Motor block, right 2 (moves the foot only) at 15:05 is a block, "
        "and none is recorded before the first dose."
    )


def test_sides_that_differed_before_in_the_same_way_are_no_finding() -> None:
    before = (BEFORE, {"motor_left": 1, "motor_right": 0})

    assert "motor_caution" not in find({"motor_left": 1, "motor_right": 0}, before)
    assert "motor_caution" in find({"motor_left": 0, "motor_right": 1}, before)


@pytest.mark.parametrize(
    ("hours", "minutes", "keys"),
    [
        (5, 59, set()),
        (6, 0, {"no_void_caution"}),
        (7, 59, {"no_void_caution"}),
        (8, 0, {"no_void_alert"}),
        (20, 0, {"no_void_alert"}),
    ],
)
@pytest.mark.parametrize("outlet", ["voided", "bladder_catheter"])
def test_no_urine_is_counted_from_when_it_was_last_known_to_flow(
    hours: int, minutes: int, keys: set[str], outlet: str
) -> None:
    flowed = AT - timedelta(hours=hours, minutes=minutes)

    assert find({"voided": 0}, (flowed, {outlet: 1})) == keys


def test_no_urine_is_counted_from_the_first_dose_where_nothing_else_is_known() -> None:
    finding = find_one({"voided": 0}, "no_void_caution")

    assert finding.sentence == (
        "No urine passed at 15:05 makes 7hr 5min since 08:00; the limit is 6hr."
    )


def test_no_urine_before_the_first_dose_has_nothing_to_be_counted_from() -> None:
    assert find({"voided": 0}, at=BEFORE) == set()


@pytest.mark.parametrize(
    "values",
    [{"voided": 0, "bladder_catheter": 1}, {"bladder_catheter": 0}, {"voided": 1}],
)
def test_with_a_catheter_or_without_an_answer_there_is_no_retention(values: Values) -> None:
    assert find(values, (START - timedelta(hours=9), {"voided": 1})) == set()


@pytest.mark.parametrize("grade", [2, 5])
def test_a_side_effect_from_before_the_first_dose_is_no_harm_of_the_trial(grade: int) -> None:
    assert find({"side_effect:fever": grade}, at=BEFORE) == set()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"respiratory_rate": 7}, "Respiratory rate 7 /min at 15:05 is below 8."),
        ({"sedation": 3}, "Sedation score 3 (hard to rouse) at 15:05 is at the alert level."),
        ({"spo2": "91.5"}, "SpO2 91.5 % at 15:05 is 90 to 92."),
        ({"temperature": "39"}, "Temperature 39 °C at 15:05 is 38.0 or more."),
        ({"site_pus": 1}, "Pus at the site at 15:05 is a warning sign."),
        ({"bladder_scan": 600}, "Bladder scan 600 mL at 15:05 is above 400."),
        (
            {"side_effect:meningitis": 3},
            "Meningitis grade 3 at 15:05 is a red flag from grade 3.",
        ),
    ],
)
def test_a_finding_says_its_datum_its_time_and_its_threshold(values: Values, sentence: str) -> None:
    (finding,) = get_findings(make_trial([make_entry(AT, values)]), LIMITS, LATER)

    assert finding.sentence == sentence
    assert finding.observed_at == AT


@pytest.mark.parametrize(
    ("drugs", "action"),
    [(["ziconotide"], STOP_ZICONOTIDE), (["morphine"], NOTIFY), ([], NOTIFY)],
)
@pytest.mark.parametrize("key", ["hallucination", "suicidality", "side_effect:hallucinations"])
def test_hallucinations_under_ziconotide_say_stop(
    key: str, drugs: Sequence[str], action: str
) -> None:
    doses = [make_dose(START, drug=drug) for drug in drugs]
    trial = make_trial([make_entry(AT, {key: 1})], doses=doses)

    (finding,) = get_findings(trial, LIMITS, LATER)

    assert finding.latest.action == action


@pytest.mark.parametrize("key", ["side_effect:confusion", "side_effect:delirium"])
def test_confusion_of_any_grade_is_a_sign_of_meningitis(key: str) -> None:
    doses = [make_dose(START, drug="ziconotide")]
    trial = make_trial([make_entry(AT, {key: 1})], doses=doses)

    (finding,) = get_findings(trial, LIMITS, LATER)

    assert (finding.holds, finding.latest.action) == (True, NOTIFY)


def test_ziconotide_given_later_says_nothing_yet() -> None:
    doses = [make_dose(AT + timedelta(hours=1), drug="ziconotide")]
    trial = make_trial([make_entry(AT, {"hallucination": 1})], doses=doses)

    (finding,) = get_findings(trial, LIMITS, LATER)

    assert finding.latest.action == NOTIFY


def test_the_thresholds_are_those_of_the_criteria_set() -> None:
    strict = replace(LIMITS, respiratory_alert_below=Decimal(12))
    trial = make_trial([make_entry(AT, {"respiratory_rate": 11})])

    (finding,) = get_findings(trial, strict, LATER)

    assert CLINIC_DEFAULT.safety == LIMITS
    assert finding.sentence.endswith("is below 12.")
