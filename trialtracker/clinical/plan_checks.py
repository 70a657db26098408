"""What refuses a plan or a template: only what cannot be; the improbable is asked once."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from trialtracker.clinical.choices import TrialMode
from trialtracker.clinical.drugs import DRUG_BY_KEY, Limit
from trialtracker.clinical.plan import Plan, PlannedStep
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.schedules import SCHEDULE_BY_KEY
from trialtracker.clinical.units import Per, format_dose
from trialtracker.clinical.value_checks import (
    format_typed,
    get_text_problems,
    is_blank,
    refuse_if,
)

MOST_NG = 1_000_000_000
"""1 g a day, at once or in a millilitre: a thousand times what is given (clinic default)."""

MOST_HOURS = 60 * 24
"""As long as the longest trial that can be planned (clinical.checks)."""

LONGEST_NAME = 80
_PLANNED_KINDS = (DoseKind.BOLUS, DoseKind.RATE, DoseKind.STOP)


def check_plan(plan: Plan) -> None:
    """Refuse a plan that cannot be carried out.

    Raises:
        RefusedError: with every problem; fields are drug:N, concentration:N, hours:N, kind:N,
            amount:STEP:DRUG, rescue_drug, rescue_dose and schedule.
    """
    refuse_if(get_plan_problems(plan))


def check_template(name: str, plan: Plan) -> None:
    """Refuse a template without a name, or with a plan that cannot be.

    Raises:
        RefusedError: with every problem; the field of the name is template.
    """
    problems = list(get_text_problems("template", name, LONGEST_NAME, one_line=True))
    if is_blank(name):
        problems.append(Problem("template", "The template has no name: give it one."))
    refuse_if([*problems, *get_plan_problems(plan)])


def get_plan_problems(plan: Plan) -> tuple[Problem, ...]:
    """Return why a plan cannot be stored, nothing if it can."""
    return (
        *_get_drug_problems(plan),
        *_get_step_problems(plan),
        *_get_rescue_problems(plan),
        *_get_schedule_problems(plan),
    )


def get_plan_doubts(plan: Plan, mode: TrialMode, planned_days: int) -> tuple[Problem, ...]:
    """Return what is unlikely: a dose beyond its plausible limit, a step after the planned end.

    The limits are those of the intrathecal route and say nothing of an epidural dose.
    """
    limited = () if mode is TrialMode.CONTINUOUS_EPIDURAL else plan.steps
    doubts = [doubt for at, step in enumerate(limited) for doubt in _doubt(plan, at, step)]
    for at, step in enumerate(plan.steps):
        if step.hours_after_first > planned_days * 24:
            after = f"{step.hours_after_first:,} h after the first dose"
            sentence = f"{after} is beyond the {planned_days} planned days: is it right?"
            doubts.append(Problem(f"hours:{at}", sentence))
    return tuple(doubts)


def _get_drug_problems(plan: Plan) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, planned in enumerate(plan.drugs):
        if planned.drug not in DRUG_BY_KEY:
            sentence = f"“{format_typed(planned.drug)}” is no drug of the list: choose one."
            yield Problem(f"drug:{at}", sentence)
        if planned.drug in seen:
            yield Problem(f"drug:{at}", f"{planned.drug} is planned twice: take one out.")
        seen.add(planned.drug)
        if not 0 <= planned.concentration_ng_per_ml <= MOST_NG:
            yield Problem(f"concentration:{at}", "More than 1 g/mL is not possible: check it.")


def _get_step_problems(plan: Plan) -> Iterator[Problem]:
    before = -1
    for at, step in enumerate(plan.steps):
        if not 0 <= step.hours_after_first <= MOST_HOURS:
            shown = f"{step.hours_after_first:,} h after the first dose is not possible"
            yield Problem(f"hours:{at}", f"{shown}: write 0 to {MOST_HOURS:,}.")
        elif step.hours_after_first <= before:
            sentence = f"A step comes after the one before it ({before:,} h): write more hours."
            yield Problem(f"hours:{at}", sentence)
        before = max(before, step.hours_after_first)
        yield from _get_amount_problems(plan, at, step)


def _get_amount_problems(plan: Plan, at: int, step: PlannedStep) -> Iterator[Problem]:
    if step.kind not in _PLANNED_KINDS:
        yield Problem(f"kind:{at}", f"“{step.kind.label}” is no step: choose bolus, rate or stop.")
    if len(step.amounts_ng) != len(plan.drugs):
        yield Problem(f"amount:{at}:0", "Each planned drug needs its amount in every step.")
        return
    for place, amount in enumerate(step.amounts_ng):
        field = f"amount:{at}:{place}"
        if not 0 <= amount <= MOST_NG:
            yield Problem(field, "More than 1 g is not possible: check amount and unit.")
        if step.kind is DoseKind.STOP and amount:
            yield Problem(field, "A stop has no amount: clear it, or choose bolus or rate.")
    if step.kind is not DoseKind.STOP and not any(step.amounts_ng):
        yield Problem(f"amount:{at}:0", "The step gives nothing: write an amount, or choose stop.")


def _get_rescue_problems(plan: Plan) -> Iterator[Problem]:
    if plan.rescue_dose and is_blank(plan.rescue_drug):
        yield Problem("rescue_drug", "The rescue dose has no drug: say which.")
    yield from get_text_problems("rescue_drug", plan.rescue_drug, LONGEST_NAME, one_line=True)
    if plan.rescue_dose and not _is_amount(plan.rescue_dose):
        shown = format_typed(plan.rescue_dose)
        yield Problem("rescue_dose", f"“{shown}” is not a dose: write a number such as 5 or 2.5.")


def _get_schedule_problems(plan: Plan) -> tuple[Problem, ...]:
    if plan.schedule in {"", *SCHEDULE_BY_KEY}:
        return ()
    sentence = f"“{format_typed(plan.schedule)}” is no schedule of the list: choose one."
    return (Problem("schedule", sentence),)


def _is_amount(text: str) -> bool:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return False
    return amount.is_finite() and amount > 0


def _doubt(plan: Plan, at: int, step: PlannedStep) -> Iterator[Problem]:
    for place, (planned, amount) in enumerate(zip(plan.drugs, step.amounts_ng, strict=True)):
        drug = DRUG_BY_KEY[planned.drug]
        is_bolus = step.kind is DoseKind.BOLUS
        per, most = (Per.DOSE, drug.bolus.high) if is_bolus else (Per.DAY, drug.most)
        if most is not None and amount > most.ng:
            given, limit = (
                format_dose(amount, drug.unit, per),
                _format_limit(most, planned.drug, per),
            )
            sentence = f"{planned.drug} {given} is above {limit}: is it right?"
            yield Problem(f"amount:{at}:{place}", sentence)


def _format_limit(limit: Limit, drug: str, per: Per) -> str:
    return f"{format_dose(limit.ng, DRUG_BY_KEY[drug].unit, per)} ({limit.source})"
