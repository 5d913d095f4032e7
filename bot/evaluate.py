"""`hillcoach knowledge eval`: how good the answers are on a coach's own labelled questions."""

import csv
from collections.abc import Iterator
from pathlib import Path

from bot.content import library_of
from bot.settings import Settings
from bot.wiring import understanding_of
from core.answers.evaluation import Judged, calibration, calibration_error, confusions, curve, judge, share
from core.errors import OperatorError

OUTSIDE = "oos"  # the label of questions that should be declined
MOST_SHOWN = 15


def evaluate(settings: Settings, path: Path, picture: Path | None) -> Iterator[str]:
    """Lines of a report on a TSV file with the columns topic and question; the curve goes to `picture` as SVG."""
    understanding = understanding_of(library_of(settings))
    judged = judge(_rows(path), understanding.read)
    inside = [each for each in judged if each.wanted != OUTSIDE]
    outside = [each for each in judged if each.wanted == OUTSIDE]
    yield from _figures(inside, outside)
    yield from _mixed_up(inside)
    bins = calibration(inside)
    yield f"calibration error      {calibration_error(bins):5.1f} points"
    for each in bins:
        yield f"  score {each.score:.2f}  right {each.accuracy:.2f}  {'#' * max(1, each.count * 40 // len(inside))}"
    if picture is not None:
        picture.write_text(curve(bins), encoding="utf-8")
        yield f"The curve is in {picture}."


def _figures(inside: list[Judged], outside: list[Judged]) -> Iterator[str]:
    yield f"questions              {len(inside)} in scope, {len(outside)} outside"
    yield f"right topic            {share(inside, lambda each: each.is_right):5.1f} %"
    yield f"answered or offered    {share(inside, lambda each: each.is_offered):5.1f} %"
    yield f"wrong answer given     {share(inside, lambda each: each.is_wrongly_answered):5.1f} %"
    if outside:
        yield f"outside, not answered  {share(outside, lambda each: not each.reading.is_sure):5.1f} %"
        yield f"outside, declined      {share(outside, lambda each: each.reading.outcome == 'decline'):5.1f} %"


def _mixed_up(inside: list[Judged]) -> Iterator[str]:
    for wanted, given, count in confusions(inside)[:MOST_SHOWN]:
        example = next(each.question for each in inside if (each.wanted, each.best or "nothing") == (wanted, given))
        yield f"  {count} x {wanted} taken for {given}, e.g. {example!r}"


def _rows(path: Path) -> list[tuple[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except (OSError, UnicodeDecodeError) as wrong:
        raise OperatorError(f"{path} cannot be read: {wrong}") from None
    if not rows or "topic" not in rows[0] or "question" not in rows[0]:
        raise OperatorError(f"{path} needs a first line that names the columns topic and question, with a tab between.")
    return [(row["topic"] or "", row["question"] or "") for row in rows]
