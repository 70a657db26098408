"""A volume is typed in the digits 0 to 9; those of other scripts are not guessed."""

import pytest

from trialtracker.clinical.units import parse_volume


@pytest.mark.parametrize("digits", ["\N{ARABIC-INDIC DIGIT SEVEN}", "\N{FULLWIDTH DIGIT SEVEN}"])
def test_a_volume_in_other_digits_is_refused(digits: str) -> None:
    with pytest.raises(ValueError, match="is not a volume"):
        parse_volume(f"{digits} mL")
