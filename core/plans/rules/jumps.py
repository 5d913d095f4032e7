"""Ground contacts: when jumps start, how they grow and where they stop."""

from datetime import date

from core.knowledge.plan_schema import Jumps
from core.plans.rules.model import KeyDates, Race, Runner
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


def capped(rules: Jumps, wanted: int, day: date, keys: KeyDates) -> int:
    """No more than a few contacts once the last eccentric date has passed."""
    late = keys.last_eccentric is not None and day > keys.last_eccentric
    return min(wanted, rules.late_cap) if late else wanted


def as_sets(rules: Jumps, wanted: int) -> tuple[int, int]:
    """Contacts as sets and contacts per set."""
    sets = -(-wanted // rules.per_set)
    return sets, wanted // sets
