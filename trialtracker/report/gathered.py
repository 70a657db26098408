"""What a report needs, read from the clinic."""

from datetime import datetime
from importlib.metadata import version

from trialtracker.report.content import Report, get_report
from trialtracker.report.parts import Paper, Part, Printed
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot


def gather_report(
    clinic: Clinic, snapshot: Snapshot, part: Part, paper: Paper, at: datetime
) -> Report:
    """Return one part of the report of a trial as it was taken, printed by who is at work."""
    trial = snapshot.trial
    reviews = clinic.reviews.list_reviews(trial.trial_id)
    is_full = part is Part.FULL
    written = clinic.written.list_rows(trial, snapshot.taken_at) if is_full else ()
    printed = Printed(clinic.who.words, at, version("trialtracker"), paper)
    return get_report(snapshot, reviews, printed, (part,), written)
