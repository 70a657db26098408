"""A review that was told to be signed is whole after a kill, and none is there by half."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.journeys.test_kill import KILLED, LIFETIMES_MS, run_until_killed
from tests.journeys.ward import ACTOR, fill_store
from trialtracker.db.store import Store, open_store
from trialtracker.services.clinic import Clinic

SIGNING_MS = [5 * lifetime_ms for lifetime_ms in LIFETIMES_MS]
"""Signing takes longer than recording, the first time above all."""

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="SIGKILL is what a power cut looks like on POSIX alone"
)


@contextmanager
def reopen(path: Path) -> Iterator[Store]:
    store = open_store(str(path))
    yield store
    store.close()


def read_decision(store: Store) -> str:
    with store.read() as connection:
        found: str = connection.exec_driver_sql("SELECT decision FROM trial").scalar_one()
    return found


@pytest.mark.parametrize("lifetime_ms", SIGNING_MS, ids=lambda ms: f"{ms:.0f}ms")
def test_f1_no_signed_review_is_lost_or_left_by_half_after_a_kill(
    store_path: Path, clock: FakeClock, lifetime_ms: float
) -> None:
    fill_store(store_path, clock)

    status, printed = run_until_killed("killed_signing", store_path, lifetime_ms)

    with reopen(store_path) as store:
        clinic = Clinic(store, clock, ACTOR)
        (trial_id,) = clinic.list_trial_ids()
        reviews = clinic.reviews.list_reviews(trial_id)
        decision = read_decision(store)
    decisions = [review.opinion and review.opinion.decision.value for review in reviews]
    assert status == KILLED
    assert set(printed.split()) <= {review.frozen.frozen_id for review in reviews}
    assert len(reviews) - len(printed.split()) in {0, 1}
    assert all(review.is_whole and review.opinion is not None for review in reviews)
    assert [len(review.notes) for review in reviews[:-1]] == [1] * len(reviews[:-1])
    assert [decision] == (decisions[-1:] or [""])
