"""What `assess` writes of a bolus trial: readings and hours, not days."""

import json
from datetime import timedelta
from typing import Any

from tests.clinical.boluses import HOURLY, at, hourly, make_bolus_trial
from tests.clinical.doses import make_bolus
from tests.factories import START
from trialtracker.clinical.choices import TrialMode
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.trial import Trial
from trialtracker.exchange.assess_report import format_assess, to_assess_json
from trialtracker.services.results import Snapshot

LATER = START + timedelta(days=2)


def make_snapshot(trial: Trial) -> Snapshot:
    return Snapshot(trial, assess(trial, CLINIC_DEFAULT, LATER), None, LATER)


def write_json(trial: Trial) -> dict[str, Any]:
    (written,) = json.loads(to_assess_json([make_snapshot(trial)]))
    return dict(written)


def test_the_windows_of_a_bolus_trial_are_hours() -> None:
    written = write_json(make_bolus_trial(hourly(3)))

    assert written["baseline"] == {
        "mean": 8.0, "days": 1, "of": 1, "label": "same-day baseline", "readings": 2,
        "first_reading": "2026-03-02T06:00:00+00:00", "last_reading": "2026-03-02T07:00:00+00:00",
    }  # fmt: skip
    assert written["window"] == {
        "mean": 3.0, "days": 1, "of": 1, "readings": 8,
        "first_reading": "2026-03-02T09:00:00+00:00", "last_reading": "2026-03-02T16:00:00+00:00",
        "from": "2026-03-02", "to": "2026-03-02",
    }  # fmt: skip


def test_every_bolus_stands_with_its_relief() -> None:
    second = hourly(6, [24.0 + hour for hour in HOURLY])
    doses = [make_bolus(), make_bolus(at(24)), make_bolus(at(40))]
    trial = make_bolus_trial(hourly(3), second, doses=doses, mode=TrialMode.REPEATED_BOLUS)

    occasions = write_json(trial)["occasions"]

    assert [(each["at"], each["relief_percent"]) for each in occasions] == [
        ("2026-03-02T08:00:00+00:00", 62.5),
        ("2026-03-03T08:00:00+00:00", 25.0),
        ("2026-03-04T00:00:00+00:00", None),
    ]
    assert [each["doses"] for each in occasions] == [[dose.event_id] for dose in doses]
    assert (occasions[2]["readings"], occasions[2]["first_reading"]) == (0, None)


def test_the_table_counts_readings() -> None:
    table = format_assess([make_snapshot(make_bolus_trial(hourly(3)))])

    assert "8.00 (2 readings)  3.00 (8 readings)  62 %" in table
