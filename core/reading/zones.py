"""Finding the time zone somebody means: a city, an IANA name, or something to ask about."""

import re
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

MOST = 6  # candidates shown

# The likely zones of a language, for the first buttons; anybody else types a city.
LIKELY = {
    "en": ("Europe/London", "America/New_York", "America/Chicago", "America/Los_Angeles", "Australia/Sydney"),
    "de": ("Europe/Berlin", "Europe/Vienna", "Europe/Zurich"),
    "fr": ("Europe/Paris", "Europe/Brussels", "America/Toronto"),
    "es": ("Europe/Madrid", "America/Mexico_City", "America/Bogota", "America/Argentina/Buenos_Aires"),
    "it": ("Europe/Rome", "Europe/Zurich"),
    "pt": ("Europe/Lisbon", "America/Sao_Paulo"),
    "ja": ("Asia/Tokyo",),
}
# Places people name that are no city of the zone database.
PLACES = {
    "uk": ("Europe/London",),
    "england": ("Europe/London",),
    "scotland": ("Europe/London",),
    "wales": ("Europe/London",),
    "ireland": ("Europe/Dublin",),
    "germany": ("Europe/Berlin",),
    "france": ("Europe/Paris",),
    "spain": ("Europe/Madrid",),
    "italy": ("Europe/Rome",),
    "switzerland": ("Europe/Zurich",),
    "japan": ("Asia/Tokyo",),
    "boston": ("America/New_York",),
    "washington": ("America/New_York", "America/Los_Angeles"),
    "san francisco": ("America/Los_Angeles",),
    "seattle": ("America/Los_Angeles",),
    "munich": ("Europe/Berlin",),
    "hamburg": ("Europe/Berlin",),
    "manchester": ("Europe/London", "America/New_York"),
    "edinburgh": ("Europe/London",),
    "cardiff": ("Europe/London",),
    "mumbai": ("Asia/Kolkata",),
    "delhi": ("Asia/Kolkata",),
    "barcelona": ("Europe/Madrid",),
    "milan": ("Europe/Rome",),
    "cape town": ("Africa/Johannesburg",),
    "beijing": ("Asia/Shanghai",),
    "utc": ("Etc/UTC",),
    "gmt": ("Etc/UTC", "Europe/London"),
    "cet": ("Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Rome", "Europe/Warsaw"),
    "est": ("America/New_York", "America/Toronto"),
    "pst": ("America/Los_Angeles",),
}

# Where most people of an offset live; an offset alone does not say when its clocks change, so the place is asked.
BIG = (
    *("Europe/London", "Europe/Paris", "Europe/Athens", "Europe/Istanbul", "Africa/Lagos", "Africa/Johannesburg"),
    *("Africa/Cairo", "Africa/Nairobi", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Dhaka"),
    *("Asia/Bangkok", "Asia/Shanghai", "Asia/Singapore", "Asia/Tokyo", "Australia/Perth", "Australia/Adelaide"),
    *("Australia/Brisbane", "Australia/Sydney", "Pacific/Auckland", "Pacific/Honolulu", "America/Anchorage"),
    *("America/Los_Angeles", "America/Phoenix", "America/Denver", "America/Mexico_City", "America/Chicago"),
    *("America/Bogota", "America/New_York", "America/Santiago", "America/Halifax", "America/St_Johns"),
    *("America/Sao_Paulo", "America/Argentina/Buenos_Aires", "Atlantic/Azores", "Asia/Tehran", "Asia/Kabul"),
    *("Asia/Tashkent", "Asia/Yangon", "Pacific/Kiritimati"),
)
_OFFSET = re.compile(r"(?:utc|gmt)? ?([+\-−–]) ?(\d{1,2})(?:[:.]?([0-5]\d))?(?: ?h(?:ours?)?)?")


def zones_at(text: str, now: datetime) -> tuple[str, ...]:
    """The big zones whose clocks are that far from UTC at the moment ("+2", "UTC-5", "+5:45"); none for other texts."""
    match = _OFFSET.fullmatch(" ".join(text.casefold().split()))
    if match is None:
        return ()
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0)) * (1 if match[1] == "+" else -1)
    return tuple(zone for zone in BIG if now.astimezone(ZoneInfo(zone)).utcoffset() == offset)[:MOST]


def find_zones(text: str) -> tuple[str, ...]:
    """The zones a text may mean, likeliest first; one when it is sure, none when it says nothing."""
    wanted = " ".join(text.casefold().replace("_", " ").split())
    if not wanted or len(wanted) > 60:
        return ()
    if wanted in PLACES:
        return PLACES[wanted]
    by_name = _by_name()
    if wanted in by_name:
        return (by_name[wanted],)
    by_city = _by_city()
    if wanted in by_city:
        return by_city[wanted][:MOST]
    if len(wanted) < 3:
        return ()
    started = {zone: None for city, zones in by_city.items() if city.startswith(wanted) for zone in zones}
    return tuple(started)[:MOST]


def is_zone(name: str) -> bool:
    """Whether the zone database knows this exact name."""
    return name in available_timezones()


def likely_zones(locale: str) -> tuple[str, ...]:
    """The zones worth a button for somebody with this language."""
    return LIKELY.get(locale.split("-")[0].casefold(), LIKELY["en"])


def local_clock(zone: str, now: datetime) -> datetime:
    """The wall clock in a zone."""
    return now.astimezone(ZoneInfo(zone))


@cache
def _by_name() -> dict[str, str]:
    return {name.casefold().replace("_", " "): name for name in sorted(available_timezones())}


@cache
def _by_city() -> dict[str, tuple[str, ...]]:
    cities: dict[str, tuple[str, ...]] = {}
    for name in sorted(available_timezones()):
        area, _, city = name.rpartition("/")
        if area and area.split("/")[0] not in ("Etc", "SystemV", "US", "posix", "right"):
            key = city.casefold().replace("_", " ")
            cities[key] = (*cities.get(key, ()), name)
    return cities
