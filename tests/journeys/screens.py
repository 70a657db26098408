"""Every screen of the window, each opened as a person opens it."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from tests.journeys.ward import Ward
from trialtracker.clinical.refusal import Problem
from trialtracker.services.rows import PatientHit
from trialtracker.ui.dose_section import DoseSection
from trialtracker.ui.paper_rows import Mode
from trialtracker.ui.paper_section import PaperSection
from trialtracker.ui.registration_dialog import RegistrationDialog
from trialtracker.ui.sheet_dialog import SheetDialog
from trialtracker.ui.trial_tabs import SECTIONS, TABS, Tab

LEAST_TARGET = QSize(24, 24)
MARKUP = "<b>bold</b> & <img src=x>"
Show = Callable[[Ward], QWidget]


def show_today(ward: Ward) -> QWidget:
    return ward.window


def show_chart(ward: Ward) -> QWidget:
    ward.press("Return")
    ward.wait(ward.page.chart.isVisible)
    return ward.window


def show_record(ward: Ward) -> QWidget:
    ward.open_record()
    return ward.window


def show_entries(ward: Ward) -> QWidget:
    show_chart(ward)
    ward.press("Ctrl+E")
    return ward.window


def show_dose_problems(ward: Ward) -> QWidget:
    show_chart(ward)
    ward.press("Ctrl+D")
    ward.press("x", "Ctrl+S")
    return ward.window


def show_dose_question(ward: Ward) -> QWidget:
    show_chart(ward)
    ward.press("Ctrl+D")
    ward.press("5", "0", "Tab", "Tab", "1", "Ctrl+S")
    section = ward.page.get_section(Tab.DOSES)
    assert isinstance(section, DoseSection)
    ward.wait(lambda: section.form.drugs.rows[0].amount.height() >= LEAST_TARGET.height())
    return ward.window


def show_error(ward: Ward) -> QWidget:
    ward.window.message.show_error("The disk is full.", "Try again")
    return ward.window


def show_reasons(ward: Ward) -> QWidget:
    show_entries(ward)
    ward.press("Alt+F8")
    return ward.page.reasons


def show_problems(ward: Ward) -> QWidget:
    ward.open_record()
    ward.press("5", "5", "Ctrl+S")
    return ward.window


def show_registration(ward: Ward) -> QWidget:
    ward.press("Ctrl+N")
    dialog = ward.window.desk.registration.dialog
    assert isinstance(dialog, RegistrationDialog)
    ward.wait(dialog.isActiveWindow)
    dialog.show_problems((Problem("mrn", "MRN T-001 already belongs to Testcase, Ada."),))
    ward.wait(lambda: dialog.patient_form.fields["mrn"].editor.height() >= LEAST_TARGET.height())
    return dialog


def show_paper(ward: Ward) -> QWidget:
    show_chart(ward)
    ward.press("Ctrl+G")
    ward.press("Return", "7", "7", "7", "7", "7", "7", "7", "Ctrl+S")
    return ward.window


def show_second_reading(ward: Ward) -> QWidget:
    show_chart(ward)
    section = ward.page.get_section(Tab.PAPER)
    assert isinstance(section, PaperSection)
    ward.press("Ctrl+G")
    section.show_mode(Mode.SECOND)
    return ward.window


def show_sheets(ward: Ward) -> QWidget:
    show_chart(ward)
    ward.press("Ctrl+R", "Ctrl+P")
    dialog = ward.window.findChild(SheetDialog)
    assert dialog is not None
    return dialog


def show_report(ward: Ward) -> QWidget:
    show_chart(ward)
    ward.press("Ctrl+P")
    dialog = ward.window.printing.dialog
    assert dialog is not None
    ward.wait(lambda: dialog.pages.stack.height() > dialog.pages.height())
    return dialog


def show_move(ward: Ward) -> QWidget:
    show_entries(ward)
    ward.press("Alt+F7")
    dialog = ward.window.desk.moving.dialog
    assert dialog is not None
    hit = PatientHit("p", "t", MARKUP, MARKUP, None, MARKUP, MARKUP)
    dialog.finder.chosen.emit(hit)
    ward.wait(lambda: dialog.question.height() >= LEAST_TARGET.height())
    return dialog


def make_show(tab: Tab) -> Show:
    def show(ward: Ward) -> QWidget:
        show_chart(ward)
        ward.press(TABS[tab].key)
        ward.wait(ward.page.get_section(tab).isVisible)
        return ward.window

    show.__name__ = f"show_{tab.name.lower()}"
    return show


def show_full_record(ward: Ward) -> QWidget:
    ward.open_record()
    ward.press("Alt+F")
    return ward.window


def show_settings(ward: Ward) -> QWidget:
    ward.press("Ctrl+,")
    ward.wait(ward.window.settings.page.isVisible)
    return ward.window


def show_criteria(ward: Ward) -> QWidget:
    ward.press("Ctrl+Shift+C")
    ward.wait(ward.window.settings.criteria.page.isVisible)
    return ward.window


def show_criteria_form(ward: Ward) -> QWidget:
    show_criteria(ward)
    ward.press("Alt+N", "Ctrl+S")
    return ward.window


def show_criteria_preview(ward: Ward) -> QWidget:
    show_criteria(ward)
    ward.press("Alt+N", "Alt+P")
    return ward.window


def show_compare(ward: Ward) -> QWidget:
    show_chart(ward)
    ward.window.desk.comparing.open(ward.read())
    ward.settle()
    dialog = ward.window.desk.comparing.dialog
    assert dialog is not None
    ward.wait(dialog.isActiveWindow)
    return dialog


def show_form(ward: Ward, form: str) -> QWidget:
    show_chart(ward)
    ward.page.open_form(form)
    ward.settle()
    dialog = ward.window.desk.forms.dialog
    assert dialog is not None
    ward.wait(dialog.isActiveWindow)
    return dialog


def show_why(ward: Ward) -> QWidget:
    show_chart(ward)
    ward.press("Alt+W")
    dialog = ward.page.why.dialog
    assert dialog is not None
    ward.wait(dialog.isActiveWindow)
    return dialog


def show_end(ward: Ward) -> QWidget:
    return show_form(ward, "end")


def show_plan(ward: Ward) -> QWidget:
    return show_form(ward, "plan")


def show_discharge(ward: Ward) -> QWidget:
    return show_form(ward, "discharge")


SECTION_PAGES = [make_show(plan.tab) for plan in SECTIONS]
PAGES = [
    *SECTION_PAGES,
    show_full_record,
    show_settings,
    show_criteria,
    show_criteria_form,
    show_criteria_preview,
    show_compare,
    show_end,
    show_plan,
    show_discharge,
    show_why,
    show_today,
    show_chart,
    show_record,
    show_entries,
    show_dose_problems,
    show_dose_question,
    show_error,
    show_reasons,
    show_problems,
    show_registration,
    show_paper,
    show_second_reading,
    show_report,
    show_sheets,
    show_move,
]
