"""The small words of the plan's content: counts, spans, levels, kits and kinds of race."""

from collections.abc import Mapping
from typing import Annotated, Literal

from annotated_types import Ge, Len

Count = Annotated[int, Ge(0)]
Span = tuple[Count, Count]  # lowest, highest
Level = Literal["beginner", "intermediate", "advanced"]
Kit = Literal["none", "dumbbells", "gym"]
Kind = Literal["5-10k", "xc", "half", "marathon", "ultra", "triathlon"]
Line = Annotated[str, Len(1, 300)]
Cells = Mapping[str, tuple[str, ...]]  # slot -> exercise ids, the first possible one is taken
