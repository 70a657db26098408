"""Write signed assessments that were computed again: for people, or as JSON."""

import json
from collections.abc import Sequence
from typing import Any

from trialtracker.clinical.number_words import count_of
from trialtracker.clinical.reassessed import Reassessed, Reproduction
from trialtracker.clinical.review import Review, ReviewNote
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
    """Return the sentence for what does not follow or fit any more, '' if all does."""
    failed = sum(not again.is_reproduced for again in done)
    altered = sum(again.is_reproduced and not again.is_good for again in done)
    said = []
    if failed:
        verb = "does" if failed == 1 else "do"
        assessments = count_of(failed, "signed assessment")
        said.append(f"{assessments} {verb} not follow from what was signed.")
    if altered:
        verb = "was" if altered == 1 else "were"
        said.append(f"{count_of(altered, 'review')} {verb} altered after signing.")
    return " ".join(said)


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
        *_format_review(again.review),
        f"  [{frozen.since.state.label}]",
        *(f"    {to_plain(line)}" for line in (*frozen.since.changed, *frozen.since.continued)),
    ]


def _format_review(review: Review) -> list[str]:
    opinion = review.opinion
    if opinion is None:
        decision = "No decision was asked for when it was signed."
    else:
        decision = opinion.decision.label + (f": {opinion.reason}" if opinion.reason else ".")
    notes = [f"  [{note.kind.label}] {_format_note(note)}" for note in review.notes]
    return [f"  [Decision] {to_plain(decision)}", *notes, f"  [Seals] {_format_seals(review)}"]


def _format_note(note: ReviewNote) -> str:
    said = f"{note.signature.who} {format_moment(note.at, 'UTC')} UTC"
    return to_plain(f"{said}: {note.text}" if note.text else said)


def _format_seals(review: Review) -> str:
    if not review.is_whole:
        return "They do not fit: the review or a note was altered after it was signed."
    if not review.head:
        return "Signed before reviews were sealed."
    return f"They fit; the newest is {review.head}"


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
    good = sum(again.is_reproduced for again in done)
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
        **_to_decision(again.review),
        "since": frozen.since.state.value,
        "changed": list(frozen.since.changed),
        "continued": list(frozen.since.continued),
    }


def _to_decision(review: Review) -> dict[str, Any]:
    opinion = review.opinion
    return {
        "decision": None if opinion is None else opinion.decision.value,
        "reason": None if opinion is None else opinion.reason,
        "notes": [_to_note(note) for note in review.notes],
        "is_locked": review.is_locked,
        "seal": review.seal,
        "is_whole": review.is_whole,
    }


def _to_note(note: ReviewNote) -> dict[str, Any]:
    return {
        "kind": note.kind.value,
        "at": note.at.isoformat(),
        "signed": note.signature.words,
        "text": note.text,
        "seal": note.seal,
    }
