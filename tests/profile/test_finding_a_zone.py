import pytest

from core.reading.zones import find_zones, likely_zones


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Berlin", "Europe/Berlin"),
        ("berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("Europe/Zurich", "Europe/Zurich"),
        ("america/los_angeles", "America/Los_Angeles"),
        ("kathmandu", "Asia/Kathmandu"),
        ("Edinburgh", "Europe/London"),
    ],
)
def test_a_city_or_a_zone_name_is_found(text: str, zone: str):
    assert find_zones(text) == (zone,)


def test_an_abbreviation_offers_several():
    assert "Europe/Berlin" in find_zones("CET")
    assert len(find_zones("CET")) > 1


@pytest.mark.parametrize("text", ["", "Mordor/Barad-dur", "x" * 1000, "12", "zz", "🏔️"])
def test_a_zone_that_does_not_exist_is_not_found(text: str):
    assert find_zones(text) == ()


def test_buttons_follow_the_language():
    assert likely_zones("de-AT")[0] == "Europe/Berlin"
    assert likely_zones("xx")[0] == "Europe/London"
