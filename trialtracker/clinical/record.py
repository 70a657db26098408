"""What is recorded of a trial beside its entries: opioids, facts, courses, acknowledgements."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from trialtracker.clinical.record_choices import (
    DoseKind,
    EffectAction,
    FindingAction,
    IntakeKind,
    Relation,
)


class Intake(NamedTuple):
    """An opioid taken by mouth or through the skin; never an intrathecal dose.

    TAKEN: dose (in unit) as many times as given, at the time. REGULAR: the same each day from at
    until it ends. PATCH: dose in ug/h from at until it is taken off. NONE: asked for, and nothing
    was taken since the entry before. drug is a key of clinical.opioids, or the words typed for a
    drug that is not in it. entry_id names the entry in whose form it was recorded, else "".
    """

    intake_id: str
    kind: IntakeKind
    drug: str
    dose: Decimal | None
    unit: str
    times: int
    at: datetime
    until: datetime | None = None
    is_rescue: bool = True
    entry_id: str = ""
    note: str = ""
    author: str = ""
    recorded_at: datetime | None = None
    supersedes_id: str | None = None
    is_void: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One answer to one item of the trial's dossier: candidacy, plan, procedure, goals, ending.

    key is a key of clinical.dossier.ITEMS; value is the text of the answer as that item's kind
    stores it. A later fact of the same key takes the place of an earlier one, which stays.
    """

    fact_id: str
    key: str
    value: str
    note: str
    author: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class EffectDetail:
    """What the grades of a side effect do not tell: when it began and ended, and from what.

    One row describes one episode; a later row with supersedes_id takes its place.
    """

    detail_id: str
    effect: str
    onset_at: datetime
    ended_at: datetime | None
    relation: Relation
    action: EffectAction
    treatment: str = ""
    author: str = ""
    recorded_at: datetime | None = None
    supersedes_id: str | None = None
    is_void: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Who saw a safety finding and what was done; resolved says that the danger is over."""

    acknowledgement_id: str
    finding_key: str
    action: FindingAction
    words: str
    resolved: bool
    author: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class BlindedDose:
    """A dose from a coded syringe or reservoir; what was in it is not part of the trial."""

    event_id: str
    at: datetime
    kind: DoseKind
    code: str
    author: str
    note: str = ""
    second_person: str = ""


@dataclass(frozen=True, slots=True)
class BlindContent:
    """What a code stands for; contents is the pharmacy's words, as on the label."""

    code: str
    contents: str


@dataclass(frozen=True, slots=True)
class BlindBreak:
    """Who broke the blind of one code, why and when, with what was in it."""

    break_id: str
    content: BlindContent
    reason: str
    author: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Verification:
    """A second person's reading of an entry typed from paper; mismatches is empty if they agree."""

    verification_id: str
    entry_id: str
    mismatches: str
    author: str
    recorded_at: datetime


def current_intakes(intakes: Iterable[Intake]) -> tuple[Intake, ...]:
    """Return the intakes that count: neither superseded nor void, by time."""
    listed = tuple(intakes)
    superseded = {intake.supersedes_id for intake in listed}
    current = (i for i in listed if i.intake_id not in superseded and not i.is_void)
    return tuple(sorted(current, key=lambda i: (i.at, i.intake_id)))


def current_details(details: Iterable[EffectDetail]) -> tuple[EffectDetail, ...]:
    """Return the descriptions of episodes that count, by onset."""
    listed = tuple(details)
    superseded = {detail.supersedes_id for detail in listed}
    current = (d for d in listed if d.detail_id not in superseded and not d.is_void)
    return tuple(sorted(current, key=lambda d: (d.onset_at, d.effect)))


def current_facts(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Return the latest fact of every key; facts come in the order they were recorded."""
    return {fact.key: fact for fact in facts}
