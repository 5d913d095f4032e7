"""A plan on paper: as JSON, as dated text, and with the rule and the fact behind every number."""

from core.plans.preview.document import as_json
from core.plans.preview.paper import as_text, dose_line
from core.plans.preview.why import Why

__all__ = ["Why", "as_json", "as_text", "dose_line"]
