"""An answer as people read it: its words, who says so, and how sure that is."""

from collections.abc import Iterable, Mapping

from core.knowledge.library import Library
from core.knowledge.schema import Source, Topic

MAX_SHOWN = 3  # sources in the one line under an answer


def short_answer(entry: Topic, library: Library) -> str:
    """What comes to a question."""
    return f"{entry.short}\n\n{sources_line(entry, library)}"


def long_answer(entry: Topic, library: Library) -> str:
    """What comes to *More*."""
    return f"**{entry.title}**\n\n{entry.more}\n\n{sources_line(entry, library)}"


def sources_line(entry: Topic, library: Library) -> str:
    """How sure the answer is, and by whom."""
    say, names = library.texts.say, source_names(entry.sources, library.sources)
    shown = "; ".join(names[:MAX_SHOWN]) or say("faq.coach_judgement")
    confidence = say(f"faq.confidence.{entry.confidence.replace(' ', '_')}")
    return say("faq.how_sure", sources=shown, confidence=confidence)


def source_names(ids: Iterable[str], sources: Mapping[str, Source]) -> list[str]:
    """The short names of the facts that may be printed, coach judgement last and once."""
    shown = [sources[name] for name in ids if name in sources and sources[name].printable]
    ordered = sorted(shown, key=lambda source: source.kind == "coach")
    return list(dict.fromkeys(source.short for source in ordered))
