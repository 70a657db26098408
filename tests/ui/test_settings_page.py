"""The settings: each field comes back, a change needs a reason, a template can be retired."""

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from trialtracker.clinical.plan import Plan, PlannedDrug, Template
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.ui.plain_text import WrappedLabel
from trialtracker.ui.settings_page import SettingsPage

CHOSEN = ClinicSettings(
    clinic_name="Hill clinic",
    clinic_phone="+1 555 0100",
    poss_permitted=True,
    news2=True,
    news2_scale_2=True,
    observation_hours=6,
    two_person_doses=True,
    verify_paper=True,
    discharge_text="Rest.",
    criteria_set="Hill clinic",
)
TEMPLATE = Template("t1", "Alone", Plan(drugs=(PlannedDrug("morphine"),)), "nurse")


@pytest.fixture
def page(qtbot: QtBot) -> SettingsPage:
    page = SettingsPage("Shipped wording")
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show_settings(ClinicSettings())
    page.show_templates((TEMPLATE,))
    page.show()
    return page


def fill(page: SettingsPage, key: str, text: str) -> None:
    editor = page.form.fields[key].editor
    assert isinstance(editor, QLineEdit)
    editor.setText(text)


@pytest.mark.parametrize("settings", [ClinicSettings(), CHOSEN])
def test_every_setting_comes_back_as_it_is_shown(
    page: SettingsPage, settings: ClinicSettings
) -> None:
    page.show_settings(settings)

    assert page.form.get_settings() == settings


def test_a_change_is_handed_on_with_its_reason(page: SettingsPage, qtbot: QtBot) -> None:
    check = page.form.fields["poss_permitted"].editor
    assert isinstance(check, QCheckBox)
    check.setChecked(True)
    fill(page, "reason", "Permission obtained")

    with qtbot.waitSignal(page.submitted) as submitted:
        page.save()

    assert submitted.args == [ClinicSettings(poss_permitted=True), "Permission obtained"]


def test_a_change_without_a_reason_is_refused_at_its_field(page: SettingsPage) -> None:
    fill(page, "clinic_phone", "+1 555 0100")

    page.save()

    assert page.form.fields["reason"].problem == "Write in a few words why this is changed."
    assert page.state_label.text() == "Not saved."


def test_an_impossible_setting_is_refused_at_its_field(page: SettingsPage) -> None:
    fill(page, "clinic_phone", "ask")

    page.save()

    assert "has no digit" in page.form.fields["clinic_phone"].problem


def test_a_refusal_of_no_field_is_shown_in_the_summary(page: SettingsPage) -> None:
    page.show_problems((Problem("", "Locked."),))

    assert page.summary.isVisible()


def test_a_change_is_said_to_be_not_saved(page: SettingsPage) -> None:
    fill(page, "clinic_name", "Hill")

    assert page.state_label.text() == "Not saved yet."


def test_a_template_is_retired(page: SettingsPage, qtbot: QtBot) -> None:
    button = next(b for b in page.findChildren(QPushButton) if b.text() == "Retire")

    with qtbot.waitSignal(page.retired) as retired:
        button.click()

    assert retired.args == ["t1"]


def test_without_templates_the_page_says_where_they_come_from(page: SettingsPage) -> None:
    page.show_templates(())

    labels = [label.accessibleName() for label in page.findChildren(WrappedLabel)]
    assert any("No template is saved." in label for label in labels)


def test_the_keyboard_begins_at_the_first_field(page: SettingsPage) -> None:
    page.take_focus()

    assert page.focusWidget() is page.form.fields["clinic_name"].editor


def test_what_is_typed_can_be_discarded(page: SettingsPage, qtbot: QtBot) -> None:
    fill(page, "clinic_name", "Hill")
    was_changed = page.is_changed

    with qtbot.waitSignal(page.discarded):
        page.discard_button.click()
    page.show_settings(ClinicSettings())

    assert was_changed
    assert not page.is_changed
    assert page.form.get_settings() == ClinicSettings()
