"""What a long file may say of a measure beside a number."""

from decimal import Decimal

import pytest

from tests.exchange.csv_files import BERLIN, CELLS, make_csv
from trialtracker.clinical.choices import NotAssessed
from trialtracker.clinical.measures import MEASURES, Level, Measure
from trialtracker.exchange.imported import Imported
from trialtracker.exchange.long_layout import read_long
from trialtracker.exchange.words import guard_text, parse_number, parse_reason, unguard_text

LEVELLED = [(m, level) for m in MEASURES for level in m.levels]


def read(*rows: dict[str, str]) -> Imported:
    return read_long(make_csv(*rows, columns=(*CELLS, "not_assessed", "entry")), BERLIN)


def refuse(row: dict[str, str]) -> list[tuple[str, str]]:
    return [(p.column, p.reason) for p in read(row).problems]


@pytest.mark.parametrize(("measure", "level"), LEVELLED)
@pytest.mark.parametrize("decimal", [".", ","])
def test_level_is_read_from_its_text_words_and_code(
    measure: Measure, level: Level, decimal: str
) -> None:
    read_as = {
        parse_number(text, measure.key, decimal)
        for text in (level.text, level.text.lower(), level.label, str(level.code))
    }

    assert read_as == {Decimal(level.code)}


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.key)
def test_unit_of_every_measure_is_read_as_shown_and_as_coded(measure: Measure) -> None:
    value = measure.levels[0].text if measure.levels else str(measure.low)
    rows = [
        {"measure": measure.key, "value": value, "unit": unit, "entry": str(number)}
        for number, unit in enumerate(["", measure.unit, measure.ucum])
    ]

    imported = read(*rows)

    assert imported.problems == ()
    assert len(imported.trials[0].entries) == 3


def test_value_a_form_refuses_is_refused_here() -> None:
    ((column, reason),) = refuse({"measure": "spo2", "value": "101", "unit": "%"})

    assert (column, reason.startswith("101 is not possible")) == ("value", True)


@pytest.mark.parametrize("reason", NotAssessed)
def test_reason_is_read_from_its_key_and_words(reason: NotAssessed) -> None:
    row = {"value": "", "not_assessed": reason.label}

    entry = read(row).trials[0].entries[0]

    assert entry.answers.not_assessed == {"pain_rest": reason}
    assert entry.answers.values == {}
    assert parse_reason(reason.value) is reason
    assert (entry.row_of("pain_rest"), entry.column_of("pain_rest")) == (2, "not_assessed")


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ({"value": "", "not_assessed": "tired"}, "not_assessed", "The reason is none of asleep,"),
        ({"value": "3", "not_assessed": "asleep"}, "value", "It must be empty: the row has no"),
        ({"measure": "note", "value": "3", "note": "x"}, "value", "It must be empty:"),
        ({"measure": "note", "value": "", "note": " "}, "note", "The note is empty;"),
        (
            {"measure": "note", "value": "", "note": "x", "not_assessed": "asleep"},
            "not_assessed",
            "It must be empty:",
        ),
        ({"measure": "spo2", "value": "95", "unit": "NRS"}, "unit", "The unit of spo2 is %."),
        (
            {"measure": "side_effect:nausea", "value": "1", "unit": "CTCAE v4.03"},
            "unit",
            "The unit of side_effect:nausea is grade, by CTCAE v5.0.",
        ),
    ],
)
def test_contradicting_row_is_refused_at_its_cell(
    row: dict[str, str], column: str, reason: str
) -> None:
    ((where, why),) = refuse(row)

    assert where == column
    assert why.startswith(reason)


def test_values_and_reasons_of_one_moment_are_one_entry() -> None:
    imported = read(
        {"measure": "pain_worst", "value": "", "not_assessed": "asleep"},
        {"measure": "pain_rest", "value": "3"},
    )

    (entry,) = imported.trials[0].entries
    assert entry.answers.values == {"pain_rest": Decimal(3)}
    assert entry.answers.not_assessed == {"pain_worst": NotAssessed.ASLEEP}
    assert (entry.row_of("pain_rest"), entry.row_of("pain_worst")) == (3, 2)
    assert entry.column_of("pain_rest") == "value"


def test_note_alone_is_an_entry() -> None:
    imported = read({"measure": "Note", "value": "", "unit": "", "note": "walked"})

    (entry,) = imported.trials[0].entries
    assert (entry.answers.note, entry.answers.values, entry.rows) == ("walked", {}, (2,))


@pytest.mark.parametrize("text", ["", "plain", "it's", "'quoted'", "''", "3 > 2"])
def test_plain_text_needs_no_guard(text: str) -> None:
    assert (guard_text(text), unguard_text(text)) == (text, text)
