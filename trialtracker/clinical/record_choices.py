"""The coded choices of doses, oral opioids, side effects over time and safety findings."""

from trialtracker.clinical.choices import Choice


class Answer(Choice):
    """An answer to a question of the record; not known is never yes."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not_known", "Not known"


class DoseKind(Choice):
    """What was done with the trial drug."""

    BOLUS = "bolus", "Bolus"
    RATE = "rate", "Rate"
    STOP = "stop", "Stop"
    REFILL = "refill", "Refill or reservoir change"


class DoseReason(Choice):
    """Why a dose was given or changed; the digit in the form is its place in this list."""

    PLANNED = "planned", "Planned step"
    RELIEF = "relief", "Too little relief"
    SIDE_EFFECT = "side_effect", "Side effect"
    SAFETY = "safety", "Safety finding"
    TECHNICAL = "technical", "Pump or catheter"
    OTHER = "other", "Other"


class IntakeKind(Choice):
    """How an oral or transdermal opioid is taken."""

    TAKEN = "taken", "Taken"
    REGULAR = "regular", "Regular, each day"
    PATCH = "patch", "Patch"
    NONE = "none", "None taken"


class Relation(Choice):
    """What a side effect is thought to come from."""

    DRUG = "drug", "The drug"
    PROCEDURE = "procedure", "The procedure"
    OTHER = "other", "Something else"
    NOT_KNOWN = "not_known", "Not known"


class EffectAction(Choice):
    """What was done with the dose because of a side effect."""

    NONE = "none", "Dose unchanged"
    REDUCED = "reduced", "Dose reduced"
    STOPPED = "stopped", "Drug stopped"
    NOT_KNOWN = "not_known", "Not known"


class FindingAction(Choice):
    """What was done about a safety finding; the digit in the bar is its place in this list."""

    PHYSICIAN_NOTIFIED = "physician_notified", "Physician notified"
    DOSE_REDUCED = "dose_reduced", "Dose reduced"
    INFUSION_STOPPED = "infusion_stopped", "Infusion stopped"
    TREATED = "treated", "Treated"
    OTHER = "other", "Other"


class Priority(Choice):
    """How urgent a safety finding is; only an alert puts the trial in safety hold."""

    ALERT = "alert", "Alert"
    CAUTION = "caution", "Caution"
