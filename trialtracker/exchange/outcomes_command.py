"""Counts the outcomes that the command line asks for."""

from trialtracker.clinical.outcome_period import Period
from trialtracker.clinical.outcome_words import count_trials
from trialtracker.exchange.outcomes_arguments import OutcomesCommand
from trialtracker.exchange.outcomes_csv import to_outcomes_csv
from trialtracker.services.clinic import Clinic


def count_outcomes(clinic: Clinic, command: OutcomesCommand) -> tuple[str, str]:
    """Return the file, and what is missing from it: '' where nothing is."""
    bounds = clinic.outcomes.get_bounds()
    period = Period(command.first or bounds.first, command.last or bounds.last)
    waiting = clinic.outcomes.count_waiting()
    text = to_outcomes_csv(clinic.outcomes.count(period), waiting)
    return text, _format_waiting(waiting) if waiting else ""


def _format_waiting(waiting: int) -> str:
    are = "is" if waiting == 1 else "are"
    return (
        f"{count_trials(waiting)} {are} still to be counted, as after an upgrade: "
        "open Outcomes in the window, which counts them, and ask again."
    )
