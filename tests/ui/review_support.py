"""What the tests of the reviews begin with: a trial, who signs, and services that are made up."""

from dataclasses import dataclass, field, replace

from tests.conftest import NOON
from tests.factories import make_diary
from trialtracker.clinical.actor import Actor, Role
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.frozen import Frozen, Meaning, Signature, Since
from trialtracker.clinical.review import Decision, NoteKind, Opinion, Review, ReviewNote
from trialtracker.services.results import Snapshot

ALVAREZ = Actor("R. Alvarez", Role.PHYSICIAN)
NURSE = Actor("nurse")
TRIAL = make_diary([8] * 7, [3] * 3)
ASSESSMENT = assess(TRIAL, CLINIC_DEFAULT, NOON)
SHOWN = Snapshot(TRIAL, ASSESSMENT, None, NOON)
DISCUSS = Opinion(Decision.DISCUSS, "She walks to the shop again.")


def make_review(
    *,
    since: Since = Since(),  # noqa: B008  (frozen)
    opinion: Opinion | None = DISCUSS,
    notes: tuple[ReviewNote, ...] = (),
    is_whole: bool = True,
) -> Review:
    """Return a review of the trial by R. Alvarez."""
    frozen = Frozen(
        frozen_id="f1",
        trial_id=TRIAL.trial_id,
        mrn="T-001",
        signature=Signature(ALVAREZ.name, ALVAREZ.role, Meaning.REVIEWED),
        as_of=NOON,
        criteria_set=CLINIC_DEFAULT.title,
        program_version="0.1.0",
        data_hash="d" * 64,
        result_hash="r" * 64,
        verdict=ASSESSMENT.verdict,
        relief_percent=ASSESSMENT.relief_percent,
        since=since,
        author=ALVAREZ.name,
    )
    return Review(frozen, NOON, opinion, "5" * 64, notes, is_whole)


def make_note(kind: NoteKind, text: str = "Family informed.") -> ReviewNote:
    """Return a note to the review."""
    signature = Signature("B. Keller", Role.PHYSICIAN, Meaning.REVIEWED)
    return ReviewNote(f"n-{kind}", kind, signature, text, NOON, "6" * 64)


@dataclass
class ReviewingClinic:
    """Services that keep reviews in memory, or fail with what they are told to."""

    fault: Exception | None = None
    current: Snapshot = SHOWN
    signed: list[Opinion] = field(default_factory=list)
    noted: list[tuple[NoteKind, str]] = field(default_factory=list)
    acted: list[Actor] = field(default_factory=list)

    @property
    def reviews(self) -> "ReviewingClinic":
        return self

    def get_snapshot(self, _trial_id: str) -> Snapshot:
        self._fail()
        return self.current

    def sign(self, shown: Snapshot, opinion: Opinion) -> Snapshot:
        self._fail()
        self.signed.append(opinion)
        return replace(shown, review=make_review(opinion=opinion))

    def add_note(self, _trial_id: str, _frozen_id: str, kind: NoteKind, text: str) -> Snapshot:
        self._fail()
        self.noted.append((kind, text))
        return self.current

    def list_reviews(self, _trial_id: str) -> tuple[Review, ...]:
        self._fail()
        return () if self.current.review is None else (self.current.review,)

    def act_as(self, actor: Actor) -> Actor:
        self.acted.append(actor)
        return actor

    def _fail(self) -> None:
        if self.fault is not None:
            raise self.fault
