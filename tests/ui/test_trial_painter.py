from trialtracker.ui.trial_painter import split_doses

MIXTURE = "bupivacaine 30 mg/day, morphine 4 mg/day"


def test_a_mixture_that_does_not_fit_stands_in_two_lines(qapp: object) -> None:
    lines = split_doses(MIXTURE, "Inter", 150)

    assert lines == ("bupivacaine 30 mg/day,", "morphine 4 mg/day")


def test_a_mixture_that_fits_stands_in_one_line(qapp: object) -> None:
    assert split_doses(MIXTURE, "Inter", 1000) == (MIXTURE,)


def test_a_single_dose_stays_in_one_line(qapp: object) -> None:
    assert split_doses("ziconotide 1.2 micrograms/day", "Inter", 10) == (
        "ziconotide 1.2 micrograms/day",
    )
