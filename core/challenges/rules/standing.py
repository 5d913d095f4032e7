"""Who stands where: by the share of their own aim; ties share a place. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

BAR = 10  # squares


@dataclass(frozen=True, slots=True)
class Result:
    """What a member has reached: percent of their own aim, everything that counted, days with anything on them."""

    member: int
    percent: int
    total: int
    active: int
    team: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A result and its place."""

    place: int
    result: Result


@dataclass(frozen=True, slots=True)
class TeamScore:
    """A team: the average share of all its members, whoever logs or not, and the sum of what they did."""

    place: int
    team: int
    percent: int
    total: int
    size: int


def standings(results: Iterable[Result]) -> list[Placed]:
    """Everybody in order, equals in one place."""
    ordered = sorted(results, key=lambda each: (-each.percent, each.member))
    placed: list[Placed] = []
    for _, equals in groupby(ordered, key=lambda each: each.percent):
        place = len(placed) + 1
        placed += [Placed(place, each) for each in equals]
    return placed


def by_name(table: Iterable[Placed], names: Mapping[int, str]) -> list[Placed]:
    """The table with equals in the order of their names."""
    return sorted(table, key=lambda each: (each.place, names[each.result.member].casefold(), each.result.member))


def most_active(results: Iterable[Result]) -> list[Result]:
    """Who logged on the most days: several when they are equal, nobody when nobody logged."""
    known = list(results)
    most = max((each.active for each in known), default=0)
    return [each for each in known if most and each.active == most]


def team_scores(results: Iterable[Result], teams: int) -> list[TeamScore]:
    """The teams in order; a team's score is the average over everybody in it."""
    by_team: dict[int, list[Result]] = {number: [] for number in range(1, teams + 1)}
    for each in results:
        by_team.setdefault(each.team, []).append(each)
    scores = [
        (sum(each.percent for each in team) // len(team), sum(each.total for each in team), number, len(team))
        for number, team in by_team.items()
        if team
    ]
    scores.sort(key=lambda score: (-score[0], score[2]))
    return [
        TeamScore(1 + sum(other[0] > percent for other in scores), number, percent, total, size)
        for percent, total, number, size in scores
    ]


def balanced(results: Iterable[Result], teams: int) -> Mapping[int, int]:
    """A team for every member: there and back through the teams, in order of the table."""
    back_and_forth = [*range(1, teams + 1), *range(teams, 0, -1)]
    ordered: Sequence[Placed] = standings(results)
    return {each.result.member: back_and_forth[number % (2 * teams)] for number, each in enumerate(ordered)}


def bar(percent: int) -> str:
    """A progress bar of ten squares."""
    full = min(BAR, round(percent * BAR / 100))
    return "▰" * full + "▱" * (BAR - full)
