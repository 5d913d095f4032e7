"""The content pack in use."""

from bot.settings import Settings
from core.knowledge.library import HILLS, Library, load


def library_of(settings: Settings) -> Library:
    """The pack named in the settings, or the one that ships; OperatorError lists every problem by file and line."""
    return load(settings.knowledge or HILLS)
