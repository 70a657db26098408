"""What stands on the discharge sheet."""

from datetime import date

import pytest

from tests.factories import make_patient_details
from trialtracker.clinical.discharge import format_discharge_sheet
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.paths import resources

ON = date(2026, 3, 9)
SHIPPED = "Rest.\n"
LEAFLET = (resources() / "texts" / "discharge.txt").read_text(encoding="utf-8")


def format_sheet(settings: ClinicSettings) -> str:
    return format_discharge_sheet(make_patient_details(), settings, SHIPPED, ON)


def test_the_sheet_names_clinic_patient_day_and_telephone() -> None:
    sheet = format_sheet(ClinicSettings(clinic_name="Hill clinic", clinic_phone="+1 555 0100"))

    assert sheet == (
        "Hill clinic\n\nAfter your screening trial\n\nAda Testcase, 09-Mar-2026\n\nRest.\n\n"
        "Call Hill clinic: +1 555 0100\n"
    )


def test_without_a_telephone_number_there_is_a_line_to_write_it_on() -> None:
    assert format_sheet(ClinicSettings()).endswith(f"Call the clinic: {'_' * 30}\n")


def test_the_clinics_own_wording_takes_the_place_of_the_shipped() -> None:
    sheet = format_sheet(ClinicSettings(discharge_text="Stay in bed.", clinic_phone="1"))

    assert "Stay in bed." in sheet
    assert "Rest." not in sheet
    assert sheet.endswith("Call the clinic: 1\n")


@pytest.mark.parametrize(
    "words",
    [
        "6 to 8 weeks: no exertion, no long sitting, no bending or twisting",
        "2 to 4 weeks: no housework, no lifting above 5 lb (2.3 kg), no driving",
        "at once for any reaction, for worsening pain, for swelling, or for any sign of infection",
    ],
)
def test_the_shipped_wording_is_the_leaflets_after_care(words: str) -> None:
    assert words in LEAFLET
