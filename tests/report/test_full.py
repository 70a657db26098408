"""The full record: every entry and row, and what was changed of them."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.factories import START, amend, make_entry, make_trial
from tests.report.full_records import DETAIL, cells_of, table_of
from tests.report.reports import (
    make_intake,
)
from trialtracker.clinical.choices import NotAssessed, Source
from trialtracker.clinical.entry_rows import NOTHING
from trialtracker.clinical.record import (
    Verification,
)


def test_entries_stand_newest_first_with_every_measure() -> None:
    first = make_entry(START, {"pain_rest": 3, "respiratory_rate": 14, "side_effect:nausea": 2})
    second = make_entry(START + timedelta(hours=2), not_assessed={"pain_rest": NotAssessed.ASLEEP})

    table = table_of(make_trial([first, second]), "Entries")

    assert cells_of(table) == [
        (
            "Mon 02-Mar-2026 10:00\nday 1",
            "rest not assessed: asleep",
            NOTHING,
            NOTHING,
            "02-Mar-2026 10:01\ntester, nurse\nCurrent",
        ),
        (
            "Mon 02-Mar-2026 08:00\nday 1",
            "rest 3",
            "RR 14",
            "Nausea 2",
            "02-Mar-2026 08:01\ntester, nurse\nCurrent",
        ),
    ]


def test_absent_side_effects_are_named() -> None:
    none = make_entry(values={"side_effect:nausea": 0, "side_effect:vomiting": 0})
    some = make_entry(values={"side_effect:nausea": 1, "side_effect:vomiting": 0})

    table = table_of(make_trial([none, some]), "Entries")

    assert {cells[3] for cells in cells_of(table)} == {
        "None of 2 asked: nausea, vomiting",
        "Nausea 1; none: vomiting",
    }


def test_late_entries_are_marked() -> None:
    late = make_entry(score=4, recorded_at=START + timedelta(hours=3), source=Source.PAPER)

    (cells,) = cells_of(table_of(make_trial([late]), "Entries"))

    assert cells[4].endswith("Current · late, paper")


def test_an_oral_opioid_stands_in_the_entry_it_was_recorded_with() -> None:
    entry = make_entry(score=4)
    intake = make_intake(1, 10)._replace(entry_id=entry.entry_id)

    (cells,) = cells_of(table_of(replace(make_trial([entry]), intakes=(intake,)), "Entries"))

    assert cells[2] == "oral opioid: morphine 10 mg"


def test_a_second_reading_and_the_note_stand_below_their_entry() -> None:
    entry = make_entry(score=4, note="Slept badly.")
    readings = (
        Verification("v1", entry.entry_id, "", "second", START),
        Verification("v2", entry.entry_id, "average 4, on paper 5", "third", START),
    )

    table = table_of(replace(make_trial([entry]), verifications=readings), "Entries")

    assert table.rows[0].below.split("\n") == [
        "Note: Slept badly.",
        "Verified by second, 02-Mar-2026 08:00",
        "Read again by third, 02-Mar-2026 08:00. Differences: average 4, on paper 5",
    ]


def test_an_amended_entry_is_told_with_before_and_after() -> None:
    entry = make_entry(score=4)
    changed = amend(entry, values={"pain_average": Decimal(6)}, reason="typing_error")
    trial = make_trial([entry, changed])

    ((when, what, after),) = cells_of(table_of(trial, "Amendments and voids"))

    assert when.endswith("\ntester")
    assert what.startswith("Amended: entry of Mon 02-Mar-2026 08:00.\nReason: ")
    assert after == "Average, last 24 h 4 → 6"
    assert len(table_of(trial, "Entries").rows) == 2


def test_a_void_entry_stays_readable_with_its_reason() -> None:
    entry = make_entry(score=4)
    void = amend(entry, values={}, is_void=True, reason="wrong_patient")
    trial = make_trial([entry, void])

    ((_, what, after),) = cells_of(table_of(trial, "Amendments and voids"))

    assert what.startswith("Made void: entry of ")
    assert after == NOTHING
    assert cells_of(table_of(trial, "Entries"))[0][4].split("\n")[-1].startswith("Void: ")


def test_an_entry_that_was_moved_says_so() -> None:
    moved = make_entry(score=4, moved_from="e9", reason="wrong_patient: moved from MRN T-2")

    ((_, what, _),) = cells_of(table_of(make_trial([moved]), "Amendments and voids"))

    assert what.startswith("Moved here: entry of ")
    assert "moved from MRN T-2" in what


@pytest.mark.parametrize(("is_void", "verb"), [(False, "Amended"), (True, "Made void")])
def test_changed_opioids_and_descriptions_are_told(is_void: bool, verb: str) -> None:
    intake = make_intake(1, 10)
    later: dict[str, Any] = {"is_void": is_void, "reason": "asked again", "recorded_at": START}
    new = intake._replace(intake_id="i2", supersedes_id=intake.intake_id, times=2, **later)
    told = replace(DETAIL, detail_id="d2", supersedes_id="d1", ended_at=START, **later)
    trial = replace(make_trial(), intakes=(intake, new), effect_details=(DETAIL, told))

    changes = cells_of(table_of(trial, "Amendments and voids"))

    assert [what.split(":")[0] for _, what, _ in changes] == [verb, verb]
    assert all(("→" in after) is not is_void for _, _, after in changes)
