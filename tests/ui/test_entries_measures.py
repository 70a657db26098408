"""Every measure of the vocabulary is read out wherever an entry is."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import NOON
from tests.factories import START, amend, make_entry, make_trial, to_decimals
from trialtracker.clinical.choices import Source
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.entry_rows import format_history, get_rows
from trialtracker.clinical.measures import MEASURES, Measure
from trialtracker.clinical.record import Intake
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.trial import Entry, Trial
from trialtracker.clinical.value_words import OTHER_MEASURES, format_reading
from trialtracker.services.results import Snapshot
from trialtracker.ui.entries_model import COLUMNS, EntriesModel
from trialtracker.ui.entries_view import EntriesView
from trialtracker.ui.entry_text import format_detail

KEYS = [column.key for column in COLUMNS]
NEWS2_ON = ClinicSettings(news2=True)
ENTRY = make_entry(START, {"pain_rest": 3, "spo2": 96})
TAKEN = Intake("i", IntakeKind.TAKEN, "oxycodone", Decimal(5), "mg", 2, START, entry_id="e")


def make_trial_of(*entries: Entry, intakes: tuple[Intake, ...] = ()) -> Trial:
    return replace(make_trial(entries), intakes=intakes)


def cell(trial: Trial, key: str) -> object:
    model = EntriesModel()
    model.show_trial(trial, with_history=False)
    return model.data(model.index(0, KEYS.index(key)), Qt.ItemDataRole.DisplayRole)


def hidden(trial: Trial) -> set[str]:
    model = EntriesModel()
    model.show_trial(trial, with_history=False)
    return {KEYS[place] for place in model.get_blank_columns()}


def detail_of(trial: Trial, settings: ClinicSettings) -> str:
    (row,) = get_rows(trial.entries, with_history=False)
    return format_detail(row, trial, settings)


@pytest.mark.parametrize("measure", OTHER_MEASURES, ids=lambda m: m.key)
def test_every_measure_is_in_the_table_and_in_the_detail(measure: Measure) -> None:
    trial = make_trial_of(make_entry(START, {measure.key: measure.high}))
    said = format_reading(measure, measure.high)

    assert cell(trial, "others") == said
    assert said in detail_of(trial, ClinicSettings())


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.key)
def test_every_measure_that_was_amended_is_named_with_both_values(measure: Measure) -> None:
    first = make_entry(START, {measure.key: measure.low})
    rows = get_rows((first, amend(first, values={measure.key: measure.high})), with_history=True)

    history = format_history(rows[0], "UTC")

    assert f"Changed: {measure.label} " in history
    assert " → " in history


@pytest.mark.parametrize(
    ("intake", "said"),
    [
        (TAKEN, "oral opioid: oxycodone 2 x 5 mg"),
        (Intake("i", IntakeKind.NONE, "", None, "", 0, START, entry_id="e"), "none taken"),
    ],
)
def test_the_opioid_recorded_with_an_entry_stands_in_its_row(intake: Intake, said: str) -> None:
    trial = make_trial_of(ENTRY._replace(entry_id="e"), intakes=(intake,))

    assert str(cell(trial, "others")).endswith(said)


def test_columns_of_which_no_entry_says_anything_are_not_shown() -> None:
    assert hidden(make_trial_of(make_entry(START, {"pain_rest": 3}))) == {
        "pain_movement",
        "pain_worst",
        "pain_least",
        "pain_average",
        "others",
        "note",
    }


def test_a_trial_without_entries_shows_the_scores_that_will_come() -> None:
    assert hidden(make_trial_of()) == {"others", "note"}


def test_another_source_than_the_nurse_is_named() -> None:
    diary = ENTRY._replace(source=Source.PATIENT_DIARY)

    assert cell(make_trial_of(diary), "by") == f"{Source.PATIENT_DIARY.label}, tester"


def test_the_detail_says_news2_where_the_clinic_uses_it() -> None:
    detail = detail_of(make_trial_of(ENTRY), NEWS2_ON)

    assert "NEWS2 incomplete: needs RR, oxygen, systolic, HR, ACVPU and temp." in detail
    assert "NEWS2" not in detail_of(make_trial_of(ENTRY), ClinicSettings())


def test_a_full_entry_keeps_the_table_within_the_window(qtbot: QtBot) -> None:
    values = to_decimals({measure.key: measure.high for measure in MEASURES})
    full = ENTRY._replace(values=values, note="x", observed_at=START + timedelta(hours=1))
    trial = make_trial_of(ENTRY, full)
    view = EntriesView()
    qtbot.addWidget(view)
    view.show_snapshot(Snapshot(trial, assess(trial, CLINIC_DEFAULT, NOON), None, NOON))
    view.resize(1408, 700)
    view.show()

    qtbot.waitUntil(lambda: view.table.width() > 1300)

    assert not view.table.horizontalScrollBar().isVisible()
