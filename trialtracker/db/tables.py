"""The tables of the store: records that only grow, and projections rebuilt from them.

Times are whole seconds of UTC in columns ending in _s; values are integer billionths of the
measure's unit in columns ending in _nano, so that every stored number is exact.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from trialtracker.db.metadata import ID, metadata
from trialtracker.db.record_tables import RECORD_TABLES

patient_revision = Table(
    "patient_revision",
    metadata,
    Column("revision_id", ID, primary_key=True),
    Column("patient_id", ID, nullable=False, index=True),
    Column("supersedes_id", ID, ForeignKey("patient_revision.revision_id"), unique=True),
    Column("family_name", Text, nullable=False),
    Column("given_name", Text, nullable=False),
    Column("birth_date", String(10)),
    Column("gender", String(20), nullable=False),
    Column("mrn", Text, nullable=False),
    Column("allergy_status", String(20), nullable=False),
    Column("allergies", Text, nullable=False),
    Column("recorded_s", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

trial_revision = Table(
    "trial_revision",
    metadata,
    Column("revision_id", ID, primary_key=True),
    Column("trial_id", ID, nullable=False, index=True),
    Column("patient_id", ID, nullable=False),
    Column("supersedes_id", ID, ForeignKey("trial_revision.revision_id"), unique=True),
    Column("mode", String(40), nullable=False),
    Column("indication", String(40), nullable=False),
    Column("indication_note", Text, nullable=False),
    Column("planned_days", Integer, nullable=False),
    Column("entry_interval_minutes", Integer, nullable=False),
    Column("time_zone", String(64), nullable=False),
    Column("state", String(20), nullable=False),
    Column("started_s", BigInteger),
    Column("ended_s", BigInteger),
    Column("stop_reason", String(40)),
    Column("recorded_s", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("plan", Text, nullable=False, server_default=""),
    CheckConstraint("planned_days BETWEEN 1 AND 60", name="planned_days"),
    CheckConstraint("ended_s IS NULL OR ended_s > started_s", name="ends_after_start"),
)

patient = Table(
    "patient",
    metadata,
    Column("patient_no", Integer, primary_key=True),
    Column("patient_id", ID, nullable=False, unique=True),
    Column("revision_id", ID, ForeignKey("patient_revision.revision_id"), nullable=False),
    Column("mrn", Text, nullable=False, unique=True),
    Column("family_name", Text, nullable=False),
    Column("given_name", Text, nullable=False),
    Column("birth_date", String(10)),
    Column("family_key", Text, nullable=False),
    Column("given_key", Text, nullable=False),
    Column("mrn_key", Text, nullable=False, index=True),
    Index("ix_patient_name", "family_key", "given_key"),
    Index("ix_patient_given_key", "given_key"),
)

trial = Table(
    "trial",
    metadata,
    Column("trial_no", Integer, primary_key=True),
    Column("trial_id", ID, nullable=False, unique=True),
    Column("patient_no", Integer, ForeignKey("patient.patient_no"), nullable=False, index=True),
    Column("revision_id", ID, ForeignKey("trial_revision.revision_id"), nullable=False),
    Column("mode", String(40), nullable=False),
    Column("state", String(20), nullable=False),
    Column("planned_days", Integer, nullable=False),
    Column("time_zone", String(64), nullable=False),
    Column("started_s", BigInteger),
    Column("ended_s", BigInteger),
    Column("sort_name", Text, nullable=False),
    Column("is_open", Boolean(name="is_open"), nullable=False),
    Column("urgency", Integer, nullable=False),
    Column("next_due_s", BigInteger, nullable=False),
    Column("pain_now_nano", BigInteger),
    Column("relief_percent", Text),
    Column("relief_text", Text),
    Column("dose_text", Text),
    Column("verdict", String(20)),
    Column("worst_effect", String(64)),
    Column("worst_grade", Integer),
    Column("worst_resolved", Boolean(name="worst_resolved"), nullable=False),
    Column("sparkline", Text, nullable=False),
    Column("assessed_s", BigInteger, nullable=False),
    Column("finding_text", Text, nullable=False, server_default=""),
    Column("due_what", Text, nullable=False, server_default=""),
    Column("decision", String(20), nullable=False, server_default=""),
    Column("outcome_month", String(7), nullable=False, server_default=""),
    Column("outcome", Text, nullable=False, server_default=""),
    Index("ix_trial_due", "is_open", "urgency", "next_due_s", "trial_no"),
    Index("ix_trial_name", "sort_name", "trial_no"),
    Index("ix_trial_counts", "is_open", "state", "next_due_s", "urgency"),
)

entry = Table(
    "entry",
    metadata,
    Column("entry_no", Integer, primary_key=True),
    Column("entry_id", ID, nullable=False),
    Column("trial_no", Integer, ForeignKey("trial.trial_no"), nullable=False),
    Column("supersedes_id", ID, ForeignKey("entry.entry_id")),
    Column("observed_s", BigInteger, nullable=False),
    Column("recorded_s", BigInteger, nullable=False),
    Column("source", String(20), nullable=False),
    Column("grading", String(20), nullable=False),
    Column("actor", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("is_void", Boolean(name="is_void"), nullable=False),
    Column("moved_from", String(32), nullable=False, server_default=""),
    UniqueConstraint("entry_id"),
    UniqueConstraint("supersedes_id"),
    Index("ix_entry_trial", "trial_no", "observed_s"),
)

observation = Table(
    "observation",
    metadata,
    Column("trial_no", Integer, ForeignKey("trial.trial_no"), nullable=False),
    Column("entry_no", Integer, ForeignKey("entry.entry_no"), nullable=False),
    Column("measure", String(64), nullable=False),
    Column("value_nano", BigInteger),
    Column("not_assessed", String(20)),
    PrimaryKeyConstraint("trial_no", "entry_no", "measure"),
    CheckConstraint("(value_nano IS NULL) <> (not_assessed IS NULL)", name="value_or_reason"),
    sqlite_with_rowid=False,
)

dose_event = Table(
    "dose_event",
    metadata,
    Column("event_id", ID, primary_key=True),
    Column("trial_no", Integer, ForeignKey("trial.trial_no"), nullable=False, index=True),
    Column("supersedes_id", ID, ForeignKey("dose_event.event_id"), unique=True),
    Column("at_s", BigInteger, nullable=False),
    Column("drug", String(40), nullable=False),
    Column("rate_ng_per_day", BigInteger, nullable=False),
    Column("recorded_s", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("is_void", Boolean(name="is_void"), nullable=False),
    Column("kind", String(20), nullable=False, server_default="rate"),
    Column("bolus_ng", BigInteger, nullable=False, server_default="0"),
    Column("group_id", String(32), nullable=False, server_default=""),
    Column("concentration_ng_per_ml", BigInteger),
    Column("volume_ul", BigInteger),
    Column("why", String(20)),
    Column("note", Text, nullable=False, server_default=""),
    Column("second_person", Text, nullable=False, server_default=""),
    Column("confirmed", Text, nullable=False, server_default=""),
    CheckConstraint("rate_ng_per_day >= 0", name="rate"),
)

draft = Table(
    "draft",
    metadata,
    Column("trial_no", Integer, ForeignKey("trial.trial_no"), primary_key=True),
    Column("form", Text, nullable=False),
    Column("saved_s", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
)

section_draft = Table(
    "section_draft",
    metadata,
    Column("trial_no", Integer, ForeignKey("trial.trial_no"), nullable=False),
    Column("section", String(20), nullable=False),
    Column("form", Text, nullable=False),
    Column("saved_s", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    PrimaryKeyConstraint("trial_no", "section"),
)

outcome_count = Table(
    "outcome_count",
    metadata,
    Column("month", String(7), nullable=False),
    Column("outcome", String(120), nullable=False),
    Column("trials", Integer, nullable=False),
    PrimaryKeyConstraint("month", "outcome"),
    CheckConstraint("trials >= 0", name="trials"),
    sqlite_with_rowid=False,
)

preference = Table(
    "preference",
    metadata,
    Column("actor", Text, nullable=False),
    Column("name", String(64), nullable=False),
    Column("value", Text, nullable=False),
    PrimaryKeyConstraint("actor", "name"),
)

APPEND_ONLY = (patient_revision, trial_revision, entry, observation, dose_event, *RECORD_TABLES)
"""Tables whose rows are never changed or deleted; triggers of the same names guard them."""
