from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.conftest import NOON
from tests.factories import make_answers, next_id
from trialtracker.clinical.episodes import Episode, get_episodes
from trialtracker.clinical.record import EffectDetail
from trialtracker.clinical.record_choices import EffectAction, Relation
from trialtracker.clinical.refusal import RefusedError
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot

HOUR = timedelta(hours=1)


def describe(onset_hours_ago: int, **changes: Any) -> EffectDetail:
    onset_at = NOON - onset_hours_ago * HOUR
    detail = EffectDetail(
        next_id(), "nausea", onset_at, None, Relation.DRUG, EffectAction.REDUCED, "Ondansetron"
    )
    return replace(detail, **changes)


def only(snapshot: Snapshot) -> Episode:
    (episode,) = get_episodes(snapshot.trial, NOON)
    return episode


@pytest.fixture
def trial_id(clinic: Clinic, opened: Snapshot) -> str:
    """A trial in which nausea was graded 2 three hours ago."""
    answers = make_answers(NOON - 3 * HOUR, {"side_effect:nausea": 2})
    return clinic.record(opened.trial.trial_id, answers).trial.trial_id


def test_description_is_stored_once_and_joins_its_episode(clinic: Clinic, trial_id: str) -> None:
    detail = describe(4)
    clinic.effects.describe(trial_id, detail)

    snapshot = clinic.effects.describe(trial_id, detail)

    (stored,) = snapshot.trial.effect_details
    assert (stored.author, stored.treatment) == ("tester", "Ondansetron")
    assert only(snapshot).onset_at == NOON - 4 * HOUR
    assert only(snapshot).gradings == ("CTCAE v5.0",)


def test_changed_description_takes_the_place_of_the_first(clinic: Clinic, trial_id: str) -> None:
    first = describe(4)
    clinic.effects.describe(trial_id, first)
    ended = describe(4, ended_at=NOON - HOUR, supersedes_id=first.detail_id)

    snapshot = clinic.effects.describe(trial_id, ended)

    assert len(snapshot.trial.effect_details) == 2
    assert only(snapshot).ended_at == NOON - HOUR


def test_end_before_the_onset_is_refused(clinic: Clinic, trial_id: str) -> None:
    before_it = describe(3, ended_at=NOON - 4 * HOUR)

    with pytest.raises(RefusedError, match="before the onset"):
        clinic.effects.describe(trial_id, before_it)


def test_description_is_made_void_for_a_reason_and_stays_readable(
    clinic: Clinic, trial_id: str
) -> None:
    detail = describe(4)
    clinic.effects.describe(trial_id, detail)

    snapshot = clinic.effects.void(trial_id, detail.detail_id, "wrong_patient")

    assert [kept.reason for kept in snapshot.trial.effect_details] == ["", "wrong_patient"]
    assert only(snapshot).detail is None


def test_void_of_a_description_that_is_not_there_changes_nothing(
    clinic: Clinic, trial_id: str
) -> None:
    clinic.effects.describe(trial_id, describe(4))

    snapshot = clinic.effects.void(trial_id, "unknown", "duplicate")

    assert len(snapshot.trial.effect_details) == 1


def test_void_needs_a_reason(clinic: Clinic, trial_id: str) -> None:
    with pytest.raises(RefusedError, match="Say why"):
        clinic.effects.void(trial_id, "any", " ")


def test_a_description_of_another_trial_is_not_replaced_from_this_one(
    clinic: Clinic, trial_id: str
) -> None:
    with pytest.raises(LookupError):
        clinic.effects.describe(trial_id, describe(4, supersedes_id=next_id()))
