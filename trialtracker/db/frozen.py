"""Signed assessments as rows: the data and the result are kept as they were."""

import zlib
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Select, bindparam, literal_column, select

from trialtracker.clinical.actor import Role
from trialtracker.clinical.frozen import Meaning, Signature
from trialtracker.db import record_tables as r
from trialtracker.db import tables as t
from trialtracker.db.driver import Query
from trialtracker.db.moments import to_moment, to_seconds
from trialtracker.db.store import Transaction


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
    rows = _OF_TRIAL.rows(connection, trial_no=trial_no)
    return _to_kept(*rows[-1]) if rows else None


def list_signed_trials(connection: Connection) -> tuple[int, ...]:
    """Return the row numbers of the trials with a signed assessment, in the order stored."""
    return tuple(number for (number,) in _SIGNED.rows(connection))


def _select() -> Select[Any]:
    c, trial = r.frozen_assessment.c, t.trial.c
    columns = (
        c.frozen_id, c.trial_no, trial.trial_id, c.signed_by, c.signed_as, c.meaning, c.as_of_s,
        c.criteria_set, c.program_version, c.data, c.data_hash, c.result, c.result_hash, c.actor,
    )  # fmt: skip
    query = select(*columns).join(t.trial, trial.trial_no == c.trial_no)
    return query.where(c.trial_no == bindparam("trial_no"))


def _to_kept(
    frozen_id: str, trial_no: int, trial_id: str, name: str, role: str, meaning: str, *rest: Any
) -> Kept:
    as_of_s, criteria_set, program, data, data_hash, result, result_hash, actor = rest
    return Kept(
        frozen_id=frozen_id,
        trial_no=trial_no,
        trial_id=trial_id,
        signature=Signature(name, Role(role), Meaning(meaning)),
        as_of=to_moment(as_of_s),
        criteria_set=criteria_set,
        program_version=program,
        data=_unpack(data),
        data_hash=data_hash,
        result=_unpack(result),
        result_hash=result_hash,
        author=actor,
    )


def _unpack(packed: bytes) -> bytes:
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return b""  # damaged: it has not the hash it was stored with


_OF_TRIAL = Query(lambda: _select().order_by(literal_column("frozen_assessment.rowid")))
_SIGNED = Query(
    lambda: (
        select(r.frozen_assessment.c.trial_no).distinct().order_by(r.frozen_assessment.c.trial_no)
    )
)
