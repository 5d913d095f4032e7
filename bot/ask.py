"""`hillcoach ask`: questions answered without a conversation, for scripts and for checks from outside."""

import gc
from collections.abc import Iterable, Iterator
from typing import Any

from bot.content import library_of
from bot.settings import Settings
from bot.understanding import understanding_of
from core.answers.understanding import Reading
from core.faq.asides import unanswerable
from core.knowledge.library import Library
from core.knowledge.shown import source_names


def answers(settings: Settings, questions: Iterable[str]) -> Iterator[dict[str, Any]]:
    """One object a question, in order; everything is loaded once."""
    gc.disable()  # while all that is made is kept: looking for garbage is a tenth of the start
    library = library_of(settings)
    understanding = understanding_of(library)
    gc.enable()
    for question in questions:
        reading = understanding.read(question.strip())
        aside = unanswerable(question, reading, library)
        yield as_object(library, reading) if aside is None else _declined(aside)


def _declined(text: str) -> dict[str, Any]:
    return {"decision": "decline", "topic": None, "score": 0.0, "choices": [], "sources": [], "text": text}


def as_object(library: Library, reading: Reading) -> dict[str, Any]:
    """What `ask --json` prints: decision, topic, score, choices, sources and text."""
    return {
        "decision": reading.outcome,
        "topic": reading.topic if reading.outcome in ("answer", "safety", "feature") else None,
        "score": round(min(1.0, max(0.0, reading.score)), 4),
        "choices": list(reading.choices) if reading.outcome == "choose" else [],
        "sources": _sources(library, reading),
        "text": f"{_text(library, reading)}{_also(library, reading)}",
    }


def _sources(library: Library, reading: Reading) -> list[str]:
    name = reading.topic or ""
    if reading.outcome == "answer" and name in library.topics:
        ids: tuple[str, ...] = library.topics[name].sources
    elif reading.outcome == "feature" and name.startswith("exercise:"):
        ids = library.exercises[name.removeprefix("exercise:")].supports
    elif reading.outcome == "safety":
        return [name.removeprefix("safety:")]
    else:
        return []
    return [each for each in ids if library.sources[each].printable]


def _also(library: Library, reading: Reading) -> str:
    """What else was asked, by its title, to be asked by itself."""
    return "".join(f"\n\n{library.texts.say('faq.also', title=library.title_of(each))}" for each in reading.then)


def _text(library: Library, reading: Reading) -> str:
    say, name = library.texts.say, reading.topic or ""
    if reading.outcome == "safety":
        return library.safety.row(name.removeprefix("safety:")).text
    if reading.outcome == "answer":
        topic = library.topics[name]
        names = "; ".join(source_names(topic.sources, library.sources)) or say("faq.coach_judgement")
        return f"{topic.short}\n\n{say('faq.source', sources=names)}"
    if reading.outcome == "feature":
        if name.startswith("exercise:"):
            return library.exercises[name.removeprefix("exercise:")].body
        return say(f"faq.feature.{name}")
    if reading.outcome == "choose":
        return "\n".join((say("faq.did_you_mean"), *(f"- {library.title_of(each)}" for each in reading.choices)))
    return say("faq.decline")
