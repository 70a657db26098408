from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QDate, QLocale
from pytestqt.qtbot import QtBot

from trialtracker.ui.date_field import CalendarPopup, DateField
from trialtracker.ui.moment_field import MomentField

TODAY = date(2026, 3, 5)


def make_field(qtbot: QtBot, *, unknown_allowed: bool = False) -> DateField:
    field = DateField(lambda: TODAY, unknown_allowed=unknown_allowed)
    qtbot.addWidget(field)
    return field


@pytest.fixture(params=["de_DE", "ar_EG", "en_US"])
def region(request: pytest.FixtureRequest) -> Iterator[str]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield str(request.param)
    QLocale.setDefault(before)


@pytest.mark.usefixtures("region")
def test_date_is_shown_the_same_in_every_region(qtbot: QtBot) -> None:
    field = make_field(qtbot)

    field.show_date(date(2026, 3, 5))

    assert field.editor.text() == "05-Mar-2026"


@pytest.mark.usefixtures("region")
def test_calendar_is_english_in_every_region(qtbot: QtBot) -> None:
    field = make_field(qtbot)

    popup = CalendarPopup(field, TODAY)

    assert popup.calendar.locale().language() == QLocale.Language.English


def test_leaving_the_field_writes_the_date_in_full(qtbot: QtBot) -> None:
    field = make_field(qtbot)
    field.editor.setText("-2d")

    field.editor.editingFinished.emit()

    assert field.editor.text() == "03-Mar-2026"


def test_leaving_the_field_with_a_doubtful_date_says_why_and_keeps_it(qtbot: QtBot) -> None:
    field = make_field(qtbot)
    field.editor.setText("03/04/2026")

    with qtbot.waitSignal(field.problem_found) as told:
        field.editor.editingFinished.emit()

    assert "two ways" in told.args[0]
    assert field.editor.text() == "03/04/2026"


def test_today_button_sets_today(qtbot: QtBot) -> None:
    field = make_field(qtbot)

    field.word_button.click()

    assert field.get_date() == TODAY


@pytest.mark.parametrize("typed", ["unknown", "Not known", " UNKNOWN "])
def test_not_known_is_an_answer_where_it_is_allowed(qtbot: QtBot, typed: str) -> None:
    field = make_field(qtbot, unknown_allowed=True)
    field.editor.setText(typed)

    assert field.get_date() is None


def test_empty_field_is_not_the_same_as_not_known(qtbot: QtBot) -> None:
    field = make_field(qtbot, unknown_allowed=True)

    with pytest.raises(ValueError, match="Or write Not known"):
        field.get_date()


def test_not_known_is_refused_where_a_date_is_needed(qtbot: QtBot) -> None:
    field = make_field(qtbot)
    field.editor.setText("unknown")

    with pytest.raises(ValueError, match="not a date"):
        field.get_date()


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_day_picked_from_the_calendar_is_taken(qtbot: QtBot) -> None:
    field = make_field(qtbot)
    field.show()
    field.calendar_button.click()
    popup = field.findChild(CalendarPopup)
    assert isinstance(popup, CalendarPopup)

    popup.calendar.clicked.emit(QDate(2026, 3, 9))

    qtbot.waitUntil(lambda: field.findChild(CalendarPopup) is None)
    assert field.get_date() == date(2026, 3, 9)


def test_moment_that_nobody_touched_keeps_its_seconds(qtbot: QtBot) -> None:
    field = MomentField(lambda: TODAY)
    qtbot.addWidget(field)
    moment = datetime(2026, 3, 2, 8, 0, 59, 123456, tzinfo=UTC)

    field.show_moment(moment, "Europe/Berlin")

    assert field.get_moment("Europe/Berlin") == moment


def test_moment_typed_anew_is_read_in_the_clinics_zone(qtbot: QtBot) -> None:
    field = MomentField(lambda: TODAY)
    qtbot.addWidget(field)
    field.show_moment(datetime(2026, 3, 2, 8, tzinfo=UTC), "Europe/Berlin")

    field.time.setText("10:15")

    assert field.get_moment("Europe/Berlin") == datetime(2026, 3, 2, 9, 15, tzinfo=UTC)


def test_empty_moment_is_none(qtbot: QtBot) -> None:
    field = MomentField(lambda: TODAY)
    qtbot.addWidget(field)

    assert field.get_moment("Europe/Berlin") is None
