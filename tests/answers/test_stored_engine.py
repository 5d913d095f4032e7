from bot.understanding import FITTED
from core.answers.engine import Engine
from core.answers.storage import fingerprint
from core.knowledge.library import Library


def test_the_stored_engine_was_fitted_on_the_pack_that_ships(library: Library):
    """Run `make head` when this fails: else every start fits it anew."""
    wanted = fingerprint(library.phrasings(), library.background, library.info.lexicon, library.alarms())
    assert Engine.load(FITTED).fingerprint == wanted
