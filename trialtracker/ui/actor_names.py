"""Who was at the keyboard of this computer lately, so that nobody types a name twice."""

import json
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QSettings

from trialtracker.clinical.actor import Actor, Role
from trialtracker.clinical.refusal import RefusedError

MOST = 5
"""As many as have a key: Alt+1 to Alt+5."""
_KEY = "recent"


class RecentActors:
    """Names with their roles, the latest first, kept in a file of this computer.

    Without a file they are known until the window closes. They are offered and prove nothing.
    """

    def __init__(self, file: str = "") -> None:
        self._file = file
        self._known: tuple[Actor, ...] = ()

    def list_actors(self) -> tuple[Actor, ...]:
        """Return them, the latest first; a file that cannot be read holds nobody."""
        if self._file:
            return tuple(_parse(str(self._open().value(_KEY, "[]"))))[:MOST]
        return self._known

    def note(self, *actors: Actor) -> None:
        """Remember who was at the keyboard, the latest last."""
        known = dict.fromkeys((*reversed(actors), *self.list_actors()))
        self._known = tuple(known)[:MOST]
        if self._file:
            self._open().setValue(_KEY, _format(self._known))

    def _open(self) -> QSettings:
        return QSettings(self._file, QSettings.Format.IniFormat)


def _format(actors: Iterable[Actor]) -> str:
    return json.dumps([[actor.name, actor.role.value] for actor in actors])


def _parse(text: str) -> Iterator[Actor]:
    try:
        found = json.loads(text)
        actors = [Actor(str(name), Role(role)) for name, role in found]
    except (ValueError, TypeError):
        return
    for actor in actors:
        if _is_possible(actor):
            yield actor


def _is_possible(actor: Actor) -> bool:
    from trialtracker.clinical.actor_checks import check_actor  # off the start-up path

    try:
        check_actor(actor)
    except RefusedError:
        return False
    return True
