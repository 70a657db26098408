from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.factories import make_days, make_trial
from tests.report.papers import needs_poppler, print_hard, read_text, squeeze
from tests.report.reports import (
    HARD,
    PRINTED_AT,
    make_blinded,
    make_extremes,
    make_hold,
    make_snapshot,
    make_usual_trial,
    print_report,
    summarise,
)
from trialtracker.clinical.caveats import get_caveats
from trialtracker.clinical.criteria import CAVEAT
from trialtracker.clinical.episodes import get_episodes
from trialtracker.clinical.opioid_series import format_mme, get_opioid_series
from trialtracker.report.pages import make_pdf
from trialtracker.report.parts import Part, Printed
from trialtracker.services.results import Snapshot

WHOLE = ("usual", "single bolus", "repeated bolus", "safety hold", "0 and 10 only", "one reading")
"""Trials of which nothing has to be cut on A4."""


def list_figures(snapshot: Snapshot) -> Iterator[str]:
    """Yield every figure and word of the assessment as the screen has it."""
    assessment, trial = snapshot.assessment, snapshot.trial
    yield from (assessment.headline, assessment.summary, assessment.criteria_set.title, CAVEAT)
    for result in assessment.criteria:
        yield result.label + result.value + result.requirement + result.role.label
        yield result.status.label
    for episode in get_episodes(trial, assessment.as_of):
        yield f"{episode.label}grade {episode.worst}"
    opioids = get_opioid_series(trial, assessment.as_of)
    yield from (format_mme(day.counted) or day.word for day in opioids.days) if opioids else ()
    yield from (caveat.sentence for caveat in get_caveats(trial, assessment))


@needs_poppler
@pytest.mark.parametrize("name", WHOLE)
def test_the_page_has_every_figure_of_the_screen(name: str) -> None:
    trial = HARD[name]()
    text = read_text(make_pdf(print_report(make_snapshot(trial)), Part.SUMMARY))

    absent = [each for each in list_figures(make_snapshot(trial)) if squeeze(each) not in text]

    assert absent == []


@needs_poppler
def test_relief_interval_and_levels_stand_on_the_page() -> None:
    text = read_text(print_hard("usual", make_printed().paper))

    assert "60%relief" in text
    assert "95%interval44to72%" in text
    assert "7.4(7of7days)" in text
    assert "3(3of3days)" in text


def make_printed() -> Printed:
    """Return who prints, on the usual paper."""
    return Printed("R. Alvarez", PRINTED_AT, "0.1.0")


def test_every_criterion_stands_in_its_row_those_that_decide_first() -> None:
    summary = summarise(make_usual_trial())

    assert [row.role for row in summary.criteria] == ["Required"] * 11 + ["Advises"]
    assert summary.criteria[0].value == "60 %"
    assert summary.criteria[0].status_word == "Met"


def test_doses_are_told_with_their_range_and_each_change() -> None:
    doses = summarise(make_usual_trial()).doses

    assert [(drug.label, drug.text) for drug in doses.drugs] == [("morphine", "0.25 to 0.5 mg/day")]
    assert [(act.when, act.what) for act in doses.acts] == [
        ("02-Mar-2026 08:00", "morphine 0.25 mg/day"),
        ("03-Mar-2026 12:00", "morphine 0.5 mg/day"),
    ]


def test_boluses_are_counted() -> None:
    doses = summarise(HARD["repeated bolus"]()).doses

    assert [drug.text for drug in doses.drugs] == ["3 boluses of 0.1 to 0.3 mg"]
    assert doses.acts[0].what == "Bolus: morphine 0.1 mg"


def test_a_single_bolus_is_one() -> None:
    doses = summarise(HARD["single bolus"]()).doses

    assert [drug.text for drug in doses.drugs] == ["1 bolus of 0.1 mg"]


def test_a_blinded_dose_is_told_by_its_code_alone() -> None:
    doses = summarise(make_blinded(is_broken=False)).doses

    assert [drug.text for drug in doses.drugs] == ["code B-07"]
    assert "saline" not in str(doses)


@needs_poppler
def test_what_a_closed_code_holds_is_nowhere_in_the_file() -> None:
    assert "saline" not in read_text(print_hard("blinded", make_printed().paper))
    assert "saline" in read_text(print_hard("blind broken", make_printed().paper))


def test_a_broken_blind_is_told_with_what_it_held() -> None:
    acts = summarise(make_blinded(is_broken=True)).doses.acts

    assert acts[0].what == "Coded bolus: code B-07 = saline 0.9 %"


def test_the_words_are_those_of_the_window() -> None:
    summary = summarise(make_usual_trial())

    assert (summary.caveats.title, summary.missing.title) == (
        "What could fool us",
        "What is missing",
    )
    assert summary.caveats.lines
    assert summary.caveat == CAVEAT


def test_a_list_without_lines_says_so() -> None:
    assert summarise(make_trial()).caveats.nothing.startswith("Nothing was found; most of it")


def test_a_relief_below_zero_is_worded_as_worse() -> None:
    worse = make_extremes()
    trial = replace(worse, entries=make_days({-4: 2, -3: 2, -2: 2, -1: 2, 4: 5, 5: 5, 6: 5}))

    assert summarise(trial).verdict.figures[0].text == "no relief, 150 % worse"


def test_no_relief_is_not_known_and_never_zero() -> None:
    figures = summarise(make_trial()).verdict.figures

    assert [figure.text for figure in figures][:2] == ["Not known", "No interval"]


def test_a_safety_hold_stands_above_everything() -> None:
    verdict = summarise(make_hold()).verdict

    assert (verdict.key, verdict.headline) == (
        "safety_hold",
        "Safety event: physician review now",
    )
    assert "Respiratory rate 6 /min" in verdict.summary
