from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.clinical.doses import make_bolus, make_coded, make_refill, make_stop
from tests.factories import START, make_dose, make_trial
from trialtracker.clinical.choices import TrialMode, TrialState
from trialtracker.clinical.dose_marks import get_dose_marks
from trialtracker.clinical.dose_time import (
    format_dose_line,
    format_dose_now,
    format_running,
    format_since,
    get_running,
    get_running_code,
    get_trial_steps,
    starts_trial,
)
from trialtracker.clinical.record import BlindedDose
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.trial import DoseEvent, Trial

NOW = START + timedelta(hours=31)


def make(*doses: DoseEvent, coded: tuple[BlindedDose, ...] = (), **details: Any) -> Trial:
    return replace(make_trial(doses=doses, **details), blinded_doses=coded)


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


@pytest.mark.parametrize(
    ("trial", "line"),
    [
        (make(), "No dose is recorded"),
        (make(make_dose()), "Running: morphine 0.5 mg/day · 31 h since dose change"),
        (
            make(make_dose(), make_bolus(NOW - hours(4))),
            "Running: morphine 0.5 mg/day · 4 h since bolus · 31 h since dose change",
        ),
        (
            make(make_bolus(NOW - timedelta(minutes=119))),
            "Last: morphine 0.1 mg bolus · 119 min since bolus",
        ),
        (
            make(make_dose(), make_stop(NOW - hours(2))),
            "No infusion is running · 2 h since dose change",
        ),
        (
            make(make_dose(), make_dose(START, 2_000_000, drug="bupivacaine")),
            "Running: bupivacaine 2 mg/day, morphine 0.5 mg/day · 31 h since dose change",
        ),
        (
            make(coded=(make_coded(START, DoseKind.RATE),)),
            "Running: coded infusion A-12 · 31 h since dose change",
        ),
        (make(coded=(make_coded(NOW),)), "Last: code A-12 bolus · 0 min since bolus"),
        (make(make_refill()), "No dose is recorded"),
        (make(make_dose(NOW + hours(1))), "No dose is recorded"),
        (make(make_dose(), state=TrialState.COMPLETED, ended_at=NOW), ""),
    ],
)
def test_the_line_says_what_runs_and_since_when(trial: Trial, line: str) -> None:
    assert format_dose_line(trial, NOW) == line


def test_at_the_moment_of_a_change_only_the_new_rate_runs() -> None:
    trial = make(make_dose(), make_dose(NOW, 800_000))

    assert format_running(trial, NOW) == "Running: morphine 0.8 mg/day"
    assert format_since(trial, NOW) == "0 min since dose change"


@pytest.mark.parametrize(
    ("trial", "text"),
    [
        (make(make_dose()), "morphine 0.5 mg/day"),
        (make(make_dose(), make_bolus(NOW)), "morphine 0.5 mg/day"),
        (make(make_bolus(NOW)), "morphine 0.1 mg bolus"),
        (make(make_dose(), make_stop(NOW)), "morphine stopped"),
        (make(coded=(make_coded(START, DoseKind.RATE),)), "code A-12"),
        (
            make(make_dose(), make_bolus(NOW), mode=TrialMode.REPEATED_BOLUS),
            "morphine 0.1 mg bolus",
        ),
        (make(make_dose(), mode=TrialMode.SINGLE_BOLUS), "morphine 0.5 mg/day"),
        (make(mode=TrialMode.SINGLE_BOLUS), ""),
        (
            make(
                make_bolus(NOW),
                make_bolus(NOW, 50_000, drug="clonidine"),
                mode=TrialMode.SINGLE_BOLUS,
            ),
            "morphine 0.1 mg, clonidine 50 micrograms bolus",
        ),
    ],
)
def test_the_lists_show_the_rate_or_in_a_bolus_trial_the_last_bolus(
    trial: Trial, text: str
) -> None:
    assert format_dose_now(trial, NOW) == text


def test_a_coded_rate_ends_the_open_one() -> None:
    trial = make(make_dose(), coded=(make_coded(START + hours(5), DoseKind.RATE),))

    (step,) = get_trial_steps(trial, NOW)

    assert step.end == START + hours(5)
    assert (get_running(trial, NOW), get_running_code(trial, NOW)) == ((), "A-12")


@pytest.mark.parametrize(
    "trial",
    [
        make(make_dose(START + hours(6)), coded=(make_coded(START, DoseKind.RATE),)),
        make(
            coded=(
                make_coded(START, DoseKind.RATE),
                make_coded(START + hours(6), DoseKind.STOP),
            )
        ),
    ],
)
def test_a_coded_infusion_ends_with_the_next_change(trial: Trial) -> None:
    assert get_running_code(trial, NOW) == ""


@pytest.mark.parametrize(
    ("state", "kind", "starts"),
    [
        (TrialState.PLANNED, DoseKind.RATE, True),
        (TrialState.BASELINE, DoseKind.BOLUS, True),
        (TrialState.PLANNED, DoseKind.REFILL, False),
        (TrialState.PLANNED, DoseKind.STOP, False),
        (TrialState.RUNNING, DoseKind.BOLUS, False),
    ],
)
def test_the_first_active_dose_starts_a_trial(
    state: TrialState, kind: DoseKind, starts: bool
) -> None:
    assert starts_trial(make_trial(state=state, started_at=None), kind) is starts


def test_the_chart_marks_boluses_refills_and_coded_doses_but_no_rates() -> None:
    trial = make(
        make_dose(),
        make_bolus(START + hours(1)),
        make_bolus(START + hours(2), group_id="g"),
        make_bolus(START + hours(2), 20_000, drug="clonidine", group_id="g"),
        make_refill(START + hours(3)),
        make_bolus(NOW + hours(1)),
        coded=(
            make_coded(START + hours(4)),
            make_coded(START + hours(5), DoseKind.RATE, "B"),
            make_coded(START + hours(6), DoseKind.STOP, "B"),
            make_coded(NOW + hours(1)),
        ),
    )

    marks = get_dose_marks(trial, NOW)

    assert [(mark.text, mark.drug, mark.is_coded) for mark in marks] == [
        ("0.1 mg", "morphine", False),
        ("morphine 0.1 mg + clonidine 20 micrograms", "", False),
        ("refill", "", False),
        ("code A-12", "", True),
        ("code B started", "", True),
        ("code B stopped", "", True),
    ]
