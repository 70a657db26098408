"""What undo and redo go back and forth through: one step for each field that was changed."""

from trialtracker.ui.record_state import INTAKES, FormState


class History:
    """Keeps the forms before and after the present one."""

    def __init__(self) -> None:
        self._before: list[FormState] = []
        self._after: list[FormState] = []
        self._open_key = ""

    def clear(self) -> None:
        """Forget everything, for another form."""
        self._before.clear()
        self._after.clear()
        self._open_key = ""

    def note_change(self, key: str, before: FormState) -> None:
        """Keep the form before a change; typing on in the same field is one change."""
        self._after.clear()
        if key != self._open_key:
            self._before.append(before)
        self._open_key = key

    def close_field(self) -> None:
        """Let the next change be a step of its own."""
        self._open_key = ""

    def get_earlier(self, present: FormState) -> FormState | None:
        """Return the form before the last change, None where there is none."""
        return self._move(self._before, self._after, present)

    def get_later(self, present: FormState) -> FormState | None:
        """Return the form that was undone, None where there is none."""
        return self._move(self._after, self._before, present)

    def _move(
        self, source: list[FormState], target: list[FormState], present: FormState
    ) -> FormState | None:
        self._open_key = ""
        if not source:
            return None
        target.append(present)
        return source.pop()


def find_changed_field(one: FormState, other: FormState) -> str:
    """Return the key of the first field that differs, '' where none does."""
    if one.opioid != other.opioid:
        return INTAKES
    keys = (*one.rows, *other.rows)
    return next((key for key in keys if one.rows.get(key) != other.rows.get(key)), "")
