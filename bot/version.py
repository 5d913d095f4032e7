"""Which version of Hillcoach this is."""

from importlib import metadata


def version() -> str:
    """The version that is installed; "unknown" where it runs from a folder that nobody installed."""
    try:
        return metadata.version("hillcoach")
    except metadata.PackageNotFoundError:
        return "unknown"
