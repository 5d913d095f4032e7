"""The rules of one challenge: taken from a template, changed by a captain before the start, then fixed. Pure."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from string import Formatter

from core.challenges.rules.amounts import steps_of

LIMITS: Mapping[str, tuple[int, int]] = {
    "days": (1, 120),
    "target": (1, 10_000),
    "cap": (1, 10_000),
    "jokers": (0, 120),
    "teams": (0, 8),
    "together": (0, 10_000_000),
}  # the numbers a captain may change, each with its lowest and highest value
CHANGEABLE = tuple(LIMITS)


@dataclass(frozen=True, slots=True)
class Rules:
    """What counts and for how much; `cap` limits a day, `jokers` are rest days that cost nothing.

    `together` is a goal for everybody's sum, 0 for none; `scoring`: "share" stops at one's own aim, "points" counts
    what is above it half; `late`: until when one may join. `lines` are read by people, with {target} … in them;
    `milestones` take turns week by week.
    """

    title: str
    summary: str
    unit: str
    exercise: str
    counts: str
    days: int
    target: int
    cap: int
    jokers: int
    teams: int
    together: int
    scoring: str
    late: str
    lines: tuple[str, ...]
    start: str
    milestones: tuple[str, ...]
    end: str

    @property
    def by_hand(self) -> bool:
        """Whether members log it themselves; sessions count by being done."""
        return self.counts != "sessions"

    @property
    def is_once_a_day(self) -> bool:
        """Whether a day counts or does not, so that no number of it can be another one."""
        return self.counts in ("days", "sessions")

    @property
    def changeable(self) -> tuple[str, ...]:
        """The numbers that mean something here, which a captain may change before the start."""
        return tuple(name for name in CHANGEABLE if not (self.is_once_a_day and name in ("target", "cap")))

    @property
    def last_day_to_join(self) -> int:
        """The number of the last day, from 1, on which one may join; 0 when one must join before the start."""
        return {"any-day": self.days, "first-half": self.days // 2, "none": 0}[self.late]

    @property
    def steps(self) -> tuple[int, ...]:
        """The amounts that buttons offer."""
        return steps_of(self.target) if self.by_hand else ()

    def filled(self, text: str) -> str:
        """A sentence of the template with the numbers of this challenge in it."""
        numbers = {name: f"{getattr(self, name):,}" for name in CHANGEABLE}
        return Formatter().vformat(text, (), _Blanks(numbers))

    def word_of(self, week: int) -> str:
        """What is said in a week of the challenge, or of a row of days; the first is 0."""
        return self.filled(self.milestones[week % len(self.milestones)])

    def stored(self) -> str:
        """As text, for the row of the challenge."""
        return json.dumps(asdict(self), ensure_ascii=False)


class _Blanks(dict[str, str]):
    """Leaves a blank that nobody knows as it stands."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def read_rules(text: str) -> Rules:
    """The rules as they were stored."""
    values = json.loads(text)
    if "milestone" in values:  # from when there was one
        values["milestones"] = [values.pop("milestone")]
    return Rules(**{**values, "lines": tuple(values["lines"]), "milestones": tuple(values["milestones"])})


def changed(rules: Rules, name: str, value: int) -> Rules:
    """The rules with another number; ValueError when it cannot be one of theirs."""
    lowest, highest = limits(rules, name)
    if not lowest <= value <= highest:
        raise ValueError(name)
    if name == "target":
        return replace(rules, target=value, cap=max(rules.cap, value))
    if name == "days":
        return replace(rules, days=value, jokers=min(rules.jokers, value - 1))
    values = {name: value}
    return replace(rules, **values)  # type: ignore[arg-type]


def limits(rules: Rules, name: str) -> tuple[int, int]:
    """The lowest and the highest value of a number, given the others."""
    lowest, highest = LIMITS[name]
    if name == "cap":
        return rules.target, highest
    if name == "jokers":
        return lowest, rules.days - 1
    return lowest, highest
