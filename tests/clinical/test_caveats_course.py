"""Caveats of what went on beside the scores: opioids, doses, the blind, headache."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.clinical.doses import make_break, make_coded
from tests.clinical.explained import LATER, find_caveats, find_result, judge, make_favourable
from tests.clinical.intakes import make_intake, make_none, make_regular
from tests.factories import (
    START,
    make_diary,
    make_dose,
    make_entry,
    moment_of_day,
)
from trialtracker.clinical.caveats import get_caveats
from trialtracker.clinical.choices import Status
from trialtracker.clinical.record_choices import DoseKind, IntakeKind
from trialtracker.clinical.trial import Trial

DAY = timedelta(days=1)
STEADY = [8] * 7


def test_a_rising_oral_dose_is_named_with_its_days() -> None:
    trial = make_favourable()
    more = make_intake(10, at=moment_of_day(2, 9))

    caveat = find_caveats(replace(trial, intakes=(*trial.intakes, more)))["rising_opioid"]

    assert "37.5 MME a day on 2 of 2 whole days" in caveat.sentence
    assert "than before the trial (30 MME a day)" in caveat.sentence
    assert "03-Mar-2026" in caveat.sentence
    assert more.intake_id in caveat.used


def test_less_of_an_oral_dose_is_no_caveat() -> None:
    trial = make_favourable()
    ended = trial.intakes[0]._replace(until=START + DAY)

    caveats = find_caveats(replace(trial, intakes=(ended, *trial.intakes[1:])))

    assert "rising_opioid" not in caveats


def test_an_oral_intake_that_nobody_recorded_is_said() -> None:
    sentence = find_caveats(make_diary(STEADY, [3, 3, 3]))["opioid_unknown"].sentence

    assert "for the days before the trial and on 2 of 2 whole days of the window" in sentence


def test_an_oral_intake_known_before_and_not_during_is_said() -> None:
    trial = replace(make_diary(STEADY, [3, 3, 3]), intakes=(make_none(START - DAY),))

    sentence = find_caveats(trial)["opioid_unknown"].sentence

    assert "is not known on 2 of 2 whole days of the window" in sentence


def test_an_oral_intake_known_during_and_not_before_is_said() -> None:
    asked = (make_none(moment_of_day(1)), make_none(moment_of_day(2)))

    sentence = find_caveats(replace(make_diary(STEADY, [3, 3, 3]), intakes=asked))[
        "opioid_unknown"
    ].sentence

    assert "is not known for the days before the trial:" in sentence


def test_rescue_that_nobody_asked_about_is_said() -> None:
    trial = replace(make_diary(STEADY, [3, 3, 3]), intakes=(make_regular(at=START - 9 * DAY),))

    caveats = find_caveats(trial)

    assert "on 2 of 2 whole days of the window: 02-Mar-2026, 03-Mar-2026" in (
        caveats["rescue_not_asked"].sentence
    )


def test_nothing_that_was_asked_for_is_called_unasked() -> None:
    trial = make_favourable()

    assert IntakeKind.NONE in {intake.kind for intake in trial.intakes}
    assert not {"rescue_not_asked", "opioid_unknown", "rising_opioid"} & set(find_caveats(trial))


def with_doses(*doses: Any) -> Trial:
    return replace(make_diary(STEADY, [3, 3, 3]), doses=doses)


def test_a_dose_changed_at_the_end_of_the_window_is_said() -> None:
    raised = make_dose(moment_of_day(3, 14), 700_000)

    caveat = find_caveats(with_doses(make_dose(), raised))["dose_change"]

    assert "(04-Mar-2026 14:00)" in caveat.sentence
    assert caveat.used == (raised.event_id,)


def test_a_drug_added_at_the_end_of_the_window_is_said() -> None:
    added = make_dose(moment_of_day(3, 14), 700_000, drug="bupivacaine")

    assert "dose_change" in find_caveats(with_doses(make_dose(), added))


def test_a_coded_rate_at_the_end_of_the_window_is_said() -> None:
    coded = make_coded(moment_of_day(3, 14), DoseKind.RATE)
    trial = replace(make_diary(STEADY, [3, 3, 3]), blinded_doses=(coded,))

    caveat = find_caveats(trial)["dose_change"]

    assert caveat.used == (coded.event_id,)


@pytest.mark.parametrize(
    "dose",
    [
        pytest.param(make_dose(moment_of_day(2, 9), 700_000), id="a day before"),
        pytest.param(make_dose(moment_of_day(3, 14)), id="the same rate again"),
        pytest.param(make_dose(moment_of_day(3, 19), 0, kind=DoseKind.STOP), id="the stop"),
        pytest.param(make_dose(moment_of_day(4, 9), 700_000), id="after the end"),
    ],
)
def test_a_dose_that_mixes_nothing_is_no_caveat(dose: Any) -> None:
    assert "dose_change" not in find_caveats(with_doses(make_dose(), dose))


def test_an_open_trial_is_said_to_be_unblinded() -> None:
    assert "17.5 %" in find_caveats(make_diary(STEADY, [3, 3, 3]))["unblinded"].sentence


@pytest.mark.parametrize(("at", "applies"), [(START + DAY, True), (LATER, False)])
def test_a_blind_broken_during_the_trial_is_said(at: Any, applies: bool) -> None:
    broken = make_break(at=at)
    trial = replace(
        make_diary(STEADY, [3, 3, 3]), blinded_doses=(make_coded(),), blind_breaks=(broken,)
    )

    caveats = find_caveats(trial)

    assert ("blind_broken" in caveats) is applies
    assert "saline" not in " ".join(caveat.sentence for caveat in caveats.values())


@pytest.mark.parametrize("status", Status)
def test_little_more_than_placebo_is_said(status: Status) -> None:
    trial = make_diary(STEADY, [3, 3, 3])
    assessment = judge(trial)
    arm = replace(
        find_result(assessment, "pain_relief"),
        key="placebo_arm",
        status=status,
        reason="12 percentage points apart.",
        used=("a", "b"),
    )

    found = get_caveats(trial, replace(assessment, criteria=(*assessment.criteria, arm)))

    said = {caveat.key: caveat.used for caveat in found}
    assert said.get("placebo_difference") == (("a", "b") if status is Status.NOT_MET else None)


@pytest.mark.parametrize(("score", "applies"), [(6, True), (0, False)])
def test_headache_on_sitting_up_is_said(score: int, applies: bool) -> None:
    trial = make_diary(STEADY, [3, 3, 3])
    entry = make_entry(moment_of_day(2, 9), {"postural_headache": score})
    trial = replace(trial, entries=(*trial.entries, entry))

    assert ("headache" in find_caveats(trial)) is applies


def test_headache_counts_days_and_names_the_worst() -> None:
    trial = make_diary(STEADY, [3, 3, 3])
    entries = [make_entry(moment_of_day(2, h), {"postural_headache": h}) for h in (2, 6)]
    before = make_entry(moment_of_day(-2), {"postural_headache": 9})

    caveat = find_caveats(replace(trial, entries=(*trial.entries, *entries, before)))["headache"]

    assert "on 1 day of the window (worst 6)" in caveat.sentence
    assert caveat.used == tuple(entry.entry_id for entry in entries)
