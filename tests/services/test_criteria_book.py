"""The clinic's criteria sets: versions that only grow, and what one would do to past trials."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from tests.conftest import NOON, FakeClock
from tests.factories import make_details, make_diary, make_patient_details
from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import TrialMode, TrialState, Verdict
from trialtracker.clinical.criteria_set_words import with_numbers
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet
from trialtracker.clinical.plan import Plan
from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.shipped_sets import SHIPPED_SETS
from trialtracker.clinical.trial import Entry
from trialtracker.db.store import Store
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot

TODAY = NOON.date()
OWN = replace(
    CLINIC_DEFAULT,
    name="Hill clinic",
    version="1",
    effective_from=TODAY,
    author="Dr Testcase",
    reason="Board decision",
)
STRICT = with_numbers(OWN, {"relief_percent": Fraction(90), "borderline_percent": Fraction(80)})
FOLLOWS = Plan(criteria_set="Hill clinic")
PLANNED = make_details(state=TrialState.PLANNED, started_at=None, plan=FOLLOWS)


def record_all(clinic: Clinic, trial_id: str, entries: Iterable[Entry]) -> None:
    for entry in entries:
        clinic.record(trial_id, Answers(entry.entry_id, entry.observed_at, values=entry.values))


def add_running(clinic: Clinic, *mrns: str) -> None:
    for mrn in mrns:
        clinic.register(make_patient_details(mrn=mrn), make_details())


def add_past_trial(clinic: Clinic, clock: FakeClock, mrn: str) -> Snapshot:
    """Store a completed trial with relief of more than half, without any caveat of side effects."""
    diary = make_diary([8] * 7, [2, 2, 2])
    clock.now = NOON + timedelta(days=30)
    opened = clinic.register(make_patient_details(mrn=mrn), diary.details)
    record_all(clinic, opened.trial.trial_id, diary.entries)
    clock.now = NOON
    return opened


def test_the_shipped_sets_stand_first(clinic: Clinic) -> None:
    clinic.criteria.add_version(OWN)

    assert clinic.criteria.list_sets() == (*SHIPPED_SETS, OWN)


def test_a_version_without_an_author_has_whoever_stored_it(clinic: Clinic) -> None:
    added = clinic.criteria.add_version(replace(OWN, author=" "))

    assert added.author == "tester"
    assert clinic.criteria.list_sets()[-1] == added


def test_a_version_that_is_there_is_never_stored_again(clinic: Clinic) -> None:
    clinic.criteria.add_version(OWN)

    with pytest.raises(RefusedError, match="is there already and is never changed"):
        clinic.criteria.add_version(replace(OWN, relief_percent=Fraction(60)))

    assert clinic.criteria.list_sets()[-1] == OWN


def test_a_trial_that_starts_later_follows_the_new_version(
    clinic: Clinic, clock: FakeClock
) -> None:
    tomorrow = replace(STRICT, version="2", effective_from=TODAY + timedelta(days=1))
    clinic.criteria.add_version(OWN)
    clinic.criteria.add_version(tomorrow)
    clock.advance(timedelta(days=2))

    details = make_details(started_at=clock.now - timedelta(hours=1), plan=FOLLOWS)
    opened = clinic.register(make_patient_details(), details)

    assert opened.assessment.criteria_set == tomorrow


def test_a_trial_under_way_keeps_its_version(clinic: Clinic, clock: FakeClock) -> None:
    clinic.criteria.add_version(OWN)
    details = make_details(started_at=NOON, plan=FOLLOWS)
    opened = clinic.register(make_patient_details(), details)

    clinic.criteria.add_version(
        replace(STRICT, version="2", effective_from=TODAY + timedelta(days=1))
    )
    clock.advance(timedelta(days=3))

    assert clinic.get_snapshot(opened.trial.trial_id).assessment.criteria_set == OWN


def test_a_version_is_refused_on_a_day_on_which_a_trial_has_begun(clinic: Clinic) -> None:
    clinic.criteria.add_version(OWN)
    clinic.register(make_patient_details(), make_details(started_at=NOON, plan=FOLLOWS))

    with pytest.raises(RefusedError) as refused:
        clinic.criteria.add_version(replace(STRICT, version="2"))

    assert [problem.field for problem in refused.value.problems] == ["effective_from"]
    assert "Hill clinic has started on 05-Mar-2026" in str(refused.value)


def test_trials_that_follow_the_set_are_assessed_anew(clinic: Clinic) -> None:
    clinic.register(make_patient_details(), PLANNED)
    clinic.register(make_patient_details(mrn="T-002"), replace(PLANNED, plan=Plan()))

    clinic.criteria.add_version(OWN)

    assert clinic.refresh_summaries() == 1


def test_running_trials_that_follow_a_set_are_counted(clinic: Clinic, opened: Snapshot) -> None:
    clinic.register(make_patient_details(mrn="T-002"), PLANNED)

    assert clinic.criteria.count_followers(CLINIC_DEFAULT.name) == 1
    assert clinic.criteria.count_followers("Hill clinic") == 0


def test_one_trial_is_held_against_several_sets(clinic: Clinic, opened: Snapshot) -> None:
    clinic.criteria.add_version(OWN)

    both = clinic.criteria.assess_with(opened.trial.trial_id, (OWN.title, CLINIC_DEFAULT.title))

    assert [each.criteria_set for each in both] == [OWN, CLINIC_DEFAULT]
    assert both[1] == opened.assessment


def test_a_set_that_is_not_there_is_not_found(clinic: Clinic, opened: Snapshot) -> None:
    with pytest.raises(LookupError, match="Nobody"):
        clinic.criteria.assess_with(opened.trial.trial_id, ("Nobody 1",))


def test_a_preview_tells_which_verdicts_would_change(clinic: Clinic, clock: FakeClock) -> None:
    past = add_past_trial(clinic, clock, "T-010")

    page = clinic.criteria.preview(STRICT, None, 10)

    (row,) = page.rows
    assert (row.trial_id, row.mrn, row.family_name) == (past.trial.trial_id, "T-010", "Testcase")
    assert (row.state, row.set_title) == (TrialState.COMPLETED, CLINIC_DEFAULT.title)
    assert (row.now, row.then) == (Verdict.BORDERLINE, Verdict.NOT_FAVOURABLE)
    assert row.is_changed


def test_a_preview_stores_nothing(clinic: Clinic, clock: FakeClock, store: Store) -> None:
    past = add_past_trial(clinic, clock, "T-010")
    before = clinic.get_snapshot(past.trial.trial_id)
    stored = store.path.read_bytes()

    clinic.criteria.preview(STRICT, None, 10)

    assert clinic.get_snapshot(past.trial.trial_id) == before
    assert store.path.read_bytes() == stored
    assert clinic.criteria.list_sets() == SHIPPED_SETS


def test_a_preview_goes_on_where_the_last_page_ended(clinic: Clinic) -> None:
    add_running(clinic, "T-10", "T-11", "T-12")

    first = clinic.criteria.preview(OWN, None, 2)
    second = clinic.criteria.preview(OWN, first.next_after, 2)

    assert [row.mrn for row in (*first.rows, *second.rows)] == ["T-10", "T-11", "T-12"]
    assert (first.looked_at, first.total) == (2, 3)
    assert (second.looked_at, second.next_after) == (1, None)
    assert not any(row.is_changed for row in second.rows)


def test_a_preview_passes_over_trials_not_begun_and_of_other_modes(clinic: Clinic) -> None:
    clinic.register(make_patient_details(mrn="T-20"), PLANNED)
    clinic.register(make_patient_details(mrn="T-21"), make_details(mode=TrialMode.SINGLE_BOLUS))
    meant: CriteriaSet = replace(OWN, modes=(TrialMode.CONTINUOUS_INTRATHECAL,))

    page = clinic.criteria.preview(meant, None, 10)

    assert page.rows == ()
    assert (page.looked_at, page.total, page.next_after) == (1, 1, None)


def test_the_first_version_of_a_shipped_set_may_begin_today(clinic: Clinic) -> None:
    own_default = replace(OWN, name=CLINIC_DEFAULT.name, version="ours", effective_from=TODAY)

    clinic.criteria.add_version(own_default)

    opened = clinic.register(make_patient_details(), make_details(started_at=NOON))
    assert opened.assessment.criteria_set == own_default


def test_a_day_past_is_refused(clinic: Clinic) -> None:
    with pytest.raises(RefusedError, match="04-Mar-2026 is past"):
        clinic.criteria.add_version(replace(OWN, effective_from=date(2026, 3, 4)))
