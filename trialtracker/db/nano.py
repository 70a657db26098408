"""Values as they are stored: integer billionths of the measure's unit, so every one is exact."""

from decimal import Decimal

from trialtracker.clinical.precision import MOST_DECIMALS

_BILLION = 10**MOST_DECIMALS


def to_nano(value: Decimal) -> int:
    """Return a value in billionths.

    Raises:
        ValueError: if it has more decimals than the store keeps.
    """
    scaled = value.scaleb(MOST_DECIMALS)
    nano = int(scaled)
    if nano != scaled:
        raise ValueError(f"{value} has more than {MOST_DECIMALS} decimals.")
    return nano


def from_nano(nano: int) -> Decimal:
    """Return billionths as a value without trailing zeros: 7, 6.75."""
    whole, rest = divmod(nano, _BILLION)
    return Decimal(whole) if rest == 0 else Decimal(nano).scaleb(-MOST_DECIMALS).normalize()
