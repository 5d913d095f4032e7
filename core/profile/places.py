"""The time zone of a shared location."""

from core.reading.zones import is_zone


def zone_of_place(latitude: float, longitude: float) -> str | None:
    """The zone of a place in degrees, by the borders that come with the program; None at sea and off the map."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    from tzfpy import get_tz  # its map fills memory: only where somebody shares a location is it needed

    name = get_tz(longitude, latitude)
    return name if is_zone(name) and not name.startswith("Etc/") else None
