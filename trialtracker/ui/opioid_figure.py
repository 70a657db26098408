"""What a half-filled opioid form comes to, in words beside it."""

from trialtracker.clinical.opioid_words import format_in_full
from trialtracker.clinical.opioids import Mme, MmeStatus, Opioid, Standing, find_opioids, get_mme
from trialtracker.clinical.record_choices import IntakeKind
from trialtracker.ui.opioid_draft import OpioidDraft, get_drug_key, parse_dose

_PER_DAY = {IntakeKind.REGULAR: " each day", IntakeKind.PATCH: " for each day worn"}
_NONE = "None taken: the day counts as 0 where nothing else is recorded for it."
_NOT_IN_LIST = "Not in the list: the day's MME will be incomplete."


def format_figure(draft: OpioidDraft) -> str:
    """Return the MME of what is typed so far, or that it will have none; empty for no drug."""
    if draft.kind is IntakeKind.NONE:
        return _NONE
    if not draft.drug.strip():
        return ""
    mme = _get_mme(draft)
    if mme.opioid is None:
        return "" if find_opioids(draft.drug) else _NOT_IN_LIST
    return f"{_format_opioid(mme, mme.opioid, draft.kind)} {mme.opioid.note}".strip()


def _format_opioid(mme: Mme, opioid: Opioid, kind: IntakeKind) -> str:
    if opioid.standing is Standing.EXCLUDED:
        return "Recorded, and excluded from the MME."
    if opioid.factor is None:
        return "Recorded; the day's MME will be incomplete."
    factor = f"Factor {format_in_full(opioid.factor)}"
    if mme.amount is None:
        return f"{factor}."
    return f"{factor}: {format_in_full(mme.amount)} MME{_PER_DAY.get(kind, '')}."


def _get_mme(draft: OpioidDraft) -> Mme:
    try:
        dose = parse_dose(draft.dose)
    except ValueError:
        dose = None
    times = draft.times.strip()
    is_whole = times.isascii() and times.isdigit()
    mme = get_mme(get_drug_key(draft), dose, draft.unit, int(times) if is_whole else 1)
    is_shown = is_whole and dose is not None and dose.is_finite() and dose > 0
    return mme if is_shown else Mme(MmeStatus.NO_DOSE, mme.name, mme.opioid)
