from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.clinical.intakes import make_intake, make_patch
from tests.conftest import FakeClock
from tests.ui.opioid_support import OpenTab, fill, focus, open_desk, press, save
from tests.ui.record_support import NOW, opens_a_popup
from trialtracker.clinical.opioids import OPIOIDS, Opioid
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.clinical.refusal import Problem


@pytest.fixture
def open_tab(qtbot: QtBot, clock: FakeClock) -> OpenTab:
    return lambda *intakes: open_desk(qtbot, clock, *intakes)


@opens_a_popup
def test_rescue_dose_is_recorded_from_the_keyboard(open_tab: OpenTab) -> None:
    desk = open_tab()

    press("1", Qt.Key.Key_Tab, "oxyc", Qt.Key.Key_Return, "5", Qt.Key.Key_Return)
    save(desk)

    (stored,) = desk.opioids.added
    assert [stored.kind, stored.drug, stored.unit] == [IntakeKind.TAKEN, "oxycodone", "mg"]
    assert [stored.dose, stored.times, stored.at] == [Decimal(5), 1, NOW]
    assert stored.is_rescue
    assert desk.said == ["oxycodone 5 mg saved 14:05."]


@opens_a_popup
def test_patch_is_put_on_and_its_unit_is_that_of_patches(open_tab: OpenTab) -> None:
    desk = open_tab()

    press("3", Qt.Key.Key_Tab, "fentanyl p", Qt.Key.Key_Return, "12.5")
    save(desk)

    (stored,) = desk.opioids.added
    assert [stored.kind, stored.drug, stored.unit] == [IntakeKind.PATCH, "fentanyl_patch", "ug/h"]
    assert [stored.dose, stored.is_rescue, stored.until] == [Decimal("12.5"), False, None]


def test_regular_dose_of_the_baseline_is_recorded_with_its_days(open_tab: OpenTab) -> None:
    desk = open_tab()
    fill(desk, "morphine", "15", kind="2")
    desk.section.form.times.setText("3")
    desk.section.form.when.edit.setFocus()
    press("-20d 08:00")
    desk.section.form.until.setFocus()
    press("-6d 08:00")

    save(desk)

    (stored,) = desk.opioids.added
    assert [stored.kind, stored.times] == [IntakeKind.REGULAR, 3]
    assert stored.at == NOW.replace(hour=8, minute=0) - timedelta(days=20)
    assert stored.until == NOW.replace(hour=8, minute=0) - timedelta(days=6)


def test_none_taken_needs_nothing_else(open_tab: OpenTab) -> None:
    desk = open_tab()

    press("4")
    save(desk)

    (stored,) = desk.opioids.added
    assert [stored.kind, stored.drug, stored.dose] == [IntakeKind.NONE, "", None]
    assert not desk.section.form.fields["drug"].isVisible()


@opens_a_popup
def test_tab_takes_the_only_drug_that_is_found(open_tab: OpenTab) -> None:
    desk = open_tab()
    desk.section.form.drug.setFocus()

    press("meth")
    desk.section.form.drug.list.hide()
    press(Qt.Key.Key_Tab)

    assert desk.section.form.drug.text() == "methadone"
    assert focus() is desk.section.form.dose


@opens_a_popup
def test_one_of_several_drugs_is_chosen_by_the_arrow_keys(open_tab: OpenTab) -> None:
    desk = open_tab()
    desk.section.form.drug.setFocus()

    press("oxy", Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)

    assert desk.section.form.drug.text() == "oxymorphone"
    assert focus() is desk.section.form.dose


@opens_a_popup
def test_words_that_name_several_drugs_choose_none_of_them(open_tab: OpenTab) -> None:
    desk = open_tab()
    desk.section.form.drug.setFocus()

    press("oxy", Qt.Key.Key_Return)
    desk.section.form.drug.setFocus()
    press(Qt.Key.Key_Backspace, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace)

    assert desk.section.form.drug.text() == ""
    assert not desk.section.form.drug.list.isVisible()


@pytest.mark.parametrize("opioid", OPIOIDS, ids=lambda opioid: opioid.key)
def test_every_drug_is_offered_its_own_units_alone(open_tab: OpenTab, opioid: Opioid) -> None:
    desk = open_tab()
    form = desk.section.form

    fill(desk, opioid.label, "1", kind="3" if opioid.is_patch else "1")

    units = [form.unit.itemText(number) for number in range(form.unit.count())]
    assert set(units) <= {unit.label for unit in opioid.units}
    assert form.unit.count() > 1 or form.unit.currentText() == units[0]


def test_drug_that_is_not_in_the_list_is_kept_after_it_was_asked_about(open_tab: OpenTab) -> None:
    desk = open_tab()
    fill(desk, "opium", "3")
    desk.section.form.unit.setCurrentText("drops")

    save(desk)
    asked = desk.section.form.doubts.isVisible()
    save(desk)

    (stored,) = desk.opioids.added
    assert asked
    assert [stored.drug, stored.unit] == ["opium", "drops"]


