"""The weekly sets of each group, dealt out to the slots of the week's sessions."""

from collections.abc import Mapping, Sequence
from typing import Literal

Seat = tuple[Literal["A", "B"], str]  # session and slot
SINGLE = ("G", "T")  # what a race adds: one set, first served


def deal(groups: Mapping[str, Sequence[str]], wanted: Mapping[str, int], seats: Sequence[Seat]) -> dict[Seat, int]:
    """How many sets each seat gets; sets of a group without a seat are lost.

    Within a group the seats take turns in the order of `seats`, so the earlier ones get the odd set.
    """
    dealt: dict[Seat, int] = {}
    for group, slots in groups.items():
        mine = [seat for seat in seats if seat[1] in slots]
        dealt.update(_round_robin(mine, wanted.get(group, 0)))
    return dealt


def _round_robin(seats: list[Seat], sets: int) -> dict[Seat, int]:
    single = [seat for seat in seats if seat[1] in SINGLE][:sets]
    shared = [seat for seat in seats if seat[1] not in SINGLE]
    left = sets - len(single)
    dealt = {seat: left // len(shared) + (place < left % len(shared)) for place, seat in enumerate(shared)}
    return {seat: count for seat, count in {**dealt, **dict.fromkeys(single, 1)}.items() if count}
