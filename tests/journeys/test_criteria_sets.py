"""By keyboard: a version is made, what it would change is seen, and a trial is given it."""

from tests.journeys.ward import Ward
from trialtracker.ui.criteria_page import CriteriaPage

MOST_KEYS = 15
"""P4: choose the criteria set, edit a threshold, planned days; what is typed as text is free."""


def open_criteria(ward: Ward) -> CriteriaPage:
    ward.press("Ctrl+Shift+C")
    page = ward.window.settings.criteria.page
    ward.wait(page.isVisible)
    return page


def type_free(ward: Ward, text: str) -> None:
    """Type words, which the budgets leave out of the count."""
    counted = ward.keys.count
    ward.keys.type_text(text)
    ward.keys.count = counted


def write_version(ward: Ward, day: str = "today") -> None:
    """Write a stricter set of the clinic's own, from the form of a new version."""
    ward.press("Alt+N")
    type_free(ward, "Hill clinic")
    ward.keys.press("Alt+F")
    type_free(ward, day)
    ward.keys.press("Alt+Y")
    type_free(ward, "Dr Testcase, physician")
    ward.keys.press("Alt+H")
    type_free(ward, "Board decision")
    ward.keys.press("Alt+R")
    type_free(ward, "60")


def test_a_version_is_made_and_its_consequence_told(ward: Ward) -> None:
    page = open_criteria(ward)
    write_version(ward, "01-Dec-2026")

    ward.press("Ctrl+S")

    assert page.list.chosen is not None
    assert page.list.chosen.title == "Hill clinic 2026-03-05"
    assert "on or after 01-Dec-2026; no trial now running follows" in ward.window.message.text


def test_a_threshold_is_edited_and_the_set_chosen_for_a_trial_within_the_budget(
    ward: Ward,
) -> None:
    open_criteria(ward)
    write_version(ward)
    ward.press("Ctrl+S")
    ward.press("Esc")
    ward.press("Return")
    ward.wait(ward.page.isVisible)
    ward.keys.count += 1  # the button that changes the trial
    ward.page.edit_trial_wanted.emit(ward.page.trial)
    dialog = ward.window.desk.registration.dialog
    assert dialog is not None
    ward.wait(dialog.isActiveWindow)
    ward.settle()
    ward.keys.press("Alt+J", "H", "Alt+P")
    type_free(ward, "9")
    ward.keys.press("Alt+H")
    type_free(ward, "Stricter rules for this patient")

    ward.press("Ctrl+S")

    details = ward.read().trial.details
    assert (details.plan.criteria_set, details.planned_days) == ("Hill clinic", 9)
    assert ward.keys.count <= MOST_KEYS


def test_a_trial_that_began_before_the_version_keeps_the_rules_it_had(ward: Ward) -> None:
    before = ward.read().assessment.criteria_set
    open_criteria(ward)
    ward.press("Alt+N", "Alt+F")
    type_free(ward, "today")
    ward.keys.press("Alt+Y")
    type_free(ward, "Dr Testcase")
    ward.keys.press("Alt+H")
    type_free(ward, "Board decision")
    ward.keys.press("Alt+R")
    type_free(ward, "60")

    ward.press("Ctrl+S")

    assert "the trial now running that follows this set keeps its own" in ward.window.message.text
    assert ward.read().assessment.criteria_set == before


def test_what_is_typed_stays_when_the_page_is_left(ward: Ward) -> None:
    page = open_criteria(ward)
    write_version(ward)

    ward.press("Ctrl+1")
    ward.press("Ctrl+Shift+C")

    assert page.editor.isVisible()
    assert page.editor.form.fields["name"].editor.property("text") == "Hill clinic"


def test_a_preview_counts_the_trials_and_stores_nothing(ward: Ward) -> None:
    page = open_criteria(ward)
    before = ward.read()
    write_version(ward)

    ward.press("Alt+P")
    ward.wait(page.preview.progress.isHidden)

    assert page.preview.title.text() == "0 of 1 running or past trial would change verdict."
    assert ward.read() == before


def test_the_page_opened_from_the_settings_goes_back_there(ward: Ward) -> None:
    ward.press("Ctrl+,")
    ward.wait(ward.window.settings.page.isVisible)
    ward.window.settings.page.criteria_button.click()
    ward.settle()
    ward.wait(ward.window.settings.criteria.page.isVisible)

    ward.press("Esc")

    ward.wait(ward.window.settings.page.isVisible)


def test_the_page_opened_by_its_key_goes_back_to_the_list(ward: Ward) -> None:
    open_criteria(ward)

    ward.press("Esc")

    assert ward.window.today.isVisible()


def test_new_trials_take_the_set_chosen_in_the_settings(ward: Ward) -> None:
    ward.press("Ctrl+,")
    form = ward.window.settings.page.form
    ward.keys.press("Alt+L", "C", "Alt+H")
    type_free(ward, "For all")
    ward.press("Ctrl+S")
    chosen = form.get_settings().criteria_set

    ward.press("Ctrl+N")
    dialog = ward.window.desk.registration.dialog
    assert dialog is not None
    ward.settle()

    field = dialog.get_field("criteria_set")
    assert chosen
    assert field is not None
    assert str(field.editor.property("currentText")).startswith(chosen)
