"""How good the answers are on labelled questions: what was right, what was mixed up, and how honest the score is."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from core.answers.understanding import Reading

BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """One labelled question and what was made of it; `best` is the likeliest topic whatever was decided."""

    wanted: str
    question: str
    reading: Reading
    best: str | None

    @property
    def is_right(self) -> bool:
        """Whether the likeliest topic is the wanted one."""
        return self.best == self.wanted

    @property
    def is_offered(self) -> bool:
        """Whether the wanted topic was answered or stands among the choices."""
        chosen = self.reading.choices if self.reading.outcome == "choose" else ()
        return (self.reading.is_sure and self.is_right) or self.wanted in chosen

    @property
    def is_wrongly_answered(self) -> bool:
        """Whether the person was given another topic's answer."""
        return self.reading.is_sure and not self.is_right


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions with similar scores: what was promised and what came true."""

    score: float
    accuracy: float
    count: int


def judge(rows: Iterable[tuple[str, str]], read: Callable[[str], Reading]) -> list[Judged]:
    """Read every (topic, question)."""
    readings = ((wanted, question, read(question)) for wanted, question in rows)
    return [Judged(wanted, question, reading, _best(reading)) for wanted, question, reading in readings]


def share(judged: Sequence[Judged], what: Callable[[Judged], bool]) -> float:
    """Percent of the questions for which something is so; 0 of none."""
    return 100 * sum(map(what, judged)) / len(judged) if judged else 0.0


def confusions(judged: Iterable[Judged]) -> list[tuple[str, str, int]]:
    """(wanted, given, how often) for every mix-up, most frequent first."""
    pairs = Counter((each.wanted, each.best or "nothing") for each in judged if not each.is_right)
    return [(wanted, given, count) for (wanted, given), count in pairs.most_common()]


def calibration(judged: Iterable[Judged]) -> list[Bin]:
    """Ten bins of equal width over the score; empty ones are left out."""
    groups: dict[int, list[Judged]] = {}
    for each in judged:
        groups.setdefault(min(BINS - 1, int(each.reading.score * BINS)), []).append(each)
    return [_bin(groups[index]) for index in sorted(groups)]


def calibration_error(bins: Sequence[Bin]) -> float:
    """The mean distance between promise and truth, weighted by count, in points (ECE)."""
    total = sum(each.count for each in bins)
    return 100 * sum(each.count * abs(each.score - each.accuracy) for each in bins) / total if total else 0.0


def curve(bins: Sequence[Bin]) -> str:
    """The calibration curve as an SVG picture: the diagonal is honesty, a dot's size how many questions."""
    most = max((each.count for each in bins), default=1)
    dots = "".join(
        f'<circle cx="{40 + 300 * each.score:.0f}" cy="{340 - 300 * each.accuracy:.0f}" '
        f'r="{4 + 8 * (each.count / most) ** 0.5:.1f}" fill="#2a6f4e"><title>{each.count} questions</title></circle>'
        for each in bins
    )
    axes = '<path d="M40 40V340H340" fill="none" stroke="#444"/><path d="M40 340L340 40" stroke="#bbb"/>'
    words = (
        '<text x="190" y="375" text-anchor="middle">score given</text>'
        '<text x="16" y="190" text-anchor="middle" transform="rotate(-90 16 190)">share that was right</text>'
    )
    style = 'xmlns="http://www.w3.org/2000/svg" width="380" height="390" font-family="sans-serif" font-size="14"'
    return f'<svg {style}><rect width="380" height="390" fill="#fff"/>{axes}{dots}{words}</svg>\n'


def _best(reading: Reading) -> str | None:
    if reading.topic is not None:
        return reading.topic
    return reading.choices[0] if reading.choices else None


def _bin(group: Sequence[Judged]) -> Bin:
    score = sum(each.reading.score for each in group) / len(group)
    return Bin(score, sum(each.is_right for each in group) / len(group), len(group))
