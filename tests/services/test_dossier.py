"""The dossier in the store: facts stay readable, an end is one transaction, plans are kept."""

from datetime import timedelta

import pytest

from tests.conftest import NOON, FakeClock
from tests.factories import make_answers, make_details
from trialtracker.clinical.choices import StopReason, TrialState
from trialtracker.clinical.dossier import get_answers, get_history
from trialtracker.clinical.plan import Plan, PlannedDrug
from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.services.clinic import Clinic
from trialtracker.services.errors import ChangedMeanwhileError
from trialtracker.services.results import Snapshot

PLAN = Plan(drugs=(PlannedDrug("morphine", 1_000_000),))
ENDED = make_details(
    state=TrialState.STOPPED, ended_at=NOON, stop_reason=StopReason.PATIENT_REQUEST
)


def refused_fields(refusal: pytest.ExceptionInfo[RefusedError]) -> list[str]:
    return [problem.field for problem in refusal.value.problems]


def test_an_answer_keeps_its_author_time_and_note(clinic: Clinic, opened: Snapshot) -> None:
    trial = clinic.dossier.state(
        opened.trial.trial_id, {"no_infection": ("no", "urine culture")}
    ).trial

    fact = get_answers(trial)["no_infection"]
    assert (fact.value, fact.note, fact.author) == ("no", "urine culture", "tester")
    assert fact.recorded_at == NOON


def test_a_changed_answer_leaves_the_former_readable(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    clinic.dossier.state(opened.trial.trial_id, {"body_size": ("no", "")})
    clock.advance(timedelta(hours=1))

    trial = clinic.dossier.state(opened.trial.trial_id, {"body_size": ("yes", "")}).trial

    assert [fact.value for fact in get_history(trial, "body_size")] == ["yes", "no"]


def test_one_impossible_answer_stores_none(clinic: Clinic, opened: Snapshot) -> None:
    answers = {"body_size": ("yes", ""), "no_infection": ("perhaps", "")}

    with pytest.raises(RefusedError) as refusal:
        clinic.dossier.state(opened.trial.trial_id, answers)

    assert refused_fields(refusal) == ["no_infection"]
    assert clinic.get_snapshot(opened.trial.trial_id).trial.facts == ()


def test_an_end_is_stored_with_what_was_found_at_it(clinic: Clinic, opened: Snapshot) -> None:
    answers = {"wants_to_go_on": ("no", ""), "patient_words": ("Not for me", "")}

    trial = clinic.dossier.end(opened.trial, ENDED, answers, "The patient's wish").trial

    assert trial.details == ENDED
    assert get_answers(trial)["patient_words"].value == "Not for me"


def test_an_end_with_an_impossible_answer_ends_nothing(clinic: Clinic, opened: Snapshot) -> None:
    with pytest.raises(RefusedError):
        clinic.dossier.end(opened.trial, ENDED, {"catheter_whole": ("maybe", "")}, "Wish")

    trial = clinic.get_snapshot(opened.trial.trial_id).trial
    assert trial.details.state is TrialState.RUNNING


def test_a_trial_changed_meanwhile_is_not_ended(clinic: Clinic, opened: Snapshot) -> None:
    clinic.amend_trial(opened.trial, make_details(planned_days=9), "Longer")

    with pytest.raises(ChangedMeanwhileError):
        clinic.dossier.end(opened.trial, ENDED, {}, "The patient's wish")


def test_an_entry_after_the_end_is_refused(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    clinic.dossier.end(opened.trial, ENDED, {}, "The patient's wish")
    clock.advance(timedelta(hours=2))

    with pytest.raises(RefusedError, match="after the trial's end"):
        clinic.record(opened.trial.trial_id, make_answers(clock.now, {"pain_rest": 3}))


def test_a_template_is_listed_by_name_and_takes_the_place_of_its_namesake(clinic: Clinic) -> None:
    clinic.dossier.save_template("Three steps", Plan())
    clinic.dossier.save_template("Alone", PLAN)

    clinic.dossier.save_template("Three steps", PLAN)

    kept = [(template.name, template.plan) for template in clinic.dossier.list_templates()]
    assert kept == [("Alone", PLAN), ("Three steps", PLAN)]


def test_a_retired_template_is_no_longer_offered(clinic: Clinic) -> None:
    clinic.dossier.save_template("Alone", PLAN)
    clinic.dossier.save_template("Other", PLAN)
    alone = clinic.dossier.list_templates()[0]

    clinic.dossier.retire_template(alone.template_id)

    assert [template.name for template in clinic.dossier.list_templates()] == ["Other"]


def test_a_template_without_a_name_is_refused(clinic: Clinic) -> None:
    with pytest.raises(RefusedError, match="has no name"):
        clinic.dossier.save_template(" ", PLAN)


def test_changed_settings_come_back_and_reach_the_trial(clinic: Clinic, opened: Snapshot) -> None:
    wanted = ClinicSettings(clinic_phone="+1 555 0100", poss_permitted=True)

    stored = clinic.house.change_settings(wanted, "Permission obtained")

    assert stored == wanted
    assert clinic.house.get_settings() == wanted
    assert clinic.get_snapshot(opened.trial.trial_id).settings == wanted


def test_settings_are_not_changed_without_a_reason(clinic: Clinic) -> None:
    with pytest.raises(RefusedError) as refusal:
        clinic.house.change_settings(ClinicSettings(news2=True), " ")

    assert refused_fields(refusal) == ["reason"]


def test_an_impossible_setting_is_not_stored(clinic: Clinic) -> None:
    with pytest.raises(RefusedError):
        clinic.house.change_settings(ClinicSettings(observation_hours=3), "Shorter")

    assert clinic.house.get_settings() == ClinicSettings()


def test_an_impossible_plan_is_not_stored(clinic: Clinic, opened: Snapshot) -> None:
    with pytest.raises(RefusedError) as refusal:
        clinic.amend_trial(
            opened.trial, make_details(plan=Plan(drugs=(PlannedDrug("aspirin"),))), "Plan"
        )

    assert refused_fields(refusal) == ["drug:0"]
