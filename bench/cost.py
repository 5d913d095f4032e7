"""What the engine costs: seconds to start and to fit again, megabytes, questions a second beside ChatterBot's rule."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from bench.clinc import ask, our_answer, read, sample
from bench.peers import peers
from bot.understanding import FITTED
from core.answers.engine import Engine
from core.knowledge.library import load

QUESTION = "how often should i do calf raises"
STARTS = 5
GROWTH = """
import numpy
from pathlib import Path
from core.answers.engine import Engine

def resident():
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))

before = resident()
Engine.load(Path({path!r})).decide({question!r})
print(resident() - before)
"""


def costs() -> None:
    """Start, first answer, fitting again, memory, and one question."""
    library = load()
    ask_once = [sys.executable, "-m", "bot", "ask", QUESTION]
    load_once = [sys.executable, "-c", GROWTH.format(path=str(FITTED), question=QUESTION)]
    grown = float(subprocess.run(load_once, capture_output=True, text=True, check=True).stdout)
    begun = time.process_time()
    engine = Engine.fit(library.phrasings(), library.background, library.info.lexicon, alarms=library.alarms())
    fit = time.process_time() - begun
    asked = [question for questions in library.phrasings().values() for question in questions][::3]
    times = sorted(_seconds(lambda question=question: engine.decide(question)) for question in asked)
    print(f"\nCost, one thread, least and median of {STARTS} starts")
    print("  process start to the first answer (`hillcoach ask`): {:.2f}, {:.2f} s".format(*_starts(ask_once)))
    print("  the same for the engine alone (`Engine.load`, decide): {:.2f}, {:.2f} s".format(*_starts(load_once)))
    print(f"  fitting a changed pack again: {fit:.1f} s of processor time; memory grown by the engine: {grown:.0f} MB")
    print(f"  one question: p50 {statistics.median(times) * 1e3:.2f} ms, p99 {np.quantile(times, 0.99) * 1e3:.2f} ms")


def throughput() -> None:
    """ChatterBot's rule (the nearest by Levenshtein) over the same 1,500 questions."""
    entries, val = sample(), read("clinc150_val")
    rules = {peer.name: peer.fit for peer in peers() if "Levenshtein" in peer.name}
    print("\nQuestions a second over the same 1,500 known questions")
    for name, fit in {"this engine": our_answer, **rules}.items():
        right, times = ask(fit(entries), val)
        print(f"  {name:<40}{len(times) / sum(times):>10.1f} a second {right:>7.1f} % right", flush=True)


def _starts(command: list[str]) -> tuple[float, float]:
    root = Path(__file__).parents[1]
    times = [
        _seconds(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd=root))
        for _ in range(STARTS)
    ]
    return min(times), statistics.median(times)


def _seconds(do: Callable[[], object]) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun
