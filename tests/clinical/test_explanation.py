"""The explanation: one sentence, then every part in plain words, the same wherever it is shown."""

from dataclasses import replace
from datetime import date

import pytest

from tests.clinical.explained import (
    LATER,
    judge,
    make_bolus_trial,
    make_favourable,
    with_facts,
)
from tests.factories import Number, make_diary, make_entry, make_trial, moment_of_day
from trialtracker.clinical.choices import StopReason, TrialState
from trialtracker.clinical.criteria import CAVEAT
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet
from trialtracker.clinical.explanation import (
    CAVEATS,
    CRITERIA,
    IN_SHORT,
    MISSING,
    RELIEF,
    RULES,
    SENSITIVITY,
    WOULD_CHANGE,
    Explanation,
    explain,
)
from trialtracker.clinical.trial import Trial

STEADY = [8] * 7


def tell(trial: Trial, criteria_set: CriteriaSet = CLINIC_DEFAULT) -> Explanation:
    return explain(trial, judge(trial, criteria_set=criteria_set))


def lines_of(explanation: Explanation, title: str) -> tuple[str, ...]:
    return next(part.lines for part in explanation.parts if part.title == title)


def test_the_parts_are_in_reading_order() -> None:
    explanation = tell(make_diary(STEADY, [3, 3, 3]))

    assert [part.title for part in explanation.parts] == [
        IN_SHORT, RELIEF, CRITERIA, MISSING, WOULD_CHANGE, SENSITIVITY, CAVEATS, RULES,
    ]  # fmt: skip


def test_a_part_with_nothing_to_say_is_left_out() -> None:
    titles = {part.title for part in tell(make_diary(STEADY, [3])).parts}

    assert SENSITIVITY not in titles


def test_the_text_is_every_part_word_for_word() -> None:
    explanation = tell(make_diary(STEADY, [3, 3, 3]))

    every = [explanation.verdict_line, *(line for p in explanation.parts for line in p.lines)]

    said = [line.removeprefix("- ") for line in explanation.text.splitlines() if line]
    assert said == [
        explanation.verdict_line,
        *(line for p in explanation.parts for line in (p.title, *p.lines)),
    ]
    assert len(every) == len(said) - len(explanation.parts)


def test_caveats_sensitivity_and_changes_stand_in_their_parts() -> None:
    explanation = tell(make_diary(STEADY, [3, 3, 3]))

    assert lines_of(explanation, CAVEATS) == tuple(c.sentence for c in explanation.caveats)
    assert lines_of(explanation, SENSITIVITY) == tuple(s.sentence for s in explanation.sensitivity)
    assert lines_of(explanation, WOULD_CHANGE) == explanation.would_change


def make_unsafe() -> Trial:
    trial = make_favourable()
    unsafe = make_entry(moment_of_day(3, 9), {"respiratory_rate": 7, "spo2": 85})
    return replace(trial, entries=(*trial.entries, unsafe))


@pytest.mark.parametrize(
    ("trial", "said"),
    [
        pytest.param(
            make_favourable(),
            "Favourable: discuss implantation, because average pain fell from 8 to 3: 62 % relief.",
            id="favourable",
        ),
        pytest.param(
            with_facts(make_favourable([5, 5, 5]), {"goal_met": "not_known"}),
            "Borderline: physician review, because average pain fell from 8 to 5: 38 % relief; "
            "not met: pain relief; not known: function.",
            id="borderline",
        ),
        pytest.param(
            make_favourable([9, 9, 9]),
            "Not favourable at this threshold, because average pain rose from 8 to 9: no relief, "
            "12 % worse; not met: pain relief, absolute change.",
            id="worse",
        ),
        pytest.param(
            make_favourable([3]),
            "Not enough data, because too little is recorded to judge; not met: trial data; "
            "not known: pain relief, absolute change, oral opioid intake.",
            id="one day",
        ),
        pytest.param(
            make_favourable(
                [3], state=TrialState.STOPPED, stop_reason=StopReason.INADEQUATE_RELIEF
            ),
            "Not favourable at this threshold, because the trial was stopped (inadequate relief at "
            "the highest planned dose); relief is not known; not met: trial data; not known: pain "
            "relief, absolute change, oral opioid intake.",
            id="stopped",
        ),
        pytest.param(
            make_favourable(
                state=TrialState.STOPPED, stop_reason=StopReason.INTOLERABLE_SIDE_EFFECT
            ),
            "Not favourable at this threshold, because the trial was stopped (intolerable side "
            "effect); average pain fell from 8 to 3: 62 % relief; not met: side effects.",
            id="stopped with relief",
        ),
        pytest.param(
            with_facts(make_favourable(), {"wants_to_go_on": "no"}),
            "Not favourable at this threshold, although average pain fell from 8 to 3: 62 % "
            "relief; not met: patient wants to go on.",
            id="declined",
        ),
        pytest.param(
            make_unsafe(),
            "Safety event: physician review now, because 2 safety events are unresolved.",
            id="unsafe",
        ),
    ],
)
def test_the_verdict_is_said_in_one_sentence(trial: Trial, said: str) -> None:
    assert tell(trial).verdict_line == said


