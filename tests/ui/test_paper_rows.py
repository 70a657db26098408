"""Rows typed from paper: what is stored is not offered again, what is not stored stays."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.conftest import NOON
from tests.factories import make_entry, make_trial
from trialtracker.ui.paper_rows import Mode, Row
from trialtracker.ui.paper_saving import get_start_rows

ENTRY = make_entry(NOON, {"pain_rest": 3})
TRIAL = make_trial([ENTRY])
UNSTARTED = replace(TRIAL, details=replace(TRIAL.details, started_at=None))


@pytest.mark.parametrize("mode", [Mode.SHEET, Mode.DIARY])
def test_rows_that_are_stored_do_not_come_back_from_a_draft(mode: Mode) -> None:
    day = get_start_rows(Mode.DIARY, TRIAL, (), NOON)[0].day
    stored = Row(ENTRY.entry_id, day, "0800", {"pain_rest": "3"})
    typed = Row("other", day, "0900", {"pain_rest": "4"})

    rows = get_start_rows(mode, TRIAL, (stored, typed), NOON)

    assert [row for row in rows if not row.is_blank] == [typed]


def test_a_diary_day_typed_before_midnight_stays() -> None:
    first = get_start_rows(Mode.DIARY, UNSTARTED, (), NOON)[0]
    typed = replace(first, cells={"pain_average": "5"})

    rows = get_start_rows(Mode.DIARY, UNSTARTED, (typed,), NOON + timedelta(days=1))

    assert rows[0] == typed
    assert len(rows) == 8
