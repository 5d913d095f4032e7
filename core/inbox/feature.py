"""Everything around questions without a good answer; each file declares its part."""

from core.inbox import asking, filing, keeping, looking, publishing, rating, stats, writing
from core.inbox.declared import feature

PARTS = (asking, rating, looking, writing, filing, publishing, stats, keeping)

__all__ = ["PARTS", "feature"]
