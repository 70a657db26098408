"""After this entry: relief and verdict as they would be, beside the form; nothing is stored."""

from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_answers, make_diary, make_trial, moment_of_day
from tests.ui.record_support import press
from tests.ui.window_support import FakeClinic, FakeDoor
from trialtracker.clinical.choices import TrialState, Verdict
from trialtracker.clinical.criteria import assess
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.clinical.record import Intake
from trialtracker.clinical.record_choices import IntakeKind, Priority
from trialtracker.clinical.trial import Trial, current_entries
from trialtracker.services.results import Snapshot
from trialtracker.ui import after_entry_desk
from trialtracker.ui.after_entry import add_entry, format_relief_change, get_outlook
from trialtracker.ui.after_entry_card import NOTHING_TYPED, AfterEntryCard
from trialtracker.ui.after_entry_desk import AfterEntryDesk
from trialtracker.ui.finding_words import SHAPE_OF_PRIORITY
from trialtracker.ui.jobs import Jobs
from trialtracker.ui.record_view import RecordView

NOW = moment_of_day(3, 20)
DIARY = make_diary([8] * 7, [3] * 3)


def run_on(trial: Trial) -> Trial:
    """Return a diary whose trial has not ended."""
    details = replace(trial.details, state=TrialState.RUNNING, ended_at=None)
    return replace(trial, details=details)


def snap(trial: Trial, now: datetime = NOW) -> Snapshot:
    return Snapshot(trial, assess(trial, CLINIC_DEFAULT, now), None, now)


def test_score_moves_the_relief_and_the_change_is_shown() -> None:
    outlook = get_outlook(snap(DIARY), make_answers(NOW, {"pain_average": 4}), None, NOW)

    assert outlook.relief == "Average pain, last 3 days: 62 % relief → 60 % relief"
    assert not outlook.is_changed


def test_score_that_changes_the_verdict_says_so() -> None:
    trial = run_on(make_diary([8] * 7, [5, 5]))

    outlook = get_outlook(snap(trial), make_answers(NOW, {"pain_average": 8}), None, NOW)

    assert outlook.relief.endswith(": 38 % relief → 25 % relief")
    assert outlook.change == "Assessment changes: borderline → not favourable"
    assert outlook.is_changed


def test_answer_without_a_score_leaves_the_relief_unchanged() -> None:
    outlook = get_outlook(snap(DIARY), make_answers(NOW, {"heart_rate": 70}), None, NOW)

    assert outlook.relief == "Average pain, last 3 days: 62 % relief, unchanged"
    assert outlook.change.startswith("Assessment stays: ")


def test_too_few_days_say_what_is_needed() -> None:
    trial = run_on(make_diary([8] * 7, [3]))
    now = moment_of_day(1, 21)

    outlook = get_outlook(snap(trial, now), make_answers(now, {"pain_average": 3}), None, now)

    assert outlook.verdict is Verdict.NOT_ENOUGH_DATA
    assert outlook.relief.endswith(": relief not known")
    assert "1 of 1 trial day has a score; 2 are needed." in outlook.reason


def test_unsafe_reading_is_told_with_the_hold_it_would_bring() -> None:
    outlook = get_outlook(snap(DIARY), make_answers(NOW, {"sedation": 3}), None, NOW)

    assert outlook.verdict is Verdict.SAFETY_HOLD
    assert outlook.is_changed
    assert outlook.change.endswith("→ safety hold")
    assert outlook.alarms == (
        "Alert: Sedation score 3 (hard to rouse) at 20:00 is at the alert level.",
    )


@pytest.mark.parametrize(
    ("values", "urgency"),
    [({"sedation": 3}, Priority.ALERT), ({"sedation": 2}, Priority.CAUTION)],
)
def test_card_tells_an_alert_from_a_caution(
    qtbot: QtBot, values: dict[str, int], urgency: Priority
) -> None:
    card = AfterEntryCard()
    qtbot.addWidget(card)

    card.show_outlook(get_outlook(snap(DIARY), make_answers(NOW, values), None, NOW))

    assert card.alarms.property("urgency") == urgency.value
    assert card.alarm_icon.shape is SHAPE_OF_PRIORITY[urgency]


def test_fields_that_cannot_be_read_are_named() -> None:
    outlook = get_outlook(snap(DIARY), make_answers(NOW), None, NOW, ("Rest, now", "Heart rate"))

    assert outlook.left_out == "Left out, as it cannot be read: Rest, now, Heart rate."
    assert outlook.text.endswith(outlook.left_out)


def test_another_measure_is_named_beside_the_one_before() -> None:
    by_rest = replace(snap(DIARY).assessment, measure="pain_rest", relief_percent=Fraction(60))

    said = format_relief_change(by_rest, snap(DIARY).assessment)

    assert said == "Average pain, last 3 days: 62 % relief; pain at rest before: 60 % relief"


