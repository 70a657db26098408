"""The second part of the report: everything recorded of a trial, and who recorded it."""

from collections.abc import Sequence
from dataclasses import dataclass

from trialtracker.clinical.explanation import explain
from trialtracker.clinical.read_out import describe
from trialtracker.clinical.review import Review
from trialtracker.clinical.series import get_series
from trialtracker.clinical.time import format_date, format_moment
from trialtracker.clinical.written import WrittenRow
from trialtracker.report.chart import draw_full_chart
from trialtracker.report.full_entries import get_changes_table, get_entries_table
from trialtracker.report.full_record import (
    get_doses_table,
    get_dossier_table,
    get_effects_table,
    get_findings_table,
    get_intakes_table,
    get_opioid_days_table,
    get_trial_table,
)
from trialtracker.report.full_signed import get_written_table, list_review_tables
from trialtracker.report.full_table import FullTable, make_rows
from trialtracker.report.parts import PartText, Printed
from trialtracker.report.reading_text import ReadingsText, get_readings
from trialtracker.services.results import Snapshot

TITLE = "Full record of a screening trial"


@dataclass(frozen=True, slots=True)
class FullRecord:
    """What stands at the head and foot of every page, and the tables one after the other.

    The chart stands below the first two; chart_alt says in words all that it shows.
    """

    title: str
    whose: str
    clinic: str
    as_of: str
    printed: str
    chart_alt: str
    tables: tuple[FullTable, ...]


def get_full(
    snapshot: Snapshot,
    reviews: Sequence[Review],
    printed: Printed,
    written: Sequence[WrittenRow] = (),
) -> PartText:
    """Return all that is recorded of a trial; written are its rows in the order of time."""
    trial, zone = snapshot.trial, snapshot.trial.details.time_zone
    as_of, assessment = snapshot.taken_at, snapshot.assessment
    series = get_series(trial, assessment, as_of)
    tables = (
        get_trial_table(trial),
        _get_assessment_table(snapshot),
        _get_readings_table(get_readings(trial, assessment, series)),
        *list_review_tables(reviews, zone, assessment.criteria_set),
        get_doses_table(trial),
        get_intakes_table(trial, as_of),
        get_opioid_days_table(trial, as_of),
        get_effects_table(trial, as_of),
        get_findings_table(trial, assessment),
        get_entries_table(trial, snapshot.settings),
        get_changes_table(trial),
        get_dossier_table(trial),
        get_written_table(written, zone),
    )
    when = format_moment(printed.at, zone)
    return PartText(
        FullRecord(
            title=TITLE,
            whose=_format_whose(snapshot),
            clinic=snapshot.settings.clinic_name.strip(),
            as_of=f"As of {format_moment(as_of, zone)}",
            printed=f"Printed {when} by {printed.by} with TrialTracker {printed.program}",
            chart_alt=describe(series, assessment),
            tables=tables,
        ),
        draw_full_chart(series),
    )


def _get_readings_table(readings: ReadingsText) -> FullTable:
    cells = [("Recorded", "\n".join(readings.lines))]
    cells += [(readings.missing_title, "\n".join(readings.missing))] if readings.missing else []
    said = "" if readings.missing else readings.missing_title
    rows = () if readings.nothing else make_rows(cells)
    columns = ("What", "In words")
    return FullTable("Readings and missing days", columns, (22, 78), rows, readings.nothing, said)


def _format_whose(snapshot: Snapshot) -> str:
    patient = snapshot.trial.patient.details
    born = format_date(patient.birth_date) if patient.birth_date else "not known"
    name = f"{patient.family_name.upper()}, {patient.given_name}"
    return f"{name} \N{MIDDLE DOT} MRN {patient.mrn} \N{MIDDLE DOT} born {born}"


def _get_assessment_table(snapshot: Snapshot) -> FullTable:
    explained = explain(snapshot.trial, snapshot.assessment)
    cells = [("Verdict", explained.verdict_line)]
    cells += [(part.title, "\n".join(part.lines)) for part in explained.parts]
    return FullTable("Assessment", ("Part", "In words"), (22, 78), make_rows(cells), "")
