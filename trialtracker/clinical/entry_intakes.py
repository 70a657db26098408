"""The opioids that were recorded with each entry, looked up once for a whole table."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from trialtracker.clinical.record import Intake, current_intakes
from trialtracker.clinical.trial import Entry, Trial


def split_by_entry(trial: Trial) -> Callable[[Entry], Trial]:
    """Return what gives the trial as one entry sees it: with the opioids of that entry alone."""
    of_entry: defaultdict[str, list[Intake]] = defaultdict(list)
    for intake in current_intakes(trial.intakes):
        of_entry[intake.entry_id].append(intake)
    bare = replace(trial, intakes=())

    def get_own(entry: Entry) -> Trial:
        own = of_entry.get(entry.entry_id)
        return replace(trial, intakes=tuple(own)) if own else bare

    return get_own
