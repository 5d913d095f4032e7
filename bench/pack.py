"""The pack that ships, on the questions of tests/eval: how right, how sure, how modest, how safe."""

import csv
from collections.abc import Callable
from pathlib import Path

from bot.understanding import understanding_of
from core.answers.evaluation import Judged, calibration, calibration_error, judge, share
from core.answers.understanding import Understanding
from core.knowledge.library import load

FOLDER = Path(__file__).parents[1] / "tests" / "eval"
TUNE = ("beginner", "physio", "nonnative")
PARTS: dict[str, Callable[[str], bool]] = {
    "tune": lambda writer: writer in TUNE,
    "report": lambda writer: writer not in TUNE,
}


def our_questions() -> None:
    """One line a set and part; the red-flag detector stands before the engine, as it does for people."""
    understanding = understanding_of(load())
    print("Our own questions (tests/eval), %")
    for style in ("", "forum_"):
        for part, belongs in PARTS.items() if not style else [("report", lambda _: True)]:
            rows = {name: _rows(f"{style}{name}", belongs) for name in ("in_scope", "out_of_scope")}
            _print(f"{style or 'written_'}{part}", *(judge(each, understanding.read) for each in rows.values()))
    sets = ("red_flags", "hyperbole", "in_scope", "forum_red_flags", "forum_hyperbole", "forum_in_scope")
    for name in (*sets, "fresh_red_flags", "fresh_calm"):
        rows = _rows(name, lambda _: True)
        print(f"  {name}: {_flagged(understanding, rows)} of {len(rows)} taken for a red flag")


def _print(name: str, inside: list[Judged], outside: list[Judged]) -> None:
    print(
        f"  {name:<15} in scope ({len(inside)}): right {share(inside, lambda each: each.is_right):.1f}, answered or "
        f"offered {share(inside, lambda each: each.is_offered):.1f}, wrong answer "
        f"{share(inside, lambda each: each.is_wrongly_answered):.1f}, calibration error "
        f"{calibration_error(calibration(inside)):.1f} points; outside ({len(outside)}): declined "
        f"{share(outside, lambda each: each.reading.outcome == 'decline'):.1f}, not answered "
        f"{share(outside, lambda each: not each.reading.is_sure):.1f}"
    )


def _flagged(understanding: Understanding, rows: list[tuple[str, str]]) -> int:
    return sum(understanding.red_flag(question) is not None for _, question in rows)


def _rows(name: str, belongs: Callable[[str], bool]) -> list[tuple[str, str]]:
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["topic"], row["question"]) for row in rows if belongs(row["writer"])]
