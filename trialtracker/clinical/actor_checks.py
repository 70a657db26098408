"""Who may stand as the author of a row."""

from trialtracker.clinical.actor import Actor
from trialtracker.clinical.refusal import Problem
from trialtracker.clinical.value_checks import get_text_problems, is_blank, refuse_if

LONGEST_NAME = 200


def check_actor(actor: Actor) -> None:
    """Refuse somebody without a name.

    Raises:
        RefusedError: with every problem; the field is name.
    """
    problems = get_text_problems("name", actor.name, LONGEST_NAME, one_line=True)
    if is_blank(actor.name):
        problems = (Problem("name", "The name is missing: give your name."),)
    refuse_if(problems)
