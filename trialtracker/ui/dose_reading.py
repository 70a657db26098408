"""Read the dose form: dose events or the sentences that say why there are none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from trialtracker.clinical.dose_checks import check_blinded, check_doses
from trialtracker.clinical.dose_doubts import DoseKept
from trialtracker.clinical.record import BlindedDose
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.refusal import Problem, RefusedError
from trialtracker.clinical.trial import DoseEvent, Trial
from trialtracker.clinical.units import parse_dose, parse_volume
from trialtracker.ui.dose_defaults import get_per, get_unit
from trialtracker.ui.dose_draft import ComponentDraft, DoseDraft


@dataclass(frozen=True, slots=True)
class Act:
    """Who gives what when: the trial, the moment read from the form, now, and who is asked for."""

    trial: Trial
    at: datetime
    now: datetime
    needs_second_person: bool = False


def read_events(draft: DoseDraft, act: Act) -> tuple[DoseEvent, ...]:
    """Return one event for each drug of the form.

    Raises:
        RefusedError: with every problem.
    """
    problems = [*_get_presence_problems(draft, act)]
    events: list[DoseEvent] = []
    volume = _read_volume(draft, problems)
    for component, event_id in zip(draft.components, draft.event_ids, strict=True):
        amount = _read_amount(component, draft.kind, act.trial, problems)
        if amount is not None:
            events.append(_make_event(draft, act, component.drug, amount, event_id, volume))
    if problems:
        raise RefusedError(problems)
    check_doses(act.trial, events, act.now)
    return tuple(events)


def read_blinded(draft: DoseDraft, act: Act) -> BlindedDose:
    """Return the dose of the coded syringe.

    Raises:
        RefusedError: with every problem.
    """
    note, second = draft.note, draft.second_person.strip()
    dose = BlindedDose(draft.form_id, act.at, draft.kind, draft.code.strip(), "", note, second)
    if problems := _get_second_person_problems(draft, act):
        raise RefusedError(problems)
    check_blinded(act.trial, dose, act.now)
    return dose


def confirm(
    events: Sequence[DoseEvent], doubts: Sequence[Problem], kept: DoseKept
) -> tuple[DoseEvent, ...]:
    """Return the events with what was asked about each, and why it was kept."""
    confirmed: list[DoseEvent] = []
    for event in events:
        asked = [d.sentence for d in doubts if d.field.partition(":")[2] == event.drug]
        words = f"{' '.join(asked)} Kept: {kept.label}." if asked else ""
        confirmed.append(replace(event, confirmed=words))
    return tuple(confirmed)


def _get_presence_problems(draft: DoseDraft, act: Act) -> list[Problem]:
    problems: list[Problem] = []
    if draft.kind is DoseKind.STOP and not draft.components:
        problems.append(Problem("drugs", "No infusion is running, so there is nothing to stop."))
    if draft.why is None and draft.kind is not DoseKind.REFILL:
        problems.append(Problem("why", "The reason is missing: press its digit, 1 to 6."))
    return [*problems, *_get_second_person_problems(draft, act)]


def _get_second_person_problems(draft: DoseDraft, act: Act) -> list[Problem]:
    if not act.needs_second_person or draft.second_person.strip():
        return []
    sentence = "The second person is missing: name who checked the dose with you."
    return [Problem("second_person", sentence)]


def _read_amount(
    component: ComponentDraft, kind: DoseKind, trial: Trial, problems: list[Problem]
) -> int | None:
    if kind is DoseKind.STOP:
        return 0
    unit = get_unit(trial, component.drug, kind)
    try:
        return parse_dose(component.amount, get_per(kind), unit)
    except ValueError as error:
        field = "concentration" if kind is DoseKind.REFILL else "amount"
        problems.append(Problem(f"{field}:{component.drug}", str(error)))
        return None


def _read_volume(draft: DoseDraft, problems: list[Problem]) -> int | None:
    if draft.kind is not DoseKind.REFILL:
        return None
    try:
        return parse_volume(draft.volume)
    except ValueError as error:
        problems.append(Problem("volume", str(error)))
        return None


def _make_event(
    draft: DoseDraft, act: Act, drug: str, amount: int, event_id: str, volume: int | None
) -> DoseEvent:
    kind = draft.kind
    return DoseEvent(
        event_id=event_id,
        at=act.at,
        drug=drug,
        rate_ng_per_day=amount if kind is DoseKind.RATE else 0,
        author="",
        kind=kind,
        bolus_ng=amount if kind is DoseKind.BOLUS else 0,
        group_id=draft.form_id if len(draft.components) > 1 else "",
        concentration_ng_per_ml=amount if kind is DoseKind.REFILL else None,
        volume_ul=volume,
        why=draft.why,
        note=draft.note.strip(),
        second_person=draft.second_person.strip(),
    )
