"""The drugs that were given in each trial of one patient."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, select

from trialtracker.db import tables as t


def load_drugs_given(connection: Connection, patient_id: str) -> Mapping[str, tuple[str, ...]]:
    """Return the drugs by the key of the trial, first given first; what was made void is none.

    A dose from a coded syringe names no drug, so none is told of it.
    """
    dose, following = t.dose_event.c, t.dose_event.alias()
    superseded = select(following.c.supersedes_id).where(following.c.supersedes_id.is_not(None))
    query = (
        select(t.trial.c.trial_id, dose.drug)
        .join(t.trial, t.trial.c.trial_no == dose.trial_no)
        .join(t.patient, t.patient.c.patient_no == t.trial.c.patient_no)
        .where(t.patient.c.patient_id == patient_id)
        .where(~dose.is_void, dose.event_id.not_in(superseded))
        .order_by(dose.at_s, dose.recorded_s)
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for trial_id, drug in connection.execute(query):
        found[trial_id].append(drug)
    return {trial_id: tuple(dict.fromkeys(drugs)) for trial_id, drugs in found.items()}
