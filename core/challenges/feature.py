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
    parting,
    rooms,
    starting,
    teaming,
)
from core.challenges.declared import feature

TALKING = (looking, starting, clubs, captains, joining, counting, teaming, correcting)
PARTS = (*TALKING, boards, closing, rooms, handing_out, parting, merging)

__all__ = ["PARTS", "feature"]
