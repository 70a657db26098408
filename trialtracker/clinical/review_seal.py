"""The seals of a review: hashes that show whether what was signed, or said of it, was altered."""

import json
from datetime import datetime
from hashlib import sha256
from itertools import pairwise

from trialtracker.clinical.frozen import Frozen, Signature
from trialtracker.clinical.review import NoteKind, Opinion, Review, ReviewNote


def seal_review(frozen: Frozen, opinion: Opinion) -> str:
    """Return the SHA-256 over what is signed: data, result, rules, decision, who and when."""
    return _seal(
        frozen_id=frozen.frozen_id,
        data_hash=frozen.data_hash,
        result_hash=frozen.result_hash,
        criteria_set=frozen.criteria_set,
        program_version=frozen.program_version,
        decision=opinion.decision.value,
        reason=opinion.reason,
        at=_to_text(frozen.as_of),
        **_to_texts(frozen.signature),
    )


def make_note(
    review: Review, note_id: str, kind: NoteKind, signature: Signature, text: str, at: datetime
) -> ReviewNote:
    """Return a note that is sealed together with the review and every note before it."""
    unsealed = ReviewNote(note_id, kind, signature, text, at, seal="")
    seal = _seal_note(review.frozen.frozen_id, unsealed, review.head)
    return ReviewNote(note_id, kind, signature, text, at, seal)


def is_sealed(review: Review) -> bool:
    """Tell whether every seal of a review fits what it stands on.

    An assessment signed before decisions were asked for has no seal of its own; its notes have.
    """
    opinion = review.opinion
    own = "" if opinion is None else seal_review(review.frozen, opinion)
    seals = (review.seal, *(note.seal for note in review.notes))
    frozen_id = review.frozen.frozen_id
    chain = (
        _seal_note(frozen_id, note, before) == after
        for note, (before, after) in zip(review.notes, pairwise(seals), strict=True)
    )
    return review.seal == own and all(chain)


def _seal_note(frozen_id: str, note: ReviewNote, before: str) -> str:
    return _seal(
        before=before,
        frozen_id=frozen_id,
        note_id=note.note_id,
        kind=note.kind.value,
        text=note.text,
        at=_to_text(note.at),
        **_to_texts(note.signature),
    )


def _to_texts(signature: Signature) -> dict[str, str]:
    meaning, role = signature.meaning.value, signature.role.value
    return {"signed_by": signature.name, "signed_as": role, "meaning": meaning}


def _to_text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _seal(**said: str) -> str:
    # Keys sorted, no white space, ASCII: the same content has one spelling for ever.
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return sha256(canonical.encode("ascii")).hexdigest()
