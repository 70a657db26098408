"""A clinic on a fresh store, and a trial registered in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.factories import make_details, make_patient_details
from tests.stores import make_empty_store
from trialtracker.db.store import Store, open_store
from trialtracker.services.clinic import Clinic
from trialtracker.services.results import Snapshot


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "clinic.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = open_store(str(make_empty_store(path)))
    yield opened
    opened.close()


@pytest.fixture
def clinic(store: Store, clock: FakeClock) -> Clinic:
    return Clinic(store, clock, "tester")


@pytest.fixture
def opened(clinic: Clinic) -> Snapshot:
    return clinic.register(make_patient_details(), make_details())
