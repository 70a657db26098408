"""A scale that needs the clinic's permission: no way into the record is without it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.conftest import FakeClock
from tests.factories import make_answers, make_details, make_patient_details
from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import NotAssessed
from trialtracker.clinical.measures import MEASURES, Measure
from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.trial import current_entries
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot

PERMITTED = ClinicSettings(poss_permitted=True, news2=True)
GATED = [measure for measure in MEASURES if measure.permission]
SENTENCE = "POSS needs the clinic's permission: Settings."


def record(clinic: Clinic, trial_id: str, answers: Answers) -> None:
    clinic.record(trial_id, answers)


def record_all(clinic: Clinic, trial_id: str, answers: Answers) -> None:
    clinic.paper.record_all(trial_id, [answers])


def amend(clinic: Clinic, trial_id: str, answers: Answers) -> None:
    first = make_answers(answers.observed_at, {"pain_rest": 3})
    clinic.record(trial_id, first)
    clinic.amend_entry(trial_id, first.entry_id, answers, "typing_error")


every_way = pytest.mark.parametrize("save", [record, record_all, amend])
Way = Callable[[Clinic, str, Answers], None]


@every_way
@pytest.mark.parametrize("measure", GATED, ids=lambda m: m.key)
def test_a_scale_without_permission_is_refused_by_every_way(
    clinic: Clinic, opened: Snapshot, clock: FakeClock, save: Way, measure: Measure
) -> None:
    answers = make_answers(clock.now, {measure.key: measure.levels[0].code})

    with pytest.raises(RefusedError) as refused:
        save(clinic, opened.trial.trial_id, answers)

    (problem,) = refused.value.problems
    assert problem.field.endswith(measure.key)
    assert problem.sentence == f"{measure.short_label} needs the clinic's permission: Settings."


@every_way
@pytest.mark.parametrize("measure", GATED, ids=lambda m: m.key)
def test_a_scale_is_kept_by_every_way_once_it_is_permitted(
    clinic: Clinic, opened: Snapshot, clock: FakeClock, save: Way, measure: Measure
) -> None:
    clinic.house.change_settings(PERMITTED, "Permission obtained")
    answers = make_answers(clock.now, {measure.key: measure.low})

    save(clinic, opened.trial.trial_id, answers)

    trial = clinic.get_snapshot(opened.trial.trial_id).trial
    assert current_entries(trial.entries)[-1].values == answers.values


def test_every_problem_of_a_row_is_told_with_the_permission(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    answers = make_answers(clock.now, {"poss": 1, "spo2": 101})

    with pytest.raises(RefusedError) as refused:
        clinic.paper.record_all(opened.trial.trial_id, [answers])

    assert [problem.field for problem in refused.value.problems] == ["0:spo2", "0:poss"]


def withdraw(clinic: Clinic, opened: Snapshot, clock: FakeClock) -> Answers:
    """Record POSS while it is permitted, then take the permission back."""
    clinic.house.change_settings(PERMITTED, "Permission obtained")
    answers = make_answers(clock.now, {"poss": 2, "pain_rest": 7})
    clinic.record(opened.trial.trial_id, answers)
    clinic.house.change_settings(ClinicSettings(), "Permission ended")
    return answers


def test_a_correction_beside_an_earlier_level_does_not_cost_it(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    former = withdraw(clinic, opened, clock)
    wanted = make_answers(clock.now, {"poss": 2, "pain_rest": 4})

    snapshot = clinic.amend_entry(opened.trial.trial_id, former.entry_id, wanted, "typing_error")

    assert current_entries(snapshot.trial.entries)[0].values == wanted.values


def test_another_level_in_place_of_an_earlier_one_is_refused(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    former = withdraw(clinic, opened, clock)
    wanted = make_answers(clock.now, {"poss": 3, "pain_rest": 7})

    with pytest.raises(RefusedError, match=SENTENCE):
        clinic.amend_entry(opened.trial.trial_id, former.entry_id, wanted, "typing_error")


def test_an_entry_with_an_earlier_level_can_be_moved(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    former = withdraw(clinic, opened, clock)
    other = clinic.register(make_patient_details(mrn="T-002"), make_details())

    _, target = clinic.paper.move_entry(
        opened.trial.trial_id, former.entry_id, other.trial.trial_id, "wrong_patient"
    )

    assert current_entries(target.trial.entries)[0].values == former.values


def test_a_reason_why_the_scale_was_not_used_needs_no_permission(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    asleep = replace(make_answers(clock.now), not_assessed={"poss": NotAssessed.ASLEEP})

    snapshot = clinic.record(opened.trial.trial_id, asleep)

    assert snapshot.trial.entries[0].not_assessed == {"poss": NotAssessed.ASLEEP}
