import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.modeltest import ModelTester

from tests.factories import START, amend, make_entry, make_trial, moment_of_day, to_decimals
from trialtracker.clinical.choices import NotAssessed
from trialtracker.clinical.entry_rows import NOTHING, format_side_effects, get_rows
from trialtracker.clinical.measures import PAIN_MEASURES
from trialtracker.clinical.trial import Entry
from trialtracker.clinical.value_words import format_number
from trialtracker.ui.entries_model import COLUMNS, EntriesModel

KEYS = [column.key for column in COLUMNS]
NAUGHTY_FILE = Path(__file__).resolve().parents[2].parent / "shared/data/text/naughty-strings.json"
NAUGHTY = json.loads(NAUGHTY_FILE.read_text(encoding="utf-8")) if NAUGHTY_FILE.exists() else []

NOTES = [f"x{text}x" for text in NAUGHTY]


@pytest.fixture
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


def make_model(*entries: Entry, with_history: bool = False) -> EntriesModel:
    model = EntriesModel()
    model.show_trial(make_trial(entries, time_zone="Europe/Berlin"), with_history=with_history)
    return model


def cell(
    model: EntriesModel, row: int, key: str, role: int = Qt.ItemDataRole.DisplayRole
) -> object:
    return model.data(model.index(row, KEYS.index(key)), role)


def column(model: EntriesModel, key: str) -> list[object]:
    return [cell(model, row, key) for row in range(model.rowCount())]


def void(entry: Entry) -> Entry:
    return amend(entry, values={}, is_void=True, reason="duplicate")


@pytest.mark.parametrize("with_history", [False, True])
def test_model_keeps_the_rules_of_qt(qtmodeltester: ModelTester, with_history: bool) -> None:
    first, second = make_entry(score=7), make_entry(moment_of_day(2), score=5)
    model = make_model(first, amend(first), second, void(second), with_history=with_history)

    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]


def test_empty_trial_has_no_rows(qtmodeltester: ModelTester) -> None:
    model = make_model()

    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]
    assert model.rowCount() == 0


def test_newest_entry_is_on_top() -> None:
    model = make_model(make_entry(moment_of_day(1), score=7), make_entry(moment_of_day(2), score=5))

    assert column(model, "pain_average") == ["5", "7"]


@pytest.mark.usefixtures("german")
def test_time_is_shown_in_the_clinics_zone_whatever_the_region() -> None:
    model = make_model(make_entry(START, score=7))

    assert cell(model, 0, "when") == "Mon 02-Mar-2026 09:00"
    assert cell(model, 0, "day") == "1"


def test_every_measure_has_a_column() -> None:
    assert [m.key for m in PAIN_MEASURES] == [key for key in KEYS if key.startswith("pain_")]


def test_measure_not_asked_is_a_dash_and_never_zero() -> None:
    model = make_model(make_entry(values={"pain_rest": 0}))

    assert (cell(model, 0, "pain_rest"), cell(model, 0, "pain_worst")) == ("0", NOTHING)


def test_coded_reason_stands_in_place_of_the_score() -> None:
    model = make_model(make_entry(not_assessed={"pain_rest": NotAssessed.ELSEWHERE}))

    assert cell(model, 0, "pain_rest") == "Elsewhere"
    spoken = cell(model, 0, "pain_rest", Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Rest Elsewhere (off the ward)"


def test_replaced_and_void_entries_are_left_out_by_default() -> None:
    first, second = make_entry(score=7), make_entry(moment_of_day(2), score=5)
    corrected = amend(first, values=to_decimals({"pain_average": 6}))

    model = make_model(first, corrected, second, void(second))

    assert column(model, "pain_average") == ["6"]


def test_history_shows_the_old_value_below_the_new() -> None:
    first = make_entry(score=7)
    corrected = amend(first, values=to_decimals({"pain_average": 6}))

    model = make_model(first, corrected, with_history=True)

    assert column(model, "pain_average") == ["6", "7"]
    assert column(model, "status") == ["Amended: Typing error", "Replaced"]


def test_void_entry_keeps_its_values_and_is_struck_with_a_word() -> None:
    entry = make_entry(score=7)

    model = make_model(entry, void(entry), with_history=True)

    assert column(model, "pain_average") == ["7"]
    assert column(model, "status") == ["Void: Entered twice"]
    font = cell(model, 0, "pain_average", Qt.ItemDataRole.FontRole)
    assert font.strikeOut()  # type: ignore[attr-defined]


def test_words_of_another_reason_are_shown_as_written() -> None:
    entry = make_entry(score=7)

    model = make_model(entry, amend(entry, reason="Read from the wrong <b>row</b>"))

    assert cell(model, 0, "status") == "Amended: Read from the wrong <b>row</b>"


def test_late_entry_is_marked_with_a_word() -> None:
    model = make_model(make_entry(START, score=7, recorded_at=START + timedelta(hours=3)))

    assert cell(model, 0, "status") == "Current · late"


def test_amending_an_entry_does_not_make_it_late() -> None:
    entry = make_entry(score=7)

    model = make_model(entry, amend(entry, recorded_at=START + timedelta(days=1)))

    assert cell(model, 0, "status") == "Amended: Typing error"


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({}, NOTHING),
        ({"side_effect:nausea": 0, "side_effect:pruritus": 0}, "None of 2 asked"),
        ({"side_effect:pruritus": 1, "side_effect:nausea": 2}, "Nausea 2, Pruritus 1"),
        ({"side_effect:nausea": 0, "side_effect:pruritus": 1}, "Pruritus 1"),
    ],
)
def test_side_effects_are_worst_first_and_unknown_is_not_none(
    values: dict[str, int], shown: str
) -> None:
    assert format_side_effects(make_entry(values=values)) == shown


@pytest.mark.parametrize(("value", "shown"), [("10", "10"), ("3.50", "3.5"), ("0.5", "0.5")])
def test_number_has_no_needless_zero(value: str, shown: str) -> None:
    assert format_number(to_decimals({"x": value})["x"]) == shown


def test_every_row_stored_is_in_the_history_unless_it_only_says_void() -> None:
    entries = [make_entry(moment_of_day(day), score=day) for day in range(1, 8)]
    changes = [amend(entries[0]), void(entries[1])]

    rows = get_rows((*entries, *changes), with_history=True)

    assert {r.entry.entry_id for r in rows} == {e.entry_id for e in (*entries, changes[0])}


@pytest.mark.skipif(not NAUGHTY, reason=f"{NAUGHTY_FILE} is not there")
def test_hostile_notes_are_shown_letter_by_letter() -> None:
    entries = [make_entry(START + timedelta(minutes=n), note=note) for n, note in enumerate(NOTES)]

    model = make_model(*reversed(entries))

    shown = [" ".join(note.split()) for note in reversed(NOTES)]
    tooltips = [cell(model, row, "note", Qt.ItemDataRole.ToolTipRole) for row in range(len(NOTES))]
    assert column(model, "note") == shown
    assert [text for text in tooltips if str(text).count("<") > 2] == []


@pytest.mark.parametrize("note", ["x" * 20_000, "🙂 " * 10_000, " " * 19_000 + "end" * 300])
def test_a_long_note_is_cut_in_its_cell_and_says_so(note: str) -> None:
    model = make_model(make_entry(score=7, note=note))

    shown = str(cell(model, 0, "note"))

    assert shown.endswith("…")
    assert len(shown) <= 301


def test_a_note_of_a_few_lines_is_shown_whole() -> None:
    model = make_model(make_entry(score=7, note="Slept badly.\nWalked."))

    assert cell(model, 0, "note") == "Slept badly. Walked."
