"""Who may sign what of a review, and when a decision needs its reason."""

from trialtracker.clinical.actor import Actor, Right
from trialtracker.clinical.actor_checks import check_actor
from trialtracker.clinical.choices import Verdict
from trialtracker.clinical.frozen import Frozen
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.review import Decision, NoteKind, Opinion, Review
from trialtracker.clinical.value_checks import get_text_problems, is_blank, refuse_if

LONGEST_REASON = 2_000
"""Characters of a reason (clinic default): half a page."""

LONGEST_NOTE = 5_000
"""Characters of an addendum (clinic default): a page and a half."""

AGAINST: dict[Verdict, frozenset[Decision]] = {
    Verdict.FAVOURABLE: frozenset({Decision.EXTEND, Decision.DO_NOT_PROCEED, Decision.REPEAT}),
    Verdict.BORDERLINE: frozenset(),
    Verdict.NOT_FAVOURABLE: frozenset({Decision.DISCUSS}),
    Verdict.NOT_ENOUGH_DATA: frozenset({Decision.DISCUSS, Decision.DO_NOT_PROCEED}),
    Verdict.SAFETY_HOLD: frozenset({Decision.DISCUSS, Decision.EXTEND, Decision.REPEAT}),
}
"""Which decisions go against which flag (clinic default).

Favourable points to a discussion and to nothing else. Borderline points nowhere. After a trial
that was not favourable only the discussion of a pump goes against the flag. Without enough data
every decision that closes the question does, for or against; to extend or to repeat does not. A
safety hold stands against whatever gives more of the drug. Other is outside the table.
"""


def goes_against(verdict: Verdict, decision: Decision) -> bool:
    """Tell whether a decision goes against the flag; it may, with a reason."""
    return decision in AGAINST[verdict]


def needs_reason(verdict: Verdict, decision: Decision) -> bool:
    """Tell whether a decision cannot stand without its reason."""
    return decision is Decision.OTHER or goes_against(verdict, decision)


def check_opinion(who: Actor, verdict: Verdict, opinion: Opinion) -> None:
    """Refuse a review by somebody who may not sign, or a decision without the reason it needs.

    Raises:
        RefusedError: with every problem; fields are name, role and reason.
    """
    check_actor(who)
    problems = [*_get_role_problems(who)]
    problems += get_text_problems("reason", opinion.reason, LONGEST_REASON)
    if is_blank(opinion.reason) and needs_reason(verdict, opinion.decision):
        problems.append(Problem("reason", _ask_reason(verdict, opinion.decision)))
    refuse_if(problems)


def check_is_new(frozen: Frozen, opinion: Opinion, former: Review | None) -> None:
    """Refuse to sign again what the same person has signed, with the same decision.

    A review that was opened for correction may be signed again as it is: that locks it.

    Raises:
        RefusedError: with one problem of the whole form.
    """
    if former is None or former.opinion is None or not former.is_locked:
        return
    is_same = (
        _is_same_person(former.frozen.signature.name, frozen.signature.name)
        and former.opinion.decision is opinion.decision
        and _list_signed(former.frozen) == _list_signed(frozen)
    )
    sentence = "You have signed this already, with the same decision: write an addendum instead."
    refuse_if((Problem("", sentence),) if is_same else ())


def check_note(who: Actor, kind: NoteKind, text: str, review: Review) -> None:
    """Refuse a note that its author may not write, or that lacks its words.

    Raises:
        RefusedError: with every problem; fields are name, role, text, and empty for the whole.
    """
    check_actor(who)
    problems = [*get_text_problems("text", text, LONGEST_NOTE)]
    match kind:
        case NoteKind.ADDENDUM:
            problems += [*_get_role_problems(who), *_ask_words(text, "Write the addendum.")]
        case NoteKind.COUNTERSIGNATURE:
            problems += [*_get_role_problems(who), *_get_countersigning_problems(who, review)]
        case NoteKind.OPENED:  # pragma: no branch (the type checker proves it is the last)
            problems += _ask_words(text, "Say why the review is opened for correction.")
            if not review.is_locked:
                problems.append(Problem("", "The review is not locked: correct the record."))
    refuse_if(problems)


def check_is_newest(kind: NoteKind, review: Review, newest: Review) -> None:
    """Refuse to open a review that a later one has replaced: the later one is what locks.

    Raises:
        RefusedError: with one problem of the whole form.
    """
    is_replaced = kind is NoteKind.OPENED and review.frozen.frozen_id != newest.frozen.frozen_id
    sentence = "A later review has taken the place of this one: open the later one."
    refuse_if((Problem("", sentence),) if is_replaced else ())


def _get_role_problems(who: Actor) -> tuple[Problem, ...]:
    if who.may(Right.SIGN):
        return ()
    sentence = (
        f"A physician signs, and you are here as {who.role.label.lower()}: "
        "change who is at the keyboard, or ask a physician to sign."
    )
    return (Problem("role", sentence),)


def _ask_reason(verdict: Verdict, decision: Decision) -> str:
    if decision is Decision.OTHER:
        return "Say what was decided: “Other” alone does not."
    return f"“{decision.label}” goes against “{verdict.label}”: give the reason."


def _ask_words(text: str, sentence: str) -> tuple[Problem, ...]:
    return (Problem("text", sentence),) if is_blank(text) else ()


def _get_countersigning_problems(who: Actor, review: Review) -> tuple[Problem, ...]:
    if _is_same_person(review.frozen.signature.name, who.name):
        sentence = "You signed this review: another physician countersigns it."
    elif any(
        note.kind is NoteKind.COUNTERSIGNATURE and _is_same_person(note.signature.name, who.name)
        for note in review.notes
    ):
        sentence = "You have countersigned this review already."
    elif review.frozen.since.changed:
        sentence = "What was signed has changed since: sign the record as it is now."
    else:
        return ()
    return (Problem("", sentence),)


def _is_same_person(name: str, other: str) -> bool:
    return name.casefold().split() == other.casefold().split()


def _list_signed(frozen: Frozen) -> tuple[object, ...]:
    return frozen.data_hash, frozen.verdict, frozen.relief_percent, frozen.criteria_set
