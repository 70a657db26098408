"""The coded choices of patients, trials and entries, each with the words shown for it."""

from enum import StrEnum
from typing import Self


class Choice(StrEnum):
    """A stored key with a label; keys are never shown, labels are never compared."""

    label: str

    def __new__(cls, key: str, label: str = "") -> Self:
        """Attach the label to the key; the default is there for look-ups by key alone."""
        member = str.__new__(cls, key)
        member._value_ = key
        member.label = label
        return member


class TrialMode(Choice):
    """How the drug is given during the trial."""

    SINGLE_BOLUS = "single_bolus", "Single bolus"
    REPEATED_BOLUS = "repeated_bolus", "Repeated bolus"
    CONTINUOUS_INTRATHECAL = "continuous_intrathecal", "Continuous intrathecal"
    CONTINUOUS_EPIDURAL = "continuous_epidural", "Continuous epidural"

    @property
    def is_continuous(self) -> bool:
        """Tell whether the drug is infused."""
        return self in {TrialMode.CONTINUOUS_INTRATHECAL, TrialMode.CONTINUOUS_EPIDURAL}


class TrialState(Choice):
    """Where a trial stands."""

    PLANNED = "planned", "Planned"
    BASELINE = "baseline", "Baseline"
    RUNNING = "running", "Running"
    COMPLETED = "completed", "Completed"
    STOPPED = "stopped", "Stopped"

    @property
    def is_open(self) -> bool:
        """Tell whether entries are still expected."""
        return self in {TrialState.PLANNED, TrialState.BASELINE, TrialState.RUNNING}


class StopReason(Choice):
    """Why a trial was stopped early (clinical.md section 3, discontinuation reasons)."""

    INADEQUATE_RELIEF = "inadequate_relief", "Inadequate relief at the highest planned dose"
    INTOLERABLE_SIDE_EFFECT = "intolerable_side_effect", "Intolerable side effect"
    RED_FLAG = "red_flag", "Red flag"
    INFECTION_OR_CATHETER = "infection_or_catheter", "Infection or catheter failure"
    PATIENT_REQUEST = "patient_request", "Patient's wish"
    PROTOCOL_BREACH = "protocol_breach", "Protocol breach"


class Indication(Choice):
    """Why an intrathecal pump is considered (the clinic leaflets' list)."""

    FAILED_BACK_SURGERY = "failed_back_surgery", "Failed back surgery syndrome"
    CANCER_PAIN = "cancer_pain", "Cancer pain"
    CRPS = "crps", "Complex regional pain syndrome"
    ABDOMINAL_PAIN = "abdominal_pain", "Chronic abdominal pain"
    STROKE = "stroke", "Pain after stroke"
    BRAIN_INJURY = "brain_injury", "Pain after brain injury"
    SPINAL_CORD_INJURY = "spinal_cord_injury", "Pain after spinal cord injury"
    OTHER = "other", "Other"
    NOT_KNOWN = "not_known", "Not known"


class Gender(Choice):
    """Administrative gender."""

    FEMALE = "female", "Female"
    MALE = "male", "Male"
    OTHER = "other", "Other"
    NOT_KNOWN = "not_known", "Not known"


class AllergyStatus(Choice):
    """What is known of allergies; blank never means none (NHS CUI PAB-0064 to 0072)."""

    KNOWN = "known", "Known allergies"
    NONE_KNOWN = "none_known", "No known allergies"
    NOT_RECORDED = "not_recorded", "Allergies not recorded"
    UNAVAILABLE = "unavailable", "Allergies unavailable"


class Source(Choice):
    """Where an entry came from."""

    NURSE = "nurse", "Nurse"
    PATIENT_DIARY = "patient_diary", "Patient diary"
    PAPER = "paper", "Paper"
    IMPORT = "import", "Import"


class NotAssessed(Choice):
    """Why a measure was not assessed; the first letter of each label is its key."""

    ASLEEP = "asleep", "Asleep"
    DECLINED = "declined", "Declined"
    UNABLE = "unable", "Unable to answer"
    ELSEWHERE = "elsewhere", "Elsewhere (off the ward)"
    NOT_ASKED = "not_asked", "Not asked"
    OTHER = "other", "Other, see note"


class AmendReason(Choice):
    """Why a saved entry was changed or made void; the digit is its place in this list."""

    TYPING_ERROR = "typing_error", "Typing error"
    WRONG_TIME = "wrong_time", "Wrong time"
    PATIENT_CORRECTED = "patient_corrected", "Patient corrected the answer"
    WRONG_PATIENT = "wrong_patient", "Wrong patient"
    DUPLICATE = "duplicate", "Entered twice"
    OTHER = "other", "Other"


class Status(Choice):
    """Whether a criterion is met; unknown never counts as yes."""

    MET = "met", "Met"
    NOT_MET = "not_met", "Not met"
    NOT_KNOWN = "not_known", "Not known"


class Verdict(Choice):
    """What the whole assessment says; never shown without its reasons."""

    FAVOURABLE = "favourable", "Favourable"
    BORDERLINE = "borderline", "Borderline"
    NOT_FAVOURABLE = "not_favourable", "Not favourable"
    NOT_ENOUGH_DATA = "not_enough_data", "Not enough data"
    SAFETY_HOLD = "safety_hold", "Safety hold"
