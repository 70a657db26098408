"""The version for the patient: plain words, large letters, and never a best score."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.factories import (
    START,
    make_dose,
    make_entry,
    make_trial,
    moment_of_day,
)
from tests.report.papers import (
    list_overlaps,
    list_words,
    needs_poppler,
    read_text,
    run_tool,
    squeeze,
)
from tests.report.reports import (
    HARD,
    PRINTED_AT,
    make_intake,
    make_note,
    make_review,
    make_snapshot,
    make_usual_trial,
)
from trialtracker.clinical.choices import TrialMode, TrialState
from trialtracker.clinical.drugs import DRUGS
from trialtracker.clinical.episodes import EFFECT_LABELS
from trialtracker.clinical.frozen import Since
from trialtracker.clinical.measures import PAIN_MEASURES
from trialtracker.clinical.review import Decision, NoteKind, Opinion, Review
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.trial import Trial
from trialtracker.report.content import Report, get_report
from trialtracker.report.lay_words import LAY_DRUGS, LAY_EFFECTS, LAY_MODES, LAY_PAIN
from trialtracker.report.pages import make_pdf
from trialtracker.report.parts import Paper, Part, Printed
from trialtracker.report.patient import (
    NO_PROMISE,
    NOT_STARTED,
    PatientSheet,
    format_decision,
    format_tablets,
    get_patient,
)
from trialtracker.report.patient_effects import NONE_NOTICED, NOT_ASKED, list_effects

PRINTED = Printed("R. Alvarez", PRINTED_AT, "0.1.0")
JARGON = re.compile(
    r"\b(verdict|criteri\w*|baseline|grade|intrathecal|MME|NRS|hash|seal|MRN|implant\w*|favourable|"
    r"opioid\w*|interval|assessment|CTCAE|bolus)\b",
    re.IGNORECASE,
)


def tell(trial: Trial, *reviews: Review, **changes: Any) -> PatientSheet:
    words = get_patient(make_snapshot(trial, **changes), reviews, PRINTED).words
    assert isinstance(words, PatientSheet)
    return words


def print_sheet(trial: Trial, paper: Paper = Paper.A4) -> Report:
    printed = replace(PRINTED, paper=paper)
    return get_report(make_snapshot(trial), (make_review(),), printed, (Part.PATIENT,))


def decide(decision: Decision, **changes: Any) -> str:
    opinion = Opinion(decision, "A reason for colleagues.")
    return format_decision((replace(make_review(opinion=opinion), **changes),))


def test_side_effects_are_told_by_strength_in_lay_words() -> None:
    told = {"nausea": 3, "pruritus": 2, "dizziness": 1}
    first = make_entry(START, {f"side_effect:{key}": grade for key, grade in told.items()})
    later = make_entry(START + timedelta(hours=4), {"side_effect:nausea": 0})

    said = list_effects(make_trial([first, later]), moment_of_day(2))

    assert said == (
        "Strong: feeling sick (gone).",
        "Medium: itching (still there when we last asked).",
        "Mild: feeling dizzy (still there when we last asked).",
    )


def test_an_effect_that_comes_back_is_told_once_at_its_worst() -> None:
    grades = ((0, 3), (1, 0), (2, 1), (3, 0))
    entries = [make_entry(START + timedelta(hours=h), {"side_effect:nausea": g}) for h, g in grades]

    said = list_effects(make_trial(entries), moment_of_day(2))

    assert said == ("Strong: feeling sick (gone).",)


@pytest.mark.parametrize(("score", "strength"), [(3, "Mild"), (6, "Medium"), (7, "Strong")])
def test_a_headache_that_is_scored_has_a_strength(score: int, strength: str) -> None:
    trial = make_trial([make_entry(START, {"postural_headache": score})])

    (said,) = list_effects(trial, moment_of_day(2))

    assert said == f"{strength}: headache when sitting up (still there when we last asked)."


def test_none_and_not_asked_are_told_apart() -> None:
    asked = make_trial([make_entry(START, {"side_effect:nausea": 0})])

    assert list_effects(asked, moment_of_day(2)) == (NONE_NOTICED,)
    assert list_effects(make_trial(), moment_of_day(2)) == (NOT_ASKED,)


@pytest.mark.parametrize(
    ("during", "said"),
    [
        (10, "You used less strong pain medicine"),
        (62, "You used about as many strong pain tablets"),
        (90, "You used more strong pain medicine"),
        (None, "It was not written down well enough"),
    ],
)
def test_tablets_are_told_by_the_change_of_their_mean(during: int | None, said: str) -> None:
    days = dict.fromkeys((-3, -2, -1), 60) | (
        {} if during is None else dict.fromkeys(range(1, 6), during)
    )
    trial = replace(make_trial(), intakes=tuple(make_intake(d, dose) for d, dose in days.items()))

    assert format_tablets(make_snapshot(trial)).startswith(said)


def test_what_was_given_is_named_and_explained() -> None:
    (before,) = tell(make_trial(doses=[make_dose()])).before

    assert "The medicine was morphine (a strong painkiller)." in before.lines
    assert before.lines[-1] == "It began on 02-Mar-2026 and is still going on."


def test_a_trial_that_was_stopped_early_says_so() -> None:
    ended = make_trial(state=TrialState.STOPPED, ended_at=moment_of_day(3))

    (before,) = tell(ended).before

    assert before.lines[-1] == (
        "It began on 02-Mar-2026 and ended on 04-Mar-2026. It ended sooner than planned."
    )


def test_a_trial_that_has_not_started_says_so() -> None:
    (before,) = tell(HARD["not started"]()).before

    assert before.lines[-1] == NOT_STARTED


@pytest.mark.parametrize("name", ["blinded", "blind broken"])
def test_what_was_in_a_coded_syringe_is_left_to_the_doctor(name: str) -> None:
    (before,) = tell(HARD[name]()).before

    assert "The medicine was given from syringes with a code." in " ".join(before.lines)


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (Decision.DISCUSS, "M. Okonkwo would like to talk with you about a pump"),
        (Decision.EXTEND, "M. Okonkwo would like to go on with the trial"),
        (Decision.DO_NOT_PROCEED, "M. Okonkwo does not advise a pump for you now"),
        (Decision.REPEAT, "M. Okonkwo would like to do the trial again"),
        (Decision.OTHER, "M. Okonkwo has looked at your results"),
    ],
)
def test_a_signed_decision_is_told_without_its_reason(decision: Decision, said: str) -> None:
    told = decide(decision)

    assert told.startswith(said)
    assert "colleagues" not in told


@pytest.mark.parametrize("changes", [{"is_whole": False}, {"notes": (make_note(NoteKind.OPENED),)}])
def test_what_is_open_or_not_whole_is_neither_a_decision_nor_none(changes: dict[str, Any]) -> None:
    said = decide(Decision.DISCUSS, **changes)

    assert said.startswith("Your doctor is looking at your results again")
    assert "Nothing has been decided" not in said


def test_a_signature_without_a_decision_is_no_decision() -> None:
    said = decide(Decision.DISCUSS, opinion=None)

    assert said.startswith("Your doctor will talk with you")


def test_after_care_says_that_it_is_for_afterwards() -> None:
    assert tell(make_usual_trial()).after[-1].title == (
        "Looking after yourself when the trial is over"
    )


def test_without_a_review_the_doctor_will_talk_with_the_patient() -> None:
    assert format_decision(()).startswith("Your doctor will talk with you")


def test_a_change_after_the_signature_is_told() -> None:
    review = make_review(Since(changed=("1 entry was amended.",)))

    assert format_decision((review,)).endswith("Your doctor will look at them.")


def test_no_sheet_promises_relief_for_long() -> None:
    lines = [line for part in tell(make_usual_trial()).after for line in part.lines]

    assert NO_PROMISE in lines


def test_whom_no_pump_is_advised_is_told_nothing_of_a_good_trial() -> None:
    declined = make_review(opinion=Opinion(Decision.DO_NOT_PROCEED, "Little relief."))

    following = next(
        p for p in tell(make_usual_trial(), declined).after if p.title == "What comes next"
    )

    assert len(following.lines) == 1
    assert NO_PROMISE not in following.lines


def test_after_care_and_telephone_are_those_of_the_settings() -> None:
    settings = ClinicSettings("Pain clinic", "555 0199", discharge_text="Rest today.")

    sheet = tell(make_usual_trial(), settings=settings)

    assert sheet.after[-1].lines == ("Rest today.",)
    assert sheet.call[0] == "Call Pain clinic: 555 0199"


def test_every_word_of_the_vocabulary_has_lay_words() -> None:
    assert set(LAY_EFFECTS) == set(EFFECT_LABELS)
    assert set(LAY_DRUGS) == {drug.key for drug in DRUGS}
    assert set(LAY_MODES) == set(TrialMode)
    assert set(LAY_PAIN) == {measure.key for measure in PAIN_MEASURES}


@needs_poppler
@pytest.mark.parametrize("name", list(HARD))
def test_hard_trials_print_on_few_pages_with_nothing_on_each_other(name: str) -> None:
    pdf = make_pdf(print_sheet(HARD[name]()), Part.PATIENT)

    pages = int(re.findall(r"Pages: +(\d+)", run_tool(pdf, "pdfinfo", "FILE"))[0])
    assert pages <= 3
    assert max(word.right for word in list_words(pdf)) < 560


@needs_poppler
@pytest.mark.parametrize("paper", list(Paper))
def test_the_usual_sheet_has_two_pages_of_large_letters_without_jargon(paper: Paper) -> None:
    pdf = make_pdf(print_sheet(make_usual_trial(), paper), Part.PATIENT)

    text = run_tool(pdf, "pdftotext", "FILE", "-")
    assert text.count("\f") == 2
    assert JARGON.findall(text) == []


@needs_poppler
def test_words_of_a_page_do_not_stand_on_each_other() -> None:
    pdf = make_pdf(print_sheet(make_usual_trial()), Part.PATIENT)

    first_page = list_words(pdf)[:90]

    assert list_overlaps(first_page) == []
    assert squeeze(NO_PROMISE) in read_text(pdf)
