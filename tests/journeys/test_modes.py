"""A trial of each mode from scratch in the real window: patient, dossier, dose, entry, end."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.journeys.conftest import OpenWard
from tests.journeys.ward import NOW, Ward
from trialtracker.clinical.choices import TrialMode, TrialState
from trialtracker.clinical.dossier import get_answers
from trialtracker.clinical.record_choices import DoseKind
from trialtracker.ui.end_dialog import EndDialog
from trialtracker.ui.registration_dialog import RegistrationDialog


@dataclass(frozen=True, slots=True)
class Course:
    """How one mode is chosen, what is given first and how it is stored."""

    mode: TrialMode
    choose: tuple[str, ...]
    typed: str
    kind: DoseKind
    amount_ng: int
    seen: str


COURSES = (
    Course(TrialMode.SINGLE_BOLUS, ("S",), "0.2", DoseKind.BOLUS, 200_000, "0.2 mg"),
    Course(TrialMode.REPEATED_BOLUS, ("R",), "0.1", DoseKind.BOLUS, 100_000, "0.1 mg"),
    Course(TrialMode.CONTINUOUS_INTRATHECAL, ("C",), "0.5", DoseKind.RATE, 500_000, "0.5 mg/day"),
    Course(TrialMode.CONTINUOUS_EPIDURAL, ("C", "Down"), "4", DoseKind.RATE, 4_000_000, "4 mg/day"),
)
every_course = pytest.mark.parametrize("course", COURSES, ids=lambda course: course.mode.value)


@pytest.fixture
def ward(store_path: Path, clock: FakeClock, open_window: OpenWard) -> Ward:
    """The window on a store that was made just now."""
    clock.now = NOW
    return open_window(store_path)


def come_back(ward: Ward) -> None:
    """Activate the window, which without a window manager nobody does when a dialog closes."""
    ward.window.activateWindow()
    ward.wait(lambda: ward.focus is not None)


def register(ward: Ward, course: Course) -> None:
    ward.press("Ctrl+N")
    dialog = ward.window.desk.registration.dialog
    assert isinstance(dialog, RegistrationDialog)
    ward.wait(dialog.isActiveWindow)
    ward.keys.type_text("Landmark")
    ward.keys.press("Tab")
    ward.keys.type_text("Greta")
    ward.keys.press("Alt+B")
    ward.keys.type_text("12-Mar-1961")
    ward.keys.press("Alt+D", "F", "Alt+M")
    ward.keys.type_text("T-900")
    ward.keys.press("Alt+O", *course.choose, "Alt+P")
    ward.keys.type_text("3")
    ward.keys.press("Alt+I", "C")
    ward.press("Ctrl+S")
    ward.wait(ward.page.isVisible)
    come_back(ward)


def give_first_dose(ward: Ward, course: Course) -> None:
    ward.press("Ctrl+D")
    ward.keys.type_text(course.typed)
    ward.press("Tab", "Tab", "1", "Ctrl+S")


def end(ward: Ward) -> None:
    ward.press("Alt+F10")
    dialog = ward.window.desk.forms.dialog
    assert isinstance(dialog, EndDialog)
    ward.wait(dialog.isActiveWindow)
    ward.press("C", "Ctrl+S", "Return")
    ward.wait(lambda: ward.window.desk.forms.dialog is None)
    come_back(ward)


@every_course
def test_a_trial_of_each_mode_goes_from_registration_to_its_end(
    ward: Ward, clock: FakeClock, course: Course
) -> None:
    register(ward, course)

    ward.press("Ctrl+B", "Y", "Y", "Y", "Y", "Y", "Ctrl+S")
    give_first_dose(ward, course)
    clock.advance(timedelta(hours=2))
    ward.press("Ctrl+R", "3", "Tab", "4", "Alt+0", "Alt+P", "1", "4", "Ctrl+S")
    clock.advance(timedelta(hours=22))
    end(ward)

    trial = ward.read().trial
    (dose,) = trial.doses
    assert trial.details.mode is course.mode
    assert trial.details.state is TrialState.COMPLETED
    assert trial.details.started_at == NOW
    assert dose.kind is course.kind
    assert course.amount_ng in {dose.bolus_ng, dose.rate_ng_per_day}
    assert trial.entries[0].values["respiratory_rate"] == 14
    assert get_answers(trial)["no_drug_allergy"].value == "yes"


@every_course
def test_the_first_dose_starts_the_trial_and_is_in_view(ward: Ward, course: Course) -> None:
    register(ward, course)

    give_first_dose(ward, course)

    assert ward.read().trial.details.state is TrialState.RUNNING
    assert course.seen in ward.page.doses.line.text()
