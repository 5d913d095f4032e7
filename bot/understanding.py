"""The question engine and the red flags of a pack, without anything that needs a database."""

from core.answers.engine import Engine
from core.answers.hearing import Hearing
from core.answers.language import DATA
from core.answers.understanding import Understanding
from core.knowledge.library import Library

FITTED = DATA / "hills.npz"  # the engine fitted on the pack that ships; any other pack is fitted at start


def understanding_of(library: Library) -> Understanding:
    """What reads questions with this pack."""
    info = library.info
    engine = Engine.ready(FITTED, library.phrasings(), library.background, info.lexicon, info.tuning, library.alarms())
    hearing = Hearing(library.safety.red_flags(), engine)
    return Understanding(engine, hearing, frozenset(info.feature_phrasings))
