"""The dose form as it stands: what is typed, not yet read, and how it is kept on disk."""

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from trialtracker.clinical.record_choices import DoseKind, DoseReason


@dataclass(frozen=True, slots=True)
class ComponentDraft:
    """One drug of the form; amount is a bolus, a rate or, at a refill, a concentration."""

    drug: str
    amount: str = ""


@dataclass(frozen=True, slots=True)
class DoseDraft:
    """Everything in the form; form_id names the events it will make, so that none is made twice."""

    kind: DoseKind
    components: tuple[ComponentDraft, ...]
    is_coded: bool = False
    code: str = ""
    volume: str = ""
    when: str = ""
    typed_at: datetime | None = None
    why: DoseReason | None = None
    note: str = ""
    second_person: str = ""
    form_id: str = field(default_factory=lambda: uuid4().hex)

    @property
    def event_ids(self) -> tuple[str, ...]:
        """Return the key of each drug's event; the first is also the group's."""
        numbers = range(len(self.components))
        return tuple(f"{self.form_id[:28]}{n:04d}" if n else self.form_id for n in numbers)


def to_text(draft: DoseDraft) -> str:
    """Return the draft as text."""
    typed_at = None if draft.typed_at is None else draft.typed_at.isoformat()
    return json.dumps({**asdict(draft), "typed_at": typed_at})


def from_text(text: str) -> DoseDraft | None:
    """Return the draft; None for text that is none, as an older version may have left it."""
    try:
        read = json.loads(text)
        return _to_draft(read)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _to_draft(read: dict[str, Any]) -> DoseDraft:
    typed_at, why = read["typed_at"], read["why"]
    components = tuple(ComponentDraft(**component) for component in read["components"])
    return replace(
        DoseDraft(**read),
        kind=DoseKind(read["kind"]),
        components=components,
        typed_at=None if typed_at is None else datetime.fromisoformat(typed_at),
        why=None if why is None else DoseReason(why),
    )
