"""The drugs of a screening trial, each with the limits beyond which a dose is asked about.

The limits say what is plausible by the intrathecal route, never what to give. Each names where it
comes from; what no source gives is a clinic default.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from trialtracker.clinical.units import DoseUnit, get_dose_unit

_MG = DoseUnit.MILLIGRAMS.nanograms
_UG = DoseUnit.MICROGRAMS.nanograms
_DEFAULT = "clinic default"
_PRIALT = "Prialt label"
_GRIDER = "Grider 2011, Pain Physician 14:343"
_LIORESAL = "lioresal.com"
_ANESKEY = "aneskey.com"
_CLONIDINE_TRIAL = "trial of 100 micrograms in CRPS, Pain 2015"


class Limit(NamedTuple):
    """One plausibility limit in nanograms (of a bolus, or per day), and where it comes from."""

    ng: int
    source: str = _DEFAULT


class Limits(NamedTuple):
    """The lowest and the highest that is plausible; None where nothing is known."""

    low: Limit | None = None
    high: Limit | None = None


@dataclass(frozen=True, slots=True)
class Drug:
    """One drug: key and label are stored and shown in lower case, as generic names are written.

    bolus and start are the plausible bolus and first rate, most the highest rate per day;
    names are other words that an allergy may be written with.
    """

    key: str
    unit: DoseUnit
    bolus: Limits
    start: Limits
    most: Limit | None
    names: tuple[str, ...] = ()
    is_opioid: bool = False

    @property
    def label(self) -> str:
        """Return the name as it is shown inside a sentence."""
        return self.key


DRUGS: tuple[Drug, ...] = (
    Drug(
        "morphine",
        DoseUnit.MILLIGRAMS,
        bolus=Limits(Limit(25 * _UG, _GRIDER), Limit(500 * _UG)),
        start=Limits(Limit(100 * _UG), Limit(500 * _UG)),
        most=Limit(15 * _MG),
        names=("morphin", "infumorph", "duramorph", "mitigo"),
        is_opioid=True,
    ),
    Drug(
        "hydromorphone",
        DoseUnit.MILLIGRAMS,
        bolus=Limits(Limit(25 * _UG), Limit(100 * _UG)),
        start=Limits(Limit(10 * _UG), Limit(150 * _UG)),
        most=Limit(10 * _MG),
        names=("hydromorphon", "dilaudid"),
        is_opioid=True,
    ),
    Drug(
        "fentanyl",
        DoseUnit.MICROGRAMS,
        bolus=Limits(Limit(15 * _UG), Limit(75 * _UG)),
        start=Limits(Limit(25 * _UG), Limit(75 * _UG)),
        most=Limit(1_000 * _UG),
        is_opioid=True,
    ),
    Drug(
        "sufentanil",
        DoseUnit.MICROGRAMS,
        bolus=Limits(Limit(5 * _UG), Limit(20 * _UG)),
        start=Limits(Limit(10 * _UG), Limit(20 * _UG)),
        most=Limit(500 * _UG),
        is_opioid=True,
    ),
    Drug(
        "bupivacaine",
        DoseUnit.MILLIGRAMS,
        bolus=Limits(Limit(500 * _UG), Limit(2_500 * _UG)),
        start=Limits(Limit(10 * _UG), Limit(4 * _MG)),
        most=Limit(20 * _MG, _ANESKEY),
        names=("bupivacain", "marcain", "local anaesthetic", "local anesthetic"),
    ),
    Drug(
        "clonidine",
        DoseUnit.MICROGRAMS,
        bolus=Limits(Limit(5 * _UG), Limit(100 * _UG, _CLONIDINE_TRIAL)),
        start=Limits(Limit(20 * _UG), Limit(100 * _UG)),
        most=Limit(600 * _UG),
        names=("clonidin", "catapres"),
    ),
    Drug(
        "ziconotide",
        DoseUnit.MICROGRAMS,
        bolus=Limits(Limit(1 * _UG), Limit(5 * _UG)),
        start=Limits(Limit(500), Limit(2_400, _PRIALT)),
        most=Limit(19_200, _PRIALT),
        names=("ziconotid", "prialt"),
    ),
    Drug(
        "baclofen",
        DoseUnit.MICROGRAMS,
        bolus=Limits(Limit(50 * _UG, _LIORESAL), Limit(100 * _UG)),
        start=Limits(),
        most=None,
        names=("lioresal", "gablofen"),
    ),
)

DRUG_BY_KEY = {drug.key: drug for drug in DRUGS}


def get_unit_of(drug: str, amounts_ng: Iterable[int]) -> DoseUnit:
    """Return the unit that all amounts of a drug are written in, of a trial or of a chart."""
    known = DRUG_BY_KEY.get(drug)
    return get_dose_unit(amounts_ng, DoseUnit.MILLIGRAMS if known is None else known.unit)
