"""A signed assessment computed again, from the data and by the rules it was signed on."""

from dataclasses import dataclass

from trialtracker.clinical.choices import Choice
from trialtracker.clinical.frozen import Frozen
from trialtracker.clinical.review import Review


class Reproduction(Choice):
    """Whether the same rules on the same data give the same answer."""

    EXACT = "exact", "Reproduced bit for bit"
    EQUAL = "equal", "Reproduced; this version says more"
    DIFFERENT = "different", "Not reproduced"
    DAMAGED = "damaged", "The kept copy is damaged"


@dataclass(frozen=True, slots=True)
class Reassessed:
    """A review whose assessment was computed again; differences names what is not the same."""

    review: Review
    reproduction: Reproduction
    differences: tuple[str, ...]
    program_version: str

    @property
    def frozen(self) -> Frozen:
        """Return the assessment as it was signed."""
        return self.review.frozen

    @property
    def is_reproduced(self) -> bool:
        """Tell whether the signed result still follows from the signed data."""
        return self.reproduction in {Reproduction.EXACT, Reproduction.EQUAL}

    @property
    def is_good(self) -> bool:
        """Tell whether it does, and nothing of its review was altered."""
        return self.is_reproduced and self.review.is_whole
