"""Decides whether who is at the keyboard may sign now; a password will be asked for here."""

from collections.abc import Callable

from trialtracker.clinical.actor import Actor, Right


def find_obstacle(who: Actor) -> str:
    """Return why somebody may not sign, in words that offer a way; '' for who may."""
    if who.may(Right.SIGN):
        return ""
    return (
        f"{who.name} is at the keyboard as {who.role.label.lower()}; a physician signs. "
        "Change who is at the keyboard, or leave it to a physician."
    )


def prove(who: Actor, sign: Callable[[], None], refuse: Callable[[str], None]) -> None:
    """Let sign whoever may, and tell all others why not.

    The one way to a signature. Name and role are believed until there are accounts; a prompt for
    the password then stands between the question and sign, which is called when it is answered.
    """
    obstacle = find_obstacle(who)
    if obstacle:
        refuse(obstacle)
    else:
        sign()
