"""How hilly a course is, and which column of weekly sets it asks for."""

from core.knowledge.plan_schema import CourseRules
from core.plans.rules.model import Course, CourseClass, Direction, Race


def course_of(rules: CourseRules, race: Race | None) -> Course:
    """The class by the larger of ascent and descent per km, the direction by their share.

    One unknown figure is taken as equal to the other; both unknown: balanced and rolling.
    """
    distance, ascent, descent = _figures(rules, race)
    if distance is None or ascent is None or descent is None:
        return Course("rolling", "balanced", "flat", assumed=True, km_effort=None, descent_per_km=0.0)
    kind = _class(rules, max(ascent, descent) / distance)
    direction = _direction(rules, ascent, descent)
    effort = round(distance + ascent / 100, 1)
    return Course(kind, direction, _column(kind, direction), False, effort, descent / distance)


def _figures(rules: CourseRules, race: Race | None) -> tuple[float | None, float | None, float | None]:
    if race is None:
        return None, None, None
    distance = race.distance_km or rules.usual_km.get(race.kind)
    ascent = race.ascent_m if race.ascent_m is not None else race.descent_m
    descent = race.descent_m if race.descent_m is not None else race.ascent_m
    return distance, ascent, descent


def _class(rules: CourseRules, per_km: float) -> CourseClass:
    if per_km < rules.rolling:
        return "flat"
    if per_km < rules.hilly:
        return "rolling"
    return "hilly" if per_km < rules.mountain else "mountain"


def _direction(rules: CourseRules, ascent: float, descent: float) -> Direction:
    if ascent + descent == 0:
        return "balanced"
    share = ascent / (ascent + descent)
    if share >= rules.uphill_share:
        return "uphill-heavy"
    return "downhill-heavy" if share <= rules.downhill_share else "balanced"


def _column(kind: CourseClass, direction: Direction) -> str:
    if kind == "flat":
        return "flat"
    if direction == "uphill-heavy":
        return "uphill"
    if direction == "downhill-heavy":
        return "downhill"
    return "flat" if kind == "rolling" else "hilly"
