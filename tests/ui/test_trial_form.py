from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import START, make_details
from trialtracker.clinical.choices import Indication, StopReason, TrialState
from trialtracker.clinical.plan import Plan, PlannedDrug, Template
from trialtracker.clinical.refusal import RefusedError
from trialtracker.clinical.trial import TrialDetails
from trialtracker.ui.trial_form import TrialForm
from trialtracker.ui.trial_numbers import format_hours, parse_days, parse_hours

BORN = date(1961, 3, 12)
ENDED = datetime(2026, 3, 5, 9, tzinfo=UTC)
PLAN = Plan(drugs=(PlannedDrug("morphine", 1_000_000),))


@pytest.fixture
def form(qtbot: QtBot, clock: FakeClock) -> TrialForm:
    form = TrialForm(clock, "Europe/Berlin")
    qtbot.addWidget(form)
    return form


@pytest.mark.parametrize(
    "details",
    [
        make_details(time_zone="America/New_York"),
        make_details(state=TrialState.PLANNED, started_at=None, entry_interval_minutes=100),
        make_details(indication=Indication.OTHER, indication_note="After shingles"),
        make_details(state=TrialState.COMPLETED, ended_at=ENDED),
        make_details(
            state=TrialState.STOPPED, ended_at=ENDED, stop_reason=StopReason.PATIENT_REQUEST
        ),
        make_details(plan=PLAN),
    ],
    ids=["running", "planned", "other indication", "completed", "stopped", "with a plan"],
)
def test_details_shown_are_read_back_unchanged(form: TrialForm, details: TrialDetails) -> None:
    form.show_details(details)

    assert form.get_details(BORN) == details


def test_a_template_that_is_chosen_becomes_the_plan(form: TrialForm) -> None:
    form.show_details(make_details())
    form.show_templates((Template("t1", "Alone", PLAN),))
    box = form.fields["template"].editor
    assert isinstance(box, QComboBox)

    box.setCurrentText("Alone")

    assert form.get_details(BORN).plan == PLAN


def test_without_templates_none_is_asked_for(form: TrialForm) -> None:
    assert form.fields["template"].isHidden()


def test_new_form_does_not_guess_mode_or_days(form: TrialForm) -> None:
    with pytest.raises(RefusedError) as refused:
        form.get_details(BORN)

    assert [p.field for p in refused.value.problems] == ["mode", "planned_days"]


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (TrialState.PLANNED, []),
        (TrialState.BASELINE, []),
        (TrialState.RUNNING, ["started_at"]),
        (TrialState.COMPLETED, ["started_at", "ended_at"]),
        (TrialState.STOPPED, ["started_at", "ended_at", "stop_reason"]),
    ],
)
def test_only_the_fields_of_the_state_are_shown(
    form: TrialForm, state: TrialState, shown: list[str]
) -> None:
    form.show_details(make_details(state=state))

    keys = ("started_at", "ended_at", "stop_reason")
    assert [key for key in keys if form.fields[key].isVisibleTo(form)] == shown


def test_stopped_trial_needs_a_reason(form: TrialForm) -> None:
    form.show_details(make_details(state=TrialState.STOPPED, ended_at=ENDED))

    with pytest.raises(RefusedError) as refused:
        form.get_details(BORN)

    assert [p.field for p in refused.value.problems] == ["stop_reason"]


@pytest.mark.parametrize("zone", ["", "Europe", "../etc/passwd", "Mars/Olympus", "Zürich\0"])
def test_zone_that_does_not_exist_is_refused_at_its_field(form: TrialForm, zone: str) -> None:
    form.show_details(make_details())
    box = form.fields["time_zone"].editor
    assert isinstance(box, QComboBox)
    box.setEditText(zone)

    with pytest.raises(RefusedError) as refused:
        form.get_details(BORN)

    assert "time_zone" in {p.field for p in refused.value.problems}


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_list_of_zones_keeps_what_is_typed(form: TrialForm) -> None:
    box = form.fields["time_zone"].editor
    assert isinstance(box, QComboBox)
    box.setEditText("Asia/Tokyo")

    box.showPopup()
    box.hidePopup()

    assert box.currentText() == "Asia/Tokyo"
    assert box.findText("Africa/Cairo") >= 0


def test_start_is_read_in_the_zone_of_the_form(form: TrialForm) -> None:
    form.show_details(make_details(time_zone="Europe/Berlin"))

    assert form.get_details(BORN).started_at == START


@pytest.mark.parametrize(
    ("typed", "minutes"), [("6", 360), ("1.5", 90), ("1,5", 90), ("1:40", 100)]
)
def test_hours_are_read_exactly(typed: str, minutes: int) -> None:
    assert parse_hours(typed) == minutes


@pytest.mark.parametrize("typed", ["", "0", "-1", "6h", "0.01", "\u0666", "1e2", "NaN", "1:60"])
def test_hours_that_are_no_number_of_minutes_are_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="hours"):
        parse_hours(typed)


@pytest.mark.parametrize("minutes", [15, 20, 59, 60, 90, 100, 360, 1440])
def test_hours_shown_are_read_back_unchanged(minutes: int) -> None:
    assert parse_hours(format_hours(minutes)) == minutes


@pytest.mark.parametrize("typed", ["", "0", "7.5", "-7", "seven", "\u0667", "99999"])
def test_days_that_are_not_whole_are_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="whole number"):
        parse_days(typed)
