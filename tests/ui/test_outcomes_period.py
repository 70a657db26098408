"""The period of the outcomes, and the file that is saved of one."""

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.outcomes_support import make_figures
from trialtracker.clinical.outcome_period import Period
from trialtracker.ui.outcomes_period_bar import ALL, FROM_TO, LAST_12, THIS_YEAR, PeriodBar
from trialtracker.ui.outcomes_saving import save_csv

TODAY = date(2026, 3, 5)
BOUNDS = Period("2026-01", "2026-12")


@pytest.mark.parametrize(
    ("button", "period"),
    [
        (ALL, None),
        (LAST_12, Period("2025-04", "2026-03")),
        (THIS_YEAR, Period("2026-01", "2026-12")),
        (FROM_TO, Period("2025-01", "2026-12")),
    ],
)
def test_a_period_is_chosen_by_its_button(qtbot: QtBot, button: str, period: Period | None) -> None:
    bar = PeriodBar(lambda: TODAY)
    qtbot.addWidget(bar)
    bar.show_bounds(Period("2025-01", "2026-12"))

    with qtbot.waitSignal(bar.chosen) as chosen:
        bar.buttons[button].click()

    assert chosen.args == [period]


def test_two_months_are_a_period_either_way_round(qtbot: QtBot) -> None:
    bar = PeriodBar(lambda: TODAY)
    qtbot.addWidget(bar)
    bar.show_bounds(BOUNDS)
    bar.buttons[FROM_TO].click()

    bar.first.setCurrentIndex(5)
    bar.last.setCurrentIndex(2)
    bar.show_bounds(Period("2025-12", "2026-12"))

    assert bar.period == Period("2026-03", "2026-06")
    assert (bar.first.currentText(), bar.last.currentText()) == ("Jun-2026", "Mar-2026")


def test_a_file_is_written_and_told(tmp_path: Path) -> None:
    path = tmp_path / "outcomes.csv"
    path.write_text("older", encoding="utf-8")

    said = save_csv(make_figures(), str(path))

    assert said == "Saved outcomes.csv; groups of fewer than 5 are withheld."
    assert path.read_text(encoding="utf-8").startswith("table,group,")
    assert path.stat().st_mode & 0o077 == 0


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    said = save_csv(make_figures(), str(tmp_path / "nowhere" / "outcomes.csv"))

    assert said.startswith("Not saved.")
    assert said.endswith("No such file or directory.")
