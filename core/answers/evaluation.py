"""How good the answers are on labelled questions: what was right, what was mixed up, and how honest the score is."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from core.answers.understanding import Reading

BINS = 10
NEAR = 3


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
    def is_near(self) -> bool:
        """Whether the wanted topic is among the three likeliest."""
        return self.is_right or self.wanted in self.reading.choices[:NEAR]

    @property
    def is_offered(self) -> bool:
        """Whether the wanted topic was answered or stands among the choices."""
        if self.reading.outcome == "choose":
            return self.wanted in self.reading.choices
        return self.is_right and self.reading.outcome != "decline"

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


def _best(reading: Reading) -> str | None:
    if reading.topic is not None:
        return reading.topic
    return reading.choices[0] if reading.choices else None


def _bin(group: Sequence[Judged]) -> Bin:
    score = sum(each.reading.score for each in group) / len(group)
    return Bin(score, sum(each.is_right for each in group) / len(group), len(group))
