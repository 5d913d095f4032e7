"""Finding the time zone somebody means: read as everywhere else."""

from core.reading.zones import find_zones, is_zone, likely_zones, local_clock

__all__ = ["find_zones", "is_zone", "likely_zones", "local_clock"]