def test_ten_times_the_last_dose_is_asked_about_once(open_tab: OpenTab) -> None:
    desk = open_tab(make_intake(5, at=NOW - timedelta(days=1)))
    fill(desk, "oxycodone", "50")

    save(desk)
    asked = desk.section.form.doubts.sentences.accessibleName()
    before = list(desk.opioids.added)
    save(desk)

    assert asked == "▲ 50 mg is far from the last (5 mg)."
    assert [len(before), len(desk.opioids.added)] == [0, 1]


def test_change_takes_the_question_away_and_it_is_asked_anew(open_tab: OpenTab) -> None:
    desk = open_tab(make_intake(5, at=NOW - timedelta(days=1)))
    fill(desk, "oxycodone", "50")
    save(desk)

    press("0")
    is_away = not desk.section.form.doubts.isVisible()
    save(desk)

    assert [is_away, desk.opioids.added] == [True, []]
    assert "500 mg is far" in desk.section.form.doubts.sentences.accessibleName()


@pytest.mark.parametrize(
    ("kind", "drug", "dose", "field", "words"),
    [
        ("1", "oxycodone", "", "dose", "The dose is missing"),
        ("1", "oxycodone", "x", "dose", "“x” is not a number"),
        ("1", "oxycodone", "-5", "dose", "-5 is not possible"),
        ("1", "", "5", "drug", "The drug is missing"),
        ("3", "fentanyl patch", "0", "dose", "A patch of 0 is not possible"),
        ("1", "opium", "5", "unit", "The dose has no unit"),
        ("2", "fentanyl patch", "25", "unit", "record it as a patch"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    open_tab: OpenTab, kind: str, drug: str, dose: str, field: str, words: str
) -> None:
    desk = open_tab()
    fill(desk, drug, dose, kind)

    save(desk)

    assert words in desk.problems[field]
    assert desk.section.form.summary.isVisible()
    assert desk.opioids.added == []


@pytest.mark.parametrize("times", ["", "x", "1.5", "0"])
def test_times_that_are_no_number_are_refused(open_tab: OpenTab, times: str) -> None:
    desk = open_tab()
    fill(desk, "oxycodone", "5")
    desk.section.form.times.setText(times)

    save(desk)

    assert list(desk.problems) == ["times"]


def test_time_to_come_is_refused_at_the_time(open_tab: OpenTab) -> None:
    desk = open_tab()
    fill(desk, "oxycodone", "5")
    desk.section.form.when.edit.setFocus()
    press("23:00")

    save(desk)

    assert desk.section.form.when.has_problem()
    assert focus() is desk.section.form.when.edit


def test_end_before_the_beginning_is_refused_at_the_end(open_tab: OpenTab) -> None:
    desk = open_tab()
    fill(desk, "oxycodone", "5", kind="2")
    desk.section.form.until.setFocus()
    press("-2h")

    save(desk)

    assert list(desk.problems) == ["until"]


@pytest.mark.parametrize(
    ("drug", "dose", "kind", "words"),
    [
        ("oxycodone", "5", "1", "Factor 1.5: 7.5 MME."),
        ("oxycodone", "5", "2", "Factor 1.5: 7.5 MME each day."),
        ("oxycodone", "", "1", "Factor 1.5."),
        ("oxycodone", "-", "1", "Factor 1.5."),
        ("fentanyl patch", "25", "3", "Factor 2.4: 60 MME for each day worn. Uptake varies"),
        ("buprenorphine", "8", "1", "Recorded, and excluded from the MME."),
        ("pethidine", "50", "1", "Recorded; the day's MME will be incomplete."),
        ("opium", "5", "1", "Not in the list: the day's MME will be incomplete."),
        ("", "5", "1", ""),
        ("oxy", "5", "1", ""),
        ("", "", "4", "None taken: the day counts as 0"),
    ],
)
def test_figure_tells_what_is_typed_so_far(
    open_tab: OpenTab, drug: str, dose: str, kind: str, words: str
) -> None:
    desk = open_tab()

    fill(desk, drug, dose, kind)

    assert desk.section.form.figure.accessibleName().startswith(words)


def test_problems_of_the_store_are_shown_in_the_form(open_tab: OpenTab) -> None:
    desk = open_tab()

    desk.section.show_problems((Problem("dose", "Not possible."), Problem("at", "To come.")))

    assert desk.problems == {"dose": "Not possible."}
    assert desk.section.form.when.has_problem()
    assert focus() is desk.section.form.dose


def test_every_control_has_a_name(open_tab: OpenTab) -> None:
    desk = open_tab(make_patch())
    form = desk.section.form
    edits = (form.drug, form.dose, form.unit, form.times, form.when.edit, form.until, form.note)
    controls = (form.kinds, *edits, desk.section.list.table, desk.section.days.table)

    assert [control for control in controls if not control.accessibleName()] == []


def test_form_that_nobody_has_touched_asks_for_nothing(open_tab: OpenTab) -> None:
    desk = open_tab()

    save(desk)

    assert desk.opioids.added == []
    assert not desk.section.form.summary.isVisible()
    assert focus() is desk.section.form.kinds
