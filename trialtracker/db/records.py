"""What stands beside the entries as rows: opioids, facts, courses, findings seen, readings."""

from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, select

from trialtracker.clinical.record import (
    Acknowledgement,
    EffectDetail,
    Fact,
    Intake,
    Verification,
)
from trialtracker.clinical.record_choices import (
    EffectAction,
    FindingAction,
    IntakeKind,
    Relation,
)
from trialtracker.db import record_tables as r
from trialtracker.db.driver import Query
from trialtracker.db.moments import to_moment, to_seconds
from trialtracker.db.nano import from_nano, to_nano
from trialtracker.db.store import Transaction


def _by_trial(table: Table, columns: str, order: str) -> Query:
    def build() -> Select[Any]:
        chosen = select(*(table.c[name] for name in columns.split()))
        return chosen.where(table.c.trial_no == bindparam("trial_no")).order_by(table.c[order])

    return Query(build)


def _stamp(tx: Transaction, trial_no: int) -> dict[str, Any]:
    return {"trial_no": trial_no, "recorded_s": tx.at_s, "actor": tx.actor}


# Opioids

_INTAKES = _by_trial(
    r.intake,
    "intake_id kind drug dose_nano unit times at_s until_s is_rescue entry_id note actor "
    "recorded_s supersedes_id is_void reason",
    "at_s",
)


def insert_intake(tx: Transaction, trial_no: int, intake: Intake) -> None:
    """Store one opioid intake, or the one that takes the place of another."""
    tx.insert(
        r.intake,
        {
            **_stamp(tx, trial_no),
            "intake_id": intake.intake_id,
            "supersedes_id": intake.supersedes_id,
            "entry_id": intake.entry_id,
            "kind": intake.kind.value,
            "drug": intake.drug,
            "dose_nano": None if intake.dose is None else to_nano(intake.dose),
            "unit": intake.unit,
            "times": intake.times,
            "at_s": int(intake.at.timestamp()),
            "until_s": to_seconds(intake.until),
            "is_rescue": intake.is_rescue,
            "note": intake.note,
            "reason": intake.reason,
            "is_void": intake.is_void,
        },
    )


def load_intakes(connection: Connection, trial_no: int) -> tuple[Intake, ...]:
    """Return every intake ever stored, the superseded and void ones included."""
    return tuple(
        Intake(
            row[0],
            IntakeKind(row[1]),
            row[2],
            None if row[3] is None else from_nano(row[3]),
            row[4],
            row[5],
            to_moment(row[6]),
            None if row[7] is None else to_moment(row[7]),
            row[8] == 1,
            row[9],
            row[10],
            row[11],
            to_moment(row[12]),
            row[13],
            row[14] == 1,
            row[15],
        )
        for row in _INTAKES.rows(connection, trial_no=trial_no)
    )


# Facts

_FACTS = _by_trial(r.fact, "fact_id item value note actor recorded_s", "fact_no")


def insert_fact(tx: Transaction, trial_no: int, fact: Fact) -> None:
    """Store one answer; an earlier one of the same item stays readable."""
    facts = {"fact_id": fact.fact_id, "item": fact.key, "value": fact.value, "note": fact.note}
    tx.insert(r.fact, {**_stamp(tx, trial_no), **facts})


def load_facts(connection: Connection, trial_no: int) -> tuple[Fact, ...]:
    """Return every answer in the order they were recorded."""
    return tuple(
        Fact(fact_id, item, value, note, actor, to_moment(recorded_s))
        for fact_id, item, value, note, actor, recorded_s in _FACTS.rows(
            connection, trial_no=trial_no
        )
    )


# Side effects over time

_DETAILS = _by_trial(
    r.effect_detail,
    "detail_id effect onset_s ended_s relation action treatment actor recorded_s supersedes_id "
    "is_void reason",
    "onset_s",
)


def insert_detail(tx: Transaction, trial_no: int, detail: EffectDetail) -> None:
    """Store what is known of one episode, or what takes the place of it."""
    tx.insert(
        r.effect_detail,
        {
            **_stamp(tx, trial_no),
            "detail_id": detail.detail_id,
            "supersedes_id": detail.supersedes_id,
            "effect": detail.effect,
            "onset_s": int(detail.onset_at.timestamp()),
            "ended_s": to_seconds(detail.ended_at),
            "relation": detail.relation.value,
            "action": detail.action.value,
            "treatment": detail.treatment,
            "reason": detail.reason,
            "is_void": detail.is_void,
        },
    )


def load_details(connection: Connection, trial_no: int) -> tuple[EffectDetail, ...]:
    """Return every description of an episode, the superseded ones included."""
    return tuple(
        EffectDetail(
            row[0],
            row[1],
            to_moment(row[2]),
            None if row[3] is None else to_moment(row[3]),
            Relation(row[4]),
            EffectAction(row[5]),
            row[6],
            row[7],
            to_moment(row[8]),
            row[9],
            row[10] == 1,
            row[11],
        )
        for row in _DETAILS.rows(connection, trial_no=trial_no)
    )


# Safety findings seen, and second readings

_ACKNOWLEDGEMENTS = _by_trial(
    r.acknowledgement,
    "acknowledgement_id finding_key action words resolved actor recorded_s",
    "recorded_s",
)


def insert_acknowledgement(tx: Transaction, trial_no: int, seen: Acknowledgement) -> None:
    """Store who saw a safety finding and what was done."""
    tx.insert(
        r.acknowledgement,
        {
            **_stamp(tx, trial_no),
            "acknowledgement_id": seen.acknowledgement_id,
            "finding_key": seen.finding_key,
            "action": seen.action.value,
            "words": seen.words,
            "resolved": seen.resolved,
        },
    )


def load_acknowledgements(connection: Connection, trial_no: int) -> tuple[Acknowledgement, ...]:
    """Return every acknowledgement by time."""
    return tuple(
        Acknowledgement(
            key, finding, FindingAction(action), words, resolved == 1, actor, to_moment(recorded_s)
        )
        for key, finding, action, words, resolved, actor, recorded_s in _ACKNOWLEDGEMENTS.rows(
            connection, trial_no=trial_no
        )
    )


_VERIFICATIONS = _by_trial(
    r.verification, "verification_id entry_id mismatches verified_by recorded_s", "recorded_s"
)


def insert_verification(tx: Transaction, trial_no: int, verification: Verification) -> None:
    """Store a second person's reading of an entry."""
    tx.insert(
        r.verification,
        {
            **_stamp(tx, trial_no),
            "verification_id": verification.verification_id,
            "entry_id": verification.entry_id,
            "mismatches": verification.mismatches,
            "verified_by": verification.author,
        },
    )


def load_verifications(connection: Connection, trial_no: int) -> tuple[Verification, ...]:
    """Return every second reading by time; its author is who read."""
    return tuple(
        Verification(key, entry_id, mismatches, verified_by, to_moment(recorded_s))
        for key, entry_id, mismatches, verified_by, recorded_s in _VERIFICATIONS.rows(
            connection, trial_no=trial_no
        )
    )
