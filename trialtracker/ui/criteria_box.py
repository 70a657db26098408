"""The choice of the criteria set that a trial is held against, each with its version."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal

from trialtracker.clinical.choices import TrialMode
from trialtracker.clinical.criteria_choice import find_version
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet
from trialtracker.clinical.time import format_date
from trialtracker.ui.form_field import QuietComboBox
from trialtracker.ui.plain_text import one_line

CRITERIA_SET = "&Judged by the criteria set"
"""The label of the box in the forms of a trial."""


class CriteriaBox(QuietComboBox):
    """One row a set; a name that is not among the sets shown is kept and can be left as it is.

    chosen is told only when somebody chooses.
    """

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[str, ...] = ()
        self.setMinimumContentsLength(16)
        self.show_name("")
        self.currentIndexChanged.connect(self.chosen)

    @property
    def name(self) -> str:
        """Return the name of the set that is chosen, empty for the default."""
        name = self._names[self.currentIndex()]
        return "" if name == CLINIC_DEFAULT.name else name

    def show_name(self, name: str) -> None:
        """Choose a set by its name, empty for the default."""
        wanted = name or CLINIC_DEFAULT.name
        with QSignalBlocker(self):
            if wanted not in self._names:
                self._names = (*self._names, wanted)
                self.addItem(one_line(wanted))
            self.setCurrentIndex(self._names.index(wanted))

    def show_sets(self, sets: Sequence[CriteriaSet], day: date | None) -> None:
        """Offer the sets in the version in force on a day (None: without); the choice stays."""
        chosen = self.name
        self._names = tuple(dict.fromkeys(each.name for each in sets))
        with QSignalBlocker(self):
            self.clear()
            self.addItems([one_line(_format_set(sets, name, day)) for name in self._names])
        self.show_name(chosen)


def _format_set(sets: Sequence[CriteriaSet], name: str, day: date | None) -> str:
    if day is None:
        return name
    in_force = find_version(sets, name, day)
    if in_force is not None:
        is_for_all = set(in_force.modes) == set(TrialMode)
        return in_force.title if is_for_all else f"{in_force.title}, for {_format_modes(in_force)}"
    begins = min(each.effective_from or day for each in sets if each.name == name)
    return f"{name}, from {format_date(begins)}; until then {CLINIC_DEFAULT.name}"


def _format_modes(criteria_set: CriteriaSet) -> str:
    return " or ".join(mode.label.lower() for mode in criteria_set.modes)
