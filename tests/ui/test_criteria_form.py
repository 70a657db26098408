"""The form of a criteria set: what is shown comes back, what is wrong is told at its field."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.criteria_support import OWN, TODAY, choose, fill, fill_whole
from trialtracker.clinical.choices import TrialMode
from trialtracker.clinical.criteria_set_thresholds import Number, Threshold
from trialtracker.clinical.criteria_set_words import ALL_THRESHOLDS, with_numbers
from trialtracker.clinical.criteria_sets import CLINIC_DEFAULT, CriteriaSet, Role
from trialtracker.clinical.shipped_sets import SHIPPED_SETS
from trialtracker.ui.criteria_editor import CriteriaEditor
from trialtracker.ui.criteria_fields import (
    CheckRow,
    MeasureOrder,
    format_bands_to_edit,
    parse_bands,
    parse_number,
)
from trialtracker.ui.criteria_form import list_stops
from trialtracker.ui.form_field import FormField

PERCENT: Threshold = next(t for t in ALL_THRESHOLDS if t.field == "relief_percent")
DAYS: Threshold = next(t for t in ALL_THRESHOLDS if t.field == "window_days")
MIXED = replace(
    with_numbers(OWN, {"relief_percent": Fraction(99, 2), "safety.spo2_alert_below": Decimal(89)}),
    measures=("pain_worst", "pain_rest", "pain_average"),
    secondary_measures=(),
    modes=(TrialMode.SINGLE_BOLUS,),
    relief_includes_threshold=False,
    roles=(("absolute_change", Role.LEFT_OUT), ("function", Role.ADVISES)),
    sources=(("function", "Board of the clinic"),),
    bands=((Fraction(10), "minimal"), (Fraction(65, 2), "moderate")),
)


@pytest.fixture
def editor(qtbot: QtBot) -> CriteriaEditor:
    editor = CriteriaEditor(lambda: TODAY)
    qtbot.addWidget(editor)
    editor.show_existing(SHIPPED_SETS)
    editor.start(CLINIC_DEFAULT)
    editor.resize(900, 600)
    editor.show()
    return editor


def save(editor: CriteriaEditor, qtbot: QtBot) -> CriteriaSet:
    with qtbot.waitSignal(editor.submitted) as submitted:
        editor.save()
    (typed,) = submitted.args
    assert isinstance(typed, CriteriaSet)
    return typed


@pytest.mark.parametrize("base", [MIXED, *SHIPPED_SETS], ids=lambda base: base.title)
def test_the_rules_shown_come_back_unchanged(
    editor: CriteriaEditor, qtbot: QtBot, base: CriteriaSet
) -> None:
    editor.start(base)
    fill_whole(editor.form)

    typed = save(editor, qtbot)

    wanted = replace(
        base,
        name=OWN.name,
        version=OWN.version,
        effective_from=TODAY,
        author=OWN.author,
        reason=OWN.reason,
        about=OWN.about,
        roles=(),
        sources=(),
    )
    assert replace(typed, roles=(), sources=()) == wanted
    assert {key: typed.get_role(key) for key, _ in base.roles} == dict(base.roles)
    assert dict(typed.sources) == dict(base.sources)


def test_a_threshold_an_operator_and_a_role_are_changed(
    editor: CriteriaEditor, qtbot: QtBot
) -> None:
    fill_whole(editor.form)
    fill(editor.form, "relief_percent", "60")
    choose(editor.form, "operator", "more than (>)")
    choose(editor.form, "role:absolute_change", "Advises")

    typed = save(editor, qtbot)

    assert (typed.relief_percent, typed.relief_includes_threshold) == (Fraction(60), False)
    assert typed.get_role("absolute_change") is Role.ADVISES


def test_the_version_offered_is_not_used_yet(editor: CriteriaEditor) -> None:
    editor.show_existing((*SHIPPED_SETS, replace(CLINIC_DEFAULT, version="2026-12-01")))

    editor.start(CLINIC_DEFAULT)

    version = editor.form.fields["version"].editor
    assert isinstance(version, QLineEdit)
    assert version.text() == "2026-12-01b"


def test_what_is_missing_is_told_at_each_field_and_in_the_summary(editor: CriteriaEditor) -> None:
    editor.save()

    fields = editor.form.fields
    assert fields["effective_from"].problem == "Write the day from which the set is in force."
    assert "physician who answers" in fields["author"].problem
    assert "in a few words why" in fields["reason"].problem
    assert len(editor.summary.lines) == 3


def test_a_line_of_the_summary_leads_to_its_field(editor: CriteriaEditor, qtbot: QtBot) -> None:
    fill_whole(editor.form)
    fill(editor.form, "cancer_percent", "0")
    editor.save()

    editor.summary.lines[0].click()

    field = editor.form.fields["cancer_percent"]
    assert editor.focusWidget() is field.editor
    qtbot.waitUntil(lambda: not field.visibleRegion().isEmpty())


def test_a_field_that_cannot_be_read_is_not_checked_as_well(editor: CriteriaEditor) -> None:
    fill_whole(editor.form)
    fill(editor.form, "window_days", "two")

    editor.save()

    assert len(editor.summary.lines) == 1
    assert "“two” is not a number" in editor.form.fields["window_days"].problem


def test_a_preview_needs_neither_author_nor_day(editor: CriteriaEditor, qtbot: QtBot) -> None:
    fill(editor.form, "effective_from", "nonsense")
    fill(editor.form, "relief_percent", "60")

    with qtbot.waitSignal(editor.preview_wanted) as wanted:
        editor.preview()

    assert wanted.args[0].relief_percent == Fraction(60)


def test_a_preview_of_rules_that_make_no_sense_is_not_asked_for(
    editor: CriteriaEditor, qtbot: QtBot
) -> None:
    fill(editor.form, "relief_percent", "0")

    with qtbot.assertNotEmitted(editor.preview_wanted):
        editor.preview()

    assert "makes no sense" in editor.form.fields["relief_percent"].problem


def test_a_second_save_waits_for_the_first(editor: CriteriaEditor, qtbot: QtBot) -> None:
    fill_whole(editor.form)
    save(editor, qtbot)

    with qtbot.assertNotEmitted(editor.submitted):
        editor.save()


def test_what_will_come_of_it_is_told_before_it_is_stored(editor: CriteriaEditor) -> None:
    fill(editor.form, "effective_from", "05-Dec-2026")

    assert editor.consequence.accessibleName() == (
        "Will be in force for trials that start on or after 05-Dec-2026; "
        "trials already begun keep theirs."
    )


def test_discarding_is_told(editor: CriteriaEditor, qtbot: QtBot) -> None:
    fill(editor.form, "name", "Hill")

    with qtbot.waitSignal(editor.discarded):
        editor.discard_button.click()

    assert not editor.is_changed


@pytest.mark.parametrize(
    ("text", "like", "number"),
    [("50", Fraction(1), Fraction(50)), ("0.5", Decimal(1), Decimal("0.5")), ("3.0", 1, 3)],
)
def test_a_number_is_read_exactly(text: str, like: Number, number: Number) -> None:
    assert parse_number(text, like, PERCENT) == number


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Nothing is written: write a number up to 28 days."),
        ("1,5", "“1,5” is not a number: write a number up to 28 days."),
        ("1.5", "1.5 is not a whole number: write one without a point."),
    ],
)
def test_what_is_no_number_is_told_with_what_is_wanted(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_number(text, 1, DAYS)


def test_words_for_relief_are_read_as_they_are_written() -> None:
    bands = ((Fraction(10), "minimal"), (Fraction(65, 2), "much better"))

    assert parse_bands(format_bands_to_edit(bands)) == bands
    assert parse_bands(" ") == ()


@pytest.mark.parametrize("text", ["30", "moderate 30", "30 moderate, 50"])
def test_a_word_without_its_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="10 minimal, 30 moderate"):
        parse_bands(text)


def test_measures_are_asked_for_one_after_the_other(qtbot: QtBot) -> None:
    order = MeasureOrder()
    qtbot.addWidget(order)

    order.show_keys(("pain_worst",))

    assert [box.isHidden() for box in order.boxes] == [False, False, True, True, True]
    assert order.get_keys() == ("pain_worst",)


def test_tab_visits_every_part_of_a_field(qtbot: QtBot) -> None:
    order, checks = MeasureOrder(), CheckRow({"a": "A", "b": "B"})
    fields = [
        FormField("x", "X", order, order.changed),
        FormField("y", "Y", checks, checks.changed),
    ]
    qtbot.addWidget(fields[0])
    qtbot.addWidget(fields[1])

    assert list_stops(fields[0]) == tuple(order.boxes)
    assert list_stops(fields[1]) == tuple(checks.checks.values())
