"""What becomes of one trial is told in keys; what is not known is never counted as absent."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from tests.clinical.doses import make_bolus, make_coded, make_stop
from tests.factories import START, make_details, make_dose, make_entry, make_trial
from trialtracker.clinical.actor import Role
from trialtracker.clinical.choices import Indication, TrialMode, TrialState, Verdict
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.frozen import Frozen, Meaning, Signature
from trialtracker.clinical.outcome import (
    NO_OUTCOME,
    Outcome,
    get_outcome,
    list_counted,
    parse_outcome,
)
from trialtracker.clinical.review import Decision, Opinion, Review
from trialtracker.clinical.trial import DoseEvent, Trial

END = START + timedelta(days=5)
LATER = END + timedelta(days=3)


def make_ended(**changes: object) -> Trial:
    trial = make_trial(state=TrialState.COMPLETED, ended_at=END)
    return replace(trial, **changes)  # type: ignore[arg-type]


def get_keys(trial: Trial, review: Review | None = None, **changes: object) -> tuple[str, ...]:
    assessment = assess(trial, CLINIC_DEFAULT, LATER)
    return get_outcome(trial, replace(assessment, **changes), review).keys  # type: ignore[arg-type]


def of(name: str, keys: Iterable[str]) -> list[str]:
    return [key for key in keys if key.startswith(name)]


def make_review(opinion: Opinion | None, signed_at: datetime = LATER) -> Review:
    signature = Signature("R. Alvarez", Role.PHYSICIAN, Meaning.REVIEWED)
    frozen = object.__new__(Frozen)
    object.__setattr__(frozen, "signature", signature)
    return Review(frozen, signed_at, opinion, "seal")


def test_a_trial_that_never_started_does_not_count() -> None:
    trial = make_trial(state=TrialState.STOPPED, started_at=None)

    assert get_outcome(trial, assess(trial, CLINIC_DEFAULT, LATER), None) == NO_OUTCOME
    assert NO_OUTCOME.text == ""


def test_a_running_trial_is_counted_apart() -> None:
    trial = make_trial()

    found = get_outcome(trial, assess(trial, CLINIC_DEFAULT, LATER), None)

    assert found == Outcome("2026-03", ("running",))


def test_the_month_is_that_of_the_clinic_not_of_utc() -> None:
    started = datetime(2026, 3, 31, 23, 30, tzinfo=UTC)
    trial = make_trial(started_at=started, time_zone="Asia/Tokyo")

    assert get_outcome(trial, assess(trial, CLINIC_DEFAULT, LATER), None).month == "2026-04"


def test_an_ended_trial_has_mode_indication_verdict_and_no_decision_yet() -> None:
    details = make_details(
        mode=TrialMode.CONTINUOUS_EPIDURAL,
        indication=Indication.CRPS,
        state=TrialState.COMPLETED,
        ended_at=END,
    )

    keys = get_keys(make_ended(details=details), verdict=Verdict.BORDERLINE)

    assert keys == (
        "ended",
        "mode=continuous_epidural",
        "indication=crps",
        "drug=not_recorded",
        "verdict=borderline",
        "decision=none",
        "relief=none",
    )


@pytest.mark.parametrize(
    ("doses", "drug"),
    [
        ((make_dose(),), "morphine"),
        ((make_bolus(),), "morphine"),
        ((make_stop(),), "not_recorded"),
        ((make_dose(), make_dose(drug="bupivacaine")), "bupivacaine+morphine"),
        (tuple(make_dose(drug=drug) for drug in "abcde"), "several"),
    ],
)
def test_the_drug_is_what_was_given(doses: tuple[DoseEvent, ...], drug: str) -> None:
    assert of("drug", get_keys(make_ended(doses=doses))) == [f"drug={drug}"]


def test_a_coded_syringe_is_no_drug_that_is_known() -> None:
    trial = make_ended(blinded_doses=(make_coded(),))

    assert of("drug", get_keys(trial)) == ["drug=blinded"]


@pytest.mark.parametrize(
    ("percent", "relief"),
    [
        (None, "none"),
        (Fraction(-1, 100), "worse"),
        (Fraction(0), "0"),
        (Fraction(4999, 100), "49"),
        (Fraction(50), "50"),
        (Fraction(100), "100"),
    ],
)
def test_a_relief_is_never_rounded_up(percent: Fraction | None, relief: str) -> None:
    keys = get_keys(make_ended(), relief_percent=percent)

    assert of("relief", keys) == [f"relief={relief}"]


def test_the_worst_grade_of_what_was_asked_counts_and_nothing_of_what_was_not() -> None:
    asked = {"side_effect:nausea": 2, "side_effect:pruritus": 0}
    entries = (
        make_entry(START + timedelta(hours=1), asked),
        make_entry(START + timedelta(hours=2), {"side_effect:nausea": 1}),
    )

    keys = get_keys(make_ended(entries=entries))

    assert of("effect", keys) == ["effect:any=2", "effect:nausea=2", "effect:pruritus=0"]


def test_the_decision_counts_with_the_days_since_the_start() -> None:
    review = make_review(Opinion(Decision.EXTEND, "Try a higher rate"))

    keys = get_keys(make_ended(), review)

    assert (of("decision", keys), of("days", keys)) == (["decision=extend"], ["days=8"])


def test_a_signature_without_a_decision_is_none() -> None:
    assert of("de", get_keys(make_ended(), make_review(None))) == ["decision=none"]


def test_what_is_shown_together_is_counted_together() -> None:
    keys = get_keys(make_ended(), verdict=Verdict.FAVOURABLE)

    assert list_counted(keys)[len(keys) :] == (
        "verdict=favourable&decision=none",
        "verdict=favourable&indication=failed_back_surgery",
        "verdict=favourable&drug=not_recorded",
        "verdict=favourable&mode=continuous_intrathecal",
    )


def test_another_verdict_is_counted_with_its_decision_alone() -> None:
    keys = get_keys(make_ended(), verdict=Verdict.BORDERLINE)

    assert list_counted(keys)[len(keys) :] == ("verdict=borderline&decision=none",)
    assert list_counted(("running",)) == ("running",)


def test_an_outcome_is_read_as_it_was_stored() -> None:
    outcome = Outcome("2026-03", ("ended", "mode=single_bolus"))

    assert outcome.text == " ended mode=single_bolus "
    assert parse_outcome(outcome.month, outcome.text) == outcome
