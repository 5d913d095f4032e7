import pytest

from core.reading.clock import clock_text, days_text, read_days, read_time


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("7", 420),
        ("6:30", 390),
        ("18.15", 1095),
        ("7pm", 1140),
        ("12 am", 0),
        ("12pm", 720),
        ("7 o'clock", 420),
        ("06h05", 365),
        ("half past six", 390),
        ("Half past 6 pm", 1110),
        ("quarter past seven", 435),
        ("a quarter to one", 45),
        ("seven o'clock", 420),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, minute: int):
    assert read_time(text) == minute


@pytest.mark.parametrize(
    "text", ["25 o'clock", "24:00", "7:60", "13pm", "0am", "morning", "", "-3", "half past", "half past ages"]
)
def test_a_time_that_does_not_exist_is_refused(text: str):
    assert read_time(text) is None


@pytest.mark.parametrize(
    ("text", "mask"),
    [
        ("mon and thu", 0b1001),
        ("Monday, Thursday", 0b1001),
        ("tue", 0b10),
        ("Tuesdays", 0b10),
        ("every day", 0b1111111),
        ("sun + sat", 0b1100000),
        ("none", 0),
    ],
)
def test_days_are_read_as_people_write_them(text: str, mask: int):
    assert read_days(text) == mask


@pytest.mark.parametrize("text", ["", "whenever", "mon and funday", "monkeys", "12"])
def test_what_names_no_day_is_refused(text: str):
    assert read_days(text) is None


def test_minutes_are_shown_as_a_clock_and_masks_as_days():
    assert (clock_text(425), days_text(0b1001), days_text(0)) == ("07:05", "Mon, Thu", "")
