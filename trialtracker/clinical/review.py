"""The physician's review: a decision on a signed assessment, apart from its verdict."""

from dataclasses import dataclass
from datetime import datetime

from trialtracker.clinical.choices import Choice
from trialtracker.clinical.frozen import Frozen, Signature


class Decision(Choice):
    """What the physician decides; it never changes the verdict, and both are printed."""

    DISCUSS = "discuss", "Discuss implantation"
    EXTEND = "extend", "Extend or change the trial"
    DO_NOT_PROCEED = "do_not_proceed", "Do not proceed"
    REPEAT = "repeat", "Repeat the trial"
    OTHER = "other", "Other"


class NoteKind(Choice):
    """What was put to a signed review later."""

    ADDENDUM = "addendum", "Addendum"
    COUNTERSIGNATURE = "countersignature", "Countersigned"
    OPENED = "opened", "Opened for correction"


@dataclass(frozen=True, slots=True)
class Opinion:
    """The decision with its reason."""

    decision: Decision
    reason: str


@dataclass(frozen=True, slots=True)
class ReviewNote:
    """An addendum, a counter-signature, or that the signed data were opened for correction.

    seal is the SHA-256 over the note and the seal before it, so that none can be taken out.
    """

    note_id: str
    kind: NoteKind
    signature: Signature
    text: str
    at: datetime
    seal: str


NO_DECISION = "No decision was recorded with this signature."
LOST_DECISION = "The decision cannot be read: the review is damaged."


@dataclass(frozen=True, slots=True)
class Review:
    """A signed assessment with the decision made on it and every note put to it since.

    opinion is None for an assessment that was signed before decisions were asked for. seal is the
    SHA-256 over the hashes of data and result, the decision, its reason, who signed and when.
    is_whole tells whether every seal still fits its content.
    """

    frozen: Frozen
    signed_at: datetime
    opinion: Opinion | None
    seal: str
    notes: tuple[ReviewNote, ...] = ()
    is_whole: bool = True

    @property
    def is_locked(self) -> bool:
        """Tell whether what the review covers is closed to changes.

        A review without a decision locks nothing: it was signed before there were locks. One that
        is damaged locks: its decision may have been taken out.
        """
        is_opened = any(note.kind is NoteKind.OPENED for note in self.notes)
        is_decided = self.opinion is not None or not self.is_whole
        return is_decided and not is_opened

    @property
    def head(self) -> str:
        """Return the newest seal, which stands for the review and all its notes."""
        return self.notes[-1].seal if self.notes else self.seal

    @property
    def decided(self) -> str:
        """Return the decision in words; a lost one is not the same as one never asked for."""
        if self.opinion is not None:
            return self.opinion.decision.label
        return NO_DECISION if self.is_whole else LOST_DECISION
