import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from trialtracker.clinical.choices import NotAssessed
from trialtracker.ui.record_history import History
from trialtracker.ui.record_state import FormState, RowState, from_json, new_state, to_json

HOSTILE = Path(__file__).resolve().parents[2].parent / "shared/data/text/naughty-strings.json"

FULL = FormState(
    entry_id="e",
    amends_id="a",
    when="-2h",
    when_typed_at=datetime(2026, 3, 7, 14, 5, tzinfo=UTC),
    rows={"pain_rest": RowState("55"), "pain_worst": RowState(reason=NotAssessed.ASLEEP)},
    added=("side_effect:fever",),
    note="\u00a0d\u00e9j\u00e0 \U0001f642",
    focus="pain_rest",
    begun_at=datetime(2026, 3, 7, 14, 0, tzinfo=UTC),
)


def test_draft_brings_back_every_field() -> None:
    assert from_json(to_json(FULL)) == FULL


def test_blank_draft_comes_back_blank() -> None:
    state = new_state()

    assert from_json(to_json(state)) == state
    assert state.is_blank


def test_every_new_form_has_a_key_of_its_own() -> None:
    assert new_state().entry_id != new_state().entry_id


@pytest.mark.skipif(not HOSTILE.exists(), reason="the hostile strings are not beside the checkout")
def test_hostile_notes_come_back_unchanged() -> None:
    note = "\n".join(str(text) for text in json.loads(HOSTILE.read_text(encoding="utf-8")))

    assert from_json(to_json(replace(FULL, note=note))).note == note


@pytest.mark.parametrize(
    "form",
    ["", "null", "[]", "{}", '{"version": 2}', to_json(FULL).replace("asleep", "gone")],
)
def test_draft_that_is_not_one_is_refused(form: str) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        from_json(form)


def test_typing_on_in_one_field_is_one_step_back() -> None:
    history, blank = History(), new_state()
    one, ten = (replace(blank, rows={"pain_rest": RowState(text)}) for text in ("1", "10"))
    history.note_change("pain_rest", blank)
    history.note_change("pain_rest", one)

    assert history.get_earlier(ten) == blank
    assert history.get_later(blank) == ten


def test_history_ends() -> None:
    assert History().get_earlier(FULL) is None
