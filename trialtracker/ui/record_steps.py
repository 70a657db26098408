"""Where Up and Down go in the Record form."""

from collections.abc import Sequence
from dataclasses import dataclass

from trialtracker.ui.record_note import NoteField
from trialtracker.ui.record_opioid import OpioidField
from trialtracker.ui.record_row import MeasureRow
from trialtracker.ui.time_field import TimeField

Field = TimeField | MeasureRow | OpioidField | NoteField


@dataclass(frozen=True, slots=True)
class Block:
    """Fields that stand together, so many side by side."""

    fields: Sequence[Field]
    columns: int = 1


def find_step(blocks: Sequence[Block], key: str, step: int) -> Field | None:
    """Return the field above (-1) or below (1) one: in its column, else in the next block."""
    for number, block in enumerate(blocks):
        keys = [field.key for field in block.fields]
        if key not in keys:
            continue
        place = keys.index(key) + step * block.columns
        if 0 <= place < len(keys):
            return block.fields[place]
        if not 0 <= number + step < len(blocks):
            return None
        beyond = blocks[number + step]
        last_line = (len(beyond.fields) - 1) // beyond.columns * beyond.columns
        return beyond.fields[0 if step > 0 else last_line]
    return None
