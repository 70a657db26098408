"""What stands beside the entries comes back from the store exactly as it was given."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import FakeClock
from tests.factories import START, make_details, make_patient_details, next_id
from tests.stores import make_empty_store
from trialtracker.clinical.plan import NO_PLAN, Plan, PlannedDrug, PlannedStep, Template
from trialtracker.clinical.record import (
    Acknowledgement,
    BlindContent,
    BlindedDose,
    EffectDetail,
    Fact,
    Intake,
)
from trialtracker.clinical.record_choices import (
    DoseKind,
    DoseReason,
    EffectAction,
    FindingAction,
    IntakeKind,
    Relation,
)
from trialtracker.clinical.settings import ClinicSettings
from trialtracker.clinical.trial import DoseEvent, Trial
from trialtracker.db import doses, house, plans, record_tables, records
from trialtracker.db.errors import StorageError
from trialtracker.db.store import Store, Transaction, open_store
from trialtracker.db.whole_trial import load_trial_by_no
from trialtracker.services.clinic import Clinic

WHO = "tester"
PLAN = Plan(
    drugs=(PlannedDrug("morphine", 1_000_000), PlannedDrug("bupivacaine")),
    steps=(PlannedStep(0, DoseKind.RATE, (500_000, 2_000_000)),),
    schedule="hourly",
    is_blinded=True,
    rescue_drug="oxycodone",
    rescue_dose="2.5",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(make_empty_store(tmp_path / "clinic.sqlite")))
    yield opened
    opened.close()


@pytest.fixture
def trial(store: Store, clock: FakeClock) -> Trial:
    clock.now = START
    return Clinic(store, clock, WHO).register(make_patient_details(), make_details()).trial


def write(store: Store, act: Callable[[Transaction], object]) -> Trial:
    with store.write(WHO, START) as tx:
        act(tx)
        return load_trial_by_no(tx.connection, 1)


def make_intake(**changes: Any) -> Intake:
    intake = Intake(
        next_id().replace("-", ""),
        IntakeKind.TAKEN,
        "oxycodone",
        Decimal("2.5"),
        "mg",
        2,
        START,
        author=WHO,
        recorded_at=START,
    )
    return intake._replace(**changes)


def make_detail(**changes: Any) -> EffectDetail:
    detail = EffectDetail(
        next_id().replace("-", ""),
        "nausea",
        START,
        None,
        Relation.DRUG,
        EffectAction.REDUCED,
        "ondansetron",
        WHO,
        START,
    )
    return replace(detail, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"kind": IntakeKind.PATCH, "until": START + timedelta(days=3), "unit": "micrograms/h"},
        {"kind": IntakeKind.NONE, "drug": "", "dose": None, "unit": "", "times": 0},
        {"is_rescue": False, "note": "from home", "entry_id": "e" * 32},
    ],
)
def test_an_intake_comes_back_as_it_was(
    store: Store, trial: Trial, changes: dict[str, Any]
) -> None:
    intake = make_intake(**changes)

    stored = write(store, lambda tx: records.insert_intake(tx, 1, intake))

    assert stored.intakes == (intake,)


@pytest.mark.parametrize(
    "changes",
    [
        {"dose": Decimal(0)},
        {"dose": None},
        {"unit": ""},
        {"times": -1},
        {"until": START - timedelta(hours=1)},
    ],
)
def test_the_database_refuses_an_impossible_intake_by_itself(
    store: Store, trial: Trial, changes: dict[str, Any]
) -> None:
    with pytest.raises(StorageError):
        write(store, lambda tx: records.insert_intake(tx, 1, make_intake(**changes)))


def test_an_episode_comes_back_as_it_was(store: Store, trial: Trial) -> None:
    detail = make_detail(ended_at=START + timedelta(hours=5))

    stored = write(store, lambda tx: records.insert_detail(tx, 1, detail))

    assert stored.effect_details == (detail,)


def test_the_database_refuses_an_end_before_the_onset_by_itself(store: Store, trial: Trial) -> None:
    detail = make_detail(ended_at=START - timedelta(seconds=1))

    with pytest.raises(StorageError):
        write(store, lambda tx: records.insert_detail(tx, 1, detail))


def test_facts_come_back_in_the_order_they_were_stated(store: Store, trial: Trial) -> None:
    first = Fact("a" * 32, "goal", "walk to the shop", "", WHO, START)
    second = Fact("b" * 32, "goal", "sleep through", "changed", WHO, START)

    write(store, lambda tx: records.insert_fact(tx, 1, first))
    stored = write(store, lambda tx: records.insert_fact(tx, 1, second))

    assert stored.facts == (first, second)


def test_an_acknowledgement_comes_back_as_it_was(store: Store, trial: Trial) -> None:
    seen = Acknowledgement(
        "a" * 32,
        "rr:1",
        FindingAction.OTHER,
        "oxygen",
        resolved=True,
        author=WHO,
        recorded_at=START,
    )

    stored = write(store, lambda tx: records.insert_acknowledgement(tx, 1, seen))

    assert stored.acknowledgements == (seen,)


def test_a_dose_event_comes_back_as_it_was(store: Store, trial: Trial) -> None:
    event = DoseEvent(
        "a" * 32,
        START,
        "morphine",
        0,
        WHO,
        DoseKind.BOLUS,
        200_000,
        "g" * 32,
        1_000_000,
        20_000,
        DoseReason.RELIEF,
        "slowly",
        "second nurse",
        "ten times the last",
    )

    stored = write(store, lambda tx: doses.insert_doses(tx, 1, [event]))

    assert stored.doses == (event,)


def test_what_was_in_a_coded_syringe_is_no_part_of_the_trial_before_the_break(
    store: Store, trial: Trial
) -> None:
    dose = BlindedDose("a" * 32, START, DoseKind.BOLUS, "K7", WHO)

    def seal(tx: Transaction) -> None:
        doses.insert_content(tx, 1, BlindContent("K7", "morphine 0.2 mg"))
        doses.insert_blinded(tx, 1, dose)

    stored = write(store, seal)

    assert stored.blinded_doses == (dose,)
    assert stored.blind_breaks == ()
    assert "0.2 mg" not in repr(stored)


def test_a_broken_blind_says_what_who_and_why(store: Store, trial: Trial) -> None:
    def break_blind(tx: Transaction) -> None:
        doses.insert_content(tx, 1, BlindContent("K7", "saline"))
        doses.insert_break(tx, 1, "b" * 32, "K7", "Dr Test", "arrest")

    stored = write(store, break_blind)

    assert [(b.content.contents, b.author, b.reason) for b in stored.blind_breaks] == [
        ("saline", "Dr Test", "arrest")
    ]


def test_a_plan_comes_back_as_it_was() -> None:
    assert plans.from_text(plans.to_text(PLAN)) == PLAN
    assert plans.from_text(plans.to_text(NO_PLAN)) == NO_PLAN


def test_the_latest_setting_counts_and_only_what_differs_is_stored(store: Store) -> None:
    chosen = ClinicSettings(clinic_phone="0123", observation_hours=6)

    with store.write(WHO, START) as tx:
        house.save_settings(tx, ClinicSettings(clinic_phone="0000"), "first")
        house.save_settings(tx, chosen, "second")
        stored = house.load_settings(tx.connection)
        rows = tx.connection.execute(record_tables.setting.select()).fetchall()

    assert stored == chosen
    assert [row.name for row in rows] == ["clinic_phone", "clinic_phone", "observation_hours"]


def test_a_retired_template_is_no_longer_offered(store: Store) -> None:
    kept = Template("a" * 32, "Morphine, 3 days", PLAN, WHO)

    with store.write(WHO, START) as tx:
        house.save_template(tx, kept)
        offered = house.list_templates(tx.connection)
        house.save_template(tx, kept, is_retired=True)
        after = house.list_templates(tx.connection)

    assert offered == (kept,)
    assert after == ()
