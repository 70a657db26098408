"""Dose events as rows: what was given, what of it counts, and the doses of coded syringes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from trialtracker.clinical.record import BlindBreak, BlindContent, BlindedDose
from trialtracker.clinical.record_choices import DoseKind, DoseReason
from trialtracker.clinical.trial import DoseEvent
from trialtracker.db import record_tables as r
from trialtracker.db import tables as t
from trialtracker.db.driver import Query
from trialtracker.db.moments import to_moment
from trialtracker.db.store import Transaction


def insert_doses(tx: Transaction, trial_no: int, events: Sequence[DoseEvent]) -> None:
    """Store dose events; those of one mixture share their group."""
    tx.insert_all(t.dose_event, [_to_row(tx, trial_no, event) for event in events])


def void_dose(tx: Transaction, trial_no: int, event: DoseEvent, new_id: str, reason: str) -> None:
    """Make a dose event not count; it stays readable with the reason."""
    row = _to_row(tx, trial_no, event)
    change = {"event_id": new_id, "supersedes_id": event.event_id}
    tx.insert(t.dose_event, {**row, **change, "reason": reason, "is_void": True})


def _to_row(tx: Transaction, trial_no: int, event: DoseEvent) -> dict[str, Any]:
    return {
        "event_id": event.event_id,
        "trial_no": trial_no,
        "supersedes_id": None,
        "at_s": int(event.at.timestamp()),
        "drug": event.drug,
        "rate_ng_per_day": event.rate_ng_per_day,
        "recorded_s": tx.at_s,
        "actor": tx.actor,
        "reason": "",
        "is_void": False,
        "kind": event.kind.value,
        "bolus_ng": event.bolus_ng,
        "group_id": event.group_id,
        "concentration_ng_per_ml": event.concentration_ng_per_ml,
        "volume_ul": event.volume_ul,
        "why": None if event.why is None else event.why.value,
        "note": event.note,
        "second_person": event.second_person,
        "confirmed": event.confirmed,
    }


def _select_doses() -> Select[Any]:
    d, following = t.dose_event.c, t.dose_event.alias()
    superseded = select(following.c.supersedes_id).where(following.c.supersedes_id.is_not(None))
    counts = (d.trial_no == bindparam("trial_no"), ~d.is_void, d.event_id.not_in(superseded))
    key = (d.event_id, d.at_s, d.drug, d.rate_ng_per_day, d.actor, d.kind, d.bolus_ng, d.group_id)
    rest = (d.concentration_ng_per_ml, d.volume_ul, d.why, d.note, d.second_person, d.confirmed)
    return select(*key, *rest).where(*counts).order_by(d.at_s, d.recorded_s)


_DOSES = Query(_select_doses)


def load_doses(connection: Connection, trial_no: int) -> tuple[DoseEvent, ...]:
    """Return the dose events that count, by time."""
    return tuple(
        DoseEvent(
            event_id,
            to_moment(at_s),
            drug,
            rate,
            actor,
            DoseKind(kind),
            bolus,
            group_id,
            concentration,
            volume,
            None if why is None else DoseReason(why),
            *words,
        )
        for (
            event_id,
            at_s,
            drug,
            rate,
            actor,
            kind,
            bolus,
            group_id,
            concentration,
            volume,
            why,
            *words,
        ) in _DOSES.rows(connection, trial_no=trial_no)
    )


def has_dose(connection: Connection, event_id: str) -> bool:
    """Tell whether a dose event with this key is stored already."""
    return _DOSE_KEY.row(connection, event_id=event_id) is not None


_DOSE_KEY = Query(
    lambda: select(t.dose_event.c.trial_no).where(t.dose_event.c.event_id == bindparam("event_id"))
)


# Coded syringes


def insert_blinded(tx: Transaction, trial_no: int, dose: BlindedDose) -> None:
    """Store that a coded syringe or reservoir was given."""
    tx.insert(r.blinded_dose, _to_blinded_row(tx, trial_no, dose))


def void_blinded(
    tx: Transaction, trial_no: int, dose: BlindedDose, new_id: str, reason: str
) -> None:
    """Make the dose of a coded syringe not count; it stays readable with the reason."""
    row = _to_blinded_row(tx, trial_no, dose)
    change = {"event_id": new_id, "supersedes_id": dose.event_id}
    tx.insert(r.blinded_dose, {**row, **change, "reason": reason, "is_void": True})


def _to_blinded_row(tx: Transaction, trial_no: int, dose: BlindedDose) -> dict[str, Any]:
    return {
        "event_id": dose.event_id,
        "trial_no": trial_no,
        "supersedes_id": None,
        "at_s": int(dose.at.timestamp()),
        "kind": dose.kind.value,
        "code": dose.code,
        "note": dose.note,
        "second_person": dose.second_person,
        "recorded_s": tx.at_s,
        "actor": tx.actor,
        "reason": "",
        "is_void": False,
    }


def _select_blinded() -> Select[Any]:
    b, following = r.blinded_dose.c, r.blinded_dose.alias()
    superseded = select(following.c.supersedes_id).where(following.c.supersedes_id.is_not(None))
    counts = (b.trial_no == bindparam("trial_no"), ~b.is_void, b.event_id.not_in(superseded))
    columns = (b.event_id, b.at_s, b.kind, b.code, b.actor, b.note, b.second_person)
    return select(*columns).where(*counts).order_by(b.at_s, b.recorded_s)


_BLINDED = Query(_select_blinded)


def load_blinded(connection: Connection, trial_no: int) -> tuple[BlindedDose, ...]:
    """Return the doses of coded syringes that count; never what was in them."""
    return tuple(
        BlindedDose(event_id, to_moment(at_s), DoseKind(kind), *words)
        for event_id, at_s, kind, *words in _BLINDED.rows(connection, trial_no=trial_no)
    )


def insert_content(tx: Transaction, trial_no: int, content: BlindContent) -> None:
    """Store what a code stands for, apart from the trial."""
    tx.insert(
        r.blind_content,
        {
            "trial_no": trial_no,
            "code": content.code,
            "contents": content.contents,
            "recorded_s": tx.at_s,
            "actor": tx.actor,
        },
    )


def list_sealed_codes(connection: Connection, trial_no: int) -> tuple[str, ...]:
    """Return the codes whose contents are stored; never the contents."""
    rows = _CODES.rows(connection, trial_no=trial_no)
    return tuple(code for (code,) in rows)


_CODES = Query(
    lambda: (
        select(r.blind_content.c.code)
        .where(r.blind_content.c.trial_no == bindparam("trial_no"))
        .order_by(r.blind_content.c.code)
    )
)


def insert_break(
    tx: Transaction, trial_no: int, break_id: str, code: str, physician: str, reason: str
) -> None:
    """Store that a physician broke the blind of one code."""
    row = {"break_id": break_id, "trial_no": trial_no, "code": code, "physician": physician}
    tx.insert(r.blind_break, {**row, "reason": reason, "recorded_s": tx.at_s, "actor": tx.actor})


def _select_breaks() -> Select[Any]:
    b, c = r.blind_break, r.blind_content
    return (
        select(b.c.break_id, b.c.code, c.c.contents, b.c.reason, b.c.physician, b.c.recorded_s)
        .join(c, (c.c.trial_no == b.c.trial_no) & (c.c.code == b.c.code))
        .where(b.c.trial_no == bindparam("trial_no"))
        .order_by(b.c.recorded_s)
    )


_BREAKS = Query(_select_breaks)


def load_breaks(connection: Connection, trial_no: int) -> tuple[BlindBreak, ...]:
    """Return the blinds that were broken, with what was in the syringes."""
    return tuple(
        BlindBreak(key, BlindContent(code, contents), reason, physician, to_moment(recorded_s))
        for key, code, contents, reason, physician, recorded_s in _BREAKS.rows(
            connection, trial_no=trial_no
        )
    )
