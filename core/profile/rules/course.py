"""Reading a course from one line: "42 km, 850 up, 850 down", "50k 2400m+ 2100m-", "D+ 2400"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from core.profile.rules.course_words import Amount, amounts_of, tokens_of
from core.units import KM, METRES, Units

# What somebody can mean by a number that can be read in two ways: kilometres of a race, metres of climbing.
RACES_KM = (1.0, 1000.0)
CLIMBS_M = (10.0, 30_000.0)


@dataclass(frozen=True, slots=True)
class CourseLine:
    """A course as read: kilometres and metres, None for what was not said."""

    distance_km: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None

    @property
    def typed(self) -> str:
        """The same course as a line that is read back without a doubt."""
        parts = ((self.distance_km, "km"), (self.ascent_m, "m up"), (self.descent_m, "m down"))
        return " ".join(f"{value:.10g} {unit}" for value, unit in parts if value is not None)


def read_course(text: str, units: Units) -> tuple[CourseLine, ...]:
    """Every course a line may mean; none when it cannot be read. Negative climbs come out as they were typed.

    A bare number is in the reader's own `units`; after a distance in km, in metres.
    """
    tokens = tokens_of(text)
    if any(token.kind == "other" for token in tokens):
        return ()
    amounts = amounts_of(tokens)
    distance = _distance(amounts)
    climbs = [each for each in amounts if each is not distance]
    flat = any(token.kind == "flat" for token in tokens)
    if any(each.unit in KM for each in climbs) or not _clear(climbs, distance, flat):
        return ()
    return tuple(dict.fromkeys(_readings(distance, climbs, flat, units)))


def _distance(amounts: Sequence[Amount]) -> Amount | None:
    """The number in km or miles; without one, a bare first number before others."""
    named = next((each for each in amounts if each.unit in KM), None)
    if named is not None or len(amounts) < 2:
        return named
    first = amounts[0]
    return first if first.unit is None and not first.labels else None


def _clear(climbs: Sequence[Amount], distance: Amount | None, flat: bool) -> bool:
    """Whether every number has one meaning: "850" alone could be anything, and nothing climbs twice."""
    labels = [label for each in climbs for label in each.labels]
    if len(climbs) > 2 or len(labels) != len(set(labels)) or (flat and climbs):
        return False
    if distance is None and not flat:
        return bool(climbs) and all(each.unit or each.labels for each in climbs)
    return True


def _readings(distance: Amount | None, climbs: Sequence[Amount], flat: bool, units: Units) -> Iterator[CourseLine]:
    kilometres = list(_kilometres(distance, units))
    metric = distance is not None and distance.unit == "km"
    shared = next((each.unit for each in climbs if each.unit), "m" if metric else units.climb)
    heights = [list(_likely(each, METRES[each.unit or shared], CLIMBS_M)) for each in climbs]
    for km in kilometres:
        for metres in product(*heights):
            up, down = (0.0, 0.0) if flat else _up_and_down(climbs, metres)
            yield CourseLine(km, up, down)


def _kilometres(distance: Amount | None, units: Units) -> Iterator[float | None]:
    if distance is None:
        return iter((None,))
    return _likely(distance, KM[distance.unit or units.distance], RACES_KM)


def _likely(amount: Amount, unit: float, between: tuple[float, float]) -> Iterator[float]:
    """The readings of a number that somebody can have meant; the only one there is may be too small, not too large."""
    decimals = 3 if between is RACES_KM else 1
    values = [round(value * unit * (-1 if amount.negative else 1), decimals) for value in amount.values]
    return (value for value in values if value <= between[1] and (len(values) == 1 or value >= between[0]))


def _up_and_down(climbs: Sequence[Amount], metres: Sequence[float]) -> tuple[float | None, float | None]:
    """Labelled numbers go where they say, the others to what is left: first up, then down."""
    found = {label: value for each, value in zip(climbs, metres, strict=True) for label in each.labels}
    for each, value in zip(climbs, metres, strict=True):
        if not each.labels:
            found["up" if "up" not in found else "down"] = value
    return found.get("up"), found.get("down")
