from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.charts.samples import AS_OF, make_assessment, make_series
from tests.factories import START, amend, make_dose, make_entry, make_trial, moment_of_day
from trialtracker.clinical.chart_marks import MarkKind
from trialtracker.clinical.read_out import describe, format_read_out, read_out
from trialtracker.clinical.series import ChartSeries
from trialtracker.clinical.series_words import LONGEST_NOTE, clip
from trialtracker.clinical.trial import Trial

AT = moment_of_day(2)
LATE = AT + timedelta(hours=9)


def marks_of(trial: Trial) -> list[tuple[MarkKind, str, datetime, bool]]:
    return [(m.kind, m.text, m.at, m.is_late) for m in make_series(trial).marks]


def words_at(series: ChartSeries, at: datetime) -> list[str]:
    return format_read_out(read_out(series, at)).split(" · ")


def test_reading_that_is_found_is_marked_with_its_priority() -> None:
    slow = make_entry(AT, {"respiratory_rate": 7})

    assert marks_of(make_trial([slow])) == [(MarkKind.ALERT, "RR 7 /min", AT, False)]


def test_caution_is_marked_as_such() -> None:
    ((kind, *_),) = marks_of(make_trial([make_entry(AT, {"spo2": 91})]))

    assert kind is MarkKind.CAUTION


def test_note_of_an_entry_is_marked_and_a_late_one_as_late() -> None:
    trial = make_trial([make_entry(AT, {"pain_rest": 3}, note="Slept well", recorded_at=LATE)])

    assert marks_of(trial) == [(MarkKind.NOTE, "Slept well", AT, True)]


def test_finding_of_a_late_entry_is_marked_as_late() -> None:
    trial = make_trial([make_entry(AT, {"respiratory_rate": 7}, recorded_at=LATE)])

    assert [is_late for *_, is_late in marks_of(trial)] == [True]


def test_void_entry_has_no_mark() -> None:
    noted = make_entry(AT, {"respiratory_rate": 7}, note="wrong patient")

    assert marks_of(make_trial([noted, amend(noted, is_void=True, values={}, note="")])) == []


def test_finding_after_the_chart_ends_has_no_mark() -> None:
    trial = make_trial([make_entry(AT, {"respiratory_rate": 7})])
    findings = make_series(trial).marks
    early = make_series(trial, as_of=AT - timedelta(minutes=1))

    assert (len(findings), early.marks) == (1, ())


@pytest.mark.parametrize("kind", MarkKind)
def test_each_kind_of_mark_has_a_letter_of_its_own(kind: MarkKind) -> None:
    assert [other for other in MarkKind if other.letter == kind.letter] == [kind]


def test_read_out_tells_findings_first_and_notes_last() -> None:
    entry = make_entry(AT, {"respiratory_rate": 7, "pain_rest": 3}, note="Called\nDr. on duty")

    words = words_at(make_series(make_trial([entry])), AT)

    assert words[2] == "Alert: RR 7 /min"
    assert words[-1] == "Note: Called Dr. on duty"


def test_read_out_counts_the_hours_since_bolus_and_dose_change() -> None:
    doses = [make_dose(START), make_dose(AT + timedelta(hours=1), 300_000)]
    trial = make_trial([make_entry(AT, {"pain_rest": 3})], doses=doses)

    words = words_at(make_series(trial), AT)

    hours = (AT - START) // timedelta(hours=1)
    assert f"{hours} h since dose change" in words


def test_read_out_without_a_dose_counts_nothing() -> None:
    words = words_at(make_series(make_trial([make_entry(AT, {"pain_rest": 3})])), AT)

    assert [word for word in words if "since" in word] == []


def test_long_note_is_cut_and_says_so() -> None:
    text = clip("word " * 5_000)

    assert len(text) <= LONGEST_NOTE + 1
    assert text.endswith("\u2026")


def test_short_note_is_told_in_full() -> None:
    assert clip(" two\n\n lines ") == "two lines"


def test_description_counts_findings_and_notes() -> None:
    entries = [
        make_entry(AT, {"respiratory_rate": 7}, note="drowsy"),
        make_entry(AS_OF, {"respiratory_rate": 6}),
    ]

    text = describe(make_series(make_trial(entries)), make_assessment())

    assert "Marked: 2 alerts, 1 note." in text


def test_description_without_marks_does_not_speak_of_them() -> None:
    series = replace(make_series(make_trial([make_entry(score=3)])), marks=())

    assert "Marked" not in describe(series, make_assessment())
