"""Everything people can do in a club's challenges; each file declares its part of the one feature."""

from core.challenges import (
    boards,
    captains,
    closing,
    clubs,
    correcting,
    counting,
    joining,
    looking,
    rooms,
    starting,
    teaming,
)
from core.challenges.declared import feature

PARTS = (looking, starting, clubs, captains, joining, counting, teaming, correcting, boards, closing, rooms)

__all__ = ["PARTS", "feature"]
