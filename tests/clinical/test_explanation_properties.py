"""What holds for every explanation: its words never contradict, leak or leave a gap."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clinical.doses import make_bolus, make_coded
from tests.clinical.explained import (
    LATER,
    answer_well,
    judge,
    make_bolus_trial,
    make_favourable,
)
from tests.factories import START, make_diary
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.explanation import explain
from trialtracker.clinical.shipped_sets import SHIPPED_SETS
from trialtracker.clinical.trial import Trial

QUICK = settings(max_examples=30, deadline=None)
score = st.decimals(0, 10, places=1)
maybe = st.lists(st.none() | score, min_size=3, max_size=9)
sets = st.sampled_from(SHIPPED_SETS)
trials = st.builds(make_diary, maybe, maybe, side_effect_grade=st.none() | st.integers(0, 3))
bolus_trials = st.builds(
    make_bolus_trial, st.lists(st.lists(st.integers(0, 10), max_size=8), min_size=1, max_size=3)
)


RELIEF = re.compile(r"Pain relief: (met|not met), (\N{MINUS SIGN}?[\d.]+) %")
LOOK = re.compile(r": ([\d.]+) % relief; (?:more than )?([\d.]+) %(?: or more)? is (not )?reached")


def explain_at(trial: Trial, criteria_set: CriteriaSet, as_of: datetime = LATER) -> str:
    return explain(trial, judge(trial, as_of, criteria_set)).text


@QUICK
@given(
    before=st.decimals("0.1", 10, places=2),
    during=st.decimals(0, 10, places=2),
    criteria_set=sets,
)
def test_no_percent_contradicts_the_status_beside_it(
    before: Decimal, during: Decimal, criteria_set: CriteriaSet
) -> None:
    trial = make_diary([before] * 7, [during] * 8)

    text = explain_at(trial, criteria_set)

    limit, is_included = criteria_set.relief_percent, criteria_set.relief_includes_threshold
    stated = [(said == "met", Fraction(n.replace("\N{MINUS SIGN}", "-"))) for said, n in
              RELIEF.findall(text)]  # fmt: skip
    looks = [(not no, Fraction(shown)) for shown, _, no in LOOK.findall(text)]
    assert all(
        passes is (shown > limit or (is_included and shown == limit))
        for passes, shown in (*stated, *looks)
    )


@QUICK
@given(trial=trials | bolus_trials, criteria_set=sets, hours=st.integers(-50, 400))
def test_the_explanation_is_whole_sentences_without_gaps(
    trial: Trial, criteria_set: CriteriaSet, hours: int
) -> None:
    text = explain_at(trial, criteria_set, START + timedelta(hours=hours))

    assert not re.search(
        r"None\b(?! recorded|\)| failed| \(needs)|nan|Fraction|Decimal|\.\.|  ", text
    )
    assert "p-value" not in text
    assert "Decision support only." in text
    assert all(line[0] in "-" or line[0].isupper() for line in text.splitlines() if line)


@QUICK
@given(trial=trials | bolus_trials, criteria_set=sets)
def test_no_id_of_a_row_stands_in_the_explanation(trial: Trial, criteria_set: CriteriaSet) -> None:
    answered = answer_well(trial)

    text = explain_at(answered, criteria_set)

    ids = [
        answered.trial_id,
        answered.patient.patient_id,
        *(entry.entry_id for entry in answered.entries),
        *(dose.event_id for dose in answered.doses),
        *(fact.fact_id for fact in answered.facts),
    ]
    assert not [key for key in ids if key in text]


@pytest.mark.parametrize("criteria_set", SHIPPED_SETS, ids=lambda each: each.name)
def test_the_word_of_an_explanation_is_discuss(criteria_set: CriteriaSet) -> None:
    text = explain_at(make_favourable(), criteria_set)

    assert "recommended" not in text
    assert not re.search(r"implant(?!ation)", text, re.IGNORECASE)


@pytest.mark.parametrize(
    "trial",
    [
        replace(make_favourable(), blinded_doses=(make_coded(code="A-12"),)),
        replace(make_bolus_trial([[3] * 8]), doses=(make_bolus(),), blinded_doses=(make_coded(),)),
    ],
)
def test_what_a_sealed_code_holds_never_stands_in_the_explanation(trial: Trial) -> None:
    text = explain_at(trial, SHIPPED_SETS[0])

    assert "saline" not in text
    assert "placebo" not in text.casefold()
