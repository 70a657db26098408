from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.journeys.conftest import OpenWard
from tests.journeys.paper_typing import open_paper, type_lines, type_three_days
from tests.journeys.ward import Ward
from trialtracker.clinical.choices import Source
from trialtracker.clinical.paper import DIARY_KEYS
from trialtracker.ui.entries_model import COLUMNS
from trialtracker.ui.paper_rows import Mode
from trialtracker.ui.sheet_dialog import SheetDialog


def test_n10_blank_sheets_for_downtime_take_two_keys(ward: Ward, documents: Path) -> None:
    ward.open_record()
    ward.keys.count = 0

    ward.press("Ctrl+P")
    dialog = ward.window.findChild(SheetDialog)
    assert dialog is not None
    dialog.has_printer = False
    ward.wait(dialog.isActiveWindow)
    ward.press("Return")

    assert ward.keys.count == 2
    saved = list(documents.iterdir())
    assert [file.suffix for file in saved] == [".pdf"]
    assert saved[0].read_bytes().startswith(b"%PDF")
    assert ward.window.message.text == f"Blank sheets saved as {saved[0]}."
    ward.wait(lambda: QApplication.activeModalWidget() is None)


def test_blank_sheets_without_a_trial_say_what_to_do(ward: Ward) -> None:
    ward.press("Ctrl+P")

    assert ward.window.message.text.startswith("Open a trial first")


def test_n10_three_days_are_typed_in_sixty_keys_and_stored_as_late_and_paper(ward: Ward) -> None:
    section = open_paper(ward)

    type_three_days(ward)
    ward.press("Ctrl+S")

    stored = [entry for entry in ward.current if entry.source is Source.PAPER]
    assert ward.keys.count <= 60
    assert [str(entry.observed_at) for entry in stored] == [
        "2026-03-03 08:15:00+00:00",
        "2026-03-04 08:15:00+00:00",
        "2026-03-05 08:15:00+00:00",
    ]
    assert [entry.values["respiratory_rate"] for entry in stored] == [14, 13, 15]
    assert [entry.values["function"] for entry in stored] == [2, 1, 2]
    assert stored[-1].values["side_effect:constipation"] == 0
    assert ward.window.message.text == "3 rows saved 14:05 as paper sheet."
    assert section.get_form() == ""
    assert all(entry.is_late for entry in stored)


def test_rows_typed_from_paper_are_told_as_late_and_paper_in_the_table(ward: Ward) -> None:
    open_paper(ward)
    type_three_days(ward)
    ward.press("Ctrl+S")

    ward.press("Ctrl+E")

    status = next(n for n, column in enumerate(COLUMNS) if column.key == "status")
    model = ward.page.entries.model
    assert model.data(model.index(0, status)) == "Current · late, paper"


def test_an_impossible_value_is_refused_in_its_cell_and_the_rest_can_be_typed(ward: Ward) -> None:
    section = open_paper(ward)
    ward.keys.press("Return")
    ward.keys.type_text("345237")
    ward.keys.type_text("7" + "2")
    ward.keys.press("Tab")
    ward.keys.type_text("14")

    ward.press("Ctrl+S")

    assert section.grid.place == (0, "sedation")
    assert section.model.get_text((0, "respiratory_rate")) == "14"
    assert section.foot.cell.text().endswith("no level of Sedation score: choose 0, 1, 2 or 3.")
    assert len(ward.stored) == 2


def test_what_is_refused_is_corrected_and_stored(ward: Ward) -> None:
    open_paper(ward)
    ward.keys.press("Return")
    ward.keys.type_text("3452377")
    ward.press("Ctrl+S")

    ward.keys.type_text("2")
    ward.press("Ctrl+S")

    assert ward.current[-1].values["sedation"] == 2
    assert ward.current[-1].values["function"] == 7


def test_an_improbable_value_is_asked_about_once_and_kept(ward: Ward) -> None:
    section = open_paper(ward)
    ward.keys.press("Return")
    ward.keys.type_text("9")

    ward.press("Ctrl+S")
    asked = section.notice.text.accessibleName()
    stored_first = len(ward.stored)
    ward.press("Ctrl+S")

    assert asked == "Row 1, 05-Mar-2026 12:00: Rest, now 9 is far from the last (3)."
    assert stored_first == 2
    assert ward.current[-1].values["pain_rest"] == 9


def test_a_row_is_compared_with_the_rows_before_it(ward: Ward) -> None:
    section = open_paper(ward)
    ward.keys.type_text("-2d")
    ward.keys.press("Tab")
    ward.keys.type_text("08003")
    ward.keys.press("Return")
    ward.keys.press("Return")
    ward.keys.type_text("9")

    ward.press("Ctrl+S")

    assert "Rest, now 9 is far from the last (3)." in section.notice.text.text()


def test_diastolic_above_systolic_is_refused_in_the_grid_too(ward: Ward) -> None:
    section = open_paper(ward)
    ward.keys.press("Return")
    section.grid.go_to((0, "systolic"))
    ward.keys.type_text("80")
    ward.keys.press("Tab")
    ward.keys.type_text("120")

    ward.press("Ctrl+S")

    assert section.grid.place == (0, "diastolic")
    assert len(ward.stored) == 2


def test_a_week_of_diary_is_typed_day_by_day(ward: Ward) -> None:
    section = open_paper(ward)
    section.show_mode(Mode.DIARY)
    ward.keys.count = 0
    type_lines(ward, ["79568"] * 7)

    ward.press("Ctrl+S")

    stored = [entry for entry in ward.current if entry.source is Source.PATIENT_DIARY]
    assert [str(entry.observed_at)[:16] for entry in stored] == [
        f"2026-02-{day} 12:00" for day in (23, 24, 25, 26, 27, 28)
    ] + ["2026-03-01 12:00"]
    assert stored[0].values == dict(zip(DIARY_KEYS, map(Decimal, (7, 9, 5, 6, 8)), strict=True))
    assert ward.keys.count == 7 * 6 + 1


def test_a_diary_day_without_a_line_stays_unknown(ward: Ward) -> None:
    section = open_paper(ward)
    section.show_mode(Mode.DIARY)
    type_lines(ward, ["7", "", "6"])

    ward.press("Ctrl+S")

    stored = [entry for entry in ward.current if entry.source is Source.PATIENT_DIARY]
    assert [entry.observed_at.day for entry in stored] == [23, 25]


def test_what_is_typed_from_paper_is_there_again_after_the_window_was_closed(
    ward: Ward, open_window: OpenWard
) -> None:
    open_paper(ward)
    ward.keys.press("Return")
    ward.keys.type_text("345-a")
    ward.window.close()
    ward.wait(lambda: not ward.window.isVisible())

    again = open_window(ward.path)
    section = open_paper(again)

    assert section.model.rows[0].cells == {
        "pain_rest": "3",
        "pain_movement": "4",
        "pain_worst": "5",
        "pain_least": "-a",
    }
    assert len(again.stored) == 2


def test_ctrl_z_takes_back_what_was_typed_last(ward: Ward) -> None:
    section = open_paper(ward)
    ward.keys.press("Return")
    ward.keys.type_text("34")

    ward.keys.press("Ctrl+Z")

    assert section.model.rows[0].cells == {"pain_rest": "3"}
