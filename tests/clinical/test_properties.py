"""What holds for every trial: order does not matter, and unknown never turns into met."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.factories import START, make_diary, make_entry, moment_of_day
from trialtracker.clinical.choices import NotAssessed, Status
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.relief import get_relief
from trialtracker.clinical.trial import Trial

LATER = START + timedelta(days=60)
DATA = {"baseline_data", "window_data"}

score = st.none() | st.decimals(0, 10, places=2)
trials = st.builds(
    make_diary,
    st.lists(score, min_size=1, max_size=9),
    st.lists(score, min_size=1, max_size=9),
    side_effect_grade=st.none() | st.integers(0, 3),
)


@given(trial=trials, seed=st.integers())
def test_relief_does_not_depend_on_the_order_of_entries(trial: Trial, seed: int) -> None:
    shuffled = list(trial.entries)
    Random(seed).shuffle(shuffled)  # noqa: S311

    other = replace(trial, entries=tuple(shuffled))

    assert get_relief(other, CLINIC_DEFAULT, LATER) == get_relief(trial, CLINIC_DEFAULT, LATER)


@given(trial=trials, day=st.integers(1, 9))
def test_an_entry_without_values_changes_no_criterion(trial: Trial, day: int) -> None:
    reasons = {"pain_average": NotAssessed.ASLEEP, "side_effect:nausea": NotAssessed.ASLEEP}
    silent = make_entry(moment_of_day(day, 9), not_assessed=reasons, note="asleep")

    other = replace(trial, entries=(*trial.entries, silent))

    before, after = assess(trial, CLINIC_DEFAULT, LATER), assess(other, CLINIC_DEFAULT, LATER)
    assert after == before


@given(trial=trials)
def test_taking_a_reading_away_never_makes_data_sufficient(trial: Trial) -> None:
    fewer = replace(trial, entries=trial.entries[1:])

    before, after = assess(trial, CLINIC_DEFAULT, LATER), assess(fewer, CLINIC_DEFAULT, LATER)

    known = {r.key for r in before.criteria if r.key in DATA and r.status is Status.MET}
    still = {r.key for r in after.criteria if r.key in DATA and r.status is Status.MET}
    assert still <= known


@given(trial=trials)
def test_nothing_after_the_as_of_moment_changes_the_result(trial: Trial) -> None:
    as_of = moment_of_day(2, 20)
    known = tuple(entry for entry in trial.entries if entry.observed_at <= as_of)

    clipped = assess(replace(trial, entries=known), CLINIC_DEFAULT, as_of)

    assert clipped == assess(trial, CLINIC_DEFAULT, as_of)


@given(before=st.decimals("0.01", 10, places=2), during=st.decimals(0, 10, places=2))
def test_relief_is_exact_for_every_pair_of_scores(before: Decimal, during: Decimal) -> None:
    trial = make_diary([before] * 7, [during] * 3)

    relief = get_relief(trial, CLINIC_DEFAULT, LATER).percent

    assert relief == 100 * (1 - Fraction(during) / Fraction(before))
