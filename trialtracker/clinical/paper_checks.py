"""Checks of rows typed from paper, of second readings, and of entries that are moved."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.entry_checks import check_answers, get_doubts
from trialtracker.clinical.intake_checks import check_intakes
from trialtracker.clinical.paper import READ_AGAIN
from trialtracker.clinical.permission_checks import get_permission_problems
from trialtracker.clinical.record import Verification
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.trial import Entry, Trial, current_entries
from trialtracker.clinical.value_checks import get_text_problems, is_blank, refuse_if

LONGEST_NAME = 200


def check_rows(
    trial: Trial,
    rows: Sequence[Answers],
    now: datetime,
    settings: ClinicSettings | None = None,
) -> None:
    """Refuse rows of which one cannot be true, or holds what the settings do not permit.

    Raises:
        RefusedError: with every problem; its field is the place of the row and the field, '2:spo2'.
    """
    if not rows:
        raise RefusedError([Problem("", "Nothing is typed yet: fill in a row.")])
    refuse_if(
        [
            Problem(f"{place}:{problem.field}", problem.sentence)
            for place, answers in enumerate(rows)
            for problem in _get_problems(trial, answers, now, settings)
        ]
    )


def get_row_doubts(trial: Trial, rows: Sequence[Answers]) -> tuple[Problem, ...]:
    """Return what is improbable about rows, each beside the rows before it as well."""
    doubts: list[Problem] = []
    so_far = trial
    for place, answers in enumerate(rows):
        found = get_doubts(so_far, answers)
        doubts += [Problem(f"{place}:{doubt.field}", doubt.sentence) for doubt in found]
        so_far = replace(so_far, entries=(*so_far.entries, _to_entry(answers)))
    return tuple(doubts)


def check_verification(trial: Trial, verification: Verification) -> None:
    """Refuse a second reading by the first person, or of an entry that is not from paper.

    Raises:
        RefusedError: naming the field.
    """
    refuse_if([*_get_reading_problems(trial, verification)])


def check_move(source: Trial, target: Trial, entry_id: str, moved: Answers, now: datetime) -> None:
    """Refuse to move an entry that does not count, or to where it cannot have been observed.

    Raises:
        RefusedError: with every problem.
    """
    if source.trial_id == target.trial_id:
        raise RefusedError([Problem("target", "The entry stands in this trial already.")])
    find_counting(source, entry_id)
    check_answers(target, moved, now)
    check_intakes(target, moved.intakes, now)


def find_counting(trial: Trial, entry_id: str) -> Entry:
    """Return an entry that counts.

    Raises:
        RefusedError: if it was replaced, made void, or never was one of the trial's.
    """
    found = next((e for e in current_entries(trial.entries) if e.entry_id == entry_id), None)
    if found is None:
        sentence = "This entry was replaced or made void: choose one that counts."
        raise RefusedError([Problem("entry", sentence)])
    return found


def _get_problems(
    trial: Trial, answers: Answers, now: datetime, settings: ClinicSettings | None
) -> tuple[Problem, ...]:
    problems = () if settings is None else get_permission_problems(answers, settings)
    try:
        check_answers(trial, answers, now)
        check_intakes(trial, answers.intakes, now)
    except RefusedError as refused:
        return (*refused.problems, *problems)
    return problems


def _to_entry(answers: Answers) -> Entry:
    at = answers.observed_at
    filled = (answers.values, answers.not_assessed)
    return Entry(answers.entry_id, None, at, at, answers.source, "", *filled)


def _get_reading_problems(trial: Trial, verification: Verification) -> Iterator[Problem]:
    entry = find_counting(trial, verification.entry_id)
    name = verification.author
    if entry.source not in READ_AGAIN:
        yield Problem("entry", "Only an entry typed from paper is read again.")
    if is_blank(name):
        yield Problem("second_person", "The second reading needs a name: type who reads.")
    elif name.strip().casefold() == entry.author.strip().casefold():
        sentence = f"{entry.author} typed the entry: another person has to read it again."
        yield Problem("second_person", sentence)
    yield from get_text_problems("second_person", name, LONGEST_NAME, one_line=True)
