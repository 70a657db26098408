"""What is improbable about the form and was not yet confirmed."""

from collections.abc import Collection
from datetime import datetime

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.checks import get_doubts
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.trial import Trial
from trialtracker.ui.record_answers import doubt_about_time
from trialtracker.ui.record_form import RecordForm
from trialtracker.ui.record_state import OBSERVED_AT


def find_doubts(form: RecordForm, trial: Trial, now: datetime) -> tuple[Problem, ...]:
    """Return every doubt; what an amendment leaves as it was is not asked about again."""
    answers, _ = form.read(now)
    amended = form.get_amended()
    found = get_doubts(trial, answers, amended.entry_id if amended is not None else None)
    sentence = doubt_about_time(form.get_state(), now, trial.details.time_zone)
    about_time = (Problem(OBSERVED_AT, sentence),) if sentence else ()
    doubts = (*about_time, *found)
    return tuple(doubt for doubt in doubts if not _is_as_it_was(form, answers, doubt.field))


def _is_as_it_was(form: RecordForm, answers: Answers, field: str) -> bool:
    amended = form.get_amended()
    if amended is None:
        return False
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
