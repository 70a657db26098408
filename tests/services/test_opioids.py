from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.clinical.intakes import make_intake, make_patch
from tests.conftest import NOON, FakeClock
from tests.factories import make_answers
from trialtracker.clinical.opioids import get_day_mme
from trialtracker.clinical.record import current_intakes
from trialtracker.clinical.refusal import RefusedError
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot

HOUR = timedelta(hours=1)


def total(snapshot: Snapshot) -> object:
    return get_day_mme(snapshot.trial.intakes, NOON.date(), "UTC").total


def test_intakes_are_stored_once_and_come_back_exactly(clinic: Clinic, opened: Snapshot) -> None:
    tablet = make_intake("2.5", at=NOON - HOUR, times=3, note="after lunch")
    trial_id = opened.trial.trial_id
    clinic.opioids.add(trial_id, [tablet])

    snapshot = clinic.opioids.add(trial_id, [tablet])

    (stored,) = snapshot.trial.intakes
    assert (stored.dose, stored.at, stored.note) == (Decimal("2.5"), NOON - HOUR, "after lunch")
    assert (stored.author, total(snapshot)) == ("tester", Decimal("11.25"))


def test_impossible_intake_is_refused_and_nothing_of_it_is_stored(
    clinic: Clinic, opened: Snapshot
) -> None:
    trial_id = opened.trial.trial_id

    with pytest.raises(RefusedError, match="A patch of 0 is not possible"):
        clinic.opioids.add(trial_id, [make_intake(at=NOON), make_patch(0, at=NOON)])

    assert clinic.get_snapshot(trial_id).trial.intakes == ()


def test_patch_is_taken_off_by_a_row_that_takes_its_place(
    clinic: Clinic, opened: Snapshot, clock: FakeClock
) -> None:
    trial_id, patch = opened.trial.trial_id, make_patch(25, at=NOON - HOUR)
    clinic.opioids.add(trial_id, [patch])
    clock.advance(HOUR)
    off = patch._replace(
        intake_id="f" * 32, until=NOON, supersedes_id=patch.intake_id, reason="Taken off"
    )

    snapshot = clinic.opioids.amend(trial_id, off)

    (current,) = current_intakes(snapshot.trial.intakes)
    assert (current.until, current.reason) == (NOON, "Taken off")
    assert len(snapshot.trial.intakes) == 2


def test_change_is_refused_without_a_reason_or_with_an_end_before_the_beginning(
    clinic: Clinic, opened: Snapshot
) -> None:
    trial_id, patch = opened.trial.trial_id, make_patch(25, at=NOON - HOUR)
    clinic.opioids.add(trial_id, [patch])
    changed = patch._replace(intake_id="e" * 32, supersedes_id=patch.intake_id)

    with pytest.raises(RefusedError):
        clinic.opioids.amend(trial_id, changed)
    with pytest.raises(RefusedError, match="The end is not after the beginning"):
        clinic.opioids.amend(trial_id, changed._replace(reason="x", until=NOON - 2 * HOUR))

    assert clinic.get_snapshot(trial_id).trial.intakes[0].intake_id == patch.intake_id


def test_intake_made_void_no_longer_counts_and_stays_readable(
    clinic: Clinic, opened: Snapshot
) -> None:
    trial_id, tablet = opened.trial.trial_id, make_intake(at=NOON - HOUR)
    clinic.opioids.add(trial_id, [tablet])

    snapshot = clinic.opioids.void(trial_id, tablet.intake_id, "Entered twice")

    assert current_intakes(snapshot.trial.intakes) == ()
    assert [i.reason for i in snapshot.trial.intakes] == ["", "Entered twice"]


def test_intake_that_does_not_count_cannot_be_made_void(clinic: Clinic, opened: Snapshot) -> None:
    with pytest.raises(LookupError, match="does not count"):
        clinic.opioids.void(opened.trial.trial_id, "unknown", "Entered twice")


def test_intakes_of_an_entry_are_void_with_it(clinic: Clinic, opened: Snapshot) -> None:
    answers = make_answers(NOON - HOUR, {"pain_rest": 3})
    of_entry = make_intake(at=NOON - HOUR, entry_id=answers.entry_id)
    trial_id = opened.trial.trial_id
    clinic.record(trial_id, replace(answers, intakes=(of_entry,)))
    clinic.opioids.add(trial_id, [make_intake(20, at=NOON - HOUR)])

    snapshot = clinic.void_entry(trial_id, answers.entry_id, "Wrong patient")

    assert [intake.dose for intake in current_intakes(snapshot.trial.intakes)] == [20]


def test_impossible_intake_of_an_entry_is_refused_with_the_entry(
    clinic: Clinic, opened: Snapshot
) -> None:
    answers = make_answers(NOON - HOUR, {"pain_rest": 3}, intakes=(make_intake(0),))
    trial_id = opened.trial.trial_id

    with pytest.raises(RefusedError, match="A dose of 0 is not possible"):
        clinic.record(trial_id, answers)

    assert clinic.get_snapshot(trial_id).trial.entries == ()
