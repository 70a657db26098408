"""What is improbable about a dose: asked once, and kept when it is confirmed."""

from collections.abc import Iterator, Sequence

from trialtracker.clinical.choices import AllergyStatus, Choice, TrialMode
from trialtracker.clinical.dose_steps import get_dose_units
from trialtracker.clinical.dose_time import get_running
from trialtracker.clinical.drugs import DRUG_BY_KEY, Drug, Limits
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.trial import DoseEvent, Trial
from trialtracker.clinical.units import DoseUnit, Per, format_dose

TENFOLD = 10
"""A misplaced decimal point is the commonest dangerous slip (ISMP); asked at and beyond it."""

_EPIDURAL = TrialMode.CONTINUOUS_EPIDURAL
_OPIOID_WORDS = ("opioid", "opiate")


class DoseKept(Choice):
    """Why an improbable dose is right; the digit in the form is its place in this list."""

    ORDERED = "ordered", "Ordered by the physician"
    READ_AGAIN = "read_again", "Read again with a second person"
    OTHER = "other", "Other, see note"

    @property
    def needs_note(self) -> bool:
        """Tell whether the reason stands in the note."""
        return self is DoseKept.OTHER


def get_dose_doubts(trial: Trial, events: Sequence[DoseEvent]) -> tuple[Problem, ...]:
    """Return what is improbable: limits, ten times the last, not planned, named as an allergy.

    The limits are those of the intrathecal route; an epidural dose is held against the last alone.
    """
    found: list[Problem] = []
    for event in events:
        found.extend(_get_allergy_doubts(trial, event))
        found.extend(_get_plan_doubts(trial, event))
        found.extend(_get_jump_doubts(trial, events, event))
        found.extend(_get_limit_doubts(trial, events, event))
    return tuple(found)


def get_mixture_doubts(trial: Trial, events: Sequence[DoseEvent]) -> tuple[Problem, ...]:
    """Return which running drugs would end, or stay as they are, without a word about it.

    These are asked as well, but a confirmation needs no reason.
    """
    if not events or events[0].kind is not DoseKind.RATE:
        return ()
    found: list[Problem] = []
    rates = {event.drug: event.rate_ng_per_day for event in events}
    for step in get_running(trial, events[0].at):
        shown = format_dose(step.rate_ng_per_day, step.unit, Per.DAY)
        outcome = _tell_outcome(rates.get(step.drug), step.rate_ng_per_day, shown)
        if outcome:
            found.append(Problem(f"amount:{step.drug}", f"{step.drug.capitalize()} {outcome}"))
    return tuple(found)


def _tell_outcome(rate: int | None, former: int, shown: str) -> str:
    if rate is None:
        return f"{shown} is running and is not named here: it ends at this time."
    return f"stays at {shown}." if rate == former else ""


def _get_allergy_doubts(trial: Trial, event: DoseEvent) -> Iterator[Problem]:
    patient, drug = trial.patient.details, DRUG_BY_KEY.get(event.drug)
    if patient.allergy_status is not AllergyStatus.KNOWN or event.kind is DoseKind.STOP:
        return
    written = patient.allergies.casefold()
    if any(word in written for word in _get_words(event.drug, drug)):
        known = " ".join(patient.allergies.split())
        sentence = f"{event.drug.capitalize()} is named in the allergies: {known}."
        yield Problem(f"amount:{event.drug}", sentence)


def _get_words(key: str, drug: Drug | None) -> tuple[str, ...]:
    if drug is None:
        return (key,)
    return (key, *drug.names, *(_OPIOID_WORDS if drug.is_opioid else ()))


def _get_plan_doubts(trial: Trial, event: DoseEvent) -> Iterator[Problem]:
    planned = {drug.drug: drug.concentration_ng_per_ml for drug in trial.details.plan.drugs}
    if not planned or event.kind is DoseKind.STOP:
        return
    if event.drug not in planned:
        sentence = f"{event.drug.capitalize()} is not in the trial's plan ({', '.join(planned)})."
        yield Problem(f"amount:{event.drug}", sentence)
    elif event.concentration_ng_per_ml and planned[event.drug]:
        yield from _get_concentration_doubts(event, event.concentration_ng_per_ml, planned)


