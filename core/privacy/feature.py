"""What people can do about what is stored of them: read about it, take it with them, have it deleted."""

from core.privacy import deleting, exporting, handing_out, telling
from core.privacy.declared import feature

PARTS = (telling, exporting, deleting, handing_out)

__all__ = ["PARTS", "feature"]
