"""Everything the coach says unasked, and how people stop it and bring it back; each file declares its part."""

from core.nudges import away, backing_off, evening, leaving, rhythm, wishing
from core.nudges.declared import feature

PARTS = (rhythm, backing_off, evening, wishing, away, leaving)

__all__ = ["PARTS", "feature"]