def _get_concentration_doubts(
    event: DoseEvent, concentration: int, planned: dict[str, int]
) -> Iterator[Problem]:
    if concentration == planned[event.drug]:
        return
    given, wanted = (
        format_dose(amount, DoseUnit.MILLIGRAMS, Per.ML)
        for amount in (concentration, planned[event.drug])
    )
    sentence = f"{event.drug.capitalize()} {given} is not the {wanted} of the plan."
    yield Problem(f"concentration:{event.drug}", sentence)


def _get_jump_doubts(
    trial: Trial, events: Sequence[DoseEvent], event: DoseEvent
) -> Iterator[Problem]:
    last = _find_last(trial, event)
    now_ng, per = _get_amount(event)
    if last is None or not now_ng:
        return
    last_ng, _ = _get_amount(last)
    word = _tell_jump(now_ng, last_ng)
    if word:
        unit = get_dose_units((*trial.doses, *events))[event.drug]
        given, former = format_dose(now_ng, unit, per), format_dose(last_ng, unit, per)
        sentence = f"{event.drug.capitalize()} {given} is {word} the last ({former})."
        yield Problem(f"amount:{event.drug}", sentence)


def _tell_jump(now_ng: int, last_ng: int) -> str:
    if now_ng >= last_ng * TENFOLD:
        return "ten times" if now_ng == last_ng * TENFOLD else "more than ten times"
    if now_ng * TENFOLD <= last_ng:
        return "a tenth of" if now_ng * TENFOLD == last_ng else "less than a tenth of"
    return ""


def _find_last(trial: Trial, event: DoseEvent) -> DoseEvent | None:
    """Return the dose of the same drug and kind before this one; a stop is none."""
    former = [
        dose
        for dose in trial.doses
        if (dose.drug, dose.kind) == (event.drug, event.kind)
        and dose.at <= event.at
        and _get_amount(dose)[0]
        and dose.event_id != event.event_id
    ]
    return max(former, key=lambda dose: dose.at, default=None)


def _get_amount(event: DoseEvent) -> tuple[int, Per]:
    if event.kind is DoseKind.BOLUS:
        return event.bolus_ng, Per.DOSE
    return event.rate_ng_per_day, Per.DAY


def _get_limit_doubts(
    trial: Trial, events: Sequence[DoseEvent], event: DoseEvent
) -> Iterator[Problem]:
    drug, is_epidural = DRUG_BY_KEY.get(event.drug), trial.details.mode is _EPIDURAL
    amount, per = _get_amount(event)
    if drug is None or is_epidural or amount <= 0:
        return
    limits, what = _get_limits(trial, event, drug)
    unit = get_dose_units((*trial.doses, *events))[event.drug]
    for limit, is_beyond, word in (
        (limits.low, limits.low is not None and amount < limits.low.ng, "below"),
        (limits.high, limits.high is not None and amount > limits.high.ng, "above"),
    ):
        if limit is not None and is_beyond:
            given, shown = format_dose(amount, unit, per), format_dose(limit.ng, unit, per)
            subject = f"{drug.label.capitalize()} {given} is {word} {shown}"
            yield Problem(f"amount:{drug.key}", f"{subject}, {what} ({limit.source}).")


def _get_limits(trial: Trial, event: DoseEvent, drug: Drug) -> tuple[Limits, str]:
    """Return the limits that hold, and what they are: of a bolus, of a first rate, of any rate."""
    if event.kind is DoseKind.BOLUS:
        return drug.bolus, "the usual range of a bolus"
    if _find_last(trial, event) is None:
        return drug.start, "the usual range of a first rate"
    return Limits(high=drug.most), "the usual highest rate"
