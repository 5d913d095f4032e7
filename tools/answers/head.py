"""Fit the engine on the pack that ships and store it, so that the coach starts without fitting."""

from bot.understanding import FITTED
from core.answers.engine import Engine
from core.knowledge.library import load


def main() -> None:
    """Write the fitted engine; the same pack gives the same bytes."""
    library = load()
    engine = Engine.fit(library.phrasings(), library.background, library.info.lexicon, alarms=library.alarms())
    engine.save(FITTED)
    print(f"{FITTED.name}: {len(library.phrasings())} topics")


if __name__ == "__main__":
    main()
