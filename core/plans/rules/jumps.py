"""Ground contacts: when jumps start, how they grow and where they stop."""

from datetime import date

from core.knowledge.plan_schema import Jumps
from core.knowledge.schema import Exercise
from core.plans.rules.model import KeyDates, Kit, Race, Runner
from core.plans.rules.phases import Frame


def jumps_begin(rules: Jumps, runner: Runner, frame: Frame) -> bool:
    """Whether this week may hold jumps: from Build on, after the weeks a level waits."""
    wait = max(rules.levels[runner.level].after_weeks, rules.wait_weeks if runner.new_to_running else 0)
    return frame.phase in ("Build", "Peak", "Taper") and frame.index >= wait and not runner.no_jumps


def contacts(rules: Jumps, runner: Runner, race: Race, weeks_done: int, halve: bool) -> int:
    """Contacts per session after so many loading weeks with jumps."""
    low, high = rules.levels[runner.level].contacts
    every = 1 if race.kind in rules.eager_kinds else rules.every
    full = min(high, low + rules.step * (weeks_done // every))
    return full // 2 if halve else full


def capped(rules: Jumps, wanted: int, card: Exercise, day: date, keys: KeyDates) -> int:
    """No more than suit the jump, and only a few once the last eccentric date has passed."""
    late = keys.last_eccentric is not None and day > keys.last_eccentric
    bounds = any(card.id in names for names in rules.later.values())
    return min(wanted, rules.late_cap if late else wanted, rules.later_most if bounds else wanted)


def as_sets(rules: Jumps, wanted: int, card: Exercise) -> tuple[int, int]:
    """Contacts as sets and contacts per set, no more of them than the card has."""
    most = min(rules.per_set, card.dose.contacts[1]) if card.dose.contacts else rules.per_set
    sets = -(-wanted // most)
    return sets, wanted // sets


def later(rules: Jumps, kit: Kit, weeks_done: int) -> tuple[str, ...]:
    """The jumps that follow after so many loading weeks of the first ones."""
    return rules.later[kit] if weeks_done >= rules.later_after else ()