def test_a_baseline_of_0_is_no_end_of_the_trial() -> None:
    said = tell(make_diary([0] * 7, [0, 0, 0])).verdict_line

    assert said.startswith(
        "Borderline: physician review, because average pain stayed at 0: relief cannot be "
        "calculated; not met: absolute change, baseline level;"
    )


@pytest.mark.parametrize(("during", "is_said"), [([3, 4, 5, 3], True), ([1, 1, 1, 1], False)])
def test_a_chance_of_about_half_is_explained(during: list[Number | None], is_said: bool) -> None:
    lines = lines_of(tell(make_diary([8] * 7, during)), RELIEF)

    assert lines[-1].startswith("The mean of the recorded days decides") is is_said


def test_one_safety_event_is_one() -> None:
    trial = make_favourable()
    unsafe = make_entry(moment_of_day(3, 9), {"respiratory_rate": 7})

    said = tell(replace(trial, entries=(*trial.entries, unsafe))).verdict_line

    assert said.endswith("because 1 safety event is unresolved.")


def test_relief_has_its_interval_and_chance_in_words_and_number() -> None:
    lines = lines_of(tell(make_favourable()), RELIEF)

    assert lines[0] == "Average pain fell from 8 to 3: 62 % relief."
    assert lines[1] == "It rests on 7 of 7 days before the trial and 3 of 3 days of the window."
    assert lines[2].startswith("95 % interval ")
    assert lines[3].startswith("Relief of 50 % or more is ")
    assert lines[3].endswith(" %).")


def test_where_there_is_no_interval_the_reason_is_said() -> None:
    lines = lines_of(tell(make_diary(STEADY, [3, 3])), RELIEF)

    assert lines[-1].startswith("How sure this is cannot be said: ")


def test_relief_that_cannot_be_calculated_is_said_so() -> None:
    lines = lines_of(tell(make_trial()), RELIEF)

    assert lines == ("Relief cannot be calculated from what is recorded.",)


def test_the_word_of_the_set_for_a_relief_is_said() -> None:
    banded = replace(CLINIC_DEFAULT, bands=((CLINIC_DEFAULT.relief_percent, "substantial"),))

    assert "This set calls such a relief: substantial." in lines_of(
        tell(make_favourable(), banded), RELIEF
    )


def test_a_bolus_trial_rests_on_readings() -> None:
    lines = lines_of(tell(make_bolus_trial([[3] * 8])), RELIEF)

    assert lines[1] == "It rests on 2 readings before the trial and 8 readings of the window."


def test_a_criterion_has_status_value_need_reason_and_source() -> None:
    lines = lines_of(tell(make_favourable()), CRITERIA)

    assert lines[0].startswith("Pain relief: met, 62 % (needs ≥ 50 % over the last 3 days). ")
    assert "Source: Anderson 2003; Aetna CPB 0161" in lines[0]


def test_a_criterion_that_is_not_known_has_no_value() -> None:
    lines = lines_of(tell(make_trial()), CRITERIA)

    assert "Pain relief: not known (needs " in lines[0]


def test_what_advises_is_said_to_decide_nothing() -> None:
    lines = lines_of(tell(make_favourable()), CRITERIA)

    assert [line for line in lines if line.endswith("It advises and does not decide.")]


def test_too_few_data_are_missing_too() -> None:
    lines = lines_of(tell(make_diary([8], [3])), MISSING)

    assert [line for line in lines if "aseline data: 1 of 7 baseline days" in line]
    assert [line for line in lines if "rial data: " in line]


def test_what_misses_the_same_stands_once() -> None:
    lines = lines_of(tell(make_diary(STEADY, [3])), MISSING)

    assert [line.split(": ")[0] for line in lines if "of infusion" in line] == [
        "Pain relief, absolute change, trial data"
    ]


def test_the_rules_name_set_moment_and_the_fixed_caveat() -> None:
    lines = lines_of(tell(make_favourable()), RULES)

    assert lines == (
        f"Criteria set: {CLINIC_DEFAULT.title}.",
        CLINIC_DEFAULT.about,
        "As of 01-May-2026 08:00.",
        CAVEAT,
    )


def test_a_set_of_the_clinic_names_its_author_reason_and_date() -> None:
    own = replace(
        CLINIC_DEFAULT,
        effective_from=date(2026, 3, 1),
        author="Dr Test",
        reason="Agreed in March.",
        about="",
    )

    assert lines_of(tell(make_favourable(), own), RULES)[1] == (
        "In force from 01-Mar-2026, by Dr Test: Agreed in March."
    )


def test_the_moment_is_that_of_the_clinic() -> None:
    trial = make_favourable(time_zone="Europe/Oslo")

    assert "As of 01-May-2026 10:00." in tell(trial).text
    assert judge(trial).as_of == LATER


def test_what_several_criteria_miss_stands_once() -> None:
    missing = lines_of(tell(make_diary([8] * 3, [3])), MISSING)

    assert missing[:2] == (
        "Pain relief, absolute change, baseline level, baseline data: 3 of 7 baseline days have a "
        "score; 4 are needed.",
        "Pain relief, absolute change, trial data: 1 of 1 trial day has a score; 2 are needed. "
        "12hr 0min of infusion; 24 h are needed.",
    )
