"""The shape of every content file, as plain frozen dataclasses; `reading` checks files against them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from annotated_types import Ge, Le, Len

from core.answers.conversation import FollowUps
from core.answers.tuning import Tuning

Slug = Annotated[str, Len(1, 40)]
SourceId = Annotated[str, Len(2, 5)]
Line = Annotated[str, Len(1, 300)]
Pair = tuple[Annotated[int, Ge(0)], Annotated[int, Ge(0)]]  # lowest, highest
Confidence = Literal["strong", "mixed", "weak", "coach judgement"]


class Strict:
    """Refuses names in a file that are not fields here: a typing error must not be silence."""

    __slots__ = ()
    __pydantic_config__ = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Topic(Strict):
    """One FAQ entry: `short` answers in a chat, `more` on request."""

    id: Slug
    title: Annotated[str, Len(1, 60)]
    phrasings: Annotated[tuple[Line, ...], Len(10, 40)]
    sources: tuple[SourceId, ...]
    confidence: Confidence
    reviewed: date
    next: Annotated[tuple[str, ...], Len(0, 4)]
    short: Annotated[str, Len(1, 499)]
    more: Annotated[str, Len(1, 2000)]


@dataclass(frozen=True, slots=True)
class Source(Strict):
    """One fact of the evidence: where it comes from and how well it was checked."""

    short: Annotated[str, Len(1, 80)]
    says: Annotated[str, Len(1, 400)]
    citation: Annotated[str, Len(1, 400)]
    check: Literal["verified", "secondary", "recalled"]
    kind: Literal["study", "article", "reader", "author-reply", "coach"]
    links: tuple[str, ...] = ()

    @property
    def printable(self) -> bool:
        """Whether it may be shown as a source: a fact only recalled may not."""
        return self.check != "recalled"


@dataclass(frozen=True, slots=True)
class Dose(Strict):
    """How much of an exercise: ranges of sets and of one of reps, seconds, metres or contacts."""

    sets: Pair
    reps: Pair | None = None
    seconds: Pair | None = None
    metres: Pair | None = None
    contacts: Pair | None = None
    per_side: bool = False


@dataclass(frozen=True, slots=True)
class Variation(Strict):
    """An easier or harder way, and the cards it leads to."""

    text: Line
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exercise(Strict):
    """One exercise card. `kit_options` are sufficient sets of kit, `loads` the body areas it works hard."""

    id: Slug
    name: Annotated[str, Len(1, 50)]
    aliases: tuple[Slug, ...]
    muscles: tuple[str, ...]
    slots: tuple[str, ...]
    loads: tuple[str, ...]
    kit_options: Annotated[tuple[tuple[str, ...], ...], Len(1, 8)]
    dose: Dose
    tempo: Line
    easier: Variation
    harder: Variation
    swaps: Annotated[tuple[str, ...], Len(1, 6)]
    mistake: Line
    caution: Line
    supports: tuple[SourceId, ...]
    reviewed: date
    body: Annotated[str, Len(1, 700)]
    kit: tuple[str, ...] = ()
    eccentric: bool = False
    heavy: bool = False
    plyometric: bool = False
    min_level: Literal["beginner", "intermediate", "advanced"] = "beginner"
    first_weeks: Dose | None = None


@dataclass(frozen=True, slots=True)
class ChallengeTexts(Strict):
    """What a challenge says at its start, at milestones (one after the other, week by week) and at its end."""

    start: Line
    milestones: Annotated[tuple[Line, ...], Len(1, 12)]
    end: Line


@dataclass(frozen=True, slots=True)
class ChallengeTemplate(Strict):
    """A challenge a captain can start: what is counted, for how long, and the caps that keep it fair and safe.

    Texts may hold {days}, {target}, {cap}, {jokers}, {teams}, {together}: a captain may change these before the start.
    `scoring`: "share" stops at one's own aim, "points" counts what is above half. `late_joiners`: until when one joins.
    """

    id: Slug
    title: Annotated[str, Len(1, 50)]
    summary: Line
    exercise: str | None
    counts: Literal["reps", "seconds", "sessions", "days", "metres"]
    unit: Annotated[str, Len(1, 30)]
    days: Annotated[int, Ge(1), Le(120)]
    daily_target: Annotated[int, Ge(1)]
    daily_cap: Annotated[int, Ge(1)]
    jokers: Annotated[int, Ge(0)]
    rules: Annotated[tuple[Line, ...], Len(1, 6)]
    texts: ChallengeTexts
    sources: tuple[SourceId, ...] = ()
    collective_target: int | None = None
    scoring: Literal["share", "points"] = "share"
    late_joiners: Literal["any-day", "first-half", "none"] = "any-day"
    teams: Annotated[int, Ge(0), Le(8)] = 0


@dataclass(frozen=True, slots=True)
class Remark(Strict):
    """Something people say that is no question, and what the coach says back.

    `alone` are whole messages; `inside` are phrases that show it wherever they stand.
    """

    reply: Annotated[str, Len(1, 400)]
    alone: tuple[Line, ...] = ()
    inside: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim(Strict):
    """Something the coach must not say. Words in `patterns`: "a/b" either, "word*" any ending, "…" up to six words.

    `allow`: sentences that take the claim back, by words that stand in them.
    """

    patterns: Annotated[tuple[Line, ...], Len(1, 30)]
    why: Line
    instead: Line
    sources: tuple[SourceId, ...] = ()
    allow: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Standards(Strict):
    """Where `hillcoach knowledge check` draws its lines; the defaults suit any pack."""

    hardest_reading: Annotated[float, Ge(0), Le(100)] = 40  # LIX; up to 40 is easy prose
    nearly_same: Annotated[float, Ge(0.5), Le(1)] = 0.92  # cosine of two phrasings' meanings
    review_after_days: Annotated[int, Ge(1)] = 365


@dataclass(frozen=True, slots=True)
class PackInfo(Strict):
    """What a pack says of itself."""

    name: Annotated[str, Len(1, 60)]
    language: Annotated[str, Len(2, 10)]
    version: Annotated[str, Len(1, 20)]
    feature_phrasings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    exercise_phrasings: tuple[str, ...] = ()  # "how do i do {alias}"
    follow_ups: FollowUps = field(default_factory=lambda: FollowUps((), (), ()))
    tuning: Tuning = field(default_factory=Tuning)
    lexicon: dict[str, str] = field(default_factory=dict)  # what people type, and the word the pack uses
    foreign_words: tuple[str, ...] = ()  # everyday words that show another language
    remarks: tuple[Remark, ...] = ()  # the first that fits is taken
    standards: Standards = field(default_factory=Standards)
