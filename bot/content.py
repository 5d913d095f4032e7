"""The content pack in use."""

from pathlib import Path

from bot.settings import Settings
from core.knowledge.library import HILLS, Library, load


def folder_of(settings: Settings) -> Path:
    """The folder of the pack named in the settings, or of the one that ships."""
    return settings.knowledge or HILLS


def library_of(settings: Settings) -> Library:
    """The pack named in the settings, or the one that ships; OperatorError lists every problem by file and line."""
    return load(folder_of(settings))
