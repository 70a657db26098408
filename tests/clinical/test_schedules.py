"""The observations after a bolus: how often, how long, and what an entry has to hold."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import START, make_dose, make_entry, make_trial, next_id
from trialtracker.clinical.choices import TrialMode
from trialtracker.clinical.plan import Plan, PlannedDrug
from trialtracker.clinical.record import BlindedDose
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.schedules import (
    SCHEDULES,
    Schedule,
    get_due,
)
from trialtracker.clinical.settings import PACC_OBSERVATION_HOURS, ClinicSettings
from trialtracker.clinical.trial import Entry, Trial

SETTINGS = ClinicSettings()
HOURLY = "hourly observation: RR, SpO2, sedation"
BREATHING = {"respiratory_rate": 14, "spo2": 97, "sedation": 1}


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def observe(at: float, values: dict[str, int] | None = None) -> Entry:
    return make_entry(START + hours(at), BREATHING if values is None else values)


def give_bolus(
    entries: Iterable[Entry] = (), drug: str = "morphine", at: float = 0, **details: Any
) -> Trial:
    """Return a trial with pain recorded every hour, so that only the observations are due."""
    dose = make_dose(START + hours(at), 0, drug=drug, kind=DoseKind.BOLUS, bolus_ng=100_000)
    usual = {"entry_interval_minutes": 3 * 24 * 60, "mode": TrialMode.SINGLE_BOLUS}
    return make_trial(entries, doses=[dose], **{**usual, **details})


def due_after(trial: Trial, settings: ClinicSettings = SETTINGS) -> tuple[float, str]:
    """Return hours after the start, and what."""
    due = get_due(trial, settings)
    assert due.at is not None
    return (due.at - START) / hours(1), due.what


@pytest.mark.parametrize("drug", ["morphine", "hydromorphone"])
@pytest.mark.parametrize(
    ("last", "due", "what"),
    [
        (0, 1, HOURLY),
        (1.25, 2.25, HOURLY),
        (11.5, 12.5, HOURLY),
        (12, 14, "2-hourly observation: RR, SpO2, sedation"),
        (21, 23, "2-hourly observation: RR, SpO2, sedation"),
        (23, 24, "2-hourly observation: RR, SpO2, sedation"),
    ],
)
def test_morphine_is_observed_hourly_for_12_hours_then_2_hourly(
    drug: str, last: float, due: float, what: str
) -> None:
    scored = {"pain_rest": 3}
    trial = give_bolus([observe(0, scored), observe(last)], drug)

    assert due_after(trial) == (due, what)


@pytest.mark.parametrize("drug", ["fentanyl", "sufentanil"])
@pytest.mark.parametrize(
    ("last", "due", "what"),
    [
        (0, timedelta(minutes=20) / hours(1), "20-minute observation: RR, SpO2, sedation"),
        (0.5, 1.5, HOURLY),
        (1.5, 2, HOURLY),
    ],
)
def test_fentanyl_is_observed_after_20_minutes_then_hourly_to_2_hours(
    drug: str, last: float, due: float, what: str
) -> None:
    trial = give_bolus([observe(0, {"pain_rest": 3}), observe(last)], drug)

    at, said = due_after(trial)
    assert (at, said) == (due, what)


@pytest.mark.parametrize(
    ("trial", "due"),
    [
        (give_bolus([observe(0, {"pain_rest": 3}), observe(24)]), 72),
        (give_bolus([observe(0, {"pain_rest": 3}), observe(2)], "fentanyl"), 72),
        (give_bolus([observe(0, {"pain_rest": 3})], "bupivacaine"), 72),
        (give_bolus([observe(25, {"pain_rest": 3})]), 97),
    ],
    ids=["observed to the end", "fentanyl", "no schedule for the drug", "seen after the end"],
)
def test_after_the_schedule_the_interval_of_the_trial_holds(trial: Trial, due: int) -> None:
    assert due_after(trial) == (due, "72-hourly entry: pain scores")


def test_an_entry_after_the_end_without_pain_leaves_the_last_observation_due() -> None:
    trial = give_bolus([observe(0, {"pain_rest": 3}), observe(30, {"event": 1})])

    assert due_after(trial) == (1, HOURLY)


@pytest.mark.parametrize(
    ("values", "due"),
    [
        ({"respiratory_rate": 14, "spo2": 97, "poss": 9}, 3),
        ({"respiratory_rate": 14, "spo2": 97}, 1),
        ({"respiratory_rate": 14, "sedation": 1}, 1),
        ({"pain_rest": 3}, 1),
        ({"event": 1}, 1),
    ],
)
def test_an_entry_is_an_observation_if_it_holds_what_is_asked_for(
    values: dict[str, int], due: int
) -> None:
    trial = give_bolus([observe(0, {"pain_rest": 3}), observe(2, values)])

    assert due_after(trial)[0] == due


@pytest.mark.parametrize(
    ("last", "due"), [(5, (6, HOURLY)), (6, (72, "72-hourly entry: pain scores"))]
)
def test_the_clinic_may_observe_for_six_hours(last: int, due: tuple[int, str]) -> None:
    settings = ClinicSettings(observation_hours=PACC_OBSERVATION_HOURS)
    trial = give_bolus([observe(0, {"pain_rest": 3}), observe(last)])

    assert due_after(trial, settings) == due


def test_scores_and_observations_run_side_by_side() -> None:
    often = give_bolus([observe(0, {"pain_rest": 3}), observe(3)], entry_interval_minutes=180)

    assert due_after(often) == (3, "3-hourly entry: pain scores")
    assert due_after(give_bolus([], entry_interval_minutes=180)) == (
        0,
        "3-hourly entry: pain scores",
    )


def test_at_one_time_the_observation_is_named() -> None:
    trial = give_bolus([observe(0, {"pain_rest": 3})], entry_interval_minutes=60)

    assert due_after(trial) == (1, HOURLY)


def test_a_later_bolus_begins_its_own_schedule() -> None:
    trial = give_bolus([observe(0, {"pain_rest": 3}), observe(24)], at=0)
    again = make_dose(START + hours(25), 0, kind=DoseKind.BOLUS, bolus_ng=100_000)

    assert due_after(replace(trial, doses=(*trial.doses, again))) == (26, HOURLY)


def test_a_bolus_during_an_infusion_is_observed_too() -> None:
    trial = give_bolus([observe(0, {"pain_rest": 3})], mode=TrialMode.CONTINUOUS_INTRATHECAL)
    infused = make_trial([observe(0, {"pain_rest": 3})], doses=[make_dose()])

    assert due_after(trial) == (1, HOURLY)
    assert due_after(infused) == (6, "6-hourly entry: pain scores")


@pytest.mark.parametrize(
    ("kind", "due"), [(DoseKind.BOLUS, (1, HOURLY)), (DoseKind.RATE, (72, ""))]
)
def test_what_is_in_a_coded_syringe_is_observed_longest(
    kind: DoseKind, due: tuple[int, str]
) -> None:
    coded = BlindedDose(next_id(), START, kind, "A-7", "nurse")
    trial = make_trial([observe(0, {"pain_rest": 3})], entry_interval_minutes=72 * 60)

    found = due_after(replace(trial, blinded_doses=(coded,)))

    assert found[0] == due[0]
    assert found[1].startswith(due[1])


@pytest.mark.parametrize(
    ("drugs", "mode", "due"),
    [
        (("morphine",), TrialMode.SINGLE_BOLUS, 1),
        (("ziconotide",), TrialMode.SINGLE_BOLUS, 6),
        ((), TrialMode.REPEATED_BOLUS, 6),
        (("morphine",), TrialMode.CONTINUOUS_INTRATHECAL, 6),
    ],
)
def test_a_bolus_not_recorded_yet_is_that_of_the_plan(
    drugs: tuple[str, ...], mode: TrialMode, due: int
) -> None:
    plan = Plan(drugs=tuple(PlannedDrug(drug) for drug in drugs))
    trial = make_trial([observe(0, {"pain_rest": 3})], mode=mode, plan=plan)

    assert due_after(trial)[0] == due


def test_a_bolus_trial_without_a_start_has_no_observation() -> None:
    plan = Plan(drugs=(PlannedDrug("morphine"),))
    trial = make_trial(mode=TrialMode.SINGLE_BOLUS, plan=plan, started_at=None)

    assert get_due(trial, SETTINGS).at is None


@pytest.mark.parametrize(("key", "due"), [("ward", 0.5), ("entries_only", 72), ("", 1)])
def test_the_plan_may_name_a_schedule(key: str, due: float) -> None:
    trial = give_bolus([observe(0, {"pain_rest": 3})], plan=Plan(schedule=key))

    assert due_after(trial)[0] == due


@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda schedule: schedule.key)
def test_every_schedule_has_words_and_stages_in_their_order(schedule: Schedule) -> None:
    ends = [stage.until for stage in schedule.stages]

    assert schedule.label
    assert ends == sorted(set(ends))
    assert bool(schedule.items) == bool(ends)


@given(st.lists(st.floats(0, 30), max_size=8), st.integers(6, 24))
def test_an_observation_is_never_due_after_the_end_of_the_observation(
    observed: list[float], until: int
) -> None:
    trial = give_bolus([observe(0, {"pain_rest": 3}), *map(observe, observed)])

    at, what = due_after(trial, ClinicSettings(observation_hours=until))

    assert at <= until or what == "72-hourly entry: pain scores"
