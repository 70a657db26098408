"""Values as they are stored: integer thousandths of the measure's unit, so every one is exact."""

from decimal import Decimal


def to_milli(value: Decimal) -> int:
    """Return a value in thousandths.

    Raises:
        ValueError: if it has more than three decimals, which the store would lose.
    """
    scaled = value.scaleb(3)
    milli = int(scaled)
    if milli != scaled:
        raise ValueError(f"{value} has more than three decimals.")
    return milli


def from_milli(milli: int) -> Decimal:
    """Return thousandths as a value without trailing zeros: 7, 6.75."""
    whole, rest = divmod(milli, 1000)
    return Decimal(whole) if rest == 0 else (Decimal(milli) / 1000).normalize()
