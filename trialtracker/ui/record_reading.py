"""The answers that stand in the fields of a form."""

from datetime import datetime
from decimal import Decimal

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.choices import Source
from trialtracker.clinical.record import Intake
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.time import to_utc
from trialtracker.clinical.trial import Entry
from trialtracker.ui.record_fields import RecordFields
from trialtracker.ui.record_state import INTAKES, OBSERVED_AT, FormState


def read_answers(
    fields: RecordFields, state: FormState, amended: Entry | None, now: datetime
) -> tuple[Answers, tuple[Problem, ...]]:
    """Return what can be read, and a problem for every field that cannot."""
    problems: list[Problem] = []
    observed_at = _read_time(fields, now, problems)
    answers = Answers(
        entry_id=state.entry_id,
        observed_at=observed_at,
        source=amended.source if amended is not None else Source.NURSE,
        values=_read_values(fields, amended, problems),
        not_assessed={k: r.reason for k, r in state.rows.items() if r.reason is not None},
        note=state.note,
        intakes=_read_intakes(fields, state.entry_id, observed_at, problems),
    )
    return answers, tuple(problems)


def _read_time(fields: RecordFields, now: datetime, problems: list[Problem]) -> datetime:
    try:
        return fields.time_field.get_moment(now)
    except ValueError as error:
        problems.append(Problem(OBSERVED_AT, str(error)))
        return to_utc(now)


def _read_values(
    fields: RecordFields, amended: Entry | None, problems: list[Problem]
) -> dict[str, Decimal]:
    shown = {row.key for row in fields.get_rows()}
    recorded = amended.values if amended is not None else {}
    values = {key: value for key, value in recorded.items() if key not in shown}
    for row in fields.get_rows():
        try:
            value = row.get_value()
        except ValueError as error:
            problems.append(Problem(row.key, str(error)))
        else:
            values |= {} if value is None else {row.key: value}
    return values


def _read_intakes(
    fields: RecordFields, entry_id: str, at: datetime, problems: list[Problem]
) -> tuple[Intake, ...]:
    try:
        return fields.opioid.read(entry_id, at)
    except ValueError as error:
        problems.append(Problem(INTAKES, str(error)))
        return ()