def test_amending_takes_the_place_of_the_entry_and_of_its_intakes() -> None:
    entry = DIARY.entries[-1]
    taken = Intake("i", IntakeKind.NONE, "", None, "", 0, entry.observed_at, None, True)
    trial = replace(DIARY, intakes=(taken._replace(entry_id=entry.entry_id),))

    after = add_entry(trial, make_answers(entry.observed_at, {"pain_average": 5}), entry, NOW)

    assert entry not in current_entries(after.entries)
    assert len(current_entries(after.entries)) == len(current_entries(trial.entries))
    assert after.intakes == ()


def test_new_day_compares_with_what_the_assessment_is_by_now() -> None:
    earlier = snap(run_on(DIARY))
    now = NOW + timedelta(days=2)

    outlook = get_outlook(earlier, make_answers(now, {"heart_rate": 70}), None, now)

    assert outlook.verdict is Verdict.NOT_ENOUGH_DATA
    assert outlook.change == "Assessment stays: not enough data"


# The card and who fills it


@pytest.fixture
def view(qtbot: QtBot, clock: FakeClock) -> RecordView:
    clock.now = NOW
    view = RecordView(clock)
    qtbot.addWidget(view)
    view.show_snapshot(snap(DIARY))
    view.resize(1400, 720)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    qtbot.waitUntil(view.form.score_rows[0].strip.hasFocus)
    return view


@pytest.fixture
def desk(view: RecordView, clock: FakeClock) -> AfterEntryDesk:
    desk = AfterEntryDesk(view, clock)
    desk.show_snapshot(snap(DIARY))
    return desk


def card_of(view: RecordView) -> AfterEntryCard:
    return view.side.after


@pytest.mark.usefixtures("desk")
def test_blank_form_says_what_the_card_is_for(view: RecordView) -> None:
    assert card_of(view).relief.accessibleName() == NOTHING_TYPED
    assert not card_of(view).change.isVisible()


@pytest.mark.usefixtures("desk")
def test_card_follows_what_is_typed(view: RecordView, qtbot: QtBot) -> None:
    card = card_of(view)
    view.form.focus_field("pain_average")

    press(["4"])
    qtbot.waitUntil(lambda: "60 %" in card.relief.accessibleName())

    assert card.change.isVisible()
    assert card.accessibleName().startswith("After this entry: Average pain, last 3 days: 62 %")


def test_unreadable_field_is_left_out_and_said_so(
    view: RecordView, desk: AfterEntryDesk, qtbot: QtBot
) -> None:
    view.form.focus_field("heart_rate")
    press(["7", "x"])

    desk.look()

    assert "Heart rate" in card_of(view).left_out.accessibleName()
    assert card_of(view).left_out.isVisible()


def test_unsafe_reading_is_loud(view: RecordView, desk: AfterEntryDesk) -> None:
    view.form.focus_field("sedation")
    press(["3"])

    desk.look()

    assert "hard to rouse" in card_of(view).alarms.accessibleName()
    assert card_of(view).change.property("loud") is True


@pytest.mark.usefixtures("desk")
def test_discarding_the_form_blanks_the_card(view: RecordView, desk: AfterEntryDesk) -> None:
    view.form.focus_field("pain_average")
    press(["4"])
    desk.look()

    view._discard()

    assert card_of(view).relief.accessibleName() == NOTHING_TYPED


def test_nothing_is_computed_while_the_form_is_not_in_view(
    view: RecordView, desk: AfterEntryDesk
) -> None:
    view.form.focus_field("pain_average")
    press(["4"])
    view.hide()

    desk.look()

    assert card_of(view).relief.accessibleName() == NOTHING_TYPED


def test_long_trial_is_looked_at_beside_the_window(
    view: RecordView, desk: AfterEntryDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(after_entry_desk, "MOST_AT_ONCE", 0)
    jobs = Jobs(FakeDoor(FakeClinic()))
    desk.use(jobs)
    view.form.focus_field("pain_average")
    press(["4"])

    desk.look()
    asked_twice = not card_of(view).change.isVisible()
    desk.look()
    qtbot.waitUntil(lambda: "60 %" in card_of(view).relief.accessibleName())
    jobs.close()

    assert asked_twice


def test_trial_without_a_start_says_that_it_has_not_begun() -> None:
    trial = make_trial(started_at=None)

    outlook = get_outlook(snap(trial), make_answers(NOW, {"pain_average": 3}), None, NOW)

    assert outlook.relief == "Relief: relief not known"
    assert "not started" in outlook.reason
