"""What stands in the Record form, as frozen values that a draft keeps as text."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from trialtracker.clinical.choices import NotAssessed

DRAFT_VERSION = 1

OBSERVED_AT = "observed_at"
NOTE = "note"
INTAKES = "intakes"
"""The fields of an entry that are no measure."""


@dataclass(frozen=True, slots=True)
class RowState:
    """One row: the text as typed, possible or not, or the reason why nothing was assessed."""

    text: str = ""
    reason: NotAssessed | None = None

    @property
    def is_blank(self) -> bool:
        """Tell whether the row has no answer of any kind."""
        return not self.text and self.reason is None


BLANK_ROW = RowState()


@dataclass(frozen=True, slots=True)
class OpioidState:
    """What was typed of an opioid taken; an empty drug or dose is the one that is prefilled."""

    drug: str = ""
    dose: str = ""
    times: str = ""

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was typed."""
        return not (self.drug or self.dose or self.times)


NO_OPIOID = OpioidState()


@dataclass(frozen=True, slots=True)
class FormState:
    """The whole form; when is read as at when_typed_at, so '-2h' keeps meaning the same moment.

    begun_at is the time of the first key; amends_id names the entry that is being amended. added
    are the rows that were asked for; is_full shows every row there is.
    """

    entry_id: str
    amends_id: str = ""
    when: str = ""
    when_typed_at: datetime | None = None
    rows: Mapping[str, RowState] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    note: str = ""
    focus: str = ""
    begun_at: datetime | None = None
    opioid: OpioidState = NO_OPIOID
    is_full: bool = False

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was typed."""
        typed = self.when or self.rows or self.added or self.note
        return not typed and self.opioid.is_blank

    @property
    def is_untouched(self) -> bool:
        """Tell whether nothing was typed since the form was shown, blank or filled in."""
        return self.is_blank or self.begun_at is None


def new_state() -> FormState:
    """Return a blank form with the key of the entry it will become."""
    return FormState(entry_id=uuid4().hex)


def to_json(state: FormState) -> str:
    """Return the form as the text of a draft."""
    form = {
        "version": DRAFT_VERSION,
        "entry_id": state.entry_id,
        "amends_id": state.amends_id,
        "when": state.when,
        "when_typed_at": _to_text(state.when_typed_at),
        "rows": {key: _row_to_json(row) for key, row in state.rows.items()},
        "added": list(state.added),
        "note": state.note,
        "focus": state.focus,
        "begun_at": _to_text(state.begun_at),
        "opioid": asdict(state.opioid),
        "is_full": state.is_full,
    }
    return json.dumps(form)


def from_json(form: str) -> FormState:
    """Return the form that a draft kept.

    Raises:
        ValueError: if the text is not a draft of this version.
    """
    try:
        return _from_kept(json.loads(form))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"The draft cannot be read by this version: {error!r}.") from error


def _from_kept(kept: Mapping[str, Any]) -> FormState:
    if kept["version"] != DRAFT_VERSION:
        raise ValueError(f"draft version {kept['version']}")
    return FormState(
        entry_id=kept["entry_id"],
        amends_id=kept["amends_id"],
        when=kept["when"],
        when_typed_at=_to_moment(kept["when_typed_at"]),
        rows={key: _row_from_json(row) for key, row in kept["rows"].items()},
        added=tuple(kept["added"]),
        note=kept["note"],
        focus=kept["focus"],
        begun_at=_to_moment(kept["begun_at"]),
        opioid=OpioidState(**kept.get("opioid", {})),
        is_full=kept.get("is_full", False),
    )


def _row_to_json(row: RowState) -> dict[str, str]:
    if row.reason is not None:
        return {"reason": row.reason.value}
    return {"text": row.text}


def _row_from_json(row: Mapping[str, str]) -> RowState:
    if "reason" in row:
        return RowState(reason=NotAssessed(row["reason"]))
    return RowState(text=row["text"])


def _to_text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _to_moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
