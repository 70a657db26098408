"""Frozen values as JSON and back: the same value always gives the same bytes."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def to_json(value: object) -> bytes:
    """Return a value as JSON with its keys in a fixed order; fractions as "n/d", exact."""
    return msgspec.json.encode(value, enc_hook=_encode, order="deterministic")


def from_json(text: bytes, kind: type[T]) -> T:
    """Return the value that was stored; what it did not know yet has its default.

    Raises:
        msgspec.ValidationError: for text that is not such a value.
    """
    return msgspec.json.decode(text, type=kind, dec_hook=_decode)


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
