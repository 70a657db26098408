"""The list of doses, coded ones, and what a save says."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.clinical.doses import make_bolus, make_break, make_coded, make_refill
from tests.factories import make_dose, make_trial
from tests.ui.dose_support import EARLIER, Open, fill, make, take_requests
from tests.ui.record_support import NOW, make_snapshot
from trialtracker.clinical.choices import TrialState
from trialtracker.clinical.dose_rows import NOTHING
from trialtracker.clinical.plan import Plan
from trialtracker.clinical.record_choices import DoseKind, DoseReason
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.trial import Trial


def test_void_leaves_what_is_typed(open_doses: Open) -> None:
    snapshot = make(make_dose(EARLIER))
    section = open_doses(snapshot)
    fill(section, "0.8")
    asked = take_requests(section)
    section.list.ask_void()
    section.list.reasons.setFocus()
    QTest.keyClicks(section.list.reasons, "1")
    QTest.keyClick(section.list.reasons, Qt.Key.Key_Return)

    section.show_stored()
    section.show_snapshot(snapshot)

    assert len(asked) == 1
    assert section.form.get_draft().components[0].amount == "0.8"


def test_the_two_person_rule_shows_its_field(open_doses: Open) -> None:
    settings = ClinicSettings(two_person_doses=True)
    section = open_doses(replace(make(), settings=settings))
    fill(section, "0.3")

    section.save()

    assert section.form.second_person.isVisible()
    assert section.form.second_person.problem.startswith("The second person is missing")


def coded(trial: Trial) -> Trial:
    doses = (make_coded(EARLIER, DoseKind.RATE), make_coded(NOW, DoseKind.BOLUS, "B"))
    return replace(trial, blinded_doses=doses, blind_breaks=(make_break("B", NOW),))


def test_a_coded_infusion_is_stopped_under_its_code(open_doses: Open) -> None:
    trial = coded(make_trial(plan=Plan(is_blinded=True)))
    section = open_doses(make_snapshot(trial))
    asked = take_requests(section)
    section.form.kinds.get_button(DoseKind.STOP).click()
    offered = section.form.code.text

    section.save()

    assert offered == "A-12"
    assert len(asked) == 1


def test_a_coded_dose_without_its_code_is_refused(open_doses: Open) -> None:
    section = open_doses(make())
    section.form.kinds.coded.click()

    section.save()

    assert section.form.code.problem.startswith("The code is missing")
    assert section.list.seal_button.isVisible()


def test_every_kind_of_dose_is_one_row_newest_first(open_doses: Open) -> None:
    doses = (
        make_dose(EARLIER, why=DoseReason.PLANNED, second_person="J. Doe", note="as ordered"),
        make_bolus(EARLIER + timedelta(hours=1), confirmed="Asked. Kept: Ordered."),
        make_refill(EARLIER + timedelta(hours=2)),
        make_dose(EARLIER + timedelta(hours=3), 0),
    )
    trial = coded(make_trial(doses=doses, started_at=EARLIER))

    section = open_doses(make_snapshot(trial))

    rows = [(row.what, row.dose) for row in section.list.model.rows]
    assert rows == [
        ("Coded bolus", "code B = saline 1 mL"),
        ("Stop", "morphine"),
        ("Refill or reservoir change", "morphine 1 mg/mL, 20 mL"),
        ("Bolus", "morphine 0.1 mg"),
        ("Rate", "morphine 0.5 mg/day"),
        ("Coded rate", "code A-12"),
    ]
    assert section.list.model.rows[4].detail.endswith(
        "Planned step. Checked with J. Doe. as ordered Recorded by tester."
    )


def test_before_the_start_there_is_no_trial_day(open_doses: Open) -> None:
    snapshot = make(make_refill(EARLIER), state=TrialState.PLANNED, started_at=None)

    section = open_doses(snapshot)

    assert section.list.model.rows[0].day == NOTHING


def test_the_first_dose_says_that_the_trial_runs(open_doses: Open) -> None:
    section = open_doses(make(state=TrialState.PLANNED, started_at=None))
    asked = take_requests(section)
    fill(section, "0.3")

    section.save()

    said = asked[0].said
    assert said.endswith("The trial is running: its first dose was at 07-Mar-2026 14:05, day 1.")


def test_a_trial_without_doses_says_so(open_doses: Open) -> None:
    section = open_doses(make())

    section.list.ask_void()

    assert section.list.detail.accessibleName() == "No dose is recorded yet."
    assert not section.list.reasons.isVisible()


@pytest.mark.parametrize(("started_at", "is_told"), [(EARLIER, True), (None, False)])
def test_voiding_the_dose_that_began_the_trial_says_where_the_start_is_changed(
    open_doses: Open, started_at: datetime | None, is_told: bool
) -> None:
    dose = make_dose(EARLIER)
    section = open_doses(make(dose, started_at=started_at))
    asked = take_requests(section)

    section.list.void_wanted.emit(dose.event_id, "typing_error")

    assert asked[0].said.endswith("change its start under Edit trial.") is is_told
