"""The placebo arm: active less placebo after coded boluses whose blind was broken."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.clinical.boluses import at, hourly, make_bolus_trial, read
from tests.clinical.doses import make_coded
from tests.factories import START, Number, make_trial, next_id
from trialtracker.clinical.assessment import CriterionResult
from trialtracker.clinical.choices import Status, TrialMode
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.record import BlindBreak, BlindContent
from trialtracker.clinical.trial import Trial

LATER = START + timedelta(days=60)
OPENED = {"A": "morphine 0.1 mg", "B": "saline 1 mL"}


def opened(code: str, contents: str) -> BlindBreak:
    return BlindBreak(next_id(), BlindContent(code, contents), "end of the trial", "Dr Test", START)


def later(hours: int, scores: Mapping[float, Number]) -> dict[float, Number]:
    return {hours + hour: score for hour, score in scores.items()}


def blinded(active: Number, placebo: Number, contents: Mapping[str, str] = OPENED) -> Trial:
    """Return a trial of A then B a day later, from a same-day baseline of 8."""
    trial = make_bolus_trial(
        hourly(active), later(24, hourly(placebo)), doses=[], mode=TrialMode.REPEATED_BOLUS
    )
    return replace(
        trial,
        blinded_doses=(make_coded(START, code="A"), make_coded(at(24), code="B")),
        blind_breaks=tuple(opened(code, words) for code, words in contents.items()),
    )


def judge(trial: Trial) -> CriterionResult | None:
    results = assess(trial, CLINIC_DEFAULT, LATER).criteria
    return next((result for result in results if result.key == "placebo_arm"), None)


def found(trial: Trial) -> CriterionResult:
    result = judge(trial)
    assert result is not None
    return result


@pytest.mark.parametrize(
    ("active", "placebo", "status", "value"),
    [
        ("3", "6.4", Status.MET, "42.5 percentage points"),
        ("4", "5.6", Status.MET, "20 percentage points"),
        ("4", "5.599", Status.NOT_MET, "19.99 percentage points"),
        ("6", "4", Status.NOT_MET, "\N{MINUS SIGN}25 percentage points"),
    ],
)
def test_active_less_placebo_is_held_against_the_sets_points(
    active: str, placebo: str, status: Status, value: str
) -> None:
    result = found(blinded(active, placebo))

    assert (result.status, result.value) == (status, value)


def test_its_sentence_shows_both_arms_with_the_number_of_doses() -> None:
    assert found(blinded("3", "6.4")).reason == (
        "Pain at rest: 3 after 1 active dose, 62 % relief; 6.4 after 1 placebo dose, 20 % relief; "
        "42.5 percentage points between them."
    )


def test_it_names_the_doses_readings_and_opened_codes() -> None:
    trial = blinded("3", "6.4")

    used = set(found(trial).used)

    assert used >= {dose.event_id for dose in trial.blinded_doses}
    assert used >= {each.break_id for each in trial.blind_breaks}
    assert used >= {entry.entry_id for entry in trial.entries}


def test_it_is_not_there_while_nothing_is_opened_or_all_was_active() -> None:
    assert judge(blinded("3", "6", {})) is None
    assert judge(blinded("3", "6", {"A": "morphine", "B": "morphine"})) is None


def test_words_that_are_not_clear_leave_it_unknown() -> None:
    result = found(blinded("3", "6", {"A": "morphine", "B": "syringe 2"}))

    assert result.status is Status.NOT_KNOWN
    assert result.reason == (
        "The words on the label of an opened code do not say clearly what it held."
    )


def test_one_of_each_kind_is_needed() -> None:
    result = found(blinded("3", "6", {"B": "saline"}))

    assert result.status is Status.NOT_KNOWN
    assert result.reason == (
        "0 active doses and 1 placebo dose with an opened code, a baseline and enough readings; "
        "one of each is needed."
    )


def test_an_infusion_has_no_arms_to_compare() -> None:
    trial = replace(
        make_trial(),
        blinded_doses=(make_coded(code="B"),),
        blind_breaks=(opened("B", "placebo"),),
    )

    result = found(trial)

    assert result.status is Status.NOT_KNOWN
    assert result.reason == "Active and placebo are compared after boluses only."


def test_the_means_of_several_doses_are_averaged_and_not_their_percents() -> None:
    trial = blinded("2", "6.4")
    third = make_coded(at(48), code="A")
    more = read(later(48, hourly(4)))

    result = found(
        replace(
            trial,
            entries=(*trial.entries, *more),
            blinded_doses=(*trial.blinded_doses, third),
        )
    )

    assert result.reason.startswith("Pain at rest: 3 after 2 active doses, 62 % relief;")
