"""What the tests of the reviews begin with: a trial, who signs, and services that are made up."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import NOON, FakeClock
from tests.factories import make_diary
from tests.ui.desk_support import Door, settle
from tests.ui.record_support import NOW
from trialtracker.clinical.actor import Actor, Role
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.frozen import Frozen, Meaning, Signature, Since
from trialtracker.clinical.review import Decision, NoteKind, Opinion, Review, ReviewNote
from trialtracker.services.results import Snapshot
from trialtracker.ui.actor_desk import ActorDesk
from trialtracker.ui.jobs import Jobs
from trialtracker.ui.message_bar import MessageBar
from trialtracker.ui.review_desk import ReviewDesk
from trialtracker.ui.review_dialog import ReviewDialog
from trialtracker.ui.review_note_dialog import ReviewNoteDialog

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


REVIEWED = replace(SHOWN, review=make_review())


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


@dataclass
class Place:
    """The desk with a physician at the keyboard, and all that it works with."""

    desk: ReviewDesk
    actors: ActorDesk
    message: MessageBar
    clinic: ReviewingClinic
    jobs: Jobs
    clock: FakeClock
    qtbot: QtBot

    def settle(self) -> None:
        """Wait until the services have answered."""
        settle(self.qtbot, self.jobs)

    def open_signing(self) -> ReviewDialog:
        """Ask for the window that signs."""
        self.desk.open("sign", SHOWN)
        self.settle()
        assert isinstance(self.desk.dialog, ReviewDialog)
        return self.desk.dialog

    def open_note(self, kind: NoteKind) -> ReviewNoteDialog:
        """Ask for the window that adds to the review."""
        self.clinic.current = REVIEWED
        self.desk.open(kind.value, REVIEWED)
        self.settle()
        assert isinstance(self.desk.dialog, ReviewNoteDialog)
        return self.desk.dialog


@contextmanager
def open_place(qtbot: QtBot, window: QWidget) -> Iterator[Place]:
    """Give a desk on services that are made up."""
    clinic, message = ReviewingClinic(), MessageBar()
    qtbot.addWidget(message)
    jobs = Jobs(Door(clinic))
    actors = ActorDesk(window, jobs, NURSE.name)
    actors._who = ALVAREZ
    clock = FakeClock(NOW)
    desk = ReviewDesk(window, jobs, clock)
    desk.use(actors, message)
    yield Place(desk, actors, message, clinic, jobs, clock, qtbot)
    jobs.close()


def problem_of(dialog: ReviewDialog | ReviewNoteDialog, key: str) -> str:
    """Return what stands beside a field of a window."""
    field = dialog.get_field(key)
    assert field is not None
    return field.problem


def words_of(dialog: QWidget) -> list[str]:
    """Return every word of a window."""
    return [label.accessibleName() or label.text() for label in dialog.findChildren(QLabel)]
