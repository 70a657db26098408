"""Reviews as rows: the decision on a signed assessment, and every note put to it since."""

from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select

from trialtracker.clinical.actor import Role
from trialtracker.clinical.frozen import Meaning, Signature
from trialtracker.clinical.review import Decision, NoteKind, Opinion, ReviewNote
from trialtracker.db import record_tables as r
from trialtracker.db import tables as t
from trialtracker.db.driver import Query
from trialtracker.db.moments import to_seconds
from trialtracker.db.store import Transaction
from trialtracker.db.stored_choice import read_choice, read_moment, read_text

MEANINGS = {
    NoteKind.ADDENDUM: Meaning.ADDED,
    NoteKind.COUNTERSIGNATURE: Meaning.COUNTERSIGNED,
    NoteKind.OPENED: Meaning.OPENED,
}
"""What the signature under a note says."""


class SealedOpinion(NamedTuple):
    """What was stored with a signed assessment; opinion is None where the decision is damaged."""

    opinion: Opinion | None
    seal: str


def insert_review(tx: Transaction, frozen_id: str, opinion: Opinion, seal: str) -> None:
    """Store the decision on a signed assessment."""
    tx.insert(
        r.review,
        {
            "frozen_id": frozen_id,
            "decision": opinion.decision.value,
            "decision_reason": opinion.reason,
            "seal": seal,
            "recorded_s": tx.at_s,
            "actor": tx.actor,
        },
    )


def insert_note(tx: Transaction, frozen_id: str, note: ReviewNote) -> None:
    """Store a note to a signed assessment."""
    tx.insert(
        r.review_note,
        {
            "note_id": note.note_id,
            "frozen_id": frozen_id,
            "kind": note.kind.value,
            "signed_by": note.signature.name,
            "signed_as": note.signature.role.value,
            "words": note.text,
            "seal": note.seal,
            "recorded_s": to_seconds(note.at),
            "actor": tx.actor,
        },
    )


def load_opinion(connection: Connection, frozen_id: str) -> SealedOpinion | None:
    """Return the decision on a signed assessment, None where none was asked for."""
    row = _OPINION.row(connection, frozen_id=frozen_id)
    if row is None:
        return None
    decision, reason, seal = row
    decided = next((choice for choice in Decision if choice.value == decision), None)
    opinion = None if decided is None else Opinion(decided, read_text(reason))
    return SealedOpinion(opinion, read_text(seal))


def load_decided(connection: Connection, trial_id: str) -> Decision | None:
    """Return the decision that the row of a trial tells of, None where it tells of none."""
    row = _DECIDED.row(connection, trial_id=trial_id)
    return read_choice(row[0], Decision, Decision.OTHER) if row is not None and row[0] else None


def load_notes(connection: Connection, frozen_id: str) -> tuple[ReviewNote, ...]:
    """Return the notes to a signed assessment, oldest first."""
    rows = _NOTES.rows(connection, frozen_id=frozen_id)
    return tuple(_to_note(*row) for row in rows)


def _to_note(note_id: object, kind: object, name: object, role: object, *rest: Any) -> ReviewNote:
    words, seal, recorded_s = rest
    known = read_choice(kind, NoteKind, NoteKind.ADDENDUM)
    read_role = read_choice(role, Role, Role.ADMINISTRATOR)
    signature = Signature(read_text(name), read_role, MEANINGS[known])
    at = read_moment(recorded_s)
    return ReviewNote(read_text(note_id), known, signature, read_text(words), at, read_text(seal))


_OPINION = Query(
    lambda: select(r.review.c.decision, r.review.c.decision_reason, r.review.c.seal).where(
        r.review.c.frozen_id == bindparam("frozen_id")
    )
)
_DECIDED = Query(
    lambda: select(t.trial.c.decision).where(t.trial.c.trial_id == bindparam("trial_id"))
)
_NOTE = r.review_note.c
_NOTES = Query(
    lambda: (
        select(
            _NOTE.note_id,
            _NOTE.kind,
            _NOTE.signed_by,
            _NOTE.signed_as,
            _NOTE.words,
            _NOTE.seal,
            _NOTE.recorded_s,
        )
        .where(_NOTE.frozen_id == bindparam("frozen_id"))
        .order_by(_NOTE.note_no)
    )
)
