"""Signed assessments as rows: the data and the result are kept as they were."""

import zlib
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    Select,
    bindparam,
    func,
    literal_column,
    select,
)

from trialtracker.clinical.actor import Role
from trialtracker.clinical.frozen import Meaning, Signature
from trialtracker.db import record_tables as r
from trialtracker.db import tables as t
from trialtracker.db.driver import Query
from trialtracker.db.moments import to_seconds
from trialtracker.db.store import Transaction
from trialtracker.db.stored_choice import read_choice, read_moment, read_text


@dataclass(frozen=True, slots=True)
class Kept:
    """A signed assessment as it is stored: data and result are JSON, with the hash of each."""

    frozen_id: str
    trial_no: int
    trial_id: str
    signature: Signature
    as_of: datetime
    criteria_set: str
    program_version: str
    data: bytes
    data_hash: str
    result: bytes
    result_hash: str
    author: str = ""

    @property
    def is_whole(self) -> bool:
        """Tell whether data and result still have the hashes they were stored with."""
        return (hash_of(self.data), hash_of(self.result)) == (self.data_hash, self.result_hash)


def hash_of(content: bytes) -> str:
    """Return the SHA-256 of a content, in hexadecimal."""
    return sha256(content).hexdigest()


def insert_frozen(tx: Transaction, kept: Kept) -> None:
    """Store a signed assessment."""
    tx.insert(
        r.frozen_assessment,
        {
            "frozen_id": kept.frozen_id,
            "trial_no": kept.trial_no,
            "as_of_s": to_seconds(kept.as_of),
            "meaning": kept.signature.meaning.value,
            "signed_by": kept.signature.name,
            "signed_as": kept.signature.role.value,
            "criteria_set": kept.criteria_set,
            "program_version": kept.program_version,
            "data": zlib.compress(kept.data),
            "data_hash": kept.data_hash,
            "result": zlib.compress(kept.result),
            "result_hash": kept.result_hash,
            "recorded_s": tx.at_s,
            "actor": tx.actor,
        },
    )


def load_frozen(connection: Connection, trial_no: int) -> tuple[Kept, ...]:
    """Return the signed assessments of a trial, oldest first."""
    return tuple(_to_kept(*row) for row in _OF_TRIAL.rows(connection, trial_no=trial_no))


def load_newest(connection: Connection, trial_no: int) -> Kept | None:
    """Return the newest signed assessment of a trial, None if there is none."""
    row = _NEWEST.row(connection, trial_no=trial_no)
    return None if row is None else _to_kept(*row)


def load_kept(connection: Connection, frozen_id: str) -> Kept:
    """Return one signed assessment.

    Raises:
        LookupError: if no such assessment is stored.
    """
    row = _BY_ID.row(connection, frozen_id=frozen_id)
    if row is None:
        raise LookupError(f"No signed assessment {frozen_id} is stored.")
    return _to_kept(*row)


def list_signed_trials(connection: Connection) -> tuple[int, ...]:
    """Return the row numbers of the trials with a signed assessment, in the order stored."""
    return tuple(number for (number,) in _SIGNED.rows(connection))


def _select() -> Select[Any]:
    c, trial = r.frozen_assessment.c, t.trial.c
    columns = (
        c.frozen_id, c.trial_no, trial.trial_id, c.signed_by, c.signed_as, c.meaning, c.as_of_s,
        c.criteria_set, c.program_version, c.data, c.data_hash, c.result, c.result_hash, c.actor,
    )  # fmt: skip
    return select(*columns).join(t.trial, trial.trial_no == c.trial_no)


def _select_of_trial() -> Select[Any]:
    return _select().where(r.frozen_assessment.c.trial_no == bindparam("trial_no"))


def _select_newest() -> ScalarSelect[int]:
    every = r.frozen_assessment.alias("every")
    newest: Select[Any] = select(func.max(literal_column("every.rowid"))).select_from(every)
    return newest.where(every.c.trial_no == bindparam("trial_no")).scalar_subquery()


def _to_kept(
    frozen_id: Any, trial_no: int, trial_id: str, name: Any, role: Any, meaning: Any, *rest: Any
) -> Kept:
    as_of_s, criteria_set, program, data, data_hash, result, result_hash, actor = rest
    return Kept(
        frozen_id=read_text(frozen_id),
        trial_no=trial_no,
        trial_id=trial_id,
        signature=_to_signature(name, role, meaning),
        as_of=read_moment(as_of_s),
        criteria_set=read_text(criteria_set),
        program_version=read_text(program),
        data=_unpack(data),
        data_hash=read_text(data_hash),
        result=_unpack(result),
        result_hash=read_text(result_hash),
        author=read_text(actor),
    )


def _to_signature(name: object, role: object, meaning: object) -> Signature:
    # No assessment is signed as the ones put here for what cannot be read: it shows as damaged.
    read_role = read_choice(role, Role, Role.ADMINISTRATOR)
    return Signature(read_text(name), read_role, read_choice(meaning, Meaning, Meaning.OPENED))


def _unpack(packed: object) -> bytes:
    try:
        return zlib.decompress(packed) if isinstance(packed, bytes) else b""
    except zlib.error:
        return b""  # damaged: it has not the hash it was stored with


_ORDER: ColumnElement[int] = literal_column("frozen_assessment.rowid")
_OF_TRIAL = Query(lambda: _select_of_trial().order_by(_ORDER))
_NEWEST = Query(lambda: _select_of_trial().where(_select_newest() == _ORDER))
_BY_ID = Query(lambda: _select().where(r.frozen_assessment.c.frozen_id == bindparam("frozen_id")))
_SIGNED = Query(
    lambda: (
        select(r.frozen_assessment.c.trial_no).distinct().order_by(r.frozen_assessment.c.trial_no)
    )
)
