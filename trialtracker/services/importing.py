"""What an import holds, and which of it is new against what is stored."""

from dataclasses import dataclass

from trialtracker.clinical.answers import Answers
from trialtracker.clinical.trial import PatientDetails, TrialDetails


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why one cell of a file is refused; column is empty where the whole row is meant."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportedEntry:
    """One entry of a file; the plan gives it its entry_id.

    rows are the rows of its values and then of its reasons for no value, in their order, or the
    one of its note; value_column is where the values stand.
    """

    rows: tuple[int, ...]
    answers: Answers
    value_column: str = "value"

    def row_of(self, measure: str) -> int:
        """Return the row that holds a value of the entry, or the reason why there is none."""
        return self.rows[[*self.answers.values, *self.answers.not_assessed].index(measure)]

    def column_of(self, measure: str) -> str:
        """Return the column in which that stands."""
        return self.value_column if measure in self.answers.values else "not_assessed"


@dataclass(frozen=True, slots=True)
class ImportedTrial:
    """One trial of a file with its patient, its entries and the rows that name it."""

    rows: tuple[int, ...]
    patient: PatientDetails
    trial: TrialDetails
    entries: tuple[ImportedEntry, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import added and found present; with a problem, nothing was added."""

    problems: tuple[RowProblem, ...]
    patients_added: int
    trials_added: int
    entries_added: int
    entries_present: int
