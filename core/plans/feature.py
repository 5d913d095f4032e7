"""Everything a runner can say, press and hear around their plan; each file declares its part of the one feature."""

from core.plans import (
    ahead,
    answering,
    changing,
    handing_out,
    happening,
    looking,
    merging,
    settling,
    soreness,
    swapping,
    tuning,
)
from core.plans.declared import feature

PARTS = (looking, settling, tuning, swapping, happening, soreness, changing, answering, ahead, handing_out, merging)

__all__ = ["PARTS", "feature"]
