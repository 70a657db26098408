"""An assessment kept as it was signed, and what has become of its data since."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from trialtracker.clinical.actor import Actor, Role
from trialtracker.clinical.assessment import Assessment
from trialtracker.clinical.choices import Choice, Verdict
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.trial import Trial
from trialtracker.clinical.value_checks import refuse_if


class Meaning(Choice):
    """What a signature says."""

    REVIEWED = "reviewed", "Reviewed"
    COUNTERSIGNED = "countersigned", "Countersigned"
    ADDED = "added", "Addendum"
    OPENED = "opened", "Opened for correction"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, in what role, and what that says; stated, until accounts prove it."""

    name: str
    role: Role
    meaning: Meaning

    @property
    def who(self) -> str:
        """Return 'R. Alvarez (physician)'."""
        return Actor(self.name, self.role).words

    @property
    def words(self) -> str:
        """Return 'Reviewed by R. Alvarez (physician)'."""
        return f"{self.meaning.label} by {self.who}"


class SinceState(Choice):
    """What has become of the data that an assessment was signed on."""

    UNCHANGED = "unchanged", "Unchanged since signature"
    CONTINUED = "continued", "Continued after signature"
    CHANGED = "changed", "Changed after signature"


@dataclass(frozen=True, slots=True)
class Since:
    """What was changed in the signed data, and what came after them, in sentences."""

    changed: tuple[str, ...] = ()
    continued: tuple[str, ...] = ()

    @property
    def state(self) -> SinceState:
        """Return changed where anything signed is not as it was, else whether more was added."""
        if self.changed:
            return SinceState.CHANGED
        return SinceState.CONTINUED if self.continued else SinceState.UNCHANGED


@dataclass(frozen=True, slots=True)
class Frozen:
    """A signed assessment; the hashes are SHA-256 of the trial's data and of the result.

    verdict is None where the kept copy is damaged.
    """

    frozen_id: str
    trial_id: str
    mrn: str
    signature: Signature
    as_of: datetime
    criteria_set: str
    program_version: str
    data_hash: str
    result_hash: str
    verdict: Verdict | None
    relief_percent: Fraction | None
    since: Since
    author: str


def check_is_as_shown(
    trial: Trial, assessment: Assessment, shown: Trial, shown_assessment: Assessment
) -> None:
    """Refuse to sign what is not what was shown: other data, rules, verdict, relief or criteria.

    Another day moves the window on, so that the same data may have another relief, other days
    missing, or a criterion that is no longer met.

    Raises:
        RefusedError: with one problem of the whole form.
    """
    is_same = trial == shown and _list_shown(assessment) == _list_shown(shown_assessment)
    sentence = "The record has changed since it was shown: close, look at it again, then sign."
    refuse_if(() if is_same else (Problem("", sentence),))


def _list_shown(assessment: Assessment) -> tuple[object, ...]:
    return (
        assessment.verdict,
        assessment.criteria_set,
        assessment.relief_percent,
        assessment.headline,
        assessment.summary,
        # not their values: the hours of infusion are others at every minute
        tuple((criterion.key, criterion.status) for criterion in assessment.criteria),
        assessment.baseline,
        assessment.window,
    )
