"""The clinic's settings: what is typed stays when the page is left, until it is stored."""

from tests.journeys.ward import Ward


def type_name(ward: Ward) -> None:
    ward.press("Ctrl+,")
    ward.wait(ward.window.settings.page.isVisible)
    ward.keys.type_text("Hill")


def name_in(ward: Ward) -> str:
    return ward.window.settings.page.form.get_settings().clinic_name


def test_settings_typed_and_left_with_esc_are_there_again(ward: Ward) -> None:
    type_name(ward)

    ward.press("Esc")
    ward.press("Ctrl+,")

    assert name_in(ward) == "Hill"
    assert ward.window.settings.page.is_changed


def test_settings_typed_are_discarded_only_when_that_is_asked(ward: Ward) -> None:
    type_name(ward)

    ward.window.settings.page.discard_button.click()
    ward.settle()

    assert name_in(ward) == ""
    assert not ward.window.settings.page.is_changed
