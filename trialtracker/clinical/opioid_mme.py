"""Oral morphine milligram equivalents of one dose, exact, and the words that go with them."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from trialtracker.clinical.choices import Choice
from trialtracker.clinical.opioid_names import find_opioid, find_unit, format_drug
from trialtracker.clinical.opioid_terms import Opioid, Standing

CAUTION = "MME are an estimate of the daily load; do not use them to choose a rotation dose."
"""Printed with every MME, as the CDC prints it with its table."""

_EXTRA_CAUTIONS = {
    "methadone": "Extra caution with methadone: its half-life is long and varies.",
    "fentanyl_patch": "Extra caution with fentanyl patches: uptake varies, and rises with heat.",
}


class MmeStatus(Choice):
    """Why a dose has an MME, or none."""

    COUNTED = "counted", "Counted"
    EXCLUDED = "excluded", "Excluded"
    NO_FACTOR = "no_factor", "No CDC factor"
    UNKNOWN_DRUG = "unknown_drug", "Drug not known"
    WRONG_UNIT = "wrong_unit", "Unit does not fit"
    NO_DOSE = "no_dose", "Dose not recorded"


@dataclass(frozen=True, slots=True)
class Mme:
    """The MME of one dose; amount is None unless it is counted, which is never the same as 0."""

    status: MmeStatus
    name: str
    opioid: Opioid | None = None
    amount: Fraction | None = None


def get_mme(drug: str, dose: Decimal | None, unit: str, times: int = 1) -> Mme:
    """Return the MME of a dose taken so many times in a day, or worn as so many patches.

    drug and unit are keys or words. The dose is never one given by pump or injection.
    """
    known_unit = find_unit(unit)
    opioid = find_opioid(drug, known_unit)
    if opioid is None:
        return Mme(MmeStatus.UNKNOWN_DRUG, format_drug(drug))
    if opioid.standing is Standing.EXCLUDED:
        return Mme(MmeStatus.EXCLUDED, opioid.label, opioid)
    if opioid.factor is None:
        return Mme(MmeStatus.NO_FACTOR, opioid.label, opioid)
    if dose is None:
        return Mme(MmeStatus.NO_DOSE, opioid.label, opioid)
    if known_unit not in opioid.units:
        return Mme(MmeStatus.WRONG_UNIT, opioid.label, opioid)
    amount = Fraction(dose) * times * Fraction(opioid.factor)
    return Mme(MmeStatus.COUNTED, opioid.label, opioid, amount)


def get_cautions(opioids: Collection[Opioid]) -> tuple[str, ...]:
    """Return what is printed with the MME of these drugs."""
    keys = {opioid.key for opioid in opioids}
    return (CAUTION, *(words for key, words in _EXTRA_CAUTIONS.items() if key in keys))
