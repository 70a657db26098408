from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from tests.clinical.effect_records import HOUR, NOW, grade, make, make_detail
from tests.factories import START
from trialtracker.clinical.effect_checks import LONGEST_TREATMENT, check_detail
from trialtracker.clinical.episodes import EFFECT_LABELS
from trialtracker.clinical.record import EffectDetail
from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.trial import Trial


def refuse(trial: Trial, detail: EffectDetail) -> list[tuple[str, str]]:
    """Return the field and the sentence of each refusal."""
    with pytest.raises(RefusedError) as refusal:
        check_detail(trial, detail, NOW)
    return [(problem.field, problem.sentence) for problem in refusal.value.problems]


@pytest.mark.parametrize(
    "detail",
    [
        make_detail(2),
        make_detail(1, 6),
        make_detail(2, 5),
        make_detail(0, 1),
        make_detail(7, 7),
        make_detail(9),
        make_detail(4, effect="postural_headache"),
        make_detail(9, treatment="Ondansetron 4 mg\nby mouth"),
    ],
)
def test_description_that_can_be_true_is_taken(detail: EffectDetail) -> None:
    trial = make(grade(2, 2), grade(4, 1), grade(6, 0))

    check_detail(trial, detail, NOW)


@pytest.mark.parametrize(
    ("detail", "field", "sentence"),
    [
        (
            make_detail(3, 2, effect="pruritus"),
            "ended_at",
            "02-Mar-2026 10:00 is before the onset (02-Mar-2026 11:00): "
            "give an end at or after it.",
        ),
        (
            make_detail(101, effect="pruritus"),
            "onset_at",
            "06-Mar-2026 13:00 is in the future: give it when it has happened.",
        ),
        (
            make_detail(3, 101, effect="pruritus"),
            "ended_at",
            "06-Mar-2026 13:00 is in the future: give it when it has happened.",
        ),
        (
            make_detail(-24 * 365 * 70, effect="pruritus"),
            "onset_at",
            "19-Mar-1956 is before the patient's birth (12-Mar-1961).",
        ),
        (make_detail(3, effect="luck"), "effect", "“luck” is no side effect that is known."),
        (
            make_detail(3, treatment="x" * (LONGEST_TREATMENT + 1)),
            "treatment",
            "Treatment has 2,001 characters: at most 2,000 are kept.",
        ),
        (
            make_detail(0, effect="pruritus", onset_at=datetime(2026, 3, 2)),  # noqa: DTZ001
            "onset_at",
            "2026-03-02T00:00:00 has no time zone: add one.",
        ),
        (
            make_detail(0, effect="pruritus", ended_at=datetime(2026, 3, 2)),  # noqa: DTZ001
            "ended_at",
            "2026-03-02T00:00:00 has no time zone: add one.",
        ),
    ],
)
def test_impossible_description_is_refused_at_its_field(
    detail: EffectDetail, field: str, sentence: str
) -> None:
    assert refuse(make(), detail) == [(field, sentence)]


@pytest.mark.parametrize(
    ("detail", "field", "sentence"),
    [
        (
            make_detail(3),
            "onset_at",
            "Grade 2 was recorded at 02-Mar-2026 10:00: the onset is at or before that, "
            "or the entry is to be corrected.",
        ),
        (
            make_detail(1, 3),
            "ended_at",
            "Grade 1 was recorded at 02-Mar-2026 12:00: the end is at or after that, "
            "or the entry is to be corrected.",
        ),
        (
            make_detail(1, 7),
            "ended_at",
            "None was recorded at 02-Mar-2026 14:00: the end is at or before that, "
            "or the entry is to be corrected.",
        ),
    ],
)
def test_description_against_the_recorded_grades_is_refused(
    detail: EffectDetail, field: str, sentence: str
) -> None:
    trial = make(grade(2, 2), grade(4, 1), grade(6, 0))

    assert refuse(trial, detail) == [(field, sentence)]


def test_score_of_the_headache_sitting_up_is_held_against_its_description() -> None:
    entry = grade(2, 2)._replace(values={"postural_headache": Decimal(6)})

    problems = refuse(make(entry), make_detail(3, effect="postural_headache"))

    assert [field for field, _ in problems] == ["onset_at"]


@pytest.mark.parametrize(
    ("stated", "sentence"),
    [
        (
            (2, None),
            "Nausea from 02-Mar-2026 10:00 on is described already: "
            "change that description, or give an onset outside it.",
        ),
        (
            (2, 5),
            "Nausea from 02-Mar-2026 10:00 to 02-Mar-2026 13:00 is described already: "
            "change that description, or give an onset outside it.",
        ),
    ],
)
def test_second_description_of_one_episode_is_refused(
    stated: tuple[int, int | None], sentence: str
) -> None:
    trial = make(grade(2, 2), details=(make_detail(*stated),))

    assert refuse(trial, make_detail(1)) == [("onset_at", sentence)]


def test_description_takes_the_place_of_the_one_it_supersedes() -> None:
    first = make_detail(1)
    trial = make(grade(2, 2), details=(first,))

    check_detail(trial, make_detail(0, supersedes_id=first.detail_id), NOW)


def test_episode_after_a_stated_end_has_an_onset_of_its_own() -> None:
    trial = make(grade(2, 2), grade(8, 1), details=(make_detail(2, 5),))

    check_detail(trial, make_detail(7), NOW)


def test_description_of_another_effect_is_not_in_the_way() -> None:
    trial = make(grade(2, 2), details=(make_detail(2, effect="pruritus"),))

    check_detail(trial, make_detail(1), NOW)


def test_onset_is_not_held_against_a_birth_that_is_not_known() -> None:
    trial = make()
    details = replace(trial.patient.details, birth_date=None)
    unknown = replace(trial, patient=replace(trial.patient, details=details))

    check_detail(unknown, make_detail(-24 * 365 * 70), NOW)


def test_clock_of_another_workstation_may_be_a_little_ahead() -> None:
    detail = make_detail(0, onset_at=NOW + timedelta(minutes=1))

    check_detail(make(grade(1, 0)), detail, NOW)


def test_onset_at_the_very_time_of_the_first_grade_is_taken() -> None:
    check_detail(make(grade(2, 2)), make_detail(2), START + 3 * HOUR)


@pytest.mark.parametrize("effect", EFFECT_LABELS)
def test_no_side_effect_ends_before_it_began(effect: str) -> None:
    ((field, sentence),) = refuse(make(), make_detail(3, 2, effect=effect))

    assert (field, sentence[18:36]) == ("ended_at", "is before the onse")
