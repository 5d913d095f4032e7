"""CLINC150: other engines with ten questions a topic, and questions from outside with a hundred."""

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import numpy as np

from bench.hasty import hasty
from bench.messy import messy
from bench.peers import Peer, peers
from core.answers.calibration import calibration_error
from core.answers.engine import Engine

FOLDER = Path(__file__).parents[2] / "shared" / "bench"
PER_TOPIC = 10
SLOW, SLOW_SAMPLE = 0.1, 60
"""Seconds for one question from which a peer is slow, and how many questions it is then asked."""

Pairs = list[tuple[str, str]]
Entries = dict[str, list[str]]


def is_there() -> bool:
    """Whether the data lie where they are looked for."""
    return (FOLDER / "clinc150_train.tsv").exists()


def few_questions() -> None:
    """Ten questions a topic: what a pack written by hand is like."""
    entries, val = sample(), read("clinc150_val")
    dice = Random(7)
    asked = [val, [(t, messy(q, dice)) for t, q in val], [(t, hasty(q, dice)) for t, q in val]]
    print(f"\nCLINC150, {PER_TOPIC} questions for each of {len(entries)} topics, {len(val)} unseen ones, one thread")
    print(f"{'engine':<42}{'clean %':>9}{'messy %':>9}{'hasty %':>9}{'p50 ms':>9}{'p99 ms':>9}{'fit s':>8}")
    ours: list[float] = []
    for peer in [Peer("this engine", our_answer), *peers()]:
        begun = time.process_time()
        answer = peer.fit(entries)
        fit = time.process_time() - begun
        shares, times = zip(*(ask(answer, pairs) for pairs in asked), strict=True)
        ours = ours or list(shares)
        p50, p99 = statistics.median(times[0]) * 1e3, float(np.quantile(times[0], 0.99)) * 1e3
        rights = "".join(f"{share:>9.1f}" for share in shares)
        behind = ", ".join(f"{own - share:.1f}" for own, share in zip(ours, shares, strict=True))
        print(f"{peer.name:<42}{rights}{p50:>9.3f}{p99:>9.3f}{fit:>8.1f}   behind by {behind}", flush=True)


def all_questions() -> None:
    """A hundred questions a topic, and questions from outside."""
    entries, val = group(read("clinc150_train")), read("clinc150_val")
    outside = [question for _, question in read("clinc150_oos_val")]
    for name, background in (("without", []), ("with", [q for _, q in read("clinc150_oos_train")])):
        begun = time.process_time()
        engine = Engine.fit(entries, background)
        fit = time.process_time() - begun
        inside = [engine.decide(question) for _, question in val]
        right = np.array([decision.choices[:1] == (topic,) for decision, (topic, _) in zip(inside, val, strict=True)])
        kept = np.array([decision.outcome != "decline" for decision in inside])
        scores = np.array([decision.score for decision in inside])
        foreign = [engine.decide(question) for question in outside]
        caught = np.mean([decision.outcome == "decline" for decision in foreign])
        area = _area(scores, np.array([decision.score for decision in foreign]))
        print(f"\nCLINC150 full, {name} background questions (fit {fit:.0f} s of processor time)")
        print(
            f"  in scope {100 * right.mean():.1f} %; with rejection {100 * (right & kept).mean():.1f} %, "
            f"out of scope declined {100 * caught:.1f} %; AUROC {100 * area:.1f}; "
            f"calibration error {100 * calibration_error(scores, right):.1f} points",
            flush=True,
        )


def our_answer(entries: Entries) -> Callable[[str], str]:
    engine = Engine.fit(entries)

    def answer(question: str) -> str:
        return next(iter(engine.decide(question).choices), "")

    return answer


def ask(answer: Callable[[str], str], asked: Pairs) -> tuple[float, list[float]]:
    """Percent right, and seconds for each question; a sample only when they are slow."""
    begun = time.perf_counter()
    answer(asked[0][1])
    if time.perf_counter() - begun > SLOW:
        asked = asked[:: len(asked) // SLOW_SAMPLE]
    right, times = 0, []
    for topic, question in asked:
        begun = time.perf_counter()
        right += answer(question) == topic
        times.append(time.perf_counter() - begun)
    return 100 * right / len(asked), times


def read(name: str) -> Pairs:
    lines = (FOLDER / f"{name}.tsv").read_text("utf-8").splitlines()
    return [(topic, question) for topic, question in (line.split("\t") for line in lines)]


def group(pairs: Sequence[tuple[str, str]]) -> Entries:
    entries: Entries = {}
    for topic, question in pairs:
        entries.setdefault(topic, []).append(question)
    return entries


def sample() -> Entries:
    """Ten questions of every topic, always the same."""
    dice = Random(1)
    return {topic: dice.sample(questions, PER_TOPIC) for topic, questions in group(read("clinc150_train")).items()}


def _area(inside: np.ndarray, outside: np.ndarray) -> float:
    """The chance that a question from inside scores above one from outside (AUROC)."""
    pairs = inside[:, None] - outside[None, :]
    return float((pairs > 0).mean() + (pairs == 0).mean() / 2)
