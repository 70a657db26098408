"""The whole record: blinding, opioids, facts, courses, findings, settings; wider dose events."""

import sqlalchemy as sa
from alembic import op

from trialtracker.db.engine import guard_append_only

revision = "0002"
down_revision = "0001"

_RECORDS = (
    "blinded_dose",
    "blind_content",
    "blind_break",
    "intake",
    "fact",
    "effect_detail",
    "acknowledgement",
    "verification",
    "setting",
    "plan_template",
)


def upgrade() -> None:
    """Widen what is there, create what is new, and guard it."""
    _widen()
    _create_blinding()
    _create_opioids()
    _create_dossier()
    _create_safety()
    _create_settings()
    for table in _RECORDS:
        guard_append_only(op.get_bind(), table)


def _widen() -> None:
    # Columns are added in place: no row once written is rewritten, no trigger is lost.
    op.add_column(
        "dose_event", sa.Column("kind", sa.String(length=20), server_default="rate", nullable=False)
    )
    op.add_column(
        "dose_event", sa.Column("bolus_ng", sa.BigInteger(), server_default="0", nullable=False)
    )
    op.add_column(
        "dose_event", sa.Column("group_id", sa.String(length=32), server_default="", nullable=False)
    )
    op.add_column(
        "dose_event", sa.Column("concentration_ng_per_ml", sa.BigInteger(), nullable=True)
    )
    op.add_column("dose_event", sa.Column("volume_ul", sa.BigInteger(), nullable=True))
    op.add_column("dose_event", sa.Column("why", sa.String(length=20), nullable=True))
    op.add_column("dose_event", sa.Column("note", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "dose_event", sa.Column("second_person", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "dose_event", sa.Column("confirmed", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "entry", sa.Column("moved_from", sa.String(length=32), server_default="", nullable=False)
    )
    op.add_column("trial", sa.Column("finding_text", sa.Text(), server_default="", nullable=False))
    op.add_column("trial", sa.Column("due_what", sa.Text(), server_default="", nullable=False))
    op.add_column("trial_revision", sa.Column("plan", sa.Text(), server_default="", nullable=False))
    op.create_index(
        "ix_trial_counts", "trial", ["is_open", "state", "next_due_s", "urgency"], unique=False
    )
    op.execute("UPDATE trial SET assessed_s = 0")  # a projection: to be assessed again


def _create_blinding() -> None:
    op.create_table(
        "blinded_dose",
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("trial_no", sa.Integer(), nullable=False),
        sa.Column("supersedes_id", sa.String(length=32), nullable=True),
        sa.Column("at_s", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("second_person", sa.Text(), nullable=False),
        sa.Column("recorded_s", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("is_void", sa.Boolean(name="is_void"), nullable=False),
        sa.CheckConstraint("length(code) > 0", name=op.f("ck_blinded_dose_code")),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["blinded_dose.event_id"],
            name=op.f("fk_blinded_dose_supersedes_id"),
        ),
        sa.ForeignKeyConstraint(
            ["trial_no"], ["trial.trial_no"], name=op.f("fk_blinded_dose_trial_no")
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_blinded_dose")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_blinded_dose_supersedes_id")),
    )
    op.create_index(op.f("ix_blinded_dose_trial_no"), "blinded_dose", ["trial_no"], unique=False)
    op.create_table(
        "blind_content",
        sa.Column("trial_no", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("contents", sa.Text(), nullable=False),
        sa.Column("recorded_s", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.CheckConstraint("length(code) > 0", name=op.f("ck_blind_content_code")),
        sa.ForeignKeyConstraint(
            ["trial_no"], ["trial.trial_no"], name=op.f("fk_blind_content_trial_no")
        ),
        sa.PrimaryKeyConstraint("trial_no", "code", name=op.f("pk_blind_content")),
    )
    op.create_table(
        "blind_break",
        sa.Column("break_id", sa.String(length=32), nullable=False),
        sa.Column("trial_no", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("physician", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_s", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "length(physician) > 0 AND length(reason) > 0", name=op.f("ck_blind_break_who_and_why")
        ),
        sa.ForeignKeyConstraint(
            ["trial_no", "code"],
            ["blind_content.trial_no", "blind_content.code"],
            name=op.f("fk_blind_break_trial_no_code"),
        ),
        sa.PrimaryKeyConstraint("break_id", name=op.f("pk_blind_break")),
        sa.UniqueConstraint("trial_no", "code", name=op.f("uq_blind_break_trial_no_code")),
    )


def _create_opioids() -> None:
    op.create_table(
        "intake",
        sa.Column("intake_id", sa.String(length=32), nullable=False),
        sa.Column("trial_no", sa.Integer(), nullable=False),
        sa.Column("supersedes_id", sa.String(length=32), nullable=True),
        sa.Column("entry_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("drug", sa.Text(), nullable=False),
        sa.Column("dose_nano", sa.BigInteger(), nullable=True),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("at_s", sa.BigInteger(), nullable=False),
        sa.Column("until_s", sa.BigInteger(), nullable=True),
        sa.Column("is_rescue", sa.Boolean(name="is_rescue"), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_s", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("is_void", sa.Boolean(name="is_void"), nullable=False),
        sa.CheckConstraint(
            "kind = 'none' OR (dose_nano IS NOT NULL AND dose_nano > 0 AND length(unit) > 0)",
            name=op.f("ck_intake_dose"),
        ),
        sa.CheckConstraint("times >= 0", name=op.f("ck_intake_times")),
        sa.CheckConstraint(
            "until_s IS NULL OR until_s >= at_s", name=op.f("ck_intake_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["intake.intake_id"], name=op.f("fk_intake_supersedes_id")
        ),
        sa.ForeignKeyConstraint(["trial_no"], ["trial.trial_no"], name=op.f("fk_intake_trial_no")),
        sa.PrimaryKeyConstraint("intake_id", name=op.f("pk_intake")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_intake_supersedes_id")),
    )
    op.create_index(op.f("ix_intake_trial_no"), "intake", ["trial_no"], unique=False)


def _create_dossier() -> None:
    op.create_table(
        "fact",
        sa.Column("fact_no", sa.Integer(), nullable=False),
        sa.Column("fact_id", sa.String(length=32), nullable=False),
        sa.Column("trial_no", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_s", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["trial_no"], ["trial.trial_no"], name=op.f("fk_fact_trial_no")),
        sa.PrimaryKeyConstraint("fact_no", name=op.f("pk_fact")),
        sa.UniqueConstraint("fact_id", name=op.f("uq_fact_fact_id")),
    )
    op.create_index(op.f("ix_fact_trial_no"), "fact", ["trial_no"], unique=False)
    op.create_table(
        "effect_detail",
        sa.Column("detail_id", sa.String(length=32), nullable=False),
        sa.Column("trial_no", sa.Integer(), nullable=False),
        sa.Column("supersedes_id", sa.String(length=32), nullable=True),
        sa.Column("effect", sa.String(length=64), nullable=False),
        sa.Column("onset_s", sa.BigInteger(), nullable=False),
        sa.Column("ended_s", sa.BigInteger(), nullable=True),
        sa.Column("relation", sa.String(length=20), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("treatment", sa.Text(), nullable=False),
        sa.Column("recorded_s", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("is_void", sa.Boolean(name="is_void"), nullable=False),
        sa.CheckConstraint(
            "ended_s IS NULL OR ended_s >= onset_s", name=op.f("ck_effect_detail_ends_after_onset")
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["effect_detail.detail_id"],
            name=op.f("fk_effect_detail_supersedes_id"),
        ),
        sa.ForeignKeyConstraint(
            ["trial_no"], ["trial.trial_no"], name=op.f("fk_effect_detail_trial_no")
        ),
        sa.PrimaryKeyConstraint("detail_id", name=op.f("pk_effect_detail")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_effect_detail_supersedes_id")),
    )
    op.create_index(op.f("ix_effect_detail_trial_no"), "effect_detail", ["trial_no"], unique=False)


def _create_safety() -> None:
    op.create_table(
        "acknowledgement",
        sa.Column("acknowledgement_id", sa.String(length=32), nullable=False),
        sa.Column("trial_no", sa.Integer(), nullable=False),
        sa.Column("finding_key", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("resolved", sa.Boolean(name="resolved"), nullable=False),
        sa.Column("recorded_s", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["trial_no"], ["trial.trial_no"], name=op.f("fk_acknowledgement_trial_no")
        ),
        sa.PrimaryKeyConstraint("acknowledgement_id", name=op.f("pk_acknowledgement")),
    )
    op.create_index(
        op.f("ix_acknowledgement_trial_no"), "acknowledgement", ["trial_no"], unique=False
    )
    op.create_table(
        "verification",
        sa.Column("verification_id", sa.String(length=32), nullable=False),
        sa.Column("trial_no", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.String(length=32), nullable=False),
        sa.Column("mismatches", sa.Text(), nullable=False),
        sa.Column("verified_by", sa.Text(), nullable=False),
        sa.Column("recorded_s", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.entry_id"], name=op.f("fk_verification_entry_id")
        ),
        sa.ForeignKeyConstraint(
            ["trial_no"], ["trial.trial_no"], name=op.f("fk_verification_trial_no")
        ),
        sa.PrimaryKeyConstraint("verification_id", name=op.f("pk_verification")),
    )
    op.create_index(op.f("ix_verification_trial_no"), "verification", ["trial_no"], unique=False)


def _create_settings() -> None:
    op.create_table(
        "setting",
        sa.Column("setting_no", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("recorded_s", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("setting_no", name=op.f("pk_setting")),
    )
    op.create_table(
        "plan_template",
        sa.Column("template_no", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("is_retired", sa.Boolean(name="is_retired"), nullable=False),
        sa.Column("recorded_s", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("template_no", name=op.f("pk_plan_template")),
    )
    op.create_table(
        "section_draft",
        sa.Column("trial_no", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=20), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("saved_s", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["trial_no"], ["trial.trial_no"], name=op.f("fk_section_draft_trial_no")
        ),
        sa.PrimaryKeyConstraint("trial_no", "section", name=op.f("pk_section_draft")),
    )
