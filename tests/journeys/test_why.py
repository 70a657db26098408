"""P1, P2, P7: a physician sees the verdict, asks why, and goes to the data and back."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from tests.conftest import FakeClock
from tests.factories import make_answers
from tests.journeys.conftest import OpenWard
from tests.journeys.ward import BEGUN, NOW, SCORES, Ward, fill_store, text_of
from trialtracker.clinical.answers import Answers
from trialtracker.clinical.explanation import explain
from trialtracker.clinical.record import Fact
from trialtracker.ui.trial_tabs import TABS, Tab
from trialtracker.ui.why_used import Used

P1_BUDGET, P2_BUDGET = 6, 1
BEFORE = tuple(
    make_answers(BEGUN - timedelta(days=day, hours=-4), {"pain_average": 8})
    for day in range(7, 0, -1)
)
DURING = tuple(
    make_answers(BEGUN + timedelta(days=day, hours=4), {**SCORES, "side_effect:nausea": 0})
    for day in range(4)
)
WISH = Fact("f", "wants_to_go_on", "yes", "", "nurse", NOW)


@pytest.fixture
def ward(store_path: Path, clock: FakeClock, open_window: OpenWard) -> Ward:
    """The window on one trial with a week of baseline and four days of relief."""
    return open_filled(store_path, clock, open_window, (*BEFORE, *DURING))


def open_filled(
    path: Path, clock: FakeClock, open_window: OpenWard, entries: tuple[Answers, ...]
) -> Ward:
    fill_store(path, clock, entries)
    return open_window(path)


def open_chart(ward: Ward) -> None:
    ward.press("Return")
    ward.wait(ward.page.chart.isVisible)


def open_why(ward: Ward) -> str:
    ward.press("Alt+W")
    dialog = ward.page.why.dialog
    assert dialog is not None
    ward.wait(dialog.isActiveWindow)
    return dialog.text


def test_p1_six_keys_show_verdict_margin_interval_and_what_is_missing(ward: Ward) -> None:
    ward.keys.press("Ctrl+F")
    ward.keys.type_text("Test")
    ward.settle()
    ward.press("Return")
    ward.wait(ward.page.chart.isVisible)

    assert ward.keys.count <= P1_BUDGET
    shown = text_of(ward.page.assessment)
    assessment = ward.read().assessment
    assert assessment.headline in shown
    assert "95\u00a0% interval" in shown
    assert "Relief of 50\u00a0% or more is" in shown
    assert all(result.label in shown for result in assessment.criteria)


def test_p2_one_key_says_why_in_the_words_of_the_explanation(ward: Ward) -> None:
    open_chart(ward)
    before = ward.keys.count

    text = open_why(ward)

    shown = ward.page.assessment
    snapshot = ward.read()
    assert ward.keys.count - before == P2_BUDGET
    assert text == explain(snapshot.trial, snapshot.assessment).text
    assert shown.isVisible()


@pytest.mark.parametrize("tab", list(Tab), ids=lambda tab: tab.name.lower())
def test_p2_works_from_every_tab_and_esc_goes_back_there(ward: Ward, tab: Tab) -> None:
    open_chart(ward)
    ward.press(TABS[tab].key)
    focus = ward.focus

    open_why(ward)
    ward.press("Esc")

    ward.wait(lambda: ward.focus is focus)
    assert ward.page.tab is tab
    assert ward.page.why.dialog is None


def test_p2_works_from_the_find_field(ward: Ward) -> None:
    open_chart(ward)
    ward.press("Ctrl+K")

    assert open_why(ward)


def test_p2_ctrl_c_copies_the_explanation(ward: Ward) -> None:
    open_chart(ward)
    text = open_why(ward)

    ward.press("Ctrl+C")

    assert QGuiApplication.clipboard().text() == text


def test_p7_one_day_says_what_is_needed_without_a_colour(
    store_path: Path, clock: FakeClock, open_window: OpenWard
) -> None:
    ward = open_filled(store_path, clock, open_window, DURING[:1])
    open_chart(ward)

    card = ward.page.assessment.verdict
    assert card.property("verdict") == "not_enough_data"
    assert card.headline.text() == "Not enough data"
    assert "needed" in card.summary.text()
    assert not card.chance.isVisible()


def test_enter_on_a_criterion_shows_its_entries_and_esc_comes_back(ward: Ward) -> None:
    open_chart(ward)
    row = ward.page.assessment.rows[0]
    ward.page.assessment.take_focus()

    ward.press("Return")
    narrowed = ward.page.entries.model.rowCount()
    said = ward.page.entries.used_bar.words.text()
    tab = ward.page.tab
    ward.press("Esc")

    assert (tab, narrowed) == (Tab.ENTRIES, 10)
    assert said == "Used by Pain relief: 10 of 11 entries. Esc goes back."
    assert ward.page.tab is Tab.CHART
    assert ward.focus is row
    assert not ward.page.entries.is_narrowed


def test_second_esc_leaves_the_trial(ward: Ward) -> None:
    open_chart(ward)
    ward.page.assessment.take_focus()

    ward.press("Return", "Esc", "Esc")

    assert not ward.page.isVisible()


def test_show_all_takes_the_narrowing_away(ward: Ward) -> None:
    open_chart(ward)
    side_effects = next(
        row for row in ward.page.assessment.rows if row.label.text() == "Side effects"
    )
    side_effects.setFocus()
    ward.press("Return")
    narrowed = ward.page.entries.model.rowCount()

    ward.page.entries.used_bar.all_button.click()

    assert narrowed == len(DURING)
    assert ward.page.entries.model.rowCount() == len(BEFORE) + len(DURING)
    assert not ward.page.entries.used_bar.isVisible()


def test_answer_of_the_dossier_behind_a_criterion_is_gone_to_and_named(ward: Ward) -> None:
    open_chart(ward)
    ward.press("Ctrl+B")
    section = ward.page.get_section(Tab.DOSSIER)
    ward.wait(section.isVisible)
    ward.page.why.show_used(Used("Patient wants to go on", facts=(WISH,)))

    assert ward.page.tab is Tab.DOSSIER
    assert "The patient wants to go on" in ward.window.message.text


def test_link_of_the_window_leads_to_the_entries(ward: Ward) -> None:
    open_chart(ward)
    open_why(ward)
    dialog = ward.page.why.dialog
    assert dialog is not None
    links = [b for b in dialog.findChildren(QPushButton) if b.text() == "Show the 10 entries"]

    links[0].click()
    ward.wait(lambda: ward.page.tab is Tab.ENTRIES)

    assert ward.page.entries.is_narrowed


def test_another_trial_or_a_new_reading_is_not_narrowed(ward: Ward) -> None:
    open_chart(ward)
    ward.page.assessment.take_focus()
    ward.press("Return")

    ward.page.show_snapshot(ward.read())

    assert not ward.page.entries.is_narrowed


def test_comparison_of_sets_is_asked_for_from_the_panel(ward: Ward) -> None:
    open_chart(ward)

    ward.page.assessment.compare_button.click()
    ward.settle()

    assert ward.window.desk.comparing.dialog is not None


def test_after_this_entry_follows_the_keys_and_stores_nothing(ward: Ward) -> None:
    ward.open_record()
    card = ward.page.record.side.after

    ward.press("3", "Tab", "4", "Tab", "9", "Tab", "2", "Tab", "8")
    ward.wait(lambda: "→" in card.relief.text())

    assert card.relief.isVisible()
    assert len(ward.stored) == len(BEFORE) + len(DURING)


def test_after_this_entry_a_hold_is_loud_before_it_is_saved(ward: Ward) -> None:
    ward.open_record()
    card = ward.page.record.side.after
    ward.page.record.form.focus_field("sedation")

    ward.press("3")
    ward.wait(card.alarms.isVisible)

    assert "hard to rouse" in card.alarms.text()
    assert card.change.text().endswith("→ safety hold")
    assert len(ward.stored) == len(BEFORE) + len(DURING)
