from decimal import Decimal
from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.factories import make_details
from tests.journeys.conftest import OpenWard
from tests.journeys.ward import BEGUN, NOW, Ward, fill_store, make_earlier_entries
from trialtracker.clinical.choices import NotAssessed
from trialtracker.clinical.plan import Plan
from trialtracker.clinical.series import ChartSeries, Unassessed
from trialtracker.clinical.side_effects import COMMON_SIDE_EFFECTS
from trialtracker.ui.trial_rows import COLUMNS, NEXT_ENTRY
from trialtracker.ui.trial_tabs import Tab

opens_a_popup = pytest.mark.qt_log_ignore("does not support grabbing the keyboard")

USUAL = ("3", "Tab", "4", "Tab", "5", "Tab", "2", "Tab", "3", "Tab")
PAINS = ("3", "Tab", "4", "Tab", "5", "Tab", "2", "Tab")
BEDSIDE = ("Tab", "2", "Tab", "0", "Alt+P", "1", "4")
RESCUE = ("Alt+T", "1")
UNCHANGED = ("Alt+U", "Space")
WRITTEN = {
    "pain_rest": 3,
    "pain_movement": 4,
    "pain_worst": 5,
    "pain_least": 2,
    "function": 2,
    "sedation": 0,
    "respiratory_rate": 14,
    "dose_unchanged": 1,
}
GRADED = {
    "function": 2,
    "sedation": 0,
    "respiratory_rate": 14,
    "dose_unchanged": 1,
    "side_effect:nausea": 2,
    "side_effect:pruritus": 1,
    "side_effect:headache": 0,
}
DUE = COLUMNS.index(NEXT_ENTRY)


@pytest.fixture
def ward(store_path: Path, clock: FakeClock, open_window: OpenWard) -> Ward:
    """The window on Today, with one trial that has two entries and a planned rescue drug."""
    plan = Plan(rescue_drug="oxycodone", rescue_dose="5")
    details = make_details(started_at=BEGUN, plan=plan)
    fill_store(store_path, clock, make_earlier_entries(), trial=details)
    return open_window(store_path)


def next_due(ward: Ward) -> str:
    rows = ward.window.today.table.rows
    return str(rows.data(rows.index(0, DUE)))


def series_in_view(ward: Ward) -> ChartSeries:
    assert ward.page.chart.isVisible()
    series = ward.page.chart._series
    assert series is not None
    return series


def test_n2_an_entry_takes_22_keys_from_the_list_to_the_notice(ward: Ward) -> None:
    before = next_due(ward)

    ward.open_record()
    ward.press(*PAINS, *BEDSIDE, "Alt+0", *RESCUE, *UNCHANGED, "Ctrl+S")

    entry = ward.current[-1]
    (intake,) = ward.read().trial.intakes[-1:]
    assert ward.keys.count <= 22
    assert {key: entry.values[key] for key in WRITTEN} == WRITTEN
    assert all(entry.values[effect.measure] == 0 for effect in COMMON_SIDE_EFFECTS)
    assert (intake.drug, intake.dose, intake.times) == ("oxycodone", Decimal(5), 1)
    assert intake.entry_id == entry.entry_id
    assert entry.observed_at == NOW
    assert ward.window.message.text.startswith("Saved 14:05")
    assert ward.window.message.isVisible()
    assert (before, next_due(ward)) == ("overdue 2hr 5min", "today 20:05")


def test_n2_the_chart_in_view_shows_the_new_entry(ward: Ward) -> None:
    ward.open_record()

    ward.press(*USUAL, "Alt+0", "Ctrl+S")

    assert ward.page.tab is Tab.CHART
    assert ward.page.chart.isVisible()
    assert "3 readings" in ward.page.chart.accessibleDescription()


def test_n2_the_entry_leaves_no_draft_and_a_blank_form(ward: Ward) -> None:
    ward.open_record()

    ward.press(*USUAL, "Alt+0", "Ctrl+S")

    assert ward.read().draft is None
    assert ward.page.record.form.get_state().is_blank


@opens_a_popup
def test_n3_a_reason_and_two_grades_take_28_keys(ward: Ward) -> None:
    ward.open_record()
    ward.press("3", "Tab", "4", "Tab", "Alt+M", "A", "Tab", "2", "Tab")
    ward.press("Tab", "2", "Tab", "0", "N", "2", "P", "1", "Alt+0")
    ward.press("Alt+P", "1", "4", *RESCUE, *UNCHANGED, "Ctrl+S")

    entry = ward.current[-1]
    assert ward.keys.count <= 28
    assert entry.not_assessed == {"pain_worst": NotAssessed.ASLEEP}
    assert "pain_worst" not in entry.values
    assert {key: entry.values[key] for key in GRADED} == GRADED


@opens_a_popup
def test_n3_the_missing_score_is_a_gap_in_the_chart(ward: Ward) -> None:
    ward.open_record()
    ward.press("3", "Tab", "4", "Tab", "Alt+M", "A", "Tab", "2", "Tab", "3", "Ctrl+S")

    series = series_in_view(ward)
    points = {line.key: len(line.points) for line in series.lines}
    assert (points["pain_rest"], points["pain_worst"]) == (3, 2)
    assert series.unassessed == (Unassessed(NOW, "pain_worst", NotAssessed.ASLEEP),)


