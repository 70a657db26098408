"""What a locked review covers cannot be changed by any way of writing, until it is opened."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import NOON, FakeClock
from tests.factories import START, make_answers
from tests.services.reviewing import MOORE, alter, note, review_of, sign
from tests.services.ways import (
    ALWAYS_CHANGING,
    CHANGING,
    CONTINUING,
    COVERED,
    LATER,
    NOW,
    Place,
    Way,
    fill_signed_store,
)
from tests.stores import put_store
from trialtracker.clinical.frozen import SinceState
from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.review import Decision, NoteKind, Opinion
from trialtracker.db.store import open_store
from trialtracker.services.book import Book
from trialtracker.services.clinic import Clinic
from trialtracker.services.errors import ChangedMeanwhileError
from trialtracker.services.import_store import preview_import
from trialtracker.services.importing import ImportedEntry, ImportedTrial

EVERY_WAY = {**CHANGING, **ALWAYS_CHANGING, **CONTINUING}

ELSEWHERE = {
    "act_as", "register", "criteria.add_version", "house.change_settings", "house.prefer",
    "dossier.save_template", "dossier.retire_template",
    "reviews.sign", "reviews.add_note",
}  # fmt: skip
"""What writes, but not to the record of a trial that is signed."""

READS = {
    "next_due", "criteria.preview", "criteria.assess_with", "criteria.count_followers",
    "assessments.reassess_as_signed",
}  # fmt: skip
"""What reads though it is not called get, list or find."""

READING_BOOKS = {"outcomes", "written"}
"""What writes nothing but figures that are computed again."""

LATER_OPINION = Opinion(Decision.REPEAT, "The catheter had moved.")

Open = Callable[[datetime], Place]


def open_place(path: Path, at: datetime) -> Place:
    content, keys, rows = fill_signed_store(at)
    put_store(path, content)
    store = open_store(str(path))
    return Place(Clinic(store, FakeClock(NOW), MOORE.name), store, *keys, rows)


@pytest.fixture
def opening(path: Path) -> Iterator[Open]:
    """Open the signed store with rows about a moment in it."""
    opened: list[Place] = []

    def open_it(at: datetime) -> Place:
        opened.append(open_place(path, at))
        return opened[-1]

    yield open_it
    opened[-1].store.close()


def list_methods(owner: object, prefix: str = "") -> set[str]:
    names = {name for name in dir(type(owner)) if not name.startswith("_")}
    called = {name for name in names if callable(getattr(type(owner), name))}
    return {prefix + name for name in called if not name.startswith(("get_", "list_", "find_"))}


def test_every_way_of_writing_is_tried(opening: Open) -> None:
    clinic = opening(COVERED).clinic
    books = {name: book for name, book in vars(clinic).items() if isinstance(book, Book)}
    writing = {name: book for name, book in books.items() if name not in READING_BOOKS}

    parts = (list_methods(book, f"{name}.") for name, book in writing.items())
    written = list_methods(clinic).union(*parts) - ELSEWHERE - READS

    assert written == {name.split(",")[0] for name in EVERY_WAY} - {"import"}


@pytest.mark.parametrize("way", CHANGING.values(), ids=CHANGING)
def test_what_was_signed_cannot_be_changed_while_it_is_locked(opening: Open, way: Way) -> None:
    place = opening(COVERED)
    before = place.clinic.get_snapshot(place.trial_id)

    with pytest.raises(RefusedError) as refused:
        way(place)

    assert refused.value.problems == (
        (
            "",
            "Reviewed by R. Alvarez (physician) on 05-Mar-2026 12:00, and locked since: "
            "to change what was signed, open the review for correction first.",
        ),
    )
    assert place.clinic.get_snapshot(place.trial_id) == before


@pytest.mark.parametrize("at", [COVERED, LATER], ids=["covered", "later"])
@pytest.mark.parametrize("way", ALWAYS_CHANGING.values(), ids=ALWAYS_CHANGING)
def test_nor_can_whose_trial_it_is_and_how_it_was_done(
    opening: Open, way: Way, at: datetime
) -> None:
    place = opening(at)
    before = place.clinic.get_snapshot(place.trial_id)

    with pytest.raises(RefusedError, match="open the review for correction first"):
        way(place)

    assert place.clinic.get_snapshot(place.trial_id) == before


@pytest.mark.parametrize("way", CHANGING.values(), ids=CHANGING)
def test_what_came_later_can_be_changed(opening: Open, way: Way) -> None:
    place = opening(LATER)

    way(place)

    review = review_of(place.clinic.get_snapshot(place.trial_id))
    assert review.frozen.since.state is SinceState.CONTINUED


@pytest.mark.parametrize("at", [COVERED, LATER], ids=["covered", "later"])
@pytest.mark.parametrize("way", CONTINUING.values(), ids=CONTINUING)
def test_what_only_says_more_is_never_refused(opening: Open, way: Way, at: datetime) -> None:
    place = opening(at)

    way(place)

    review = review_of(place.clinic.get_snapshot(place.trial_id))
    assert (review.is_locked, review.is_whole, review.frozen.since.changed) == (True, True, ())


@pytest.mark.parametrize(
    "way", {**CHANGING, **ALWAYS_CHANGING}.values(), ids=[*CHANGING, *ALWAYS_CHANGING]
)
def test_what_was_opened_for_correction_can_be_changed_and_shows_it(
    opening: Open, way: Way
) -> None:
    place = opening(COVERED)
    signed = place.clinic.get_snapshot(place.trial_id)
    note(place.clinic, signed, MOORE, NoteKind.OPENED, "A score was wrong.")

    way(place)

    review = review_of(place.clinic.get_snapshot(place.trial_id))
    assert review.frozen.since.state is SinceState.CHANGED
    assert (review.is_locked, review.is_whole) == (False, True)


@settings(max_examples=25)
@given(
    at=st.sampled_from([COVERED, LATER]),
    names=st.lists(st.sampled_from(sorted(EVERY_WAY)), max_size=4, unique=True),
)
def test_no_sequence_of_writes_changes_what_is_locked(at: datetime, names: list[str]) -> None:
    with TemporaryDirectory() as folder:
        place = open_place(Path(folder) / "clinic.sqlite", at)

        stored = [is_stored(place, name) for name in names]

        review = review_of(place.clinic.get_snapshot(place.trial_id))
        place.store.close()
    assert len(stored) == len(names)
    assert (review.is_locked, review.is_whole, review.frozen.since.changed) == (True, True, ())


def is_stored(place: Place, name: str) -> bool:
    with suppress(RefusedError, LookupError, ChangedMeanwhileError):
        EVERY_WAY[name](place)
        return True
    return False


def test_a_draft_outlives_the_refusal_of_what_is_typed_in_it(opening: Open) -> None:
    place = opening(COVERED)
    place.clinic.keep_draft(place.trial_id, '{"pain_rest": "7"}')

    with pytest.raises(RefusedError, match="open the review"):
        CHANGING["record"](place)

    draft = place.clinic.get_snapshot(place.trial_id).draft
    assert draft is not None
    assert draft.form == '{"pain_rest": "7"}'


def test_a_file_is_refused_in_the_row_that_is_locked_also_when_it_is_only_looked_at(
    opening: Open,
) -> None:
    place = opening(COVERED)
    rows = [
        ImportedEntry((row,), make_answers(at, {"pain_average": 2}))
        for row, at in ((3, NOON + timedelta(hours=1)), (8, START + timedelta(hours=9)))
    ]
    told = ImportedTrial((3, 8), place.trial.patient.details, place.trial.details, tuple(rows))

    report = preview_import(place.store, NOW, [told])

    (problem,) = report.problems
    assert (problem.row, problem.column) == (8, "")
    assert problem.reason.endswith("open the review for correction first.")


def test_a_file_with_later_entries_alone_is_stored(opening: Open) -> None:
    place = opening(LATER)

    CHANGING["import"](place)

    assert review_of(place.clinic.get_snapshot(place.trial_id)).frozen.since.changed == ()


def test_the_earlier_review_locks_no_more_once_a_later_one_was_opened(opening: Open) -> None:
    place = opening(COVERED)
    second = sign(place.clinic, place.clinic.get_snapshot(place.trial_id), LATER_OPINION)
    note(place.clinic, second, MOORE, NoteKind.OPENED, "A score was wrong.")

    CHANGING["record"](place)

    states = [r.frozen.since.state for r in place.clinic.reviews.list_reviews(place.trial_id)]
    assert states == [SinceState.CHANGED, SinceState.CHANGED]


@pytest.mark.parametrize("change", ["data = x'00'", "result_hash = 'noise'"])
def test_a_damaged_review_still_locks(opening: Open, path: Path, change: str) -> None:
    place = opening(COVERED)
    place.store.close()
    alter(path, "frozen_assessment", f"UPDATE frozen_assessment SET {change}")  # noqa: S608

    with pytest.raises(RefusedError, match="open the review for correction first"):
        CHANGING["record"](place)

    late = place.clinic.record(place.trial_id, make_answers(NOW, {"pain_average": 2}))
    assert (review_of(late).is_whole, review_of(late).is_locked) == (False, True)


@pytest.mark.parametrize("change", ["DELETE FROM review", "UPDATE review SET frozen_id = 'noise'"])
def test_a_review_whose_decision_was_taken_out_is_damaged_and_still_locks(
    opening: Open, path: Path, change: str
) -> None:
    place = opening(COVERED)
    place.store.close()
    alter(path, "review", change)

    late = place.clinic.record(place.trial_id, make_answers(NOW, {"pain_average": 2}))
    with pytest.raises(RefusedError, match="open the review for correction first"):
        CHANGING["record"](place)

    kept = place.clinic.reviews.list_reviews(place.trial_id)
    (again,) = place.clinic.assessments.reassess_as_signed(place.trial_id)
    assert (review_of(late).is_whole, review_of(late).is_locked) == (False, True)
    assert again.review == review_of(late)
    assert kept == (review_of(late),)


def test_what_differed_already_is_no_fault_of_a_later_write(opening: Open, path: Path) -> None:
    place = opening(COVERED)
    place.store.close()
    alter(path, "trial_revision", "UPDATE trial_revision SET indication = 'crps'")

    late = place.clinic.record(place.trial_id, make_answers(NOW, {"pain_average": 2}))
    tomorrow = Clinic(place.store, FakeClock(NOW + timedelta(days=1)), MOORE.name)
    with pytest.raises(RefusedError, match="open the review for correction first"):
        CHANGING["record"](place)

    assert tomorrow.keep_up() > 0
    assert review_of(late).frozen.since.changed == ("The indication was changed.",)
