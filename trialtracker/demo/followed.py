"""Makes up what was said of side effects and findings after they were recorded."""

from collections.abc import Iterator
from datetime import datetime

from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.findings import get_findings
from trialtracker.clinical.record import Acknowledgement, EffectDetail
from trialtracker.clinical.record_choices import Relation
from trialtracker.clinical.side_effects import SIDE_EFFECTS
from trialtracker.clinical.trial import Trial, current_entries
from trialtracker.demo.case import Case, Effect

_MEASURES = {effect.key: effect.measure for effect in SIDE_EFFECTS}


def list_details(case: Case, trial: Trial) -> Iterator[EffectDetail]:
    """Yield onset, end and treatment of each side effect that was treated."""
    for effect in case.effects:
        if effect.treatment:
            yield from _describe(case, effect, trial)


def _describe(case: Case, effect: Effect, trial: Trial) -> Iterator[EffectDetail]:
    measure = _MEASURES[effect.key]
    asked = [e for e in current_entries(trial.entries) if measure in e.values]
    present = [e.observed_at for e in asked if e.values[measure]]
    if not present:
        return
    after = [e.observed_at for e in asked if e.observed_at > present[-1]]
    yield EffectDetail(
        detail_id=f"demo {case.mrn} {effect.key}",
        effect=effect.key,
        onset_at=present[0],
        ended_at=after[0] if after else None,
        relation=Relation.DRUG,
        action=effect.action,
        treatment=effect.treatment,
    )


def list_acknowledgements(case: Case, trial: Trial, at: datetime) -> Iterator[Acknowledgement]:
    """Yield what was said of the findings that the case names."""
    findings = {f.flag.key: f for f in get_findings(trial, CLINIC_DEFAULT.safety, at)}
    for seen in case.seen:
        if finding := findings.get(seen.flag):
            yield Acknowledgement(
                acknowledgement_id=f"demo {case.mrn} {seen.flag}",
                finding_key=finding.key,
                action=seen.action,
                words=seen.words,
                resolved=seen.resolved,
                author="",
                recorded_at=at,
            )
