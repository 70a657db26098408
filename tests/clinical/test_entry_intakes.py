from dataclasses import replace

from tests.factories import START, make_entry, make_trial
from trialtracker.clinical.entry_intakes import split_by_entry
from trialtracker.clinical.record import Intake
from trialtracker.clinical.record_choices import IntakeKind

FIRST, SECOND = make_entry(START), make_entry(START)
TAKEN = Intake("a", IntakeKind.NONE, "", None, "", 0, START, entry_id=FIRST.entry_id)
ASIDE = TAKEN._replace(intake_id="b", entry_id="")
VOID = TAKEN._replace(intake_id="c", supersedes_id="d", is_void=True)
TRIAL = replace(make_trial((FIRST, SECOND)), intakes=(TAKEN, ASIDE, VOID))


def test_an_entry_sees_only_the_opioids_recorded_with_it_that_count() -> None:
    get_own = split_by_entry(TRIAL)

    assert get_own(FIRST) == replace(TRIAL, intakes=(TAKEN,))
    assert get_own(SECOND) == replace(TRIAL, intakes=())
