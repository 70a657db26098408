"""Write trials as a long file that import reads: every current entry, one row an observation."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from trialtracker.clinical.measures import MEASURE_BY_KEY
from trialtracker.clinical.side_effects import SIDE_EFFECT_BY_MEASURE
from trialtracker.clinical.time import to_utc
from trialtracker.clinical.trial import Entry, Trial, current_entries
from trialtracker.exchange.long_rows import OPTIONAL, REQUIRED
from trialtracker.exchange.words import NOT_STARTED, NOTE_ALONE, guard_text

COLUMNS = (*REQUIRED, *OPTIONAL)

Cells = Mapping[str, str]


def to_long_csv(trials: Iterable[Trial]) -> str:
    """Return the file; what a blinded syringe held is no part of an entry, so it is not in it."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for trial in trials:
        writer.writerows(_list_rows(trial))
    return text.getvalue()


def _list_rows(trial: Trial) -> Iterator[Cells]:
    about = _describe(trial)
    for number, entry in enumerate(current_entries(trial.entries), start=1):
        observed_at = _format_moment(entry.observed_at, trial.details.time_zone)
        where = {**about, "observed_at": observed_at, "entry": str(number)}
        for place, observed in enumerate(_list_observed(entry)):
            note = guard_text(entry.note) if place == 0 else ""
            yield {**where, **observed, "note": note}


def _describe(trial: Trial) -> Cells:
    details, patient = trial.details, trial.patient.details
    started_at, ended_at, zone = details.started_at, details.ended_at, details.time_zone
    is_over = started_at is not None and ended_at is not None
    born = patient.birth_date
    return {
        "mrn": guard_text(patient.mrn),
        "family_name": guard_text(patient.family_name),
        "given_name": guard_text(patient.given_name),
        "birth_date": "" if born is None else born.isoformat(),
        "gender": patient.gender.value,
        "mode": details.mode.value,
        "trial_start": NOT_STARTED if started_at is None else _format_moment(started_at, zone),
        "trial_end": _format_moment(ended_at, zone) if is_over and ended_at is not None else "",
    }


def _list_observed(entry: Entry) -> Iterator[Cells]:
    """Yield the cells of each value and each reason for none; of a note alone, the one row."""
    for measure, value in entry.values.items():
        text = _format_value(measure, value)
        yield {"measure": measure, "value": text, "unit": _get_unit(measure, entry.grading)}
    for measure, reason in entry.not_assessed.items():
        yield {"measure": measure, "not_assessed": reason.value}
    if not entry.values and not entry.not_assessed:
        yield {"measure": NOTE_ALONE}


def _format_value(measure: str, value: Decimal) -> str:
    known = MEASURE_BY_KEY.get(measure)
    if known is not None and known.levels:
        return known.level_by_code[value].text
    return f"{value.normalize():f}"


def _get_unit(measure: str, grading: str) -> str:
    return grading if measure in SIDE_EFFECT_BY_MEASURE else MEASURE_BY_KEY[measure].unit


def _format_moment(at: datetime, zone: str) -> str:
    """Return the clinic's time with its offset; in UTC where the offset is not whole minutes."""
    local = at.astimezone(ZoneInfo(zone))
    offset = local.utcoffset() or timedelta()
    is_whole = offset % timedelta(minutes=1) == timedelta()
    return (local if is_whole else to_utc(at)).isoformat(timespec="seconds")
