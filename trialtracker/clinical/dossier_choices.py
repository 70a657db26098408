"""The coded choices of the dossier: its parts, kinds of items, and facts of the procedure."""

from trialtracker.clinical.choices import Choice


class DossierPart(Choice):
    """A part of the dossier, in reading order."""

    LEAFLET = "leaflet", "Candidacy: the clinic leaflets"
    GUIDELINE = "guideline", "Candidacy: guidelines"
    ALLERGY = "allergy", "Allergies against planned drugs"
    ANTICOAGULANT = "anticoagulant", "Anticoagulant"
    GOALS = "goals", "Baseline and goals"
    PROCEDURE = "procedure", "Procedure"
    ENDING = "ending", "Ending"


class ItemKind(Choice):
    """How an item is answered; a past date or moment cannot lie ahead."""

    QUESTION = "question", "Yes, no or not known"
    TEXT = "text", "A few words"
    WORDS = "words", "Free words"
    CHOICE = "choice", "One of a list"
    DATE = "date", "Date"
    PAST_DATE = "past_date", "Date that is past"
    PAST_MOMENT = "past_moment", "Date and time that are past"
    COMPUTED = "computed", "Filled in by the trial"


class Weight(Choice):
    """What the bad answer to a question means."""

    ABSOLUTE = "absolute", "Absolute: not fulfilled"
    FAILS = "fails", "Not fulfilled"
    CLOSER_WATCH = "closer_watch", "Closer monitoring"
    NOTED = "noted", "Noted"
    NONE = "none", "No weight"


class Sedation(Choice):
    """Sedation at the procedure (the ASA's continuum of depth)."""

    NONE = "none", "None"
    MINIMAL = "minimal", "Minimal"
    MODERATE = "moderate", "Moderate"
    DEEP = "deep", "Deep"
    GENERAL = "general", "General anaesthesia"


class CatheterSide(Choice):
    """The side from which the catheter or needle was placed."""

    LEFT = "left", "Left"
    RIGHT = "right", "Right"
    MIDLINE = "midline", "Midline"


class CatheterType(Choice):
    """What the drug goes through."""

    NEEDLE = "needle", "Needle only"
    INTRATHECAL = "intrathecal", "Intrathecal catheter"
    INTRATHECAL_TUNNELLED = "intrathecal_tunnelled", "Intrathecal catheter, tunnelled"
    EPIDURAL = "epidural", "Epidural catheter"
    EPIDURAL_TUNNELLED = "epidural_tunnelled", "Epidural catheter, tunnelled"
