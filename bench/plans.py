"""How long a plan takes to build on one core: `python -m bench.plans`."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from time import process_time

from core.knowledge.library import Library, load
from core.plans.preview import as_json
from core.plans.rules.build import build
from core.plans.rules.model import Plan, Race, Runner

RACE_DAY = date(2027, 6, 13)
BOUND_MS = 20.0  # for a year, on one core
ROUNDS = 200
Task = Callable[[], object]


def main() -> None:
    library = load()
    yardstick = sorted(times(lambda: sum(number * number for number in range(100_000)), 50))[25]
    print(f"{'':34}{'median':>9}{'p99':>9}{'longest':>9}   of 100,000 squares")
    for name, task in tasks(library):
        taken = sorted(times(task, ROUNDS))
        median, late, longest = taken[ROUNDS // 2], taken[ROUNDS * 99 // 100], taken[-1]
        print(f"{name:34}{median:7.1f}ms{late:7.1f}ms{longest:7.1f}ms   {median / yardstick:.1f} times")
    print(f"The bound for 52 weeks is {BOUND_MS:.0f} ms.")


def tasks(library: Library) -> Iterator[tuple[str, Task]]:
    """Plans of several lengths, the hardest of a year, and its document."""
    for weeks in (1, 16, 52):
        yield f"{weeks} weeks, marathon, dumbbells", plan(library, weeks, Runner("intermediate", "dumbbells"))
    busy = Runner("advanced", "gym", (1, 2, 4), (1, 3), 6, swaps={"G2": "Q3"}, avoid=frozenset({"achilles"}))
    year = plan(library, 52, busy)
    yield "52 weeks, three days, a sore area", year
    made = year()
    yield "its JSON document", lambda: as_json(made)


def plan(library: Library, weeks: int, runner: Runner) -> Callable[[], Plan]:
    race = Race(RACE_DAY, "marathon", 42.2, 1800, 1800)
    start = RACE_DAY - timedelta(days=7 * weeks - 1)
    return lambda: build(library.plan_rules, library.exercises, runner, race, start)


def times(task: Task, rounds: int) -> Iterator[float]:
    """Milliseconds of processor time of each round, after one that does not count."""
    task()
    for _ in range(rounds):
        begun = process_time()
        task()
        yield (process_time() - begun) * 1000


if __name__ == "__main__":
    main()
