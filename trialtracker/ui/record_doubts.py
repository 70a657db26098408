"""What stands against storing a form: what refuses it, and what is improbable and unconfirmed."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.checks import check_answers, get_doubts
from trialtracker.clinical.intake_checks import check_intakes, get_intake_doubts
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.trial import Entry, Trial
from trialtracker.ui.record_answers import doubt_about_time
from trialtracker.ui.record_form import RecordForm
from trialtracker.ui.record_intake import get_recorded
from trialtracker.ui.record_state import INTAKES, OBSERVED_AT

_TIME_OF_INTAKE = "at"


def check_form(form: RecordForm, trial: Trial, now: datetime) -> Answers:
    """Return what the form holds if it can be stored.

    Raises:
        RefusedError: with every problem, each at its field of the form.
    """
    answers, problems = form.read(now)
    if problems:
        raise RefusedError(problems)
    check_answers(trial, answers, now)
    try:
        check_intakes(trial, answers.intakes, now)
    except RefusedError as error:
        raise RefusedError([_to_form(problem) for problem in error.problems]) from error
    return answers


def find_doubts(form: RecordForm, trial: Trial, now: datetime) -> tuple[Problem, ...]:
    """Return every doubt; what an amendment leaves as it was is not asked about again."""
    answers, _ = form.read(now)
    amended = form.get_amended()
    found = get_doubts(trial, answers, amended.entry_id if amended is not None else None)
    sentence = doubt_about_time(form.get_state(), now, trial.details.time_zone)
    about_time = (Problem(OBSERVED_AT, sentence),) if sentence else ()
    others = _leave_out_intakes(trial, amended)
    taken = tuple(_to_form(doubt) for doubt in get_intake_doubts(others, answers.intakes))
    doubts = (*about_time, *found, *taken)
    return tuple(d for d in doubts if not _is_as_it_was(form, trial, answers, d.field))


def _leave_out_intakes(trial: Trial, amended: Entry | None) -> Trial:
    if amended is None:
        return trial
    kept = tuple(i for i in trial.intakes if i.entry_id != amended.entry_id)
    return replace(trial, intakes=kept)


def _to_form(problem: Problem) -> Problem:
    """Return a problem of the opioid taken as one of its row; its time is that of the entry."""
    field = OBSERVED_AT if problem.field == _TIME_OF_INTAKE else INTAKES
    return Problem(field, problem.sentence)


def _is_as_it_was(form: RecordForm, trial: Trial, answers: Answers, field: str) -> bool:
    amended = form.get_amended()
    if amended is None:
        return False
    if field == INTAKES:
        return form.get_state().opioid == get_recorded(trial, amended)
    if field == OBSERVED_AT:
        return answers.observed_at == amended.observed_at
    return answers.values == amended.values


class Doubts:
    """Remembers which doubts were confirmed, and which a save has asked about."""

    def __init__(self) -> None:
        self._kept: set[Problem] = set()
        self._asked: set[Problem] = set()

    def clear(self) -> None:
        """Forget everything, for another form."""
        self._kept.clear()
        self._asked.clear()

    def get_open(self, doubts: Collection[Problem]) -> tuple[Problem, ...]:
        """Return those that were not confirmed."""
        return tuple(doubt for doubt in doubts if doubt not in self._kept)

    def keep(self, doubts: Collection[Problem]) -> None:
        """Take doubts as confirmed."""
        self._kept |= set(doubts)

    def ask(self, doubts: Collection[Problem]) -> bool:
        """Tell whether any was not asked about by a save before; they are from now on."""
        is_new = not set(doubts) <= self._asked
        self._asked |= set(doubts)
        return is_new


def join_by_field(doubts: Collection[Problem]) -> dict[str, str]:
    """Return the sentences of each field as one text."""
    fields = dict.fromkeys(doubt.field for doubt in doubts)
    return {
        field: " ".join(doubt.sentence for doubt in doubts if doubt.field == field)
        for field in fields
    }
