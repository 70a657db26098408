"""The tables of the record beside entries: blinding, opioids, facts, findings, settings.

Times and values as in db.tables. What was in a coded syringe stands in a table of its own, which
is read only where its blind is broken. A criteria set is stored as one JSON body; of a frozen
assessment the trial's data and the result are stored as they were, JSON compressed with zlib.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from trialtracker.db.metadata import ID, metadata

blinded_dose = Table(
    "blinded_dose",
    metadata,
    Column("event_id", ID, primary_key=True),
    Column("trial_no", Integer, ForeignKey("trial.trial_no"), nullable=False, index=True),
    Column("supersedes_id", ID, ForeignKey("blinded_dose.event_id"), unique=True),
    Column("at_s", BigInteger, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("code", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("second_person", Text, nullable=False),
    Column("recorded_s", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("is_void", Boolean(name="is_void"), nullable=False),
    CheckConstraint("length(code) > 0", name="code"),
)

blind_content = Table(
    "blind_content",
    metadata,
    Column("trial_no", Integer, ForeignKey("trial.trial_no"), nullable=False),
    Column("code", Text, nullable=False),
    Column("contents", Text, nullable=False),
    Column("recorded_s", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    PrimaryKeyConstraint("trial_no", "code"),
    CheckConstraint("length(code) > 0", name="code"),
)

blind_break = Table(
    "blind_break",
    metadata,
    Column("break_id", ID, primary_key=True),
    Column("trial_no", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("physician", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("recorded_s", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    ForeignKeyConstraint(["trial_no", "code"], ["blind_content.trial_no", "blind_content.code"]),
    UniqueConstraint("trial_no", "code"),
    CheckConstraint("length(physician) > 0 AND length(reason) > 0", name="who_and_why"),
)

intake = Table(
    "intake",
    metadata,
    Column("intake_id", ID, primary_key=True),
    Column("trial_no", Integer, ForeignKey("trial.trial_no"), nullable=False, index=True),
    Column("supersedes_id", ID, ForeignKey("intake.intake_id"), unique=True),
    Column("entry_id", String(32), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("drug", Text, nullable=False),
    Column("dose_nano", BigInteger),
    Column("unit", String(20), nullable=False),
    Column("times", Integer, nullable=False),
    Column("at_s", BigInteger, nullable=False),
    Column("until_s", BigInteger),
    Column("is_rescue", Boolean(name="is_rescue"), nullable=False),
    Column("note", Text, nullable=False),
    Column("recorded_s", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("is_void", Boolean(name="is_void"), nullable=False),
    CheckConstraint("until_s IS NULL OR until_s >= at_s", name="ends_after_start"),
    CheckConstraint("times >= 0", name="times"),
    CheckConstraint(
        "kind = 'none' OR (dose_nano IS NOT NULL AND dose_nano > 0 AND length(unit) > 0)",
        name="dose",
    ),
)

fact = Table(
    "fact",
    metadata,
    Column("fact_no", Integer, primary_key=True),
    Column("fact_id", ID, nullable=False, unique=True),
    Column("trial_no", Integer, ForeignKey("trial.trial_no"), nullable=False, index=True),
    Column("item", String(64), nullable=False),
    Column("value", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("recorded_s", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
)

effect_detail = Table(
    "effect_detail",
    metadata,
    Column("detail_id", ID, primary_key=True),
    Column("trial_no", Integer, ForeignKey("trial.trial_no"), nullable=False, index=True),
    Column("supersedes_id", ID, ForeignKey("effect_detail.detail_id"), unique=True),
    Column("effect", String(64), nullable=False),
    Column("onset_s", BigInteger, nullable=False),
    Column("ended_s", BigInteger),
    Column("relation", String(20), nullable=False),
    Column("action", String(20), nullable=False),
    Column("treatment", Text, nullable=False),
    Column("recorded_s", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("is_void", Boolean(name="is_void"), nullable=False),
    CheckConstraint("ended_s IS NULL OR ended_s >= onset_s", name="ends_after_onset"),
)

acknowledgement = Table(
    "acknowledgement",
    metadata,
    Column("acknowledgement_id", ID, primary_key=True),
    Column("trial_no", Integer, ForeignKey("trial.trial_no"), nullable=False, index=True),
    Column("finding_key", Text, nullable=False),
    Column("action", String(20), nullable=False),
    Column("words", Text, nullable=False),
    Column("resolved", Boolean(name="resolved"), nullable=False),
    Column("recorded_s", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
)

verification = Table(
    "verification",
    metadata,
    Column("verification_id", ID, primary_key=True),
    Column("trial_no", Integer, ForeignKey("trial.trial_no"), nullable=False, index=True),
    Column("entry_id", ID, ForeignKey("entry.entry_id"), nullable=False),
    Column("mismatches", Text, nullable=False),
    Column("verified_by", Text, nullable=False),
    Column("recorded_s", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("setting_no", Integer, primary_key=True),
    Column("name", String(64), nullable=False),
    Column("value", Text, nullable=False),
    Column("recorded_s", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

plan_template = Table(
    "plan_template",
    metadata,
    Column("template_no", Integer, primary_key=True),
    Column("template_id", ID, nullable=False),
    Column("name", Text, nullable=False),
    Column("plan", Text, nullable=False),
    Column("is_retired", Boolean(name="is_retired"), nullable=False),
    Column("recorded_s", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
)

criteria_set = Table(
    "criteria_set",
    metadata,
    Column("set_no", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("effective_from", String(10), nullable=False),
    Column("body", Text, nullable=False),
    Column("recorded_s", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("reason", Text, nullable=False),
    UniqueConstraint("name", "version"),
    CheckConstraint("length(name) > 0 AND length(version) > 0", name="title"),
    CheckConstraint("length(reason) > 0", name="reason"),
)

frozen_assessment = Table(
    "frozen_assessment",
    metadata,
    Column("frozen_id", ID, primary_key=True),
    Column("trial_no", Integer, ForeignKey("trial.trial_no"), nullable=False, index=True),
    Column("as_of_s", BigInteger, nullable=False),
    Column("meaning", String(20), nullable=False),
    Column("signed_by", Text, nullable=False),
    Column("signed_as", String(20), nullable=False),
    Column("criteria_set", Text, nullable=False),
    Column("program_version", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("data_hash", String(64), nullable=False),
    Column("result", LargeBinary, nullable=False),
    Column("result_hash", String(64), nullable=False),
    Column("recorded_s", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    CheckConstraint("length(meaning) > 0 AND length(signed_by) > 0", name="who_and_what"),
)

review = Table(
    "review",
    metadata,
    Column("frozen_id", ID, ForeignKey("frozen_assessment.frozen_id"), primary_key=True),
    Column("decision", String(20), nullable=False),
    Column("decision_reason", Text, nullable=False),
    Column("seal", String(64), nullable=False),
    Column("recorded_s", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
)

review_note = Table(
    "review_note",
    metadata,
    Column("note_no", Integer, primary_key=True),
    Column("note_id", ID, nullable=False, unique=True),
    Column("frozen_id", ID, ForeignKey("frozen_assessment.frozen_id"), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("signed_by", Text, nullable=False),
    Column("signed_as", String(20), nullable=False),
    Column("words", Text, nullable=False),
    Column("seal", String(64), nullable=False),
    Column("recorded_s", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    CheckConstraint("length(signed_by) > 0", name="who"),
)

RECORD_TABLES = (
    blinded_dose,
    blind_content,
    blind_break,
    intake,
    fact,
    effect_detail,
    acknowledgement,
    verification,
    setting,
    plan_template,
    criteria_set,
    frozen_assessment,
    review,
    review_note,
)
"""All of them only grow."""
