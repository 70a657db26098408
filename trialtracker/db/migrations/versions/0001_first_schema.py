"""The first schema: patients, trials, entries, observations, doses, drafts."""

import sqlalchemy as sa
from alembic import op

from trialtracker.db.engine import create_search, guard_append_only, mark_as_store

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table, then what the table definitions cannot express."""
    _create_tables()
    for table in ("patient_revision", "trial_revision", "entry", "observation", "dose_event"):
        guard_append_only(op.get_bind(), table)
    create_search(op.get_bind())
    mark_as_store(op.get_bind())


def _create_tables() -> None:
    op.create_table(
        "patient_revision",
        sa.Column("revision_id", sa.String(length=32), nullable=False),
        sa.Column("patient_id", sa.String(length=32), nullable=False),
        sa.Column("supersedes_id", sa.String(length=32), nullable=True),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.String(length=10), nullable=True),
        sa.Column("gender", sa.String(length=20), nullable=False),
        sa.Column("mrn", sa.Text(), nullable=False),
        sa.Column("allergy_status", sa.String(length=20), nullable=False),
        sa.Column("allergies", sa.Text(), nullable=False),
        sa.Column("recorded_s", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["patient_revision.revision_id"],
            name=op.f("fk_patient_revision_supersedes_id"),
        ),
        sa.PrimaryKeyConstraint("revision_id", name=op.f("pk_patient_revision")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_patient_revision_supersedes_id")),
    )
    op.create_index(
        op.f("ix_patient_revision_patient_id"), "patient_revision", ["patient_id"], unique=False
    )
    op.create_table(
        "trial_revision",
        sa.Column("revision_id", sa.String(length=32), nullable=False),
        sa.Column("trial_id", sa.String(length=32), nullable=False),
        sa.Column("patient_id", sa.String(length=32), nullable=False),
        sa.Column("supersedes_id", sa.String(length=32), nullable=True),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("indication", sa.String(length=40), nullable=False),
        sa.Column("indication_note", sa.Text(), nullable=False),
        sa.Column("planned_days", sa.Integer(), nullable=False),
        sa.Column("entry_interval_minutes", sa.Integer(), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("started_s", sa.BigInteger(), nullable=True),
        sa.Column("ended_s", sa.BigInteger(), nullable=True),
        sa.Column("stop_reason", sa.String(length=40), nullable=True),
        sa.Column("recorded_s", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "ended_s IS NULL OR ended_s > started_s",
            name=op.f("ck_trial_revision_ends_after_start"),
        ),
        sa.CheckConstraint(
            "planned_days BETWEEN 1 AND 60", name=op.f("ck_trial_revision_planned_days")
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["trial_revision.revision_id"],
            name=op.f("fk_trial_revision_supersedes_id"),
        ),
        sa.PrimaryKeyConstraint("revision_id", name=op.f("pk_trial_revision")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_trial_revision_supersedes_id")),
    )
    op.create_index(
        op.f("ix_trial_revision_trial_id"), "trial_revision", ["trial_id"], unique=False
    )
    op.create_table(
        "patient",
        sa.Column("patient_no", sa.Integer(), nullable=False),
        sa.Column("patient_id", sa.String(length=32), nullable=False),
        sa.Column("revision_id", sa.String(length=32), nullable=False),
        sa.Column("mrn", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.String(length=10), nullable=True),
        sa.Column("family_key", sa.Text(), nullable=False),
        sa.Column("given_key", sa.Text(), nullable=False),
        sa.Column("mrn_key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["patient_revision.revision_id"], name=op.f("fk_patient_revision_id")
        ),
        sa.PrimaryKeyConstraint("patient_no", name=op.f("pk_patient")),
        sa.UniqueConstraint("mrn", name=op.f("uq_patient_mrn")),
        sa.UniqueConstraint("patient_id", name=op.f("uq_patient_patient_id")),
    )
    op.create_index("ix_patient_given_key", "patient", ["given_key"], unique=False)
    op.create_index(op.f("ix_patient_mrn_key"), "patient", ["mrn_key"], unique=False)
    op.create_index("ix_patient_name", "patient", ["family_key", "given_key"], unique=False)
    op.create_table(
        "trial",
        sa.Column("trial_no", sa.Integer(), nullable=False),
        sa.Column("trial_id", sa.String(length=32), nullable=False),
        sa.Column("patient_no", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.String(length=32), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("planned_days", sa.Integer(), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("started_s", sa.BigInteger(), nullable=True),
        sa.Column("ended_s", sa.BigInteger(), nullable=True),
        sa.Column("sort_name", sa.Text(), nullable=False),
        sa.Column("is_open", sa.Boolean(name="is_open"), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("next_due_s", sa.BigInteger(), nullable=False),
        sa.Column("pain_now_nano", sa.BigInteger(), nullable=True),
        sa.Column("relief_percent", sa.Text(), nullable=True),
        sa.Column("relief_text", sa.Text(), nullable=True),
        sa.Column("dose_text", sa.Text(), nullable=True),
        sa.Column("verdict", sa.String(length=20), nullable=True),
        sa.Column("worst_effect", sa.String(length=64), nullable=True),
        sa.Column("worst_grade", sa.Integer(), nullable=True),
        sa.Column("worst_resolved", sa.Boolean(name="worst_resolved"), nullable=False),
        sa.Column("sparkline", sa.Text(), nullable=False),
        sa.Column("assessed_s", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["patient_no"], ["patient.patient_no"], name=op.f("fk_trial_patient_no")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["trial_revision.revision_id"], name=op.f("fk_trial_revision_id")
        ),
        sa.PrimaryKeyConstraint("trial_no", name=op.f("pk_trial")),
        sa.UniqueConstraint("trial_id", name=op.f("uq_trial_trial_id")),
    )
    op.create_index(
        "ix_trial_due", "trial", ["is_open", "urgency", "next_due_s", "trial_no"], unique=False
    )
    op.create_index("ix_trial_name", "trial", ["sort_name", "trial_no"], unique=False)
    op.create_index(op.f("ix_trial_patient_no"), "trial", ["patient_no"], unique=False)
    op.create_table(
        "dose_event",
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("trial_no", sa.Integer(), nullable=False),
        sa.Column("supersedes_id", sa.String(length=32), nullable=True),
        sa.Column("at_s", sa.BigInteger(), nullable=False),
        sa.Column("drug", sa.String(length=40), nullable=False),
        sa.Column("rate_ng_per_day", sa.BigInteger(), nullable=False),
        sa.Column("recorded_s", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("is_void", sa.Boolean(name="is_void"), nullable=False),
        sa.CheckConstraint("rate_ng_per_day >= 0", name=op.f("ck_dose_event_rate")),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["dose_event.event_id"], name=op.f("fk_dose_event_supersedes_id")
        ),
        sa.ForeignKeyConstraint(
            ["trial_no"], ["trial.trial_no"], name=op.f("fk_dose_event_trial_no")
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_dose_event")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_dose_event_supersedes_id")),
    )
    op.create_index(op.f("ix_dose_event_trial_no"), "dose_event", ["trial_no"], unique=False)
    op.create_table(
        "draft",
        sa.Column("trial_no", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("saved_s", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["trial_no"], ["trial.trial_no"], name=op.f("fk_draft_trial_no")),
        sa.PrimaryKeyConstraint("trial_no", name=op.f("pk_draft")),
    )
    op.create_table(
        "entry",
        sa.Column("entry_no", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.String(length=32), nullable=False),
        sa.Column("trial_no", sa.Integer(), nullable=False),
        sa.Column("supersedes_id", sa.String(length=32), nullable=True),
        sa.Column("observed_s", sa.BigInteger(), nullable=False),
        sa.Column("recorded_s", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("grading", sa.String(length=20), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("is_void", sa.Boolean(name="is_void"), nullable=False),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["entry.entry_id"], name=op.f("fk_entry_supersedes_id")
        ),
        sa.ForeignKeyConstraint(["trial_no"], ["trial.trial_no"], name=op.f("fk_entry_trial_no")),
        sa.PrimaryKeyConstraint("entry_no", name=op.f("pk_entry")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_entry_entry_id")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_entry_supersedes_id")),
    )
    op.create_index("ix_entry_trial", "entry", ["trial_no", "observed_s"], unique=False)
    op.create_table(
        "observation",
        sa.Column("trial_no", sa.Integer(), nullable=False),
        sa.Column("entry_no", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(length=64), nullable=False),
        sa.Column("value_nano", sa.BigInteger(), nullable=True),
        sa.Column("not_assessed", sa.String(length=20), nullable=True),
        sa.CheckConstraint(
            "(value_nano IS NULL) <> (not_assessed IS NULL)",
            name=op.f("ck_observation_value_or_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["entry_no"], ["entry.entry_no"], name=op.f("fk_observation_entry_no")
        ),
        sa.ForeignKeyConstraint(
            ["trial_no"], ["trial.trial_no"], name=op.f("fk_observation_trial_no")
        ),
        sa.PrimaryKeyConstraint("trial_no", "entry_no", "measure", name=op.f("pk_observation")),
        sqlite_with_rowid=False,
    )
