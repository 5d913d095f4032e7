"""Everything people can do in a club's challenges; each file declares its part of the one feature."""

from core.challenges import (
    boards,
    captains,
    closing,
    clubs,
    correcting,
    counting,
    handing_out,
    joining,
    looking,
    merging,
    moderating,
    parting,
    planned,
    rooms,
    starting,
    stopping,
    teaming,
    telling,
)
from core.challenges.declared import feature

TALKING = (looking, starting, stopping, clubs, captains, joining, counting, teaming, correcting, moderating)
PARTS = (*TALKING, telling, boards, closing, rooms, handing_out, parting, merging, planned)

__all__ = ["PARTS", "feature"]
