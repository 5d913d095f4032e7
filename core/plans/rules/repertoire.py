"""Which exercise fills a slot: possible with the kit, clear of what hurts, and not new too close to the race."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from core.knowledge.plan_schema import PlanRules
from core.knowledge.schema import Exercise
from core.plans.rules.model import KeyDates, Runner

LEVELS = ("beginner", "intermediate", "advanced")


def akin(other: Exercise, card: Exercise) -> bool:
    """Whether one may replace the other: jumps only for jumps, slow lowering only for slow lowering."""
    return other.plyometric == card.plyometric and (card.eccentric or not other.eccentric)


@dataclass(slots=True)
class Repertoire:
    """The exercises a runner can do, and since when each has been part of the plan."""

    rules: PlanRules
    exercises: Mapping[str, Exercise]
    runner: Runner
    kit: frozenset[str]
    keys: KeyDates
    since: dict[str, date] = field(default_factory=dict)
    hamstrings_since: date | None = None
    _possible: dict[str, bool] = field(default_factory=dict)  # answers of `possible`, which never change

    def pick(self, wanted: Iterable[str], slot: str, day: date, taken: Iterable[str] = ()) -> Exercise | None:
        """The first of `wanted` allowed on a day, else a swap of one, else anything for the slot."""
        wanted, taken = tuple(wanted), frozenset(taken)
        for name in self._in_order(wanted, slot):
            card = self.exercises[name]
            for choice in (self._asked_for(card), card):
                if choice.id not in taken and self.allows(choice, day):
                    return choice
        return None

    def allows(self, card: Exercise, day: date) -> bool:
        """Whether an exercise may be done on a day."""
        return (
            self.possible(card)
            and self._known_or_early(card, day)
            and not self._too_late(card, day)
            and not self._nordic_too_soon(card, day)
        )

    def possible(self, card: Exercise) -> bool:
        """Whether kit, level and sore areas allow an exercise at all."""
        answer = self._possible.get(card.id)
        if answer is None:
            answer = self._possible[card.id] = self._can(card)
        return answer

    def _can(self, card: Exercise) -> bool:
        enough_kit = any(self.kit.issuperset(option) for option in card.kit_options)
        skilled = LEVELS.index(self.runner.level) >= LEVELS.index(card.min_level)
        jumps_off = card.plyometric and self.runner.no_jumps
        return enough_kit and skilled and not jumps_off and self.runner.avoid.isdisjoint(card.loads)

    def note(self, card: Exercise, slot: str, day: date) -> None:
        """Remember that an exercise is part of the plan from this day on."""
        self.since.setdefault(card.id, day)
        if slot == "HC" and self.hamstrings_since is None:
            self.hamstrings_since = day

    def weeks_known(self, card: Exercise, day: date) -> int:
        """How many weeks ago the plan first held it."""
        return (day - self.since.get(card.id, day)).days // 7

    def _asked_for(self, card: Exercise) -> Exercise:
        """What the runner wants instead, if it does the same job and is no harder on the muscles."""
        other = self.exercises.get(self.runner.swaps.get(card.id, card.id), card)
        if other is card:
            return card
        return other if akin(other, card) and not set(other.slots).isdisjoint(card.slots) else card

    def _in_order(self, wanted: tuple[str, ...], slot: str) -> Iterator[str]:
        yield from wanted
        seen = set(wanted)
        for name in (*(swap for each in wanted for swap in self.exercises[each].swaps), *self.exercises):
            card = self.exercises[name]
            if name not in seen and slot in card.slots and not card.eccentric:
                seen.add(name)
                yield name

    def _known_or_early(self, card: Exercise, day: date) -> bool:
        if card.id in self.since or self.keys.race is None:
            return True
        limits = self.rules.newness
        return (self.keys.race - day).days > (limits.eccentric if card.eccentric else limits.any_exercise)

    def _too_late(self, card: Exercise, day: date) -> bool:
        last_heavy, last_eccentric = self.keys.last_heavy, self.keys.last_eccentric
        heavy = card.heavy and last_heavy is not None and day > last_heavy
        eccentric = card.eccentric and last_eccentric is not None and day > last_eccentric
        return heavy or eccentric

    def _nordic_too_soon(self, card: Exercise, day: date) -> bool:
        rules = self.rules.beginners
        if self.runner.level != "beginner" or card.id not in rules.nordics:
            return False
        return self.hamstrings_since is None or (day - self.hamstrings_since).days < 7 * rules.nordics_after_weeks
