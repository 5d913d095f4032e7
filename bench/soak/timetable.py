"""What goes wrong and when: drawn from a seed, so that a soak can be run again."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

TELEGRAM = (
    "throttled", "blocked", "bad_gateway", "cut_before", "cut_after", "silence",
    "poll_bad_gateway", "poll_cut_before", "poll_cut_after", "poll_conflict", "press_bad_gateway", "edit_throttled",
)  # fmt: skip
DISCORD = (
    "throttled", "throttled_globally", "closed", "broken", "broken_after", "cut_before", "cut_after", "silence",
    "press_broken", "press_cut", "reconnect", "invalid", "invalid_for_good", "disconnect",
)  # fmt: skip
KILLS_UNTIL = 0.5  # of the soak; what lives then lives long enough for its memory to be looked at
LOCK_AT, FULL_AT = 0.62, 0.76  # of the soak
CALM = 0.04  # of the soak, at its beginning and its end
HANG = 80  # seconds at most that one request without an answer has consequences: none begins later than that


@dataclass(frozen=True, slots=True)
class Scenario:
    """How long (seconds), how many runners, how often killed; `outage` is how long the database fails, in seconds."""

    seconds: float = 540  # and a minute for what comes before and after
    runners: int = 200
    kills: int = 20
    seed: int = 1
    outage: float = 5
    patience: float = 50  # seconds that somebody waits for an answer
    push_every: float = 60  # seconds between a runner's pushes
    think: tuple[float, float] = (5, 13)  # seconds between what one runner does
    faults_a_second: float = 0.8


@dataclass(frozen=True, slots=True, order=True)
class Deed:
    """One thing that goes wrong, `at` seconds after the beginning."""

    at: float
    who: str
    what: str


def shortened(usual: Scenario, seconds: float, runners: int, kills: int, seed: int) -> Scenario:
    """A soak of another length, in which everything happens as much sooner."""
    share = min(1.0, seconds / 180)
    return replace(
        usual,
        seconds=seconds,
        runners=runners,
        kills=kills,
        seed=seed,
        outage=min(usual.outage, seconds / 10),
        push_every=min(usual.push_every, seconds / 5),
        think=(usual.think[0] * share, usual.think[1] * share),
    )


def timetable(scenario: Scenario) -> list[Deed]:
    """Every deed of a soak, in order."""
    return sorted([*_kills(scenario), *_faults(scenario), *_outages(scenario)])


def _kills(scenario: Scenario) -> Iterator[Deed]:
    """Every other one waits for a push to be on its way."""
    dice = random.Random(f"{scenario.seed} kills")
    first, last = 0.06 * scenario.seconds, KILLS_UNTIL * scenario.seconds
    slot = (last - first) / max(1, scenario.kills)
    for number in range(scenario.kills):
        what = "in mid-push" if number % 2 else "at random"
        yield Deed(first + slot * (number + dice.uniform(0.1, 0.9)), "kill", what)


def _faults(scenario: Scenario) -> Iterator[Deed]:
    dice = random.Random(f"{scenario.seed} faults")
    begin, end = CALM * scenario.seconds, (1 - CALM) * scenario.seconds
    for _ in range(int((end - begin) * scenario.faults_a_second)):
        who, faults = dice.choice((("telegram", TELEGRAM), ("discord", DISCORD)))
        at, what = dice.uniform(begin, end), dice.choice(faults)
        if what != "silence" or at < scenario.seconds - HANG:
            yield Deed(at, who, what)
    if scenario.seconds > 2 * HANG:  # Telegram is deaf for as long as one poll lasts
        yield Deed(FULL_AT * scenario.seconds + 2 * scenario.outage, "telegram", "poll_silence")


def _outages(scenario: Scenario) -> Iterator[Deed]:
    yield Deed(LOCK_AT * scenario.seconds, "database", "locked")
    yield Deed(FULL_AT * scenario.seconds, "database", "full")
