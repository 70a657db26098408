"""The result of an assessment as the bytes that are kept and compared."""

import json
from dataclasses import dataclass, fields
from datetime import datetime
from fractions import Fraction
from typing import Any

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.choices import Verdict
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.frozen import Signature
from trialtracker.clinical.trial import Trial
from trialtracker.db.codec import from_json, to_json
from trialtracker.db.frozen import Kept

_IN_WORDS = {"findings", "harm"}
"""What of an assessment points into the vocabulary; it is kept in words."""


@dataclass(frozen=True, slots=True)
class KeptResult:
    """What is read of a kept result; the rest of it is only compared."""

    verdict: Verdict
    headline: str
    summary: str
    relief_percent: Fraction | None
    criteria_set: CriteriaSet
    as_of: datetime
    explanation: str
    signature: Signature


def to_result(trial: Trial, assessment: Assessment, signature: Signature) -> bytes:
    """Return what is signed, and by whom, as JSON: the same bytes for the same result."""
    # Loaded when somebody signs: nothing of it is needed on the way to the window.
    from trialtracker.clinical.explanation import explain

    names = [field.name for field in fields(assessment) if field.name not in _IN_WORDS]
    kept = {name: getattr(assessment, name) for name in names}
    findings = [(f.key, f.state.value, f.sentence) for f in assessment.findings]
    words = explain(trial, assessment).text
    harm = assessment.harm.text
    said = {"findings": findings, "harm": harm, "explanation": words, "signature": signature}
    return to_json({**kept, **said})


def read_result(kept: Kept) -> KeptResult | None:
    """Return what a view shows of a kept result, None where the copy is not what was signed."""
    if not kept.is_whole:
        return None
    result = from_json(kept.result, KeptResult)
    return result if result.signature == kept.signature else None


def find_differences(kept: bytes, again: bytes) -> tuple[str, ...]:
    """Return the names of what is not the same in two results.

    What only the second one holds is no difference: a later version may say more.
    """
    before, after = json.loads(kept), json.loads(again)
    return tuple(name for name in before if not _holds(after.get(name), before[name]))


def _holds(after: Any, before: Any) -> bool:
    if isinstance(before, dict) and isinstance(after, dict):
        return all(key in after and _holds(after[key], before[key]) for key in before)
    if isinstance(before, list) and isinstance(after, list):
        is_as_long = len(before) == len(after)
        return is_as_long and all(map(_holds, after, before))
    return bool(after == before)
