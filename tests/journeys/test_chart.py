"""P3: a physician reads the chart stop by stop, goes to an entry, and finds the view again."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible

from tests.conftest import FakeClock
from tests.factories import make_answers
from tests.journeys.conftest import OpenWard
from tests.journeys.ward import BEGUN, SCORES, Ward, fill_store
from trialtracker.clinical.actor import Actor, Role
from trialtracker.clinical.read_out import format_read_out, read_out
from trialtracker.clinical.series import ChartRange
from trialtracker.ui.chart_canvas import ChartCanvas
from trialtracker.ui.trial_tabs import Tab

P3_BUDGET = 5
HOUR = timedelta(hours=1)
ENTRIES = tuple(
    make_answers(BEGUN + hours * HOUR, {**SCORES, "side_effect:nausea": hours % 3})
    for hours in (2, 8, 20, 26, 32, 44, 50)
)
pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def ward(store_path: Path, clock: FakeClock, open_window: OpenWard) -> Ward:
    """The window on the chart of a trial with seven entries in its first two days."""
    fill_store(store_path, clock, ENTRIES)
    ward = open_window(store_path)
    open_chart(ward)
    return ward


def open_chart(ward: Ward) -> None:
    ward.press("Return")
    ward.wait(ward.page.chart.isVisible)
    ward.page.chart.grab()


def canvas_of(ward: Ward) -> ChartCanvas:
    (canvas,) = ward.page.chart.findChildren(ChartCanvas)
    return canvas


def told_by(ward: Ward) -> str:
    interface = QAccessible.queryAccessibleInterface(canvas_of(ward))
    return str(interface.text(QAccessible.Text.Description))


def span_of(ward: Ward) -> timedelta:
    ward.page.chart.grab()
    window = canvas_of(ward).get_window()
    assert window is not None
    return window[1] - window[0]


def sentence_at(ward: Ward, place: int) -> str:
    series = ward.page.chart._series
    assert series is not None
    return format_read_out(read_out(series, series.moments[place]))


@pytest.mark.parametrize("stop", range(5))
def test_p3_each_key_tells_date_day_pain_dose_and_events_of_one_stop(ward: Ward, stop: int) -> None:
    before = ward.keys.count

    ward.press(*["Right"] * (stop + 1))

    told = told_by(ward)
    assert told.startswith(sentence_at(ward, stop))
    assert ward.page.chart.read_out == sentence_at(ward, stop)
    wanted = ("-Mar-2026 ", "Day ", "Pain rest 3, movement 4", "ausea")
    assert [part for part in wanted if part not in told] == []
    assert ward.keys.count - before <= P3_BUDGET


def test_enter_goes_to_the_entry_at_the_line(ward: Ward) -> None:
    ward.press("Right", "Right", "Return")

    assert ward.page.tab is Tab.ENTRIES
    entries = ward.page.entries
    row = entries.model.row_at(entries.table.currentIndex().row())
    assert row is not None
    assert row.entry.observed_at == BEGUN + 8 * HOUR


def test_enter_finds_the_entry_in_a_list_that_was_narrowed_to_others(ward: Ward) -> None:
    ward.page.entries.show_used("One", {ward.current[0].entry_id})

    ward.press("Right", "Right", "Return")

    entries = ward.page.entries
    row = entries.model.row_at(entries.table.currentIndex().row())
    assert row is not None
    assert (row.entry.observed_at, entries.is_narrowed) == (BEGUN + 8 * HOUR, False)


def test_zoom_and_pan_by_keys_and_back_to_the_whole(ward: Ward) -> None:
    whole = span_of(ward)

    ward.press("+", "+", "Shift+Right")
    part = span_of(ward)
    ward.press("0")

    assert part < whole == span_of(ward)


def test_panels_and_range_are_found_again_after_a_restart(
    ward: Ward, open_window: OpenWard
) -> None:
    ward.press("Alt+P")
    ward.press("Space", "Escape")
    ward.window.activateWindow()
    ward.wait(lambda: ward.focus is canvas_of(ward))
    ward.press("Alt+2")
    hidden = ward.page.chart.panels.hidden
    ward.window.close()
    ward.jobs.close()

    again = open_window(ward.path)
    open_chart(again)

    chart = again.page.chart
    assert (len(hidden), chart.panels.hidden) == (1, hidden)
    assert chart.panels.text() == "Panels: 1 hidden ▾"
    assert chart.chosen_range is ChartRange.HOURS_72
    assert span_of(again) == 72 * HOUR


def test_panels_are_those_of_whoever_is_at_the_keyboard(ward: Ward) -> None:
    ward.page.chart.panels.chosen.emit(frozenset({"dose"}))
    ward.settle()

    ward.window.actor._act_as(Actor("Dr. Other", Role.PHYSICIAN))
    ward.settle()
    hidden_for_other = ward.page.chart.panels.hidden
    ward.window.actor._act_as(Actor("nurse"))
    ward.settle()

    assert not hidden_for_other
    assert ward.page.chart.panels.hidden == {"dose"}
