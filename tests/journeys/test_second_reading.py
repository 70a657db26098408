from tests.journeys.paper_typing import open_paper, type_lines
from tests.journeys.ward import Ward
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.ui.paper_rows import Mode
from trialtracker.ui.paper_section import PaperSection


def read_again(ward: Ward, section: PaperSection, name: str, lines: list[str]) -> None:
    """Go to the second reading as another person, and type lines."""
    section.show_mode(Mode.SECOND)
    section.head.name.setFocus()
    ward.keys.type_text(name)
    section.grid.setFocus()
    type_lines(ward, lines)
    ward.press("Ctrl+S")


def store_two_rows(ward: Ward) -> PaperSection:
    section = open_paper(ward)
    ward.keys.type_text("-2d")
    ward.keys.press("Tab")
    ward.keys.type_text("080034523")
    ward.keys.press("Return", "Return")
    ward.keys.type_text("2342")
    ward.press("Ctrl+S")
    assert len(ward.current) == 4
    return section


def test_a_second_reading_that_agrees_verifies_the_entries(ward: Ward) -> None:
    section = store_two_rows(ward)

    read_again(ward, section, "A. Second", ["34523", "2342"])

    readings = ward.read().trial.verifications
    assert [(r.author, r.mismatches) for r in readings] == [("A. Second", "")] * 2
    assert ward.window.message.text == "2 rows read again by A. Second: no difference."
    assert section.model.rows == ()
    assert not section.notice.isVisible()


def test_a_second_reading_that_differs_lists_every_cell(ward: Ward) -> None:
    section = store_two_rows(ward)

    read_again(ward, section, "A. Second", ["3462-d", "2342"])

    assert section.notice.text.accessibleName() == (
        "03-Mar-2026 08:00 Worst, last 24 h: first 5, second 6\n"
        "03-Mar-2026 08:00 Average, last 24 h: first 3, second declined"
    )
    assert ward.window.message.text == "2 rows read again by A. Second: 2 differences."
    assert [entry.values["pain_worst"] for entry in ward.current[:2]] == [5, 4]


def test_the_second_person_does_not_see_what_was_typed_first(ward: Ward) -> None:
    section = store_two_rows(ward)

    section.show_mode(Mode.SECOND)

    assert [row.day for row in section.model.rows] == ["03-Mar-2026"] * 2
    assert [dict(row.cells) for row in section.model.rows] == [{}, {}]
    assert section.head.group.buttons()[2].text() == "Second &reading (2)"


def test_who_typed_the_rows_cannot_read_them_again(ward: Ward) -> None:
    section = store_two_rows(ward)

    read_again(ward, section, "Nurse", ["34523"])

    assert section.head.problem.text() == (
        "nurse typed the entry: another person has to read it again."
    )
    assert ward.read().trial.verifications == ()
    assert section.model.rows[0].cells["pain_worst"] == "5"


def test_a_second_reading_without_a_name_or_a_row_says_what_is_missing(ward: Ward) -> None:
    section = store_two_rows(ward)
    section.show_mode(Mode.SECOND)

    ward.press("Ctrl+S")

    assert (
        section.summary.lines[0]
        .accessibleName()
        .endswith("Nothing is typed yet: read a row again.")
    )


def test_an_entry_that_was_read_again_says_by_whom(ward: Ward) -> None:
    section = store_two_rows(ward)
    read_again(ward, section, "A. Second", ["34623", "2342"])
    ward.press("Ctrl+E")
    entries = ward.page.entries

    entries.table.select_row(entries.model.find_row(ward.current[0].entry_id))
    differing = entries.detail.text()
    entries.table.select_row(entries.model.find_row(ward.current[1].entry_id))

    assert "Read again by A. Second, 05-Mar-2026 14:05. Differences: 03-Mar-2026 08:00 Worst" in (
        differing
    )
    assert "Verified by A. Second, 05-Mar-2026 14:05" in entries.detail.text()


def test_a_clinic_that_verifies_paper_is_asked_for_the_second_reading_at_once(ward: Ward) -> None:
    ward.jobs.run(
        lambda clinic: clinic.house.change_settings(ClinicSettings(verify_paper=True), "Policy"),
        lambda _: None,
        ward.window.show_failure,
    )
    ward.settle()

    section = store_two_rows(ward)

    assert section.mode is Mode.SECOND
    assert section.head.name.hasFocus()
    assert section.model.rowCount() == 2
