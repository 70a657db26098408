"""A clinic's own criteria set, and the editors of its form, for the tests of the page."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit

from trialtracker.clinical.choices import TrialState, Verdict
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT
from trialtracker.services.criteria_book import PreviewPage, PreviewRow
from trialtracker.ui.criteria_form import CriteriaForm
from trialtracker.ui.date_field import DateField

TODAY = date(2026, 12, 1)
OWN = replace(
    CLINIC_DEFAULT,
    name="Hill clinic",
    version="1",
    effective_from=TODAY,
    author="Dr Testcase, physician",
    reason="Board decision",
    about="Ours",
)
KEPT = PreviewRow(
    trial_id="t1",
    mrn="T-001",
    family_name="Testcase",
    given_name="Ada",
    state=TrialState.COMPLETED,
    set_title=CLINIC_DEFAULT.title,
    now=Verdict.FAVOURABLE,
    then=Verdict.FAVOURABLE,
)
CHANGED = replace(KEPT, trial_id="t2", mrn="T-002", then=Verdict.NOT_FAVOURABLE)


def make_page(*rows: PreviewRow, next_after: int | None = None, total: int = 2) -> PreviewPage:
    """Return a page of a preview."""
    return PreviewPage(rows, len(rows), next_after, total)


def fill(form: CriteriaForm, key: str, text: str) -> None:
    """Type into a field."""
    editor = form.fields[key].editor
    line = editor.editor if isinstance(editor, DateField) else editor
    assert isinstance(line, QLineEdit)
    line.setText(text)


def choose(form: CriteriaForm, key: str, text: str) -> None:
    """Choose in a field."""
    box = form.fields[key].editor
    assert isinstance(box, QComboBox)
    box.setCurrentText(text)


def fill_whole(form: CriteriaForm) -> None:
    """Type what a new version needs."""
    fill(form, "name", OWN.name)
    fill(form, "version", OWN.version)
    fill(form, "effective_from", "01-Dec-2026")
    fill(form, "author", OWN.author)
    fill(form, "reason", OWN.reason)
    fill(form, "about", OWN.about)
