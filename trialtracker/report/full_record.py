"""The tables of the full record beside entries: doses, opioids, side effects, safety, dossier."""

from datetime import datetime

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.choices import StopReason
from trialtracker.clinical.dose_rows import DoseRow, get_dose_rows
from trialtracker.clinical.dossier import ITEM_BY_KEY, format_value
from trialtracker.clinical.drugs import get_unit_of
from trialtracker.clinical.effect_words import NOT_STATED, format_grade, format_lasted, format_worst
from trialtracker.clinical.entry_rows import NOTHING
from trialtracker.clinical.episodes import Episode, get_episodes
from trialtracker.clinical.finding_said import format_said
from trialtracker.clinical.findings import format_dated
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.opioid_rows import format_baseline, get_day_rows, get_intake_rows
from trialtracker.clinical.record import Fact
from trialtracker.clinical.time import format_date, format_moment
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.units import Per, format_dose
from trialtracker.report.full_table import FullRow, FullTable, make_rows


def get_trial_table(trial: Trial) -> FullTable:
    """Return the patient and the trial as they are registered."""
    patient, details, zone = trial.patient.details, trial.details, trial.details.time_zone
    born = format_date(patient.birth_date) if patient.birth_date else "Not known"
    told = [
        ("Patient", f"{patient.family_name.upper()}, {patient.given_name}"),
        ("MRN", patient.mrn),
        ("Born", born),
        ("Gender", patient.gender.label),
        ("Allergies", f"{patient.allergy_status.label}. {patient.allergies}".rstrip(". ")),
        ("Indication", f"{details.indication.label}. {details.indication_note}".rstrip(". ")),
        ("Trial", f"{details.mode.label}, {count_of(details.planned_days, 'day')} planned"),
        ("State", _format_state(details.state.label, details.stop_reason)),
        ("First active dose", format_moment(details.started_at, zone)),
        ("End", format_moment(details.ended_at, zone)),
        ("Planned drugs", _format_planned(trial)),
        ("Time zone", zone),
    ]
    return FullTable("Patient and trial", ("What", "As registered"), (22, 78), make_rows(told), "")


def _format_state(state: str, reason: StopReason | None) -> str:
    return state if reason is None else f"{state}: {reason.label.lower()}"


def _format_planned(trial: Trial) -> str:
    planned = [
        drug.drug
        if not drug.concentration_ng_per_ml
        else f"{drug.drug} "
        f"{format_dose(drug.concentration_ng_per_ml, get_unit_of(drug.drug, ()), Per.ML)}"
        for drug in trial.details.plan.drugs
    ]
    blinded = ["from coded syringes"] if trial.details.plan.is_blinded else []
    return ", ".join(planned + blinded) or "Not recorded"


def get_doses_table(trial: Trial) -> FullTable:
    """Return every dose that counts, newest first; a code stays closed until it is broken."""
    rows = get_dose_rows(trial)
    return FullTable(
        title="Intrathecal doses",
        columns=("Given", "What", "Dose", "Why", "By, checked with", "Note"),
        shares=(16, 12, 24, 13, 17, 18),
        rows=make_rows(
            [
                (
                    row.when,
                    row.what,
                    row.dose,
                    row.why,
                    _format_who(row),
                    row.note,
                )
                for row in rows
            ]
        ),
        nothing="No dose is recorded.",
        said="The doses that count. One that was made void stands among the rows written.",
    )


def _format_who(row: DoseRow) -> str:
    second = "" if row.second_person == NOTHING else row.second_person
    return "\n".join(filter(None, (row.author, second)))


def get_intakes_table(trial: Trial, as_of: datetime) -> FullTable:
    """Return the oral and transdermal opioids that count, newest first."""
    return FullTable(
        title="Oral opioids and patches",
        columns=("Kind", "What", "When", "By", "Note"),
        shares=(15, 26, 31, 13, 15),
        rows=make_rows([row.cells for row in get_intake_rows(trial, as_of)]),
        nothing="No oral opioid and no patch is recorded: that is not known, not none.",
    )


