"""The tables of the full record about who answers for it: signatures, and every row written."""

from collections.abc import Mapping, Sequence

from trialtracker.clinical.choices import Choice, Source, TrialState
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.dossier import ITEM_BY_KEY
from trialtracker.clinical.entry_rows import NOTHING, format_reason
from trialtracker.clinical.episodes import EFFECT_LABELS
from trialtracker.clinical.record_choices import FindingAction
from trialtracker.clinical.review import Decision, NoteKind, Review, ReviewNote
from trialtracker.clinical.time import format_moment
from trialtracker.clinical.wording import format_outcome
from trialtracker.clinical.written import WrittenRow
from trialtracker.report.full_table import FullTable, make_rows

SHORT_KEY = 8
"""So many characters of a row's key are printed; the store has it whole."""

_BROKEN = "Not whole: a seal does not fit what it stands for. Do not rely on this review."


def list_review_tables(
    reviews: Sequence[Review], zone: str, rules: CriteriaSet
) -> tuple[FullTable, ...]:
    """Return a table for each signed review, oldest first; one that says so where none is.

    No relief is rounded across the thresholds of the rules.
    """
    of = len(reviews)
    tables = tuple(
        FullTable(
            title=f"Signed review {number} of {of}" if of > 1 else "Signed review",
            columns=("What", "As signed"),
            shares=(22, 78),
            rows=make_rows(_list_signed(review, zone, rules)),
            nothing="",
        )
        for number, review in enumerate(reviews, 1)
    )
    none = FullTable("Signed review", (), (), (), "No review has been signed.")
    return tables or (none,)


def _list_signed(review: Review, zone: str, rules: CriteriaSet) -> list[tuple[str, ...]]:
    frozen, opinion = review.frozen, review.opinion
    verdict = "The kept copy is damaged" if frozen.verdict is None else frozen.verdict.label
    relief = frozen.relief_percent
    limits = (rules.relief_percent, rules.borderline_percent)
    since = (*frozen.since.changed, *frozen.since.continued)
    return [
        ("Signed", f"{frozen.signature.words}, {format_moment(review.signed_at, zone)}"),
        ("Data as of", format_moment(frozen.as_of, zone)),
        ("Verdict of the rules", verdict),
        ("Relief", "Not known" if relief is None else format_outcome(relief, limits)),
        ("Decision", review.decided),
        ("Reason", NOTHING if opinion is None else opinion.reason),
        ("Since then", "\n".join((frozen.since.state.label, *since))),
        ("Criteria set", frozen.criteria_set),
        ("Program", frozen.program_version),
        ("Hash of the data", frozen.data_hash),
        ("Hash of the result", frozen.result_hash),
        ("Seal", review.seal or NOTHING),
        ("Seals", "Every seal fits its content" if review.is_whole else _BROKEN),
        *(_to_note(note, zone) for note in review.notes),
    ]


def _to_note(note: ReviewNote, zone: str) -> tuple[str, str]:
    who = f"{note.signature.words}, {format_moment(note.at, zone)}"
    return note.kind.label, "\n".join(filter(None, (who, note.text, f"Seal {note.seal}")))


def get_written_table(rows: Sequence[WrittenRow], zone: str) -> FullTable:
    """Return every row of the store about this trial, oldest first."""
    return FullTable(
        title="Audit extract: every row written",
        columns=("Written", "By", "What", "About", "Why", "Row"),
        shares=(16, 15, 21, 25, 13, 10),
        rows=make_rows(
            [
                (
                    format_moment(row.recorded_at, zone),
                    row.author,
                    f"{row.what}, {row.act}",
                    _format_about(row, zone),
                    format_reason(row.reason) or NOTHING,
                    row.key[:SHORT_KEY] + _format_superseded(row),
                )
                for row in rows
            ]
        ),
        nothing="The rows were not read for this print.",
        said="In the order of time. Rows are only ever added; changing and making void are rows of "
        "their own, which name the one whose place they take. There is no audit chain yet: the "
        "authors are as stated at the keyboard, and times are those of that computer's clock. "
        f"A row's key is cut to {SHORT_KEY} characters.",
    )


def _format_superseded(row: WrittenRow) -> str:
    return f"\nfor {row.supersedes[:SHORT_KEY]}" if row.supersedes else ""


def _format_about(row: WrittenRow, zone: str) -> str:
    subject = _WORDS.get(row.what, {}).get(row.subject, row.subject)
    about = format_moment(row.about, zone) if row.about else ""
    return ", ".join(filter(None, (subject, about)))


def _to_words(kind: type[Choice]) -> dict[str, str]:
    return {choice.value: choice.label for choice in kind}


_WORDS: Mapping[str, Mapping[str, str]] = {
    "Entry": _to_words(Source),
    "Trial": _to_words(TrialState),
    "Dossier answer": {key: item.label for key, item in ITEM_BY_KEY.items()},
    "Side-effect description": EFFECT_LABELS,
    "Safety finding seen": _to_words(FindingAction),
    "Decision": _to_words(Decision),
    "Note on a review": _to_words(NoteKind),
}
"""What a stored subject is called, by what the row is; others say it in words themselves."""
