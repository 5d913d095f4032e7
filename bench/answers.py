"""`make bench-answers`: the question engine beside what else one could use, on CLINC150 and on our own questions.

CLINC150 (Larson et al. 2019, CC BY 3.0) is read from `../shared/bench`; scikit-learn and rapidfuzz are used when
installed. What is missing is said and left out.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import numpy as np

from bench.messy import messy
from bench.peers import Peer, peers
from core.answers.calibration import calibration_error
from core.answers.engine import Engine

CLINC = Path(__file__).parents[2] / "shared" / "bench"
PER_TOPIC = 10
SLOW_SAMPLE = 60
"""Questions asked of a peer that takes longer than a tenth of a second for one."""

Pairs = list[tuple[str, str]]


def main() -> None:
    if not (CLINC / "clinc150_train.tsv").exists():
        print("CLINC150 is not in ../shared/bench: nothing to measure.")
        return
    train, val = _read("clinc150_train"), _read("clinc150_val")
    few_questions(train, val)
    all_questions(train, val)


def few_questions(train: Pairs, val: Pairs) -> None:
    """Ten questions a topic: what a pack written by hand is like."""
    entries = _group(_sample(train))
    dice = Random(7)
    noisy = [(topic, messy(question, dice)) for topic, question in val]
    print(f"\nCLINC150, {PER_TOPIC} questions for each of {len(entries)} topics, {len(val)} unseen ones, one thread")
    print(f"{'engine':<42}{'clean %':>9}{'messy %':>9}{'p50 ms':>9}{'p99 ms':>9}{'fit s':>8}")
    for peer in [Peer("this engine", _ours), *peers()]:
        begun = time.perf_counter()
        answer = peer.fit(entries)
        fit = time.perf_counter() - begun
        clean, times = _ask(answer, val)
        messy_share, _ = _ask(answer, noisy)
        p50, p99 = statistics.median(times) * 1e3, float(np.quantile(times, 0.99)) * 1e3
        print(f"{peer.name:<42}{clean:>9.1f}{messy_share:>9.1f}{p50:>9.3f}{p99:>9.3f}{fit:>8.1f}", flush=True)


def all_questions(train: Pairs, val: Pairs) -> None:
    """A hundred questions a topic, and questions from outside."""
    outside = [question for _, question in _read("clinc150_oos_val")]
    for name, background in (("with", [q for _, q in _read("clinc150_oos_train")]), ("without", [])):
        begun = time.perf_counter()
        engine = Engine.fit(_group(train), background)
        fit = time.perf_counter() - begun
        inside = [engine.decide(question) for _, question in val]
        right = np.array([decision.choices[:1] == (topic,) for decision, (topic, _) in zip(inside, val, strict=True)])
        kept = np.array([decision.outcome != "decline" for decision in inside])
        scores = np.array([decision.score for decision in inside])
        foreign = [engine.decide(question) for question in outside]
        caught = np.mean([decision.outcome == "decline" for decision in foreign])
        area = _area(scores, np.array([decision.score for decision in foreign]))
        print(f"\nCLINC150 full, {name} background questions (fit {fit:.0f} s)")
        print(
            f"  in scope {100 * right.mean():.1f} %; with rejection {100 * (right & kept).mean():.1f} %, "
            f"out of scope declined {100 * caught:.1f} %; AUROC {100 * area:.1f}; "
            f"calibration error {100 * calibration_error(scores, right):.1f} points"
        )


def _ours(entries: dict[str, list[str]]) -> Callable[[str], str]:
    engine = Engine.fit(entries)

    def answer(question: str) -> str:
        return engine.decide(question).choices[0]

    return answer


def _ask(answer: Callable[[str], str], asked: Pairs) -> tuple[float, list[float]]:
    """Percent right, and seconds for each question; a sample only when they are slow."""
    begun = time.perf_counter()
    answer(asked[0][1])
    if time.perf_counter() - begun > 0.1:
        asked = asked[:: len(asked) // SLOW_SAMPLE]
    right, times = 0, []
    for topic, question in asked:
        begun = time.perf_counter()
        right += answer(question) == topic
        times.append(time.perf_counter() - begun)
    return 100 * right / len(asked), times


def _area(inside: np.ndarray, outside: np.ndarray) -> float:
    """The chance that a question from inside scores above one from outside (AUROC)."""
    pairs = inside[:, None] - outside[None, :]
    return float((pairs > 0).mean() + (pairs == 0).mean() / 2)


def _read(name: str) -> Pairs:
    lines = (CLINC / f"{name}.tsv").read_text("utf-8").splitlines()
    return [(topic, question) for topic, question in (line.split("\t") for line in lines)]


def _group(pairs: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    entries: dict[str, list[str]] = {}
    for topic, question in pairs:
        entries.setdefault(topic, []).append(question)
    return entries


def _sample(train: Pairs) -> Pairs:
    dice = Random(1)
    return [(t, q) for t, questions in _group(train).items() for q in dice.sample(questions, PER_TOPIC)]


if __name__ == "__main__":
    main()
