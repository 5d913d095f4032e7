"""Units people read and type: kg or lb, km or miles, m or ft. What is stored is in kg, km and metres. Pure."""

from dataclasses import dataclass

KM = {"km": 1.0, "mi": 1.609344}  # the international mile
METRES = {"m": 1.0, "ft": 0.3048}
KG = {"kg": 1.0, "lb": 0.45359237}


@dataclass(frozen=True, slots=True)
class Units:
    """What one person reads and means by a bare number."""

    weight: str  # kg or lb
    distance: str  # km or mi
    climb: str  # m or ft


SYSTEMS = {"metric": Units("kg", "km", "m"), "uk": Units("kg", "mi", "m"), "us": Units("lb", "mi", "ft")}
_BY_REGION = {"US": "us", "LR": "us", "PR": "us", "GB": "uk"}


def units_of(setting: str | None, locale: str) -> Units:
    """The units somebody chose, else those of their locale's region ("en-US", "en_GB"); metric where it names none."""
    region = locale.replace("_", "-").rpartition("-")[2].upper() if setting is None else ""
    return SYSTEMS.get(setting or _BY_REGION.get(region, "metric"), SYSTEMS["metric"])


def system_name(setting: str | None, locale: str) -> str:
    """Which of the systems those units are."""
    return next(name for name, units in SYSTEMS.items() if units == units_of(setting, locale))


def distance_text(km: float, units: Units) -> str:
    """42.2 km, 26.2 mi."""
    return f"{_short(km / KM[units.distance])} {units.distance}"


def climb_text(metres: float, units: Units) -> str:
    """850 m, 2,789 ft; a small one with a decimal."""
    value = metres / METRES[units.climb]
    return f"{value:,.0f} {units.climb}" if abs(value) >= 100 else f"{_short(value)} {units.climb}"


def weight_text(kg: float, units: Units) -> str:
    """62.5 kg, 138 lb."""
    value = kg / KG[units.weight]
    return f"{_short(value)} kg" if units.weight == "kg" else f"{value:.0f} lb"


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
