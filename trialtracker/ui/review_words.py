"""What is said of a signed review, on the card and in the list."""

from trialtracker.clinical.frozen import SinceState
from trialtracker.clinical.review import NoteKind, Review, ReviewNote
from trialtracker.clinical.time import format_moment

DAMAGED = "This review is not as it was signed: one of its seals does not fit."
MEANINGS = {
    NoteKind.ADDENDUM: "I add this to the signed review, which stays as it is.",
    NoteKind.COUNTERSIGNATURE: "I have reviewed chart and assessment, and countersign the review.",
    NoteKind.OPENED: "I open what was signed for correction; the review stays as it was signed.",
}
REVIEWED = "I have reviewed chart and assessment."


def format_signed(review: Review, time_zone: str) -> str:
    """Return who signed, in which role, what it says and when."""
    when = format_moment(review.signed_at, time_zone)
    return f"{review.frozen.signature.words}, {when}. “{REVIEWED}”"


def format_state(review: Review) -> str:
    """Return what has become of the signed data, and whether they are locked."""
    since = review.frozen.since
    parts = [since.state.label, *((_format_lock(review),) if review.opinion else ())]
    said = since.changed if since.state is SinceState.CHANGED else since.continued
    return " ".join((f"{' · '.join(parts)}.", *said))


def _format_lock(review: Review) -> str:
    return "locked" if review.is_locked else "opened for correction"


def format_note(note: ReviewNote, time_zone: str) -> str:
    """Return a note with its author and time."""
    head = f"{note.kind.label} by {note.signature.who}, {format_moment(note.at, time_zone)}"
    return f"{head}: {note.text}" if note.text else f"{head}."
