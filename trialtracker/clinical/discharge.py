"""The words of the discharge sheet: whose it is, the after-care, and whom to call."""

from datetime import date

from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.time import format_date
from trialtracker.clinical.trial import PatientDetails

TITLE = "After your screening trial"
NO_PHONE = "No telephone number is set: Settings, Ctrl+comma. The sheet has an empty line for it."
_EMPTY_LINE = "______________________________"


def format_discharge_sheet(
    patient: PatientDetails, settings: ClinicSettings, shipped: str, on: date
) -> str:
    """Return the sheet as plain text; shipped is the wording of a clinic that has none of its own.

    The telephone number stands below any wording: a sheet never goes out without its place.
    """
    wording = get_wording(settings, shipped)
    name = " ".join(f"{patient.given_name} {patient.family_name}".split())
    clinic = settings.clinic_name.strip()
    parts = (clinic, TITLE, f"{name}, {format_date(on)}", wording, format_call(settings))
    return "\n\n".join(part for part in parts if part) + "\n"


def get_wording(settings: ClinicSettings, shipped: str) -> str:
    """Return the clinic's after-care, or the shipped one where it has none of its own."""
    return settings.discharge_text.strip() or shipped.strip()


def format_call(settings: ClinicSettings) -> str:
    """Return whom to call; without a number in the settings there is a line to write one on."""
    clinic = settings.clinic_name.strip() or "the clinic"
    return f"Call {clinic}: {settings.clinic_phone.strip() or _EMPTY_LINE}"
