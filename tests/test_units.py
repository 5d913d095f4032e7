import pytest

from core.units import SYSTEMS, climb_text, distance_text, system_name, units_of, weight_text


@pytest.mark.parametrize(
    ("locale", "system"),
    [
        ("en", "metric"),
        ("de-AT", "metric"),
        ("en-US", "us"),
        ("en_US", "us"),
        ("en-GB", "uk"),
        ("en-AU", "metric"),
        ("", "metric"),
    ],
)
def test_units_follow_the_region_of_a_locale(locale: str, system: str):
    assert (units_of(None, locale), system_name(None, locale)) == (SYSTEMS[system], system)


def test_a_choice_goes_before_the_locale():
    assert (units_of("metric", "en-US"), system_name("metric", "en-US")) == (SYSTEMS["metric"], "metric")


def test_a_setting_nobody_knows_any_more_is_metric():
    assert units_of("stone", "en-GB") == SYSTEMS["metric"]


@pytest.mark.parametrize(
    ("system", "texts"),
    [
        ("metric", ("42.2 km", "1,250 m", "62.5 kg")),
        ("uk", ("26.2 mi", "1,250 m", "62.5 kg")),
        ("us", ("26.2 mi", "4,101 ft", "138 lb")),
    ],
)
def test_a_figure_is_shown_in_its_readers_units(system: str, texts: tuple[str, str, str]):
    units = SYSTEMS[system]
    assert (distance_text(42.195, units), climb_text(1250, units), weight_text(62.5, units)) == texts


def test_a_whole_figure_has_no_decimals():
    assert (distance_text(42, SYSTEMS["metric"]), weight_text(60, SYSTEMS["uk"])) == ("42 km", "60 kg")
