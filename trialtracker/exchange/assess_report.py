"""Write assessments of trials: as a table with every reason for people, or as JSON."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from trialtracker.clinical.assessment import CriterionResult, Interval, Occasion, Window
from trialtracker.clinical.caveats import Caveat
from trialtracker.clinical.criteria import CAVEAT
from trialtracker.clinical.explanation import (
    CAVEATS,
    RELIEF,
    SENSITIVITY,
    WOULD_CHANGE,
    Explanation,
    explain,
)
from trialtracker.clinical.number_words import count_of, format_percent
from trialtracker.clinical.sensitivity import Sensitivity
from trialtracker.clinical.time import format_date
from trialtracker.exchange.plain_text import to_plain
from trialtracker.services.results import Snapshot

_HEADINGS = ("MRN", "Start", "Mode", "Baseline", "Window", "Relief", "Assessment")
_NONE = "not known"
_IN_FULL = (RELIEF, WOULD_CHANGE, SENSITIVITY, CAVEATS)
"""The parts of an explanation that stand below the criteria of a trial."""


def to_assess_json(snapshots: Iterable[Snapshot]) -> str:
    """Return the assessments as a JSON list; numbers are unrounded, null where not calculable."""
    return json.dumps([_to_object(snapshot) for snapshot in snapshots], indent=2) + "\n"


def format_assess(snapshots: Sequence[Snapshot]) -> str:
    """Return a table of the trials, then every criterion of each with its reason."""
    if not snapshots:
        return "There is no trial in this store.\n"
    rows = [_HEADINGS, *(_to_cells(snapshot) for snapshot in snapshots)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    table = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    reasons = [line for snapshot in snapshots for line in ("", *_format_reasons(snapshot))]
    return "\n".join([*table, *reasons, "", CAVEAT, ""])


def _to_object(snapshot: Snapshot) -> dict[str, Any]:
    assessment, trial = snapshot.assessment, snapshot.trial
    return {
        "mrn": trial.patient.details.mrn,
        "trial_start": _to_iso(trial.first_day),
        "mode": trial.details.mode.value,
        "measure": assessment.measure or None,
        "baseline": _to_window(assessment.baseline),
        "window": _to_window(assessment.window)
        | {"from": _to_iso(assessment.window.first), "to": _to_iso(assessment.window.last)},
        "relief_percent": _to_number(assessment.relief_percent),
        "verdict": assessment.verdict.value,
        "criteria": [_to_criterion(result) for result in assessment.criteria],
        "criteria_set": assessment.criteria_set.title,
        **_to_reasons(snapshot, explain(trial, assessment)),
        "occasions": [_to_occasion(occasion) for occasion in assessment.occasions],
    }


def _to_criterion(result: CriterionResult) -> dict[str, Any]:
    return {
        "key": result.key,
        "status": result.status.value,
        "reason": result.reason,
        "label": result.label,
        "value": result.value,
        "requirement": result.requirement,
        "role": result.role.value,
        "source": result.source,
        "used": list(result.used),
    }


def _to_reasons(snapshot: Snapshot, explanation: Explanation) -> dict[str, Any]:
    """Return why, in words and in numbers; the words are those of the window."""
    uncertainty = snapshot.assessment.uncertainty
    return {
        "as_of": snapshot.assessment.as_of.isoformat(),
        "explanation": explanation.text,
        "interval": _to_interval(uncertainty.interval),
        "interval_reason": uncertainty.reason or None,
        "chance_percent": uncertainty.chance_percent,
        "caveats": [_to_caveat(caveat) for caveat in explanation.caveats],
        "sensitivity": [_to_other_look(found) for found in explanation.sensitivity],
        "would_change": list(explanation.would_change),
    }


def _to_interval(interval: Interval | None) -> dict[str, float] | None:
    if interval is None:
        return None
    return {"low": float(interval.low_percent), "high": float(interval.high_percent)}


def _to_caveat(caveat: Caveat) -> dict[str, Any]:
    return {"key": caveat.key, "sentence": caveat.sentence, "used": list(caveat.used)}


def _to_other_look(found: Sensitivity) -> dict[str, Any]:
    return {
        "key": found.key,
        "label": found.label,
        "relief_percent": _to_number(found.percent),
        "status": found.status.value,
        "sentence": found.sentence,
    }


def _to_window(window: Window) -> dict[str, Any]:
    counted: dict[str, Any] = {
        "mean": _to_number(window.mean),
        "days": window.days,
        "of": window.of,
    }
    if window.label:
        counted["label"] = window.label
    if window.hours is None:
        return counted
    readings = window.hours.readings
    ends = (readings[0].at.isoformat(), readings[-1].at.isoformat()) if readings else (None, None)
    return counted | {"readings": len(readings), "first_reading": ends[0], "last_reading": ends[1]}


def _to_occasion(occasion: Occasion) -> dict[str, Any]:
    return {
        "at": occasion.at.isoformat(),
        "doses": list(occasion.event_ids),
        "codes": list(occasion.codes),
        "is_placebo": occasion.is_placebo,
        "relief_percent": _to_number(occasion.percent),
        **_to_window(occasion.window),
    }


def _to_number(exact: Fraction | None) -> float | None:
    return None if exact is None else float(exact)


def _to_iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _to_cells(snapshot: Snapshot) -> tuple[str, ...]:
    assessment, trial = snapshot.assessment, snapshot.trial
    return (
        to_plain(trial.patient.details.mrn),
        format_date(trial.first_day) if trial.first_day else "Not recorded",
        trial.details.mode.label,
        _format_window(assessment.baseline),
        _format_window(assessment.window),
        _format_relief(snapshot),
        assessment.verdict.label,
    )


def _format_window(window: Window) -> str:
    mean = _NONE if window.mean is None else f"{float(window.mean):.2f}"
    if window.hours is not None:
        return f"{mean} ({count_of(len(window.hours.readings), 'reading')})"
    return f"{mean} ({window.days} of {window.of} days)"


def _format_relief(snapshot: Snapshot) -> str:
    """Return the relief, never rounded across a threshold of the set."""
    assessment = snapshot.assessment
    if assessment.relief_percent is None:
        return _NONE
    limits = assessment.criteria_set
    return format_percent(
        assessment.relief_percent, (limits.relief_percent, limits.borderline_percent)
    )


def _format_reasons(snapshot: Snapshot) -> list[str]:
    assessment, trial = snapshot.assessment, snapshot.trial
    title = (
        f"{to_plain(trial.patient.details.mrn)}: {assessment.verdict.label} "
        f"({assessment.criteria_set.title}). {to_plain(assessment.summary)}"
    )
    return [
        title,
        *(f"  [{r.status.label}] {r.label}: {to_plain(r.reason)}" for r in assessment.criteria),
        *_format_parts(explain(trial, assessment)),
    ]


def _format_parts(explanation: Explanation) -> list[str]:
    parts = [part for part in explanation.parts if part.title in _IN_FULL]
    return [
        line
        for part in parts
        for line in (f"  {part.title}:", *(f"    {to_plain(said)}" for said in part.lines))
    ]
