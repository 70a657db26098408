"""The criteria from cancer trials: a smaller gain counts, and any of several gains is enough."""

from fractions import Fraction

from trialtracker.clinical.assessment import CriterionResult
from trialtracker.clinical.benefits import (
    Benefit,
    get_opioid_benefit,
    get_pain_benefit,
    get_toxicity_benefit,
)
from trialtracker.clinical.choices import Indication, Status
from trialtracker.clinical.evidence import Evidence
from trialtracker.clinical.number_words import format_exact
from trialtracker.clinical.trial import Trial

# eviCore CMM-210 and HCSC SUR707.008; only a third party's summaries of both were read.
WAIVER = (
    "Some payers waive requirements in advanced cancer "
    "(eviCore, HCSC; as summarised by a third party)."
)


def is_cancer(trial: Trial) -> bool:
    """Tell whether the pain comes from cancer."""
    return trial.details.indication is Indication.CANCER_PAIN


def cancer_benefit(evidence: Evidence) -> CriterionResult:
    """Ask for less pain, or for pain no worse and less toxicity (Smith 2002)."""
    percent = evidence.criteria_set.cancer_percent
    pain, toxicity = get_pain_benefit(evidence, percent), get_toxicity_benefit(evidence)
    status = _judge_any(pain.is_at_least(percent), _is_toxicity_enough(pain, toxicity, percent))
    best = toxicity if status is Status.MET and not pain.is_at_least(percent) else pain
    wanted = f"≥ {format_exact(percent)} %"
    return CriterionResult(
        key="cancer_benefit",
        label="Cancer benefit",
        status=status,
        value=best.format(percent),
        requirement=f"needs {wanted} less pain, or pain no higher and {wanted} less toxicity",
        reason=f"{pain.sentence} {toxicity.sentence} {WAIVER}",
        used=_list_used(pain, toxicity),
    )


def composite(evidence: Evidence) -> CriterionResult:
    """Ask for half of the pain, of the oral opioids or of the toxicity gone (Rauck 2003)."""
    percent = evidence.criteria_set.composite_percent
    benefits = (
        get_pain_benefit(evidence, percent),
        get_opioid_benefit(evidence),
        get_toxicity_benefit(evidence),
    )
    known = [benefit for benefit in benefits if benefit.percent is not None]
    best = max(known, key=lambda benefit: benefit.percent or Fraction(0), default=benefits[0])
    wanted = f"≥ {format_exact(percent)} %"
    return CriterionResult(
        key="composite",
        label="Composite",
        status=_judge_any(*(benefit.is_at_least(percent) for benefit in benefits)),
        value=best.format(percent),
        requirement=f"needs {wanted} less pain, oral opioid or toxicity",
        reason=" ".join(benefit.sentence for benefit in benefits),
        used=_list_used(*benefits),
    )


def _is_toxicity_enough(pain: Benefit, toxicity: Benefit, percent: Fraction) -> bool | None:
    """Tell whether toxicity is less by enough and pain no higher; both must be known for a yes."""
    needed = (pain.is_at_least(Fraction(0)), toxicity.is_at_least(percent))
    if False in needed:
        return False
    return None if None in needed else True


def _judge_any(*ways: bool | None) -> Status:
    """Return met if any way is, not met only if every one is known and none is."""
    if True in ways:
        return Status.MET
    return Status.NOT_KNOWN if None in ways else Status.NOT_MET


def _list_used(*benefits: Benefit) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for benefit in benefits for key in benefit.used))