def test_n4_an_impossible_score_is_refused_at_its_field_alone(ward: Ward) -> None:
    ward.open_record()

    ward.press("5", "5", "Tab", "4", "Tab", "5", "Tab", "2", "Tab", "3", "Ctrl+S")

    refused = ward.page.record.form.score_rows[0]
    assert len(ward.stored) == 2
    assert refused.has_problem()
    assert refused.strip.hasFocus()
    assert refused.strip.accessibleDescription().startswith("55 in no cell; 55 is not possible")
    assert ward.page.record.form.get_state().rows["pain_movement"].text == "4"


def test_n4_correcting_it_takes_six_more_keys_at_most(ward: Ward) -> None:
    ward.open_record()
    ward.press("5", "5", "Tab", "4", "Tab", "5", "Tab", "2", "Tab", "3", "Tab", "Alt+0", "Ctrl+S")

    ward.press("Backspace", "Ctrl+S")

    assert ward.keys.count <= 22 + 6
    assert ward.current[-1].values["pain_rest"] == 5


def test_n4_an_improbable_jump_is_asked_once_and_kept_when_confirmed(ward: Ward) -> None:
    ward.open_record()
    ward.press("9", "Ctrl+S")
    asked = ward.page.record.form.score_rows[0].has_doubt()
    stored_then = len(ward.stored)

    ward.press("Ctrl+S")

    assert asked
    assert stored_then == 2
    assert ward.current[-1].values["pain_rest"] == 9


def test_n6_a_correction_takes_ten_keys_from_the_trial(ward: Ward) -> None:
    ward.press("Return")
    ward.wait(ward.page.chart.isVisible)
    yesterdays = ward.current[0]
    ward.keys.count = 0

    ward.press("Ctrl+E", "Down", "Return", "Tab", "7", "Ctrl+S", "1", "Return")

    entry = next(e for e in ward.current if e.supersedes_id)
    former = next(e for e in ward.stored if e.entry_id == entry.supersedes_id)
    assert ward.keys.count <= 10
    assert former.values["pain_movement"] == 4
    assert entry.values["pain_movement"] == 7
    assert entry.observed_at == former.observed_at == yesterdays.observed_at
    assert (entry.reason, entry.author) == ("typing_error", "nurse")


def test_n6_the_assessment_is_computed_anew(ward: Ward) -> None:
    ward.press("Return")
    ward.wait(ward.page.chart.isVisible)
    before = ward.read().assessment.window.mean

    ward.press("Ctrl+E", "Return", "Tab", "Tab", "Tab", "Tab", "9", "Ctrl+S", "Ctrl+S")
    ward.press("1", "Return")

    shown = ward.page.assessment.verdict.summary.accessibleName()
    after = ward.read().assessment
    assert ward.current[-1].values["pain_average"] == 9
    assert after.window.mean != before
    assert shown == after.summary


def test_n6_the_old_value_can_be_read_in_the_entries(ward: Ward) -> None:
    ward.press("Return")
    ward.wait(ward.page.chart.isVisible)
    ward.press("Ctrl+E", "Down", "Return", "Tab", "7", "Ctrl+S", "1", "Return")

    ward.press("Ctrl+E", "Down")

    detail = ward.page.entries.detail.accessibleName()
    assert "Movement, now 4 → 7" in detail
    assert "Typing error" in detail


def test_n7_ctrl_z_in_the_form_takes_back_the_field(ward: Ward) -> None:
    ward.open_record()
    ward.press("3", "Tab", "4", "Tab")
    ward.keys.count = 0

    ward.press("Ctrl+Z")

    rows = ward.page.record.form.get_state().rows
    assert ward.keys.count == 1
    assert {key: row.text for key, row in rows.items()} == {"pain_rest": "3"}


def test_n7_three_keys_make_a_saved_entry_void_and_keep_it_readable(ward: Ward) -> None:
    ward.open_record()
    ward.press(*USUAL, "Alt+0", "Ctrl+S")
    saved = ward.current[-1]
    ward.keys.count = 0

    ward.press("Ctrl+Z", "5", "Return")

    (void,) = [entry for entry in ward.stored if entry.is_void]
    assert ward.keys.count == 3
    assert (void.supersedes_id, void.reason) == (saved.entry_id, "duplicate")
    assert saved in ward.stored
    assert saved not in ward.current


def test_n12_two_entries_of_one_minute_are_both_kept_after_a_doubt(ward: Ward) -> None:
    ward.open_record()
    ward.press(*USUAL, "Alt+0", "Ctrl+S")
    ward.press("Ctrl+R", "4", "Tab", "Ctrl+S")
    asked = ward.page.record.form.time_field.has_doubt()

    ward.press("Ctrl+S")

    assert asked
    assert [entry.observed_at for entry in ward.current[-2:]] == [NOW, NOW]
    assert {entry.values["pain_rest"] for entry in ward.current[-2:]} == {3, 4}


def test_p1_the_physician_is_at_the_trial_after_six_keys(ward: Ward) -> None:
    ward.keys.press("Ctrl+F", "T", "E", "S", "T", "Return")
    ward.wait(ward.page.assessment.isVisible)

    assert ward.keys.count == 6
    assert ward.page.banner.name.text() == "TESTCASE, Ada"
    assert ward.page.chart.isVisible()
    assert ward.page.assessment.verdict.headline.isVisible()
