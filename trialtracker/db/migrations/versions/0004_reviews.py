"""The physician's reviews and their notes, outcomes of the clinic, what each one prefers."""

import sqlalchemy as sa
from alembic import op

from trialtracker.db.engine import guard_append_only

revision = "0004"
down_revision = "0003"

_RECORDS = ("review", "review_note")


def upgrade() -> None:
    """Create the tables, guard the records; every trial is to be assessed again."""
    _create_review()
    _create_review_note()
    for table in _RECORDS:
        guard_append_only(op.get_bind(), table)
    _create_outcomes()
    _create_preference()
    op.execute("UPDATE trial SET assessed_s = 0")  # a projection, which has more in it now


def _create_review() -> None:
    op.create_table(
        "review",
        sa.Column("frozen_id", sa.String(length=32), nullable=False),
        sa.Column("decision", sa.String(length=20), nullable=False),
        sa.Column("decision_reason", sa.Text(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("recorded_s", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["frozen_id"], ["frozen_assessment.frozen_id"], name=op.f("fk_review_frozen_id")
        ),
        sa.PrimaryKeyConstraint("frozen_id", name=op.f("pk_review")),
    )


def _create_review_note() -> None:
    op.create_table(
        "review_note",
        sa.Column("note_no", sa.Integer(), nullable=False),
        sa.Column("note_id", sa.String(length=32), nullable=False),
        sa.Column("frozen_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("signed_as", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("recorded_s", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.CheckConstraint("length(signed_by) > 0", name=op.f("ck_review_note_who")),
        sa.ForeignKeyConstraint(
            ["frozen_id"], ["frozen_assessment.frozen_id"], name=op.f("fk_review_note_frozen_id")
        ),
        sa.PrimaryKeyConstraint("note_no", name=op.f("pk_review_note")),
        sa.UniqueConstraint("note_id", name=op.f("uq_review_note_note_id")),
    )
    op.create_index(op.f("ix_review_note_frozen_id"), "review_note", ["frozen_id"], unique=False)


def _create_outcomes() -> None:
    for name, length in (("decision", 20), ("outcome_month", 7)):
        op.add_column(
            "trial",
            sa.Column(name, sa.String(length=length), server_default="", nullable=False),
        )
    op.add_column("trial", sa.Column("outcome", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "outcome_count",
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("outcome", sa.String(length=120), nullable=False),
        sa.Column("trials", sa.Integer(), nullable=False),
        sa.CheckConstraint("trials >= 0", name=op.f("ck_outcome_count_trials")),
        sa.PrimaryKeyConstraint("month", "outcome", name=op.f("pk_outcome_count")),
        sqlite_with_rowid=False,
    )


def _create_preference() -> None:
    op.create_table(
        "preference",
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("actor", "name", name=op.f("pk_preference")),
    )
