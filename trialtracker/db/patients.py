"""Patients as rows: revisions that only grow, and the current projection of each."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, select

from trialtracker.clinical.choices import AllergyStatus, Gender
from trialtracker.clinical.trial import Patient, PatientDetails
from trialtracker.db import tables as t
from trialtracker.db.engine import index_words
from trialtracker.db.revisions import Stamp, stamp_columns
from trialtracker.db.search_key import to_mrn_key, to_search_key
from trialtracker.db.store import Transaction


def get_patient_no(connection: Connection, patient_id: str) -> int:
    """Return the row number of a patient.

    Raises:
        LookupError: if no such patient is stored.
    """
    query = select(t.patient.c.patient_no).where(t.patient.c.patient_id == patient_id)
    number: int | None = connection.execute(query).scalar()
    if number is None:
        raise LookupError(f"No patient {patient_id} is stored.")
    return number


def find_patient_by_mrn(connection: Connection, mrn: str) -> Patient | None:
    """Return the patient with exactly this MRN."""
    query = _current_patients().where(t.patient.c.mrn == mrn)
    row = connection.execute(query).mappings().first()
    return None if row is None else to_patient(row)


def load_patient(connection: Connection, patient_id: str) -> Patient:
    """Return a patient.

    Raises:
        LookupError: if no such patient is stored.
    """
    query = _current_patients().where(t.patient.c.patient_id == patient_id)
    row = connection.execute(query).mappings().first()
    if row is None:
        raise LookupError(f"No patient {patient_id} is stored.")
    return to_patient(row)


def _current_patients() -> Select[Any]:
    return select(t.patient_revision).join(
        t.patient, t.patient.c.revision_id == t.patient_revision.c.revision_id
    )


def save_patient(tx: Transaction, patient_id: str, details: PatientDetails, stamp: Stamp) -> None:
    """Store a revision of a patient and make it the current one."""
    facts = {
        "family_name": details.family_name,
        "given_name": details.given_name,
        "birth_date": details.birth_date.isoformat() if details.birth_date else None,
        "mrn": details.mrn,
    }
    tx.insert(
        t.patient_revision,
        {
            **stamp_columns(tx, stamp),
            **facts,
            "patient_id": patient_id,
            "gender": details.gender.value,
            "allergy_status": details.allergy_status.value,
            "allergies": details.allergies,
        },
    )
    keys = {
        "family_key": to_search_key(details.family_name),
        "given_key": to_search_key(details.given_name),
        "mrn_key": to_mrn_key(details.mrn),
    }
    tx.put(
        t.patient,
        {"patient_id": patient_id},
        {**facts, **keys, "revision_id": stamp.revision_id},
    )
    number = get_patient_no(tx.connection, patient_id)
    index_words(tx.connection, number, " ".join(keys.values()))
    _rename_trials(tx, number, keys)


def _rename_trials(tx: Transaction, patient_no: int, keys: Mapping[str, str]) -> None:
    query = select(t.trial.c.trial_no).where(t.trial.c.patient_no == patient_no)
    for number in tx.connection.execute(query).scalars().all():
        tx.put(t.trial, {"trial_no": number}, {"sort_name": get_sort_name(keys)})


def get_sort_name(keys: Mapping[str, str]) -> str:
    """Return the text by which trials are listed: family, then given name."""
    return f"{keys['family_key']} {keys['given_key']}"


def to_patient(facts: Mapping[Any, Any]) -> Patient:
    """Return the patient that a revision row describes."""
    born = facts["birth_date"]
    details = PatientDetails(
        facts["family_name"],
        facts["given_name"],
        None if born is None else date.fromisoformat(born),
        Gender(facts["gender"]),
        facts["mrn"],
        AllergyStatus(facts["allergy_status"]),
        facts["allergies"],
    )
    return Patient(facts["patient_id"], facts["revision_id"], details)
