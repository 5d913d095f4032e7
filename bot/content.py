"""The content pack in use."""

from bot.settings import Settings
from bot.shelf import Shelf
from core.knowledge.library import HILLS, Library, load


def shelf_of(settings: Settings) -> Shelf:
    """Where the pack named in the settings stands, or the one that ships, and what is laid over it."""
    return Shelf(settings.knowledge or HILLS, settings.content_overrides)


def library_of(settings: Settings) -> Library:
    """The pack named in the settings, or the one that ships; OperatorError lists every problem by file and line."""
    with shelf_of(settings).opened() as root:
        return load(root)
