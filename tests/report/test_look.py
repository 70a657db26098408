import numpy as np
import pytest

from tests.report.references import KINDS, draw_page, read_reference

STEP = 48
"""16 shades are kept, at most 16 apart; another processor may round an edge to the next few."""

MOST_CHANGED = 0.004
"""Keeping 16 shades changes 0.0006 of a page; a line that comes or goes moves 0.1 of it."""


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_looks_as_it_was_meant_to(kind: str) -> None:
    drawn, kept = draw_page(kind), read_reference(kind)

    assert drawn.shape == kept.shape
    assert np.mean(np.abs(drawn - kept) > STEP) < MOST_CHANGED


def test_a_page_with_one_line_moved_would_be_noticed() -> None:
    kept = read_reference("signed")

    moved = np.roll(kept, 5, axis=0)

    assert np.mean(np.abs(moved - kept) > STEP) > 10 * MOST_CHANGED
