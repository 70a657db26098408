"""Assessments to be trusted: criteria sets of the clinic, and assessments kept as they were."""

import sqlalchemy as sa
from alembic import op

from trialtracker.db.engine import guard_append_only

revision = "0003"
down_revision = "0002"

_RECORDS = ("criteria_set", "frozen_assessment")


def upgrade() -> None:
    """Create both tables and guard them; every trial is to be assessed again."""
    _create_criteria_set()
    _create_frozen_assessment()
    for table in _RECORDS:
        guard_append_only(op.get_bind(), table)
    op.execute("UPDATE trial SET assessed_s = 0")  # a projection, by rules that have changed


def _create_criteria_set() -> None:
    op.create_table(
        "criteria_set",
        sa.Column("set_no", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("effective_from", sa.String(length=10), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("recorded_s", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "length(name) > 0 AND length(version) > 0", name=op.f("ck_criteria_set_title")
        ),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_criteria_set_reason")),
        sa.PrimaryKeyConstraint("set_no", name=op.f("pk_criteria_set")),
        sa.UniqueConstraint("name", "version", name=op.f("uq_criteria_set_name_version")),
    )


def _create_frozen_assessment() -> None:
    op.create_table(
        "frozen_assessment",
        sa.Column("frozen_id", sa.String(length=32), nullable=False),
        sa.Column("trial_no", sa.Integer(), nullable=False),
        sa.Column("as_of_s", sa.BigInteger(), nullable=False),
        sa.Column("meaning", sa.String(length=20), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("signed_as", sa.String(length=20), nullable=False),
        sa.Column("criteria_set", sa.Text(), nullable=False),
        sa.Column("program_version", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("data_hash", sa.String(length=64), nullable=False),
        sa.Column("result", sa.LargeBinary(), nullable=False),
        sa.Column("result_hash", sa.String(length=64), nullable=False),
        sa.Column("recorded_s", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "length(meaning) > 0 AND length(signed_by) > 0",
            name=op.f("ck_frozen_assessment_who_and_what"),
        ),
        sa.ForeignKeyConstraint(
            ["trial_no"], ["trial.trial_no"], name=op.f("fk_frozen_assessment_trial_no")
        ),
        sa.PrimaryKeyConstraint("frozen_id", name=op.f("pk_frozen_assessment")),
    )
    op.create_index(
        op.f("ix_frozen_assessment_trial_no"), "frozen_assessment", ["trial_no"], unique=False
    )
