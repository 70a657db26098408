"""What holds for every bolus trial: worse is never better, and less is never more."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.clinical.boluses import at, make_bolus_trial, read
from tests.clinical.doses import make_bolus
from tests.factories import START
from trialtracker.clinical.choices import Status, TrialMode
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.relief import get_relief
from trialtracker.clinical.trial import DoseEvent, Trial

LATER = START + timedelta(days=60)
RANK = {Status.NOT_MET: 0, Status.NOT_KNOWN: 1, Status.MET: 2}
PAIN = ("pain_relief", "absolute_change", "repeat_bolus", "relief_duration")

scores = st.integers(0, 10)
hours = st.integers(1, 35)
courses = st.dictionaries(hours, scores, min_size=4, max_size=30)
boluses = st.lists(st.integers(0, 30), min_size=1, max_size=3, unique=True)


def make_trial(course: dict[int, int], given_at: list[int]) -> Trial:
    doses: list[DoseEvent] = [make_bolus(at(hour)) for hour in given_at]
    return make_bolus_trial(dict(course.items()), doses=doses, mode=TrialMode.REPEATED_BOLUS)


def rank(trial: Trial, as_of: datetime = LATER) -> dict[str, int]:
    found = assess(trial, CLINIC_DEFAULT, as_of).criteria
    return {result.key: RANK[result.status] for result in found if result.key in PAIN}


@given(course=courses, given_at=boluses, which=st.integers(0, 29), worse=scores)
def test_a_worse_score_never_improves_a_pain_criterion(
    course: dict[int, int], given_at: list[int], which: int, worse: int
) -> None:
    hour = sorted(course)[which % len(course)]
    trial = make_trial(course, given_at)
    other = make_trial({**course, hour: max(worse, course[hour])}, given_at)

    before, after = rank(trial), rank(other)

    # A score before the first bolus, or read on a later day's baseline, is of no window.
    assert all(after[key] <= before[key] for key in PAIN) or hour < min(given_at)


@given(course=courses, given_at=boluses, which=st.integers(0, 29))
def test_a_reading_less_never_makes_data_sufficient(
    course: dict[int, int], given_at: list[int], which: int
) -> None:
    fewer = dict(course)
    del fewer[sorted(course)[which % len(course)]]

    def is_enough(of: dict[int, int]) -> list[bool]:
        found = {
            r.key: r.status
            for r in assess(make_trial(of, given_at), CLINIC_DEFAULT, LATER).criteria
        }
        return [found[key] is Status.MET for key in ("baseline_data", "window_data")]

    assert all(
        before or not after
        for before, after in zip(is_enough(course), is_enough(fewer), strict=True)
    )


@given(course=courses, given_at=boluses, seed=st.integers(), offset=st.integers(-12, 14))
def test_order_and_offset_of_instants_change_nothing(
    course: dict[int, int], given_at: list[int], seed: int, offset: int
) -> None:
    trial, zone = make_trial(course, given_at), timezone(timedelta(hours=offset))
    entries = [e._replace(observed_at=e.observed_at.astimezone(zone)) for e in trial.entries]
    doses = [replace(dose, at=dose.at.astimezone(zone)) for dose in trial.doses]
    Random(seed).shuffle(entries)  # noqa: S311
    Random(seed).shuffle(doses)  # noqa: S311
    other = replace(trial, entries=tuple(entries), doses=tuple(doses))

    assert assess(other, CLINIC_DEFAULT, LATER) == assess(trial, CLINIC_DEFAULT, LATER)


@given(course=courses, given_at=boluses, as_of=hours)
def test_nothing_after_the_as_of_moment_changes_the_result(
    course: dict[int, int], given_at: list[int], as_of: int
) -> None:
    trial, moment = make_trial(course, given_at), at(as_of)
    known = replace(
        trial,
        entries=tuple(entry for entry in trial.entries if entry.observed_at <= moment),
        doses=tuple(dose for dose in trial.doses if dose.at <= moment),
    )

    assert get_relief(known, CLINIC_DEFAULT, moment) == get_relief(trial, CLINIC_DEFAULT, moment)
    assert rank(known, moment) == rank(trial, moment)


@given(before=st.decimals("0.01", 10, places=2), after=st.decimals(0, 10, places=2))
def test_relief_is_exact_for_every_pair_of_scores(before: Fraction, after: Fraction) -> None:
    entries = read(
        {
            -2: str(before),
            -1: str(before),
            1: str(after),
            3: str(after),
            5: str(after),
            7: str(after),
        }
    )

    percent = assess(
        replace(make_bolus_trial(), entries=entries), CLINIC_DEFAULT, LATER
    ).relief_percent

    assert percent == 100 * (1 - Fraction(after) / Fraction(before))
