import csv
import io
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import NOON
from tests.factories import START, amend, make_entry, make_trial, moment_of_day
from trialtracker.clinical.choices import NotAssessed
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.entry_rows import get_rows
from trialtracker.clinical.measures import MEASURES, PAIN_MEASURES, Measure
from trialtracker.clinical.series import CHARTED, ChartSeries, get_series
from trialtracker.clinical.side_effects import SIDE_EFFECTS
from trialtracker.clinical.trial import Entry, Trial
from trialtracker.exchange.entries_table import (
    EntriesTable,
    make_table,
    save_csv,
    to_csv,
    to_html,
    to_tab_text,
)
from trialtracker.exchange.words import parse_number
from trialtracker.overriding import override

FORMULA = '=cmd|"/c calc"!A0'
TITLES = {m.label.split(" (", maxsplit=1)[0]: m.key for m in MEASURES}
TITLES |= {f"{effect.label} (grade)": effect.measure for effect in SIDE_EFFECTS}
PRESSURE = frozenset({"systolic", "diastolic"})
LONG = "Ünïcode 🙂 שלום " * 1334

Points = set[tuple[datetime, str, Decimal]]


class Cells(HTMLParser):
    """Collects the text of each cell and the name of every tag."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.tags: set[str] = set()

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    @override
    def handle_data(self, data: str) -> None:
        self.cells.append(data)


def make_full_trial() -> Trial:
    """Return a trial with two readings of every measure, amended, void, late and missing ones."""
    low = {m.key: m.low for m in MEASURES}
    high = {m.key: m.high for m in MEASURES}
    first = make_entry(moment_of_day(-1), low)
    second = make_entry(moment_of_day(1), high, recorded_at=moment_of_day(1, 20))
    third = make_entry(
        moment_of_day(2), {"pain_rest": 4}, not_assessed={"spo2": NotAssessed.ASLEEP}
    )
    wrong = make_entry(moment_of_day(2, 14), {"pain_rest": 9})
    changes = (amend(third, values={"pain_rest": Decimal(5)}), amend(wrong, is_void=True))
    return make_trial((first, second, third, wrong, *changes), time_zone="Europe/Berlin")


def make_plain(*entries: Entry) -> EntriesTable:
    trial = make_trial(entries)
    return make_table(get_rows(trial.entries, with_history=False), trial)


def read_table(trial: Trial) -> Points:
    """Return every number that stands in the file, as another program would read it."""
    table = make_table(get_rows(trial.entries, with_history=False), trial)
    found: Points = set()
    for line in csv.DictReader(io.StringIO(to_csv(table))):
        at = datetime.fromisoformat(line["Observed at (UTC)"])
        found |= {
            (at, TITLES[title.split(" (", maxsplit=1)[0]], value)
            for title, cell in line.items()
            if title.split(" (", maxsplit=1)[0] in TITLES
            for value in read_cell(TITLES[title.split(" (", maxsplit=1)[0]], cell)
        }
    return found


def read_cell(key: str, cell: str) -> list[Decimal]:
    is_number = cell and cell not in {reason.label for reason in NotAssessed}
    return [parse_number(cell, key, ".")] if is_number else []


def read_chart(series: ChartSeries) -> Points:
    lines = (*series.lines, *(lane.line for lane in series.numbers))
    points: Points = {(p.at, line.key, p.value) for line in lines for p in line.points}
    points |= {
        (reading.at, row.key, Decimal(reading.level.code))
        for row in series.levels
        for reading in row.readings
    }
    pressures = () if series.pressures is None else series.pressures.pressures
    points |= {(p.at, "systolic", p.systolic) for p in pressures if p.systolic is not None}
    points |= {(p.at, "diastolic", p.diastolic) for p in pressures if p.diastolic is not None}
    return points


def test_the_table_holds_the_same_points_as_the_chart() -> None:
    trial = make_full_trial()
    series = get_series(trial, assess(trial, CLINIC_DEFAULT, NOON), NOON)

    in_table = {point for point in read_table(trial) if point[1] in CHARTED | PRESSURE}

    assert in_table == read_chart(series)
    assert {key for _, key, _ in in_table} == CHARTED | PRESSURE


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.key)
def test_every_value_of_a_measure_is_read_back_as_it_was_stored(measure: Measure) -> None:
    trial = make_trial([make_entry(START, {measure.key: measure.high})])

    assert read_table(trial) == {(START, measure.key, measure.high)}


def test_a_column_stands_only_for_what_any_entry_asked() -> None:
    table = make_plain(make_entry(START, {"pain_rest": 3, "side_effect:nausea": 0}))

    measured = [title for title in table.titles if title.split(" (")[0] in {*TITLES, "Nausea"}]
    assert measured == [PAIN_MEASURES[0].label, "Nausea (grade)"]


def test_not_asked_is_empty_not_assessed_says_why_and_neither_is_zero() -> None:
    asleep = make_entry(
        START + timedelta(hours=1),
        {"pain_worst": 0},
        not_assessed={"pain_rest": NotAssessed.ASLEEP},
    )

    table = make_plain(make_entry(START, {"pain_rest": 3}), asleep)

    rest, worst = (table.titles.index(m.label) for m in (PAIN_MEASURES[0], PAIN_MEASURES[2]))
    assert [row[rest] for row in table.rows] == [NotAssessed.ASLEEP.label, "3"]
    assert [row[worst] for row in table.rows] == ["0", ""]


@pytest.mark.parametrize("text", [FORMULA, "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    table = make_plain(make_entry(START, {"pain_rest": 3}, note=text, author=text))

    in_csv = [cell for line in csv.reader(io.StringIO(to_csv(table), newline="")) for cell in line]
    in_tabs = [cell for line in to_tab_text(table).splitlines() for cell in line.split("\t")]
    html = Cells()
    html.feed(to_html(table))

    signs = ("=", "+", "@", "\t", "\r")
    assert not [c for cells in (in_csv, in_tabs, html.cells) for c in cells if c.startswith(signs)]
    assert in_csv.count(f"'{text}") == 2


def test_a_trial_day_before_the_start_stays_a_number() -> None:
    table = make_plain(make_entry(moment_of_day(-3), {"pain_rest": 3}))

    assert "\t-3\t" in to_tab_text(table)
    assert ",-3," in to_csv(table)


def test_before_a_start_there_is_no_trial_day() -> None:
    trial = make_trial([make_entry(START, {"pain_rest": 3})], started_at=None)
    table = make_table(get_rows(trial.entries, with_history=False), trial)

    assert table.rows[0][table.titles.index("Trial day")] == ""


def test_html_executes_and_fetches_nothing() -> None:
    note = '<img src="https://example.org/x.png" onerror="alert(1)"><script>x</script>'
    html = Cells()

    html.feed(to_html(make_plain(make_entry(START, {"pain_rest": 3}, note=note))))

    assert html.tags == {"meta", "table", "thead", "tbody", "tr", "th", "td"}
    assert note in "".join(html.cells)


def test_a_note_of_20_000_characters_is_whole_in_each() -> None:
    table = make_plain(make_entry(START, {"pain_rest": 3}, note=LONG))
    html = Cells()
    html.feed(to_html(table))

    assert len(LONG) > 20_000
    assert LONG in to_csv(table)
    assert LONG.strip() in to_tab_text(table)
    assert LONG.strip() in html.cells


def test_breaks_and_tabulators_in_a_note_begin_no_new_cell() -> None:
    text = to_tab_text(
        make_plain(make_entry(START, {"pain_rest": 3}, note="one\ttwo\nthree\r\u2028x"))
    )

    assert len(text.splitlines()) == 2
    assert len({line.count("\t") for line in text.splitlines()}) == 1
    assert "one two three x" in text


def test_the_file_is_plain_utf8_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "entries.csv"

    save_csv(path, make_plain(make_entry(START, {"pain_rest": 3}, note="שלום 🙂")))

    assert path.read_bytes().startswith(b"When,Observed at (UTC),Trial day,")
    assert "שלום 🙂" in path.read_text(encoding="utf-8")
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_there_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "entries.csv"
    path.write_text("x" * 100_000)

    save_csv(path, make_plain())

    assert path.read_text().startswith("When,")
    assert "x" * 10 not in path.read_text()


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "entries.csv").mkdir()

    with pytest.raises(OSError, match=r"entries\.csv"):
        save_csv(tmp_path / "entries.csv", make_plain())

    assert [path.name for path in tmp_path.iterdir()] == ["entries.csv"]


def test_amended_and_void_rows_say_so_where_they_are_taken_along() -> None:
    trial = make_full_trial()

    table = make_table(get_rows(trial.entries, with_history=True), trial)

    status = [row[table.titles.index("Status")] for row in table.rows]
    assert len(table.rows) == 5
    assert [word.split(":")[0].split(" ")[0] for word in status].count("Void") == 1
    assert "Replaced" in status


def test_the_moment_is_in_utc_to_the_second() -> None:
    at = datetime(2026, 10, 25, 0, 30, 15, tzinfo=UTC)
    trial = make_trial([make_entry(at, {"pain_rest": 3})], time_zone="Europe/Berlin")

    table = make_table(get_rows(trial.entries, with_history=False), trial)

    assert table.rows[0][:2] == ("Sun 25-Oct-2026 02:30 first", "2026-10-25T00:30:15Z")
