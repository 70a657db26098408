"""Every row of the vocabulary by every way into the record: kept exactly, or refused."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.clinical.doses import make_bolus
from tests.clinical.intakes import make_intake, make_patch
from tests.conftest import FakeClock
from tests.factories import Number, make_answers, make_dose, next_id
from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import Verdict
from trialtracker.clinical.drugs import DRUGS, Drug
from trialtracker.clinical.measures import MEASURES, SYSTOLIC
from trialtracker.clinical.opioids import OPIOIDS, Opioid
from trialtracker.clinical.record import BlindContent, BlindedDose, current_intakes
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.side_effects import SIDE_EFFECTS, SideEffect
from trialtracker.clinical.trial import Trial, current_entries
from trialtracker.clinical.value_checks import refuse_if
from trialtracker.services.clinic import Clinic
from trialtracker.services.import_store import import_trials
from trialtracker.services.importing import ImportedEntry, ImportedTrial
from trialtracker.services.results import Snapshot

RED = [effect for effect in SIDE_EFFECTS if effect.red_flag_from]
FINEST = Decimal("0.000000001")
CONTENTS = "Morphine 0.2 mg in 1 mL"


@pytest.fixture
def trial(clinic: Clinic, opened: Snapshot) -> Trial:
    """A trial of a clinic that may use every scale."""
    clinic.house.change_settings(ClinicSettings(poss_permitted=True, news2=True), "Permitted")
    return opened.trial


def record(clinic: Clinic, trial: Trial, answers: Answers) -> None:
    clinic.record(trial.trial_id, answers)


def record_all(clinic: Clinic, trial: Trial, answers: Answers) -> None:
    clinic.paper.record_all(trial.trial_id, [answers])


def amend(clinic: Clinic, trial: Trial, answers: Answers) -> None:
    first = make_answers(answers.observed_at, note="typed in the wrong place")
    clinic.record(trial.trial_id, first)
    clinic.amend_entry(trial.trial_id, first.entry_id, answers, "typing_error")


def bring_in(clinic: Clinic, trial: Trial, answers: Answers) -> None:
    keys = list(answers.values)
    entry = ImportedEntry(tuple(range(len(keys))), answers)
    told = ImportedTrial((0,), trial.patient.details, trial.details, (entry,))
    report = import_trials(clinic._store, "tester", answers.observed_at, [told])
    refuse_if([Problem(keys[problem.row], problem.reason) for problem in report.problems])


Way = Callable[[Clinic, Trial, Answers], None]
every_way = pytest.mark.parametrize("save", [record, record_all, amend, bring_in])


def read(clinic: Clinic, trial: Trial) -> dict[str, Decimal]:
    stored = clinic.get_snapshot(trial.trial_id).trial
    return {key: value for e in current_entries(stored.entries) for key, value in e.values.items()}


def fields_of(refusal: pytest.ExceptionInfo[RefusedError]) -> set[str]:
    return {problem.field.removeprefix("0:") for problem in refusal.value.problems}


LOWEST = {m.key: m.low for m in MEASURES} | {SYSTOLIC.key: SYSTOLIC.high}
HIGHEST = {m.key: m.high for m in MEASURES}
TOO_LOW = {m.key: m.low - FINEST for m in MEASURES}
TOO_HIGH = {m.key: m.high + FINEST for m in MEASURES}
WORST = {e.measure: Decimal(max(e.grades)) for e in SIDE_EFFECTS}
NO_GRADE = {e.measure: Decimal(min({1, 2, 3, 4, 5, 6} - set(e.grades))) for e in SIDE_EFFECTS}


@every_way
@pytest.mark.parametrize("values", [LOWEST, HIGHEST, WORST], ids=["low", "high", "grades"])
def test_the_extreme_but_true_value_of_everything_is_kept(
    clinic: Clinic, trial: Trial, clock: FakeClock, save: Way, values: dict[str, Number]
) -> None:
    save(clinic, trial, make_answers(clock.now, values))

    assert read(clinic, trial) == values


@every_way
@pytest.mark.parametrize("values", [TOO_LOW, TOO_HIGH, NO_GRADE], ids=["low", "high", "grades"])
def test_what_nothing_can_be_is_refused_at_every_field(
    clinic: Clinic, trial: Trial, clock: FakeClock, save: Way, values: dict[str, Number]
) -> None:
    with pytest.raises(RefusedError) as refused:
        save(clinic, trial, make_answers(clock.now, values))

    assert fields_of(refused) == set(values)
    assert read(clinic, trial) == {}


@every_way
@pytest.mark.parametrize(
    "values",
    [
        {"spo2": 101},
        {"systolic": 80, "diastolic": 80},
        {"systolic": 80, "diastolic": 120},
        {"poss": 0},
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_by_every_way(
    clinic: Clinic, trial: Trial, clock: FakeClock, save: Way, values: dict[str, Number]
) -> None:
    with pytest.raises(RefusedError):
        save(clinic, trial, make_answers(clock.now, values))

    assert read(clinic, trial) == {}


@pytest.mark.parametrize(
    "effect", [e for e in SIDE_EFFECTS if e.red_flag_from], ids=lambda e: e.key
)
def test_every_red_flag_of_a_grade_holds_the_trial_at_once(
    clinic: Clinic, trial: Trial, clock: FakeClock, effect: SideEffect
) -> None:
    answers = make_answers(clock.now, {effect.measure: effect.red_flag_from or 0})

    snapshot = clinic.record(trial.trial_id, answers)

    assert snapshot.assessment.verdict is Verdict.SAFETY_HOLD
    assert clinic.list_due(None, 5)[0].finding.startswith("Alert: ")


@pytest.mark.parametrize("drug", DRUGS, ids=lambda drug: drug.key)
@pytest.mark.parametrize("nanograms", [1, 1_000_000_000])
def test_every_drug_keeps_its_dose_to_the_nanogram(
    clinic: Clinic, trial: Trial, clock: FakeClock, drug: Drug, nanograms: int
) -> None:
    bolus = make_bolus(clock.now, nanograms, drug=drug.key)
    rate = make_dose(clock.now, nanograms, drug=drug.key)

    clinic.dosing.give(trial.trial_id, [bolus])
    snapshot = clinic.dosing.give(trial.trial_id, [rate])

    assert {(d.bolus_ng, d.rate_ng_per_day) for d in snapshot.trial.doses} == {
        (nanograms, 0),
        (0, nanograms),
    }


def test_two_rates_of_one_minute_are_refused_open_or_coded(
    clinic: Clinic, trial: Trial, clock: FakeClock
) -> None:
    clinic.dosing.give(trial.trial_id, [make_dose(clock.now)])
    later = clock.now + timedelta(seconds=30)

    with pytest.raises(RefusedError, match="recorded at 05-Mar-2026 12:00 already"):
        clinic.dosing.give(trial.trial_id, [make_dose(later, 600_000)])
    with pytest.raises(RefusedError, match="recorded at 05-Mar-2026 12:00 already"):
        clinic.dosing.give_blinded(
            trial.trial_id, BlindedDose(next_id(), later, DoseKind.RATE, "A7", "")
        )


@pytest.mark.parametrize("opioid", OPIOIDS, ids=lambda opioid: opioid.key)
def test_every_opioid_is_kept_with_its_unit_and_never_without(
    clinic: Clinic, trial: Trial, clock: FakeClock, opioid: Opioid
) -> None:
    make = make_patch if opioid.is_patch else make_intake
    intake = make(Decimal("0.5"), drug=opioid.key, at=clock.now, unit=opioid.units[0].value)

    with pytest.raises(RefusedError, match="no unit"):
        clinic.opioids.add(trial.trial_id, [intake._replace(unit=" ")])
    with pytest.raises(RefusedError, match="of 0 is not possible"):
        clinic.opioids.add(trial.trial_id, [intake._replace(dose=Decimal(0))])
    snapshot = clinic.opioids.add(trial.trial_id, [intake])

    (kept,) = current_intakes(snapshot.trial.intakes)
    assert (kept.drug, kept.dose, kept.unit) == (intake.drug, intake.dose, intake.unit)


def test_contents_are_nowhere_before_the_blind_is_broken(
    clinic: Clinic, trial: Trial, clock: FakeClock
) -> None:
    trial_id = trial.trial_id
    given = BlindedDose(next_id(), clock.now, DoseKind.BOLUS, "A7", "")

    sealed = clinic.dosing.seal(trial_id, BlindContent("A7", CONTENTS))
    with pytest.raises(RefusedError) as again:
        clinic.dosing.seal(trial_id, BlindContent("a7", CONTENTS))
    shown = [sealed, clinic.dosing.give_blinded(trial_id, given), clinic.get_snapshot(trial_id)]
    rows = clinic.list_due(None, 5)
    broken = clinic.dosing.break_blind(trial_id, "a7", "Dr. Test", "Apnoea")

    assert CONTENTS not in repr((shown, rows, again.value, again.value.problems))
    assert broken.trial.blind_breaks[0].content.contents == CONTENTS
