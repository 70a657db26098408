"""The one reader and writer of doses: integer nanograms inside, units in words outside."""

import re
from collections.abc import Iterable
from decimal import Decimal

from trialtracker.clinical.choices import Choice

_SMALLEST_IN_MILLIGRAMS = 100_000  # ng; below 0.1 mg a dose reads better in micrograms
_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_AMOUNT = re.compile(
    rf"{_NUMBER}\s*(?P<unit>[^\W\d_]+)?\s*(?P<per>/\s*[^\W\d_]+|per\s+[^\W\d_]+)?", re.ASCII
)
_LONGEST_SHOWN = 40
_MOST_DIGITS = 24


class DoseUnit(Choice):
    """The unit that a dose is written in; never the letter mu (ISMP)."""

    MILLIGRAMS = "milligrams", "mg"
    MICROGRAMS = "micrograms", "micrograms"

    @property
    def nanograms(self) -> int:
        """Return how many nanograms one of this unit has."""
        return 1_000_000 if self is DoseUnit.MILLIGRAMS else 1_000


class Per(Choice):
    """What a dose is counted by; the label stands behind the unit."""

    DOSE = "dose", ""
    DAY = "day", "/day"
    ML = "ml", "/mL"


_UNITS = {
    **dict.fromkeys(("mg", "milligram", "milligrams"), DoseUnit.MILLIGRAMS),
    **dict.fromkeys(("mcg", "ug", "microgram", "micrograms"), DoseUnit.MICROGRAMS),
}
_PERS = {"": Per.DOSE, "day": Per.DAY, "d": Per.DAY, "24h": Per.DAY, "ml": Per.ML}
_MU = str.maketrans({"\N{MICRO SIGN}": "u", "\N{GREEK SMALL LETTER MU}": "u"})


def get_dose_unit(amounts_ng: Iterable[int], usual: DoseUnit = DoseUnit.MILLIGRAMS) -> DoseUnit:
    """Return the one unit in which all the amounts of a drug read as plain numbers."""
    amounts = [amount for amount in amounts_ng if amount]
    if usual is DoseUnit.MICROGRAMS or (amounts and min(amounts) < _SMALLEST_IN_MILLIGRAMS):
        return DoseUnit.MICROGRAMS
    return DoseUnit.MILLIGRAMS


def format_amount(amount_ng: int, unit: DoseUnit) -> str:
    """Return the exact number without unit: 0.5, never .5 or 0.50; 1,250 with its comma."""
    return _format_number(amount_ng, unit.nanograms)


def format_dose(amount_ng: int, unit: DoseUnit, per: Per = Per.DOSE) -> str:
    """Return '0.5 mg', '25 micrograms', '1,250 micrograms/day', '1 mg/mL'."""
    return f"{format_amount(amount_ng, unit)} {unit.label}{per.label}"


def format_volume(volume_ul: int) -> str:
    """Return '20 mL'."""
    return f"{_format_number(volume_ul, 1_000)} mL"


def parse_dose(text: str, per: Per = Per.DOSE, implied: DoseUnit | None = None) -> int:
    """Return the nanograms (of a bolus, a day or a millilitre) that were typed.

    implied is the unit shown beside the field; a unit that is typed takes its place.

    Raises:
        ValueError: with a sentence for people, if the text is no exact dose of that kind.
    """
    found = _AMOUNT.fullmatch(" ".join(text.translate(_MU).split()))
    if found is None:
        raise ValueError(_refuse(text, f"write it like {_example(per)}"))
    unit = _get_unit(text, found["unit"], per, implied)
    _check_per(text, found["per"], per)
    return _to_whole(text, found["number"], unit.nanograms, "a nanogram")


def parse_volume(text: str) -> int:
    """Return the microlitres of a volume typed in mL, with or without its unit.

    Raises:
        ValueError: with a sentence for people, if the text is no exact volume.
    """
    typed = " ".join(text.split())
    if not typed:
        raise ValueError("The volume is missing: write it like 20 mL.")
    found = re.fullmatch(rf"{_NUMBER}\s*(?:ml|mL|ML)?", typed, re.ASCII)
    if found is None:
        raise ValueError(f"{_show(text)} is not a volume: write it like 20 mL.")
    return _to_whole(text, found["number"], 1_000, "a microlitre")


def _get_unit(text: str, typed: str | None, per: Per, implied: DoseUnit | None) -> DoseUnit:
    if typed is None and implied is not None:
        return implied
    if typed is None:
        raise ValueError(f"{_show(text)} has no unit: write it like {_example(per)}.")
    unit = _UNITS.get(typed.casefold())
    if unit is None:
        raise ValueError(_refuse(text, "the unit is mg or micrograms"))
    return unit


def _check_per(text: str, typed: str | None, per: Per) -> None:
    """Refuse a dose of another kind; a bolus is never read as a rate, nor a rate as a bolus."""
    if typed is None:
        return
    named = _PERS.get(re.sub(r"^(/|per)\s*", "", typed).casefold())
    if named is not per:
        raise ValueError(f"{_show(text)} does not fit here: write it like {_example(per)}.")


def _to_whole(text: str, number: str, scale: int, finest: str) -> int:
    digits = number.replace(",", "")
    if len(digits) > _MOST_DIGITS:
        raise ValueError(f"{_show(text)} has too many digits: check it.")
    scaled = Decimal(digits) * scale
    if scaled != scaled.to_integral_value():
        raise ValueError(f"{_show(text)} is finer than {finest}: use fewer decimals.")
    return int(scaled)


def _format_number(amount: int, scale: int) -> str:
    whole, rest = divmod(amount, scale)
    fraction = f"{Decimal(rest) / scale:f}".partition(".")[2].rstrip("0")
    return f"{whole:,}.{fraction}" if fraction else f"{whole:,}"


def _refuse(text: str, fix: str) -> str:
    if not text.strip():
        return f"The amount is missing: {fix}."
    if re.search(r"\d,\d", text):
        fix = "write 0.5 with a point; a comma only stands before three digits, as in 1,250"
    return f"{_show(text)} is not a dose: {fix}."


def _example(per: Per) -> str:
    return f"0.5 mg{per.label} or 25 micrograms{per.label}"


def _show(text: str) -> str:
    shown = " ".join(text.split())
    return f"“{shown if len(shown) <= _LONGEST_SHOWN else shown[:_LONGEST_SHOWN] + '…'}”"
