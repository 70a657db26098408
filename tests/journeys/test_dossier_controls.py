"""Every control of the dossier, its forms and the settings is named, large enough and reached."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from tests.journeys.test_controls import (
    LEAST_TARGET,
    MOST_STOPS,
    Show,
    controls_of,
    name_of,
    show_chart,
    walk,
)
from tests.journeys.ward import Ward
from trialtracker.ui.dossier_section import DossierSection
from trialtracker.ui.trial_tabs import Tab


def show_dossier(ward: Ward) -> QWidget:
    show_chart(ward)
    ward.press("Ctrl+B")
    return ward.page.get_section(Tab.DOSSIER)


def show_form(ward: Ward, form: str) -> QWidget:
    show_chart(ward)
    ward.page.open_form(form)
    ward.wait(lambda: ward.window.desk.forms.dialog is not None)
    dialog = ward.window.desk.forms.dialog
    assert dialog is not None
    ward.wait(dialog.isActiveWindow)
    return dialog


def show_plan(ward: Ward) -> QWidget:
    return show_form(ward, "plan")


def show_end(ward: Ward) -> QWidget:
    return show_form(ward, "end")


def show_discharge(ward: Ward) -> QWidget:
    return show_form(ward, "discharge")


def show_settings(ward: Ward) -> QWidget:
    ward.press("Ctrl+,")
    ward.wait(ward.window.settings.page.isVisible)
    return ward.window.settings.page


every_page = pytest.mark.parametrize(
    "show",
    [show_dossier, show_plan, show_end, show_discharge, show_settings],
    ids=lambda show: show.__name__[5:],
)


@every_page
def test_every_control_has_a_name(ward: Ward, show: Show) -> None:
    page = show(ward)

    assert [w for w in controls_of(page) if not name_of(w).strip()] == []


@every_page
def test_every_target_is_at_least_24_pixels_high_and_wide(ward: Ward, show: Show) -> None:
    page = show(ward)
    ward.settle()

    small = [w for w in controls_of(page) if w.size().boundedTo(LEAST_TARGET) != LEAST_TARGET]
    assert [(name_of(w), w.size()) for w in small] == []


@every_page
def test_every_label_is_plain_text(ward: Ward, show: Show) -> None:
    page = show(ward)

    labels = page.findChildren(QLabel)
    assert [w.text() for w in labels if w.textFormat() != Qt.TextFormat.PlainText] == []


def test_tab_reaches_every_item_of_the_dossier_and_comes_back(ward: Ward) -> None:
    section = show_dossier(ward)
    assert isinstance(section, DossierSection)

    stops = walk(ward)

    assert len(stops) < MOST_STOPS
    assert {row.note for row in section.page.rows.values()} <= set(stops)
    assert section.save_button in stops
