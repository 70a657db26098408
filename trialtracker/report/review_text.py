"""The physician's decision and signature on paper, apart from the flag."""

from collections.abc import Sequence
from dataclasses import dataclass

from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.free_text import one_line
from trialtracker.clinical.review import Review, ReviewNote
from trialtracker.clinical.time import format_moment
from trialtracker.report.words import Labelled, cut

NOT_SIGNED = "Not signed"
NOT_SIGNED_MORE = "No physician has signed this assessment."
UNDECIDED = "No decision is recorded"
DAMAGED = "The seals do not fit what they seal: this review was changed outside the program."
_SHORT_HASH = 16
_LONGEST_REASON = 1_200
_LONGEST_NOTE = 400


@dataclass(frozen=True, slots=True)
class ReviewText:
    """The newest review; flag is the program's verdict that was signed, decision the physician's.

    Where nothing is signed, not_signed says so, and signature names the rules alone.
    """

    not_signed: str
    not_signed_more: str
    flag: str
    decision: str
    reason: str
    warning: str
    signature: tuple[Labelled, ...]
    notes: tuple[str, ...]
    earlier: str
    since: str = ""


def get_review(
    assessment: Assessment, reviews: Sequence[Review], program: str, time_zone: str
) -> ReviewText:
    """Return the decision and the signature that stand, plainly none where there is none."""
    if not reviews:
        rules = (
            Labelled("Criteria set", assessment.criteria_set.title),
            Labelled("Program", f"TrialTracker {program}"),
            Labelled("Assessed as of", format_moment(assessment.as_of, time_zone)),
        )
        flag = assessment.headline
        return ReviewText(NOT_SIGNED, NOT_SIGNED_MORE, flag, UNDECIDED, "", "", rules, (), "")
    review, earlier = reviews[-1], len(reviews) - 1
    opinion, verdict = review.opinion, review.frozen.verdict
    return ReviewText(
        not_signed="",
        not_signed_more="",
        flag="Not readable: the kept copy is damaged" if verdict is None else verdict.label,
        decision=review.decided,
        reason="" if opinion is None else cut(opinion.reason, _LONGEST_REASON),
        warning="" if review.is_whole else DAMAGED,
        signature=_get_signature(review, time_zone),
        notes=tuple(format_note(note, time_zone, _LONGEST_NOTE) for note in review.notes),
        earlier=_format_earlier(earlier),
        since=f"{review.frozen.since.state.label}.",
    )


def format_note(note: ReviewNote, time_zone: str, most: int) -> str:
    """Return 'Addendum by R. Alvarez (physician), 05-Mar-2026 12:00: the text'."""
    said, who = cut(note.text, most), one_line(note.signature.who)
    head = f"{note.kind.label} by {who}, {format_moment(note.at, time_zone)}"
    return f"{head}: {said}" if said else head


def _get_signature(review: Review, time_zone: str) -> tuple[Labelled, ...]:
    frozen = review.frozen
    texts = (
        ("Signed by", one_line(frozen.signature.name)),
        ("Role", frozen.signature.role.label),
        ("Meaning", frozen.signature.meaning.label),
        ("Signed", format_moment(review.signed_at, time_zone)),
        ("Data as of", format_moment(frozen.as_of, time_zone)),
        ("Data SHA-256", frozen.data_hash[:_SHORT_HASH]),
        ("Criteria set", frozen.criteria_set),
        ("Result SHA-256", frozen.result_hash[:_SHORT_HASH]),
        ("Program", f"TrialTracker {frozen.program_version}"),
        ("Seal", review.head[:_SHORT_HASH] or "None"),
    )
    return tuple(Labelled(label, text) for label, text in texts)


def _format_earlier(number: int) -> str:
    if not number:
        return ""
    reviews = "1 earlier review" if number == 1 else f"{number} earlier reviews"
    return f"{reviews}: see the full record."
