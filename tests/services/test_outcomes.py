"""What is counted of the trials is what counting them again finds, whatever was done to them."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from random import Random

import pytest
from sqlalchemy import text

from tests.conftest import FakeClock
from tests.factories import START, make_answers, make_details, make_dose, make_patient_details
from tests.services.reviewing import follow, sign
from trialtracker.clinical.choices import Indication, TrialMode, TrialState, Verdict
from trialtracker.clinical.outcome_figures import Part, Spread
from trialtracker.clinical.outcome_period import Period, Stretch
from trialtracker.clinical.outcome_shares import Share
from trialtracker.db.store import Store
from trialtracker.services.clinic import Clinic
from trialtracker.services.outcomes import Chosen
from trialtracker.services.results import Snapshot

DAY = timedelta(days=1)
YEAR = Period("2026-01", "2026-12")
NINE = Fraction(9)


def end(clinic: Clinic, opened: Snapshot) -> Snapshot:
    details = replace(
        opened.trial.details,
        state=TrialState.COMPLETED,
        ended_at=START + 3 * DAY + timedelta(hours=4),
    )
    return clinic.amend_trial(opened.trial, details, "It is over")


def count_tables(store: Store) -> list[tuple[str, str, int]]:
    with store.read() as connection:
        rows = connection.execute(text("SELECT month, outcome, trials FROM outcome_count"))
        return [(row[0], row[1], row[2]) for row in rows]


def test_a_clinic_without_a_trial_has_no_outcomes(clinic: Clinic) -> None:
    figures = clinic.outcomes.count()

    assert (figures.period, figures.started) == (YEAR, 0)
    assert clinic.outcomes.get_bounds() == YEAR


def test_a_running_trial_is_counted_as_running(clinic: Clinic, opened: Snapshot) -> None:
    figures = clinic.outcomes.count()

    assert (figures.started, figures.ended, figures.running) == (1, 0, 1)


def test_a_trial_that_ends_is_counted_with_what_became_of_it(
    clinic: Clinic, store: Store, opened: Snapshot
) -> None:
    end(clinic, opened)

    figures = clinic.outcomes.count()

    assert (figures.ended, figures.running) == (1, 0)
    assert figures.groups["indication"] == (Part("indication=failed_back_surgery", Share(0, 1)),)
    assert ("2026-03", "running", 0) not in count_tables(store)
    assert clinic.outcomes.verify() == ()


def test_a_change_of_the_start_moves_a_trial_to_its_month(clinic: Clinic, opened: Snapshot) -> None:
    ended = end(clinic, opened)

    moved = replace(ended.trial.details, started_at=START - 90 * DAY)
    clinic.amend_trial(ended.trial, moved, "Wrong date")

    assert clinic.outcomes.count(Period("2026-01", "2026-12")).ended == 0
    assert clinic.outcomes.count(Period("2025-12", "2025-12")).ended == 1
    assert clinic.outcomes.get_bounds() == Period("2025-01", "2025-12")
    assert clinic.outcomes.verify() == ()


def test_an_entry_that_changes_no_key_writes_no_count(
    clinic: Clinic, store: Store, opened: Snapshot, clock: FakeClock
) -> None:
    before = count_tables(store)

    clinic.record(opened.trial.trial_id, make_answers(clock.now, {"pain_average": 4}))

    assert count_tables(store) == before


def test_volumes_are_of_the_month_or_the_year(clinic: Clinic, opened: Snapshot) -> None:
    march = clinic.outcomes.count(Period("2026-02", "2026-03")).volumes
    years = clinic.outcomes.count(Period("2020-01", "2026-03")).volumes

    assert [(bar.stretch.label, bar.started) for bar in march] == [("Feb-2026", 0), ("Mar-2026", 1)]
    assert years[-1].stretch == Stretch("2026", Period("2026-01", "2026-03"))
    assert [bar.running for bar in years] == [0, 0, 0, 0, 0, 0, 1]


def test_the_trials_behind_a_number_are_listed_page_by_page(clinic: Clinic) -> None:
    for_all = Chosen("Running", YEAR, (("running", "ended"),))
    register(clinic, 1)
    register(clinic, 2)

    first = clinic.outcomes.list_trials(for_all, None, 1)
    second = clinic.outcomes.list_trials(for_all, first[0], 5)

    assert [row.mrn for row in (*first, *second)] == ["R-1", "R-2"]


@pytest.mark.parametrize(
    ("period", "keys", "found"),
    [
        (YEAR, (("running",),), 1),
        (YEAR, (("ended",),), 0),
        (YEAR, (("running",), ("ended",)), 0),
        (YEAR, (), 1),
        (Period("2025-01", "2025-12"), (("running",),), 0),
        (YEAR, (("runnin",),), 0),
    ],
)
def test_only_the_trials_of_the_choice_are_listed(
    clinic: Clinic,
    opened: Snapshot,
    period: Period,
    keys: tuple[tuple[str, ...], ...],
    found: int,
) -> None:
    rows = clinic.outcomes.list_trials(Chosen("", period, keys), None, 50)

    assert len(rows) == found


def test_after_an_upgrade_every_trial_is_counted_again(
    clinic: Clinic, store: Store, opened: Snapshot
) -> None:
    end(clinic, opened)
    counted = count_tables(store)
    forget(store)

    waiting = clinic.outcomes.count_waiting()
    clinic.keep_up()

    assert waiting == 1
    assert clinic.outcomes.count_waiting() == 0
    assert count_tables(store) == counted


def test_a_count_that_is_wrong_is_found(clinic: Clinic, store: Store, opened: Snapshot) -> None:
    with store.write("tester", START) as tx:
        tx.connection.execute(
            text(
                "UPDATE outcome_count SET trials = 7 WHERE month = '2026-03' AND outcome='running'"
            )
        )

    assert clinic.outcomes.verify() == ("2026-03 running",)


def forget(store: Store) -> None:
    """Leave a store as a migration leaves it."""
    with store.write("tester", START) as tx:
        tx.connection.execute(text("UPDATE trial SET assessed_s=0, outcome='', outcome_month=''"))
        tx.connection.execute(text("DELETE FROM outcome_count"))


def register(clinic: Clinic, number: int, **details: object) -> Snapshot:
    patient = make_patient_details(mrn=f"R-{number}", family_name=f"Random{number}")
    return clinic.register(patient, make_details(**details))


class History:
    """Does things to trials, one after the other, as a seed says."""

    def __init__(self, clinic: Clinic, clock: FakeClock, seed: int) -> None:
        self.clinic = clinic
        self.clock = clock
        self.random = Random(seed)  # noqa: S311  (no secret)
        self.opened = [register(clinic, number) for number in range(4)]

    def go_on(self, steps: int) -> None:
        acts = (self._record, self._dose, self._end, self._move, self._change_kind, self._refresh)
        for _ in range(steps):
            self.clock.advance(timedelta(minutes=self.random.randrange(1, 600)))
            place = self.random.randrange(len(self.opened))
            self.opened[place] = self.random.choice(acts)(self.opened[place])

    def _record(self, shown: Snapshot) -> Snapshot:
        values = {
            "pain_average": self.random.randrange(11),
            "side_effect:nausea": self.random.randrange(3),
        }
        at = min(self.clock.now, shown.trial.details.ended_at or self.clock.now)
        return self.clinic.record(shown.trial.trial_id, make_answers(at, values))

    def _dose(self, shown: Snapshot) -> Snapshot:
        if not shown.trial.details.state.is_open:
            return shown
        drug = self.random.choice(["morphine", "ziconotide"])
        rate = 500_000 if drug == "morphine" else 1_000
        dose = make_dose(self.clock.now, rate, drug=drug, confirmed="as ordered")
        return self.clinic.dosing.give(shown.trial.trial_id, [dose])

    def _end(self, shown: Snapshot) -> Snapshot:
        if shown.trial.details.state.is_open:
            changed = replace(
                shown.trial.details, state=TrialState.COMPLETED, ended_at=self.clock.now
            )
        else:
            changed = replace(shown.trial.details, state=TrialState.RUNNING, ended_at=None)
        return self.clinic.amend_trial(shown.trial, changed, "Ended or not")

    def _move(self, shown: Snapshot) -> Snapshot:
        started_at = START - timedelta(days=self.random.randrange(100))
        changed = replace(shown.trial.details, started_at=started_at)
        return self.clinic.amend_trial(shown.trial, changed, "Wrong date")

    def _change_kind(self, shown: Snapshot) -> Snapshot:
        changed = replace(
            shown.trial.details,
            indication=self.random.choice(list(Indication)),
            indication_note="as told",
            mode=self.random.choice(
                [TrialMode.CONTINUOUS_INTRATHECAL, TrialMode.CONTINUOUS_EPIDURAL]
            ),
        )
        return self.clinic.amend_trial(shown.trial, changed, "Wrong one")

    def _refresh(self, shown: Snapshot) -> Snapshot:
        self.clinic.refresh_summaries()
        return self.clinic.get_snapshot(shown.trial.trial_id)


@pytest.mark.parametrize("seed", range(6))
def test_after_any_history_the_counts_are_those_of_the_trials(
    clinic: Clinic, clock: FakeClock, seed: int
) -> None:
    history = History(clinic, clock, seed)

    history.go_on(steps=40)

    figures = clinic.outcomes.count()
    assert clinic.outcomes.verify() == ()
    assert figures.started == 4
    assert sum(part.share.part for part in figures.verdicts) == figures.ended
    assert sum(figures.pairs.values()) == figures.ended


def test_a_signed_decision_is_counted_with_the_days_it_took(
    clinic: Clinic, clock: FakeClock
) -> None:
    ended = end(clinic, follow(clinic, clock))
    clock.now = START + 9 * DAY

    sign(clinic, clinic.get_snapshot(ended.trial.trial_id))

    figures = clinic.outcomes.count()
    assert figures.decisions[0] == Part("decision=discuss", Share(1, 1))
    assert figures.pairs[ended.assessment.verdict.value, "discuss"] == 1
    assert (figures.undecided, figures.days) == (0, Spread(1, NINE, NINE, NINE))
    assert clinic.outcomes.verify() == ()


def test_the_verdict_that_is_counted_is_the_one_in_the_lists(
    clinic: Clinic, opened: Snapshot
) -> None:
    end(clinic, opened)

    (row,) = clinic.outcomes.list_trials(Chosen("", YEAR, (("ended",),)), None, 50)

    figures = clinic.outcomes.count()
    shares = {part.key: part.share.part for part in figures.verdicts}
    assert row.verdict is Verdict.NOT_ENOUGH_DATA
    assert shares[f"verdict={row.verdict.value}"] == 1
