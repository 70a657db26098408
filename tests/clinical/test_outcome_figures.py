"""The figures of a clinic, from counts that can be added up by hand."""

from fractions import Fraction

from trialtracker.clinical.outcome_figures import (
    Band,
    EffectRate,
    Figures,
    Part,
    Spread,
    Volume,
    get_figures,
)
from trialtracker.clinical.outcome_period import Period, Stretch
from trialtracker.clinical.outcome_shares import Agreement, Share

PERIOD = Period("2026-01", "2026-12")
COUNTS = {
    "ended": 10,
    "running": 2,
    "verdict=favourable": 6,
    "verdict=not_favourable": 3,
    "verdict=borderline": 1,
    "decision=discuss": 5,
    "decision=do_not_proceed": 3,
    "decision=none": 2,
    "verdict=favourable&decision=discuss": 5,
    "verdict=favourable&decision=none": 1,
    "verdict=not_favourable&decision=do_not_proceed": 3,
    "verdict=borderline&decision=none": 1,
    "drug=morphine": 7,
    "drug=ziconotide": 3,
    "verdict=favourable&drug=morphine": 6,
    "relief=worse": 1,
    "relief=9": 1,
    "relief=10": 1,
    "relief=90": 2,
    "relief=100": 3,
    "relief=none": 2,
    "days=4": 1,
    "days=6": 2,
    "days=20": 5,
    "effect:any=0": 1,
    "effect:any=2": 4,
    "effect:nausea=0": 4,
    "effect:nausea=1": 1,
    "effect:nausea=2": 3,
    "effect:pruritus=1": 2,
    "effect:headache=0": 0,
}


def get() -> Figures:
    return get_figures(PERIOD, COUNTS, ())


def test_every_ended_trial_is_in_the_shares() -> None:
    found = get()

    assert (found.started, found.ended, found.running) == (12, 10, 2)
    assert found.favourable == Share(6, 10)
    assert found.verdicts == (
        Part("verdict=favourable", Share(6, 10)),
        Part("verdict=borderline", Share(1, 10)),
        Part("verdict=not_favourable", Share(3, 10)),
        Part("verdict=not_enough_data", Share(0, 10)),
        Part("verdict=safety_hold", Share(0, 10)),
    )


def test_decisions_are_shares_of_what_was_decided() -> None:
    found = get()

    assert found.decisions[0] == Part("decision=discuss", Share(5, 8))
    assert found.undecided == 2


def test_groups_have_their_share_favourable_the_largest_first() -> None:
    assert get().groups["drug"] == (
        Part("drug=morphine", Share(6, 7)),
        Part("drug=ziconotide", Share(0, 3)),
    )
    assert get().groups["mode"] == ()


def test_flag_and_decision_stand_against_each_other() -> None:
    found = get()

    assert found.pairs["favourable", "discuss"] == 5
    assert found.pairs["borderline", "none"] == 1
    assert found.pairs["safety_hold", "repeat"] == 0
    assert found.agreement == Agreement(5, 0, 0, 3)


def test_reliefs_fall_into_bands_of_ten_points() -> None:
    bands = get().bands

    assert [band.trials for band in bands] == [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 5]
    assert bands[0] == Band("below 0", ("relief=worse",), 1)
    assert [band.label for band in bands[1:3]] == ["0 to 9", "10 to 19"]
    assert (bands[-1].label, len(bands[-1].keys)) == ("90 to 100", 11)
    assert get().relief_unknown == 2


def test_the_median_of_relief_and_of_days_is_of_what_is_known() -> None:
    assert get().relief == Spread(8, Fraction(39, 4), Fraction(90), Fraction(100))
    assert get().days == Spread(8, Fraction(6), Fraction(20), Fraction(20))


def test_a_side_effect_is_a_share_of_the_trials_in_which_it_was_asked() -> None:
    every, pruritus, nausea = get().effects

    assert every == EffectRate("any", ((0, 1), (2, 4)))
    assert (pruritus.asked, pruritus.get_share(1)) == (2, Share(2, 2))
    assert (nausea.get_share(1), nausea.get_share(2)) == (Share(4, 8), Share(3, 8))
    assert nausea.list_keys(1) == ("effect:nausea=1", "effect:nausea=2")


def test_an_empty_period_has_figures_without_numbers() -> None:
    found = get_figures(PERIOD, {}, ())

    assert found.favourable == Share(0, 0)
    assert found.relief == Spread(0, None, None, None)
    assert found.effects == ()


def test_a_bar_is_what_started() -> None:
    assert Volume(Stretch("2026", PERIOD), 10, 2).started == 12
