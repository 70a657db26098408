"""Frozen values come back from JSON as they were, and always as the same bytes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

import msgspec
import pytest

from tests.factories import START, make_dose, make_entry, make_trial
from trialtracker.clinical.criteria_sets import CriteriaSet
from trialtracker.clinical.shipped_sets import SHIPPED_SETS
from trialtracker.clinical.trial import Trial
from trialtracker.db.codec import UnreadableError, from_json, to_json


@pytest.mark.parametrize("criteria_set", SHIPPED_SETS, ids=lambda each: each.title)
def test_a_criteria_set_comes_back_equal(criteria_set: CriteriaSet) -> None:
    dated = replace(criteria_set, effective_from=date(2026, 3, 2), relief_percent=Fraction(100, 3))

    assert from_json(to_json(dated), CriteriaSet) == dated


def test_a_set_stored_before_a_field_was_added_has_its_default() -> None:
    stored = msgspec.json.decode(to_json(SHIPPED_SETS[0]))
    del stored["relief_hours"]

    assert from_json(msgspec.json.encode(stored), CriteriaSet) == SHIPPED_SETS[0]


def test_a_trial_comes_back_equal() -> None:
    entry = make_entry(START, {"pain_rest": Decimal("4.125"), "side_effect:nausea": 2})
    trial = make_trial([entry], doses=[make_dose()])

    assert from_json(to_json(trial), Trial) == trial


def test_the_same_values_give_the_same_bytes_in_whatever_order_they_came() -> None:
    one = make_entry(START, {"pain_rest": 3, "pain_worst": 7})
    other = one._replace(values={"pain_worst": Decimal(7), "pain_rest": Decimal(3)})

    assert to_json(one) == to_json(other)


def test_a_mapping_that_is_only_looked_at_is_stored_as_any_other() -> None:
    entry = make_entry(START, {"pain_rest": 3})
    looked_at = entry._replace(values=MappingProxyType(dict(entry.values)))

    assert to_json(looked_at) == to_json(entry)


def test_a_value_without_a_stored_form_is_refused() -> None:
    with pytest.raises(NotImplementedError, match="complex has no stored form"):
        to_json(1j)


def test_a_kind_without_a_stored_form_is_refused() -> None:
    with pytest.raises(NotImplementedError, match="complex has no stored form"):
        from_json(b'"1j"', complex)


@pytest.mark.parametrize("text", [b"", b"no JSON", b"[]", b'{"name": 3}'])
def test_a_text_that_is_no_such_value_is_unreadable(text: bytes) -> None:
    with pytest.raises(UnreadableError):
        from_json(text, CriteriaSet)
