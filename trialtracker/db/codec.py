"""Frozen values as JSON and back: the same value always gives the same bytes.

msgspec is loaded when the first value passes: a store without sets of its own opens without it.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, TypeVar

T = TypeVar("T")


class UnreadableError(ValueError):
    """A text that is not the value it should be."""


def to_json(value: object) -> bytes:
    """Return a value as JSON with its keys in a fixed order; fractions as "n/d", exact."""
    import msgspec

    return msgspec.json.encode(value, enc_hook=_encode, order="deterministic")


def from_json(text: bytes, kind: type[T]) -> T:
    """Return the value that was stored; what it did not know yet has its default.

    Raises:
        UnreadableError: for text that is not such a value.
    """
    import msgspec

    try:
        return msgspec.json.decode(text, type=kind, dec_hook=_decode)
    except msgspec.DecodeError as fault:
        raise UnreadableError(str(fault)) from None


def _encode(value: object) -> object:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, Mapping):
        return dict(value)
    raise NotImplementedError(f"{type(value).__name__} has no stored form.")


def _decode(kind: type[Any], stored: Any) -> Any:
    if kind is Fraction:
        try:
            return Fraction(stored)
        except ZeroDivisionError:
            raise ValueError(f"{stored} is no number.") from None
    raise NotImplementedError(f"{kind.__name__} has no stored form.")
