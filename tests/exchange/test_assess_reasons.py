"""The reasons of an assessment on the command line: the words of the window, and the numbers."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.clinical.explained import judge, make_favourable
from tests.exchange.commands import Run
from tests.exchange.csv_files import make_csv
from tests.factories import make_diary, make_trial
from trialtracker.clinical.explanation import explain
from trialtracker.clinical.trial import Trial
from trialtracker.exchange.assess_report import format_assess, to_assess_json
from trialtracker.services.results import Snapshot


def take(trial: Trial) -> Snapshot:
    assessment = judge(trial)
    return Snapshot(trial, assessment, None, assessment.as_of)


def to_object(trial: Trial) -> Any:
    return json.loads(to_assess_json([take(trial)]))[0]


@pytest.mark.parametrize(
    "trial",
    [
        pytest.param(make_favourable(), id="favourable"),
        pytest.param(make_diary([8] * 7, [3]), id="one day"),
        pytest.param(make_trial(started_at=None), id="nothing"),
    ],
)
def test_json_holds_the_explanation_word_for_word(trial: Trial) -> None:
    explanation = explain(trial, judge(trial))

    found = to_object(trial)

    assert found["explanation"] == explanation.text
    assert found["would_change"] == list(explanation.would_change)
    assert [c["sentence"] for c in found["caveats"]] == [c.sentence for c in explanation.caveats]
    assert [c["sentence"] for c in found["sensitivity"]] == [
        look.sentence for look in explanation.sensitivity
    ]


def test_json_holds_interval_and_chance() -> None:
    found = to_object(make_favourable())

    assert found["interval"]["low"] < found["relief_percent"] < found["interval"]["high"]
    assert 50 < found["chance_percent"] <= 99
    assert found["interval_reason"] is None


def test_json_says_why_there_is_no_interval() -> None:
    found = to_object(make_diary([8] * 7, [3, 3]))

    assert (found["interval"], found["chance_percent"]) == (None, None)
    assert found["interval_reason"]


def test_json_holds_what_each_criterion_rests_on() -> None:
    trial = make_favourable()

    first = to_object(trial)["criteria"][0]

    assert (first["key"], first["role"], first["value"]) == ("pain_relief", "required", "62 %")
    assert first["requirement"].startswith("needs ")
    assert "Anderson 2003" in first["source"]
    assert set(first["used"]) <= {entry.entry_id for entry in trial.entries}
    assert first["used"]


def test_json_holds_what_a_caveat_rests_on() -> None:
    trial = make_diary([5, 9, 5, 9, 5, 9, 8], [3, 3, 3])

    caveats = {c["key"]: c["used"] for c in to_object(trial)["caveats"]}

    assert caveats["baseline_spread"] == [entry.entry_id for entry in trial.entries[:7]]


def test_json_holds_each_other_look() -> None:
    looks = {look["key"]: look for look in to_object(make_favourable())["sensitivity"]}

    assert (looks["all_days"]["relief_percent"], looks["all_days"]["status"]) == (62.5, "met")
    assert looks["each_day"]["relief_percent"] is None


def test_people_read_the_same_lines_below_each_trial() -> None:
    trial = make_favourable()
    explanation = explain(trial, judge(trial))

    printed = format_assess([take(trial)])

    wanted = [*explanation.would_change, *(c.sentence for c in explanation.caveats)]
    assert not [line for line in wanted if f"    {line}" not in printed.splitlines()]
    assert "  What would change it:\n" in printed


def test_the_command_prints_the_explanation(
    run: Run, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(make_csv({}))
    run("import", file)
    capsys.readouterr()

    run("assess")

    assert "  What would change it:" in capsys.readouterr().out
