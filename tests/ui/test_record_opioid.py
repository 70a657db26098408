"""An opioid taken is recorded once its times are typed, and refused where it cannot be."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import FakeClock
from tests.factories import make_trial
from tests.ui.record_support import (
    NOW,
    SAVE,
    TAB,
    UNDO,
    make_earlier,
    make_snapshot,
    open_view,
    opens_a_popup,
    press,
    read,
)
from trialtracker.clinical.plan import Plan
from trialtracker.clinical.record import Intake
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.trial import Trial
from trialtracker.ui.record_state import RowState
from trialtracker.ui.record_view import RecordView

ALT = Qt.KeyboardModifier.AltModifier
TIMES = ALT, Qt.Key.Key_T
TAKEN = Intake("i", IntakeKind.TAKEN, "oxycodone", Decimal(5), "mg", 2, NOW - timedelta(hours=4))


@pytest.fixture
def view(qtbot: QtBot, clock: FakeClock) -> RecordView:
    return open_view(qtbot, clock)


def show(view: RecordView, trial: Trial, settings: ClinicSettings | None = None) -> None:
    snapshot = make_snapshot(trial)
    view.show_snapshot(replace(snapshot, settings=settings or snapshot.settings))


def type_opioid(view: RecordView, drug: str, dose: str, times: str) -> None:
    boxes = view.form.opioid.get_edits()
    boxes[0].change(RowState(drug))
    boxes[1].change(RowState(dose))
    boxes[2].change(RowState(times))


def test_times_alone_store_the_opioid_taken_last(view: RecordView) -> None:
    show(view, replace(make_trial([make_earlier()]), intakes=(TAKEN,)))

    press([TIMES, "1"])

    (intake,) = read(view).intakes
    assert (intake.kind, intake.drug, intake.dose) == (IntakeKind.TAKEN, "oxycodone", Decimal(5))
    assert (intake.unit, intake.times, intake.at) == ("mg", 1, NOW)
    assert intake.entry_id == view.form.get_state().entry_id
    assert view.form.opioid.get_meaning() == "= 7.5 MME"


def test_without_times_nothing_is_recorded_and_the_words_say_so(view: RecordView) -> None:
    plan = Plan(rescue_drug="morphine", rescue_dose="10", rescue_unit="mg")

    show(view, make_trial([make_earlier()], plan=plan))

    assert read(view).is_empty
    assert view.form.opioid.drug.placeholderText() == "morphine"
    assert view.form.opioid.get_meaning() == "grey: as planned, not recorded"


def test_nought_times_says_that_none_was_taken(view: RecordView) -> None:
    press([TIMES])
    view.form.opioid.times.setFocus()

    press(["0"])

    (intake,) = read(view).intakes
    assert (intake.kind, intake.drug, intake.dose) == (IntakeKind.NONE, "", None)
    assert view.form.opioid.get_meaning() == "none taken"


@pytest.mark.parametrize(
    ("drug", "dose", "meaning"),
    [
        ("oxycodone", "5", "= 15 MME"),
        ("oxycodone", "2,5 mg", "= 7.5 MME"),
        ("buprenorphine", "0.2", "buprenorphine: excluded from MME"),
        ("wonder drug", "5", "no MME: drug not known"),
    ],
)
def test_the_mme_is_said_or_why_there_is_none(
    view: RecordView, drug: str, dose: str, meaning: str
) -> None:
    type_opioid(view, drug, dose, "2")

    assert view.form.opioid.get_meaning() == meaning


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        (("", "", "1"), "Say which opioid was taken: type its name."),
        (("oxycodone", "", "1"), "Say how much one dose was, as in 5 or 2.5 mg."),
        (("oxycodone", "five", "1"), "“five” is no dose: type it as in 5 or 2.5 mg."),
        (("oxycodone", "1,000", "1"), "“1,000” is no dose: type it as in 5 or 2.5 mg."),
        (("oxycodone", "5", "x"), "“x” is no number of times: type 0, 1, 2."),
        (("oxycodone", "5", ""), "Say how many times it was taken: 0 for not at all."),
        (("oxycodone", "5 ml", "1"), "oxycodone is not given in ml: mg."),
        (("oxycodone", "0", "1"), "A dose of 0 is not possible: choose None taken instead."),
    ],
)
def test_an_opioid_that_cannot_be_is_refused_at_its_row(
    qtbot: QtBot, view: RecordView, texts: tuple[str, str, str], sentence: str
) -> None:
    drug, dose, times = texts
    type_opioid(view, drug, dose, times)

    with qtbot.assertNotEmitted(view.submitted):
        press([SAVE])

    assert view.form.opioid.has_problem()
    assert sentence in view.form.opioid.times.accessibleDescription()


@opens_a_popup
def test_the_prefilled_dose_is_never_that_of_another_drug(view: RecordView) -> None:
    show(view, replace(make_trial([make_earlier()]), intakes=(TAKEN,)))
    view.form.opioid.drug.setFocus()

    press([*"codeine"])

    assert view.form.opioid.dose.placeholderText() == ""


def test_an_amended_entry_shows_the_opioid_it_recorded(view: RecordView) -> None:
    entry = make_earlier()
    show(
        view,
        replace(make_trial([entry]), intakes=(TAKEN._replace(entry_id=entry.entry_id),)),
    )

    view.edit_entry(entry)

    (intake,) = read(view).intakes
    assert (intake.drug, intake.dose, intake.times) == ("oxycodone", Decimal(5), 2)
    assert intake.intake_id != TAKEN.intake_id


def test_undo_takes_back_the_times(view: RecordView) -> None:
    show(view, replace(make_trial([make_earlier()]), intakes=(TAKEN,)))
    press([TIMES, "1", TAB])

    press([UNDO])

    assert read(view).intakes == ()


@pytest.mark.parametrize(("times", "is_asked"), [("2", False), ("3", True)])
def test_an_amendment_asks_about_the_opioid_only_where_it_was_changed(
    view: RecordView, times: str, is_asked: bool
) -> None:
    entry = make_earlier()
    taken = TAKEN._replace(drug="wonder drug", entry_id=entry.entry_id)
    show(view, replace(make_trial([entry]), intakes=(taken,)))
    view.edit_entry(entry)

    view.form.opioid.times.change(RowState(times))
    press([SAVE])

    assert view.form.opioid.has_doubt() == is_asked


def test_an_entry_that_said_none_taken_is_amended_as_that(view: RecordView) -> None:
    entry = make_earlier()
    none = Intake("i", IntakeKind.NONE, "", None, "", 0, NOW, entry_id=entry.entry_id)
    show(view, replace(make_trial([entry]), intakes=(none,)))

    view.edit_entry(entry)

    assert [intake.kind for intake in read(view).intakes] == [IntakeKind.NONE]
