from decimal import Decimal

import pytest

from tests.journeys.ward import NOW, Ward
from trialtracker.clinical.measures import MEASURES
from trialtracker.clinical.side_effects import COMMON_SIDE_EFFECTS
from trialtracker.ui.trial_rows import COLUMNS, NEXT_ENTRY
from trialtracker.ui.trial_tabs import Tab

opens_a_popup = pytest.mark.qt_log_ignore("does not support grabbing the keyboard")

DUE = COLUMNS.index(NEXT_ENTRY)


def next_due(ward: Ward) -> str:
    rows = ward.window.today.table.rows
    return str(rows.data(rows.index(0, DUE)))


def record_usual_scores(ward: Ward) -> None:
    ward.open_record()
    ward.press("3", "Tab", "4", "Tab", "5", "Tab", "2", "Tab", "3", "Tab", "Alt+0", "Ctrl+S")


def test_n2_an_entry_takes_22_keys_from_the_list_to_the_notice(ward: Ward) -> None:
    before = next_due(ward)

    record_usual_scores(ward)

    entry = ward.current[-1]
    assert ward.keys.count <= 22
    assert [entry.values[m.key] for m in MEASURES] == [Decimal(v) for v in (3, 4, 5, 2, 3)]
    assert all(entry.values[effect.measure] == 0 for effect in COMMON_SIDE_EFFECTS)
    assert entry.observed_at == NOW
    assert ward.window.message.text.startswith("Saved 14:05")
    assert ward.window.message.isVisible()
    assert ward.page.tab is Tab.CHART
    assert before == "overdue 2hr 5min"
    assert next_due(ward) == "today 20:05"
