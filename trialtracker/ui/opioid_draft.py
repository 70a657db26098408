"""The opioid form as it stands: what is typed, how it is kept on disk, and what it makes."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import TypeVar
from uuid import uuid4

from trialtracker.clinical.intake_checks import check_intakes
from trialtracker.clinical.opioids import find_opioid, find_unit
from trialtracker.clinical.record import Intake
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.value_checks import format_typed
from trialtracker.ui.record_when import parse_when

T = TypeVar("T")

LASTING = frozenset({IntakeKind.REGULAR, IntakeKind.PATCH})
_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class OpioidDraft:
    """Everything in the form; form_id names the intake it will make, so that none is made twice."""

    kind: IntakeKind = IntakeKind.TAKEN
    drug: str = ""
    dose: str = ""
    unit: str = ""
    times: str = "1"
    is_rescue: bool = True
    when: str = ""
    typed_at: datetime | None = None
    until: str = ""
    note: str = ""
    form_id: str = field(default_factory=lambda: uuid4().hex)


def to_text(draft: OpioidDraft) -> str:
    """Return the draft as text."""
    typed_at = None if draft.typed_at is None else draft.typed_at.isoformat()
    return json.dumps({**asdict(draft), "typed_at": typed_at})


def from_text(text: str) -> OpioidDraft | None:
    """Return the draft; None for text that is none, as an older version may have left it."""
    try:
        read = json.loads(text)
        typed_at = read["typed_at"]
        return replace(
            OpioidDraft(**read),
            kind=IntakeKind(read["kind"]),
            typed_at=None if typed_at is None else datetime.fromisoformat(typed_at),
        )
    except (ValueError, TypeError, KeyError):
        return None


def read_intake(
    draft: OpioidDraft, trial: Trial, get_at: Callable[[], datetime], now: datetime
) -> Intake:
    """Return what the form says; get_at reads its time.

    Raises:
        RefusedError: with every problem.
    """
    problems: list[Problem] = []
    at = _read("at", get_at, now, problems)
    intake = Intake(draft.form_id, draft.kind, "", None, "", 0, at, note=draft.note.strip())
    intake = intake._replace(is_rescue=draft.is_rescue and draft.kind not in LASTING)
    if draft.kind is not IntakeKind.NONE:
        intake = intake._replace(
            drug=get_drug_key(draft),
            dose=_read("dose", lambda: parse_dose(draft.dose), None, problems),
            unit=_get_unit_key(draft.unit),
            times=_read("times", lambda: _parse_times(draft.times), 1, problems),
        )
    if draft.kind in LASTING and draft.until.strip():
        zone = trial.details.time_zone
        until = _read("until", lambda: parse_when(draft.until, now, zone), None, problems)
        intake = intake._replace(until=until)
    unread = {problem.field for problem in problems}
    try:
        check_intakes(trial, [intake], now)
    except RefusedError as refusal:
        problems.extend(problem for problem in refusal.problems if problem.field not in unread)
    if problems:
        raise RefusedError(problems)
    return intake


def get_drug_key(draft: OpioidDraft) -> str:
    """Return the key of the drug, or the words as they are typed."""
    opioid = find_opioid(draft.drug, find_unit(draft.unit))
    return draft.drug.strip() if opioid is None else opioid.key


def parse_dose(text: str) -> Decimal | None:
    """Return the number typed, None for nothing.

    Raises:
        ValueError: with a sentence, if it is no number.
    """
    typed = text.strip()
    if not typed:
        return None
    try:
        is_number = typed.isascii() and set(typed) <= set("0123456789.-")
        return Decimal(typed if is_number else "no number")
    except InvalidOperation:
        sentence = f"“{format_typed(typed)}” is not a number: type it as 7 or 7.5."
        raise ValueError(sentence) from None


def _parse_times(text: str) -> int:
    typed = text.strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS):
        raise ValueError(f"“{format_typed(typed)}” is not a whole number.")
    return int(typed)


def _get_unit_key(text: str) -> str:
    unit = find_unit(text)
    return text.strip() if unit is None else unit.value


def _read(key: str, get: Callable[[], T], stand_in: T, problems: list[Problem]) -> T:
    try:
        return get()
    except ValueError as error:
        problems.append(Problem(key, str(error)))
        return stand_in
