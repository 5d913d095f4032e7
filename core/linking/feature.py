"""Everything people can do to be one runner on two apps; each file declares its part."""

from core.linking import linking, merging
from core.linking.declared import feature

PARTS = (linking, merging)

__all__ = ["PARTS", "feature"]
