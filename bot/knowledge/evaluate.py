"""`hillcoach knowledge eval`: how good the answers are on a coach's own labelled questions."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bot.content import library_of
from bot.settings import Settings
from bot.understanding import understanding_of
from core.answers.calibration_curve import curve
from core.answers.evaluation import Judged, calibration, calibration_error, confusions, judge, share
from core.errors import OperatorError
from core.knowledge.library import Library
from core.knowledge.problems import meant

OUTSIDE = "oos"  # the label of questions that should be declined
MOST_SHOWN = 15


def evaluate(settings: Settings, path: Path, picture: Path | None) -> Iterator[str]:
    """Lines of a report on a TSV file with the columns topic and question.

    The calibration curve goes to `picture` as SVG, beside the file if that is None.
    """
    rows = _rows(path)
    library = library_of(settings)
    judged = judge(rows, understanding_of(library).read)
    yield from _unknown(judged, library)
    inside = [each for each in judged if each.wanted != OUTSIDE]
    outside = [each for each in judged if each.wanted == OUTSIDE]
    yield from _figures(inside, outside)
    yield from _wrong_answers(judged)
    yield from _mixed_up(inside)
    bins = calibration(inside)
    yield f"calibration error       {calibration_error(bins):5.1f} points"
    for each in bins:
        yield f"  score {each.score:.2f}  right {each.accuracy:.2f}  {'#' * max(1, each.count * 40 // len(inside))}"
    yield _kept(picture or path.with_suffix(".svg"), curve(bins))


def _unknown(judged: list[Judged], library: Library) -> Iterator[str]:
    """Labels that no answer can match, most likely slips."""
    known = {*library.phrasings(), OUTSIDE, *(f"safety:{row.id}" for row in library.safety.rows)}
    for name, count in Counter(each.wanted for each in judged if each.wanted not in known).items():
        yield f"The pack has no topic {name!r} ({count} questions){meant(name, known)}"


def _kept(picture: Path, drawn: str) -> str:
    try:
        picture.write_text(drawn, encoding="utf-8")
    except OSError as wrong:
        return f"The curve could not be written to {picture} ({wrong.strerror}): name another file with --picture."
    return f"The curve is in {picture}."


def _figures(inside: list[Judged], outside: list[Judged]) -> Iterator[str]:
    yield f"questions               {len(inside)} in scope, {len(outside)} outside"
    yield f"right topic             {share(inside, lambda each: each.is_right):5.1f} %"
    yield f"among the first three   {share(inside, lambda each: each.is_near):5.1f} %"
    yield f"answered or offered     {share(inside, lambda each: each.is_offered):5.1f} %"
    yield f"wrong answer given      {share(inside, lambda each: each.is_wrongly_answered):5.1f} %"
    if outside:
        yield f"outside, not answered   {share(outside, lambda each: not each.reading.is_sure):5.1f} %"
        yield f"outside, declined       {share(outside, lambda each: each.reading.outcome == 'decline'):5.1f} %"


def _wrong_answers(judged: list[Judged]) -> Iterator[str]:
    wrong = sorted((each for each in judged if each.is_wrongly_answered), key=lambda each: -each.reading.score)
    if wrong:
        yield f"wrong answers, the surest first ({min(len(wrong), MOST_SHOWN)} of {len(wrong)})"
    for each in wrong[:MOST_SHOWN]:
        yield f"  {each.reading.score:.2f}  {each.question!r}: {each.best}, not {each.wanted}"


def _mixed_up(inside: list[Judged]) -> Iterator[str]:
    pairs = confusions(inside)
    if pairs:
        yield f"taken for another topic, the most frequent first ({min(len(pairs), MOST_SHOWN)} of {len(pairs)})"
    for wanted, given, count in pairs[:MOST_SHOWN]:
        example = next(each.question for each in inside if (each.wanted, each.best or "nothing") == (wanted, given))
        yield f"  {count} x {wanted} taken for {given}, e.g. {example!r}"


def _rows(path: Path) -> list[tuple[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    except (OSError, UnicodeDecodeError, csv.Error) as wrong:
        raise OperatorError(f"{path} cannot be read: {wrong}") from None
    if not rows or "topic" not in rows[0] or "question" not in rows[0]:
        raise OperatorError(f"{path} needs a first line that names the columns topic and question, with a tab between.")
    return [(row["topic"] or "", row["question"] or "") for row in rows]
