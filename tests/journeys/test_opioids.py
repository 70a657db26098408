from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.clinical.intakes import make_regular
from tests.journeys.ward import NOW, Ward
from tests.ui.record_support import opens_a_popup
from trialtracker.clinical.opioids import get_day_mme
from trialtracker.clinical.record import Intake, current_intakes
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.ui.opioid_section import OpioidSection
from trialtracker.ui.trial_tabs import Tab

TODAY = date(2026, 3, 5)


def open_opioids(ward: Ward) -> OpioidSection:
    """Open the trial and its tab of opioids."""
    ward.press("Return")
    ward.wait(ward.page.chart.isVisible)
    ward.press("Ctrl+O")
    section = ward.page.get_section(Tab.OPIOIDS)
    ward.wait(section.isVisible)
    assert isinstance(section, OpioidSection)
    return section


def activate(ward: Ward) -> None:
    """Make the window active again, which this platform does not do after a list has closed."""
    with ward.qtbot.waitActive(ward.window):
        ward.window.activateWindow()


def current(ward: Ward) -> tuple[Intake, ...]:
    """Return the intakes on disk that count."""
    return current_intakes(ward.read().trial.intakes)


def total(ward: Ward) -> object:
    """Return today's MME by what is on disk."""
    return get_day_mme(ward.read().trial.intakes, TODAY, "UTC").total


@opens_a_popup
def test_a_rescue_dose_is_stored_in_at_most_thirteen_keys(ward: Ward) -> None:
    section = open_opioids(ward)
    ward.keys.count = 0

    ward.keys.press("1", "Tab")
    ward.keys.type_text("oxyc")
    ward.keys.press("Return")
    ward.keys.type_text("10")
    ward.press("Ctrl+S")

    (stored,) = current(ward)
    assert [stored.kind, stored.dose, stored.at] == [IntakeKind.TAKEN, Decimal(10), NOW]
    assert total(ward) == 15
    assert section.days.table.model().index(0, 2).data() == "15"
    assert ward.keys.count <= 13


@opens_a_popup
def test_a_patch_is_put_on_and_taken_off(ward: Ward) -> None:
    section = open_opioids(ward)
    ward.keys.press("3", "Tab")
    ward.keys.type_text("fentanyl p")
    ward.keys.press("Return")
    ward.keys.type_text("25")
    ward.press("Ctrl+S")
    put_on = section.list.held.accessibleName()
    activate(ward)
    ward.clock.advance(timedelta(days=1))

    ward.press("Alt+F7", "Return")

    (stored,) = current(ward)
    assert put_on == "Now: fentanyl patch 25 micrograms/h"
    assert stored.until == NOW + timedelta(days=1)
    assert total(ward) == 60
    assert section.list.held.accessibleName() == "No patch and no regular dose is recorded now"


def test_a_wrong_dose_is_made_void_and_stays_on_disk(ward: Ward) -> None:
    section = open_opioids(ward)
    ward.press("4", "Ctrl+S")
    section.list.table.setFocus()

    ward.press("Alt+F8", "1", "Return")

    assert current(ward) == ()
    assert [intake.is_void for intake in ward.read().trial.intakes] == [False, True]


def test_what_is_typed_and_not_stored_comes_back(ward: Ward) -> None:
    section = open_opioids(ward)
    ward.keys.press("2", "Tab")
    section.form.drug.show_drug("methadone")
    section.form.drug.changed.emit()
    section.form.dose.setFocus()
    ward.keys.type_text("5")
    ward.window.desk.leave()
    ward.settle()

    kept = ward.read().section_drafts

    assert "methadone" in kept["OPIOIDS"]
    assert current(ward) == ()


@pytest.mark.parametrize("dose", ["0", "-1"])
def test_an_impossible_dose_is_refused_and_nothing_is_stored(ward: Ward, dose: str) -> None:
    section = open_opioids(ward)
    section.form.drug.show_drug("morphine")
    section.form.drug.changed.emit()
    section.form.dose.setFocus()
    ward.keys.type_text(dose)

    ward.press("Ctrl+S")

    assert "is not possible" in section.form.fields["dose"].problem
    assert current(ward) == ()


def test_a_regular_dose_gives_the_baseline_and_the_criterion_asks_for_rescue(ward: Ward) -> None:
    trial_id = ward.read().trial.trial_id
    regular = make_regular(10, at=NOW - timedelta(days=20))
    ward.jobs.run(
        lambda clinic: clinic.opioids.add(trial_id, [regular]), lambda _: None, lambda _: None
    )
    ward.settle()

    section = open_opioids(ward)

    assert section.days.baseline.accessibleName() == "Baseline: 30 MME a day (7 of 7 days)"
    results = {c.key: c for c in ward.read().assessment.criteria}
    assert "Intake with rescue is recorded on 0 of" in results["systemic_opioid"].reason
