"""Write signed assessments that were computed again: for people, or as JSON."""

import json
from collections.abc import Sequence
from typing import Any

from trialtracker.clinical.frozen import Reassessed, Reproduction
from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.time import format_moment
from trialtracker.exchange.plain_text import to_plain


def to_reassess_json(done: Sequence[Reassessed]) -> str:
    """Return what was found as a JSON list."""
    return json.dumps([_to_object(again) for again in done], indent=2) + "\n"


def format_reassess(done: Sequence[Reassessed]) -> str:
    """Return what was found, a signed assessment after the other, and the sum of it."""
    if not done:
        return "No assessment is signed in this store.\n"
    lines = [line for again in done for line in _format_one(again)]
    return "\n".join([*lines, "", _format_sum(done), ""])


def format_reassess_refusal(done: Sequence[Reassessed]) -> str:
    """Return the sentence for results that do not follow any more, '' if all do."""
    failed = sum(not again.is_good for again in done)
    if not failed:
        return ""
    verb = "does" if failed == 1 else "do"
    return f"{count_of(failed, 'signed assessment')} {verb} not follow from what was signed."


def _format_one(again: Reassessed) -> list[str]:
    frozen = again.frozen
    verdict = "not readable" if frozen.verdict is None else frozen.verdict.label
    title = (
        f"{to_plain(frozen.mrn)}: {verdict} ({to_plain(frozen.criteria_set)}), "
        f"{to_plain(frozen.signature.words)} {format_moment(frozen.as_of, 'UTC')} UTC, "
        f"TrialTracker {frozen.program_version}"
    )
    return [
        title,
        f"  [{again.reproduction.label}] {_format_reproduction(again)}",
        f"  [{frozen.since.state.label}]",
        *(f"    {to_plain(line)}" for line in (*frozen.since.changed, *frozen.since.continued)),
    ]


def _format_reproduction(again: Reassessed) -> str:
    match again.reproduction:
        case Reproduction.EXACT | Reproduction.EQUAL:
            return f"SHA-256 of the data {again.frozen.data_hash}"
        case Reproduction.DIFFERENT:
            program = again.program_version
            return f"TrialTracker {program} finds otherwise: {', '.join(again.differences)}"
        case Reproduction.DAMAGED:  # pragma: no branch (the type checker proves it is the last)
            return "It has not the SHA-256 it was stored with."


def _format_sum(done: Sequence[Reassessed]) -> str:
    good = sum(again.is_good for again in done)
    return f"{good} of {count_of(len(done), 'signed assessment')} reproduced."


def _to_object(again: Reassessed) -> dict[str, Any]:
    frozen = again.frozen
    return {
        "mrn": frozen.mrn,
        "as_of": frozen.as_of.isoformat(),
        "signed": frozen.signature.words,
        "verdict": None if frozen.verdict is None else frozen.verdict.value,
        "criteria_set": frozen.criteria_set,
        "signed_with": frozen.program_version,
        "computed_with": again.program_version,
        "data_sha256": frozen.data_hash,
        "result_sha256": frozen.result_hash,
        "reproduction": again.reproduction.value,
        "differences": list(again.differences),
        "since": frozen.since.state.value,
        "changed": list(frozen.since.changed),
        "continued": list(frozen.since.continued),
    }