def get_opioid_days_table(trial: Trial, as_of: datetime) -> FullTable:
    """Return the morphine equivalents of each day."""
    has_any = bool(trial.intakes)
    return FullTable(
        title="Oral opioids by day",
        columns=("Date", "Day", "MME", "Change", "Remarks"),
        shares=(20, 8, 12, 14, 46),
        rows=make_rows([row.cells for row in get_day_rows(trial, as_of)]) if has_any else (),
        nothing="Not known: no intake is recorded.",
        said=f"{format_baseline(trial)}. MME: milligrams of oral morphine that compare; an "
        "estimate, not for choosing a dose.",
    )


def get_effects_table(trial: Trial, as_of: datetime) -> FullTable:
    """Return the course of every side effect, open ones first."""
    zone = trial.details.time_zone
    return FullTable(
        title="Side effects over time",
        columns=("Side effect", "From, to", "Lasted", "Worst", "From what, dose", "Course"),
        shares=(15, 18, 12, 8, 19, 28),
        rows=tuple(
            FullRow(_to_episode_cells(episode, as_of, zone), _format_treatment(episode))
            for episode in get_episodes(trial, as_of)
        ),
        nothing="No side effect is recorded as present. Where none was asked for, that is not "
        "known, not none: see the entries.",
    )


def _to_episode_cells(episode: Episode, as_of: datetime, zone: str) -> tuple[str, ...]:
    ended = format_moment(episode.ended_at, zone) if episode.ended_at else "open"
    detail = episode.detail
    stated = NOT_STATED if detail is None else f"{detail.relation.label}\n{detail.action.label}"
    course = [f"{format_grade(r.grade)} ({format_moment(r.at, zone)})" for r in episode.course]
    return (
        episode.label,
        f"{format_moment(episode.onset_at, zone)}\n{ended}",
        format_lasted(episode, as_of),
        format_worst(episode),
        stated,
        "\n".join(course) or "No grade is recorded in this time",
    )


def _format_treatment(episode: Episode) -> str:
    treatment = "" if episode.detail is None else episode.detail.treatment.strip()
    return f"Treatment: {treatment}" if treatment else ""


def get_findings_table(trial: Trial, assessment: Assessment) -> FullTable:
    """Return every safety finding with what was done about it, alerts first."""
    zone = trial.details.time_zone
    return FullTable(
        title="Safety findings",
        columns=("Finding", "What was found", "What was done"),
        shares=(16, 42, 42),
        rows=make_rows(
            [
                (
                    f"{finding.priority.label}\n{finding.state.label}",
                    format_dated(finding, zone) + _format_times(len(finding.data)),
                    "\n".join(format_said(seen, zone) for seen in finding.acknowledgements)
                    or "Nothing is recorded.",
                )
                for finding in assessment.findings
            ]
        ),
        nothing="No reading was outside the limits. What was not measured is not known.",
    )


def _format_times(readings: int) -> str:
    return "" if readings == 1 else f" {readings} readings."


def get_dossier_table(trial: Trial) -> FullTable:
    """Return every answer ever given in the dossier, newest first; what counts is marked."""
    latest = {fact.key: fact.fact_id for fact in trial.facts}
    return FullTable(
        title="Dossier",
        columns=("Item", "Answer", "Recorded", "Stands"),
        shares=(34, 34, 20, 12),
        rows=tuple(
            FullRow(_to_fact_cells(fact, latest, trial.details.time_zone), _format_note(fact))
            for fact in reversed(trial.facts)
        ),
        nothing="No answer is recorded.",
    )


def _to_fact_cells(fact: Fact, latest: dict[str, str], zone: str) -> tuple[str, ...]:
    item = ITEM_BY_KEY.get(fact.key)
    answer = fact.value if item is None else format_value(item, fact.value, zone)
    return (
        fact.key if item is None else item.label,
        (answer or NOTHING) if fact.value else "Taken back",
        f"{format_moment(fact.recorded_at, zone)}\n{fact.author}",
        "Counts" if latest[fact.key] == fact.fact_id else "Replaced",
    )


def _format_note(fact: Fact) -> str:
    return f"Note: {fact.note.strip()}" if fact.note.strip() else ""
