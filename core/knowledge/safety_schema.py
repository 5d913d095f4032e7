"""safety.yaml: the red flags a physiotherapist may edit, checked and turned into plain rules."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from core.answers.ear import Alarms
from core.answers.language import common_words
from core.answers.safety import Lexicon, Quiet, RedFlags, SafetyRule
from core.knowledge.problems import Problems
from core.knowledge.reading import checked, read_yaml

MAX_TEXT = 900  # characters of a safety answer: it is read on a phone, in a hurry
URGENCIES = ("emergency", "same-day", "soon")
HARMLESS = ("harmless", "ordinary")  # the files of messages that only sound alarming, and of those that do not

Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class _Checked(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Examples(_Checked):
    """Sentences that must and must not raise the row; the tests read every one of them."""

    flag: Annotated[list[Line], Field(min_length=12)]
    ignore: Annotated[list[Line], Field(min_length=6)]


class SafetyRow(_Checked):
    """One red flag: what is said, who says so, and the signs that raise it."""

    id: Annotated[str, StringConstraints(pattern=r"^B\d+$")]
    title: Line
    urgency: Literal["emergency", "same-day", "soon"]
    text: Annotated[str, StringConstraints(min_length=80, max_length=MAX_TEXT, strip_whitespace=True)]
    sources: Annotated[list[Annotated[str, StringConstraints(pattern=r"^[ABD]\d+$")]], Field(min_length=1)]
    reviewed: date
    urgent_signs: list[Line] = []  # looked for before every other row: they make this one an emergency
    signs: Annotated[list[Line], Field(min_length=1)]
    examples: Examples


class QuietWords(_Checked):
    """Words that silence the signs around them, and how far."""

    words: Annotated[list[Line], Field(min_length=1)]
    unless: list[Line] = []
    before: Annotated[int, Field(ge=0, le=30)] = 0
    after: Annotated[int, Field(ge=0, le=30)] = 5
    ends: Literal["clause", "sentence", "message"] = "clause"


class Language(_Checked):
    """How runners write: fillers, spellings, idioms, and the words that silence a sign."""

    fillers: list[Line]
    spellings: dict[str, Line]
    key_words: list[Line]
    lookalikes: list[Line]
    clause_ends: list[Line]
    turns: list[Line]
    idioms: list[Line]
    quiet: dict[str, QuietWords]


class SafetyFile(_Checked):
    """The whole of safety.yaml; rows in the order they are looked for within one urgency."""

    language: Language
    groups: dict[str, Annotated[list[Line], Field(min_length=1)]]
    rows: Annotated[list[SafetyRow], Field(min_length=1)]

    @model_validator(mode="after")
    def _readable(self) -> "SafetyFile":
        if len({row.id for row in self.rows}) < len(self.rows):
            raise ValueError("two rows have the same id")
        self.red_flags()
        return self

    def row(self, row_id: str) -> SafetyRow:
        """The row with this id; raises KeyError if there is none."""
        return {row.id: row for row in self.rows}[row_id]

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of the rows."""
        return tuple(row.id for row in self.rows)

    @property
    def most_urgent_first(self) -> list[SafetyRow]:
        """The rows by urgency, then as they stand."""
        return sorted(self.rows, key=lambda row: URGENCIES.index(row.urgency))

    def alarms(self, remarks: Mapping[str, Sequence[str]]) -> Alarms:
        """The rows' own examples, with further ones by row and by the names in `HARMLESS`, for the learned ear."""
        by_row = {row.id: (*row.examples.flag, *remarks.get(row.id, ())) for row in self.most_urgent_first}
        ignored = [message for row in self.rows for message in row.examples.ignore]
        return Alarms(by_row, (*ignored, *(message for name in HARMLESS for message in remarks.get(name, ()))))

    def red_flags(self) -> RedFlags:
        """The compiled detector, most urgent rows first; raises ValueError for a sign that cannot be read."""
        return self.compiled

    @cached_property
    def compiled(self) -> RedFlags:
        """The detector, made once: it takes as long as all other checks of the file together."""
        urgent = [SafetyRule(row.id, tuple(row.urgent_signs)) for row in self.rows]
        rows = [SafetyRule(row.id, tuple(row.signs)) for row in self.most_urgent_first]
        return RedFlags([*urgent, *rows], self.lexicon())

    def lexicon(self) -> Lexicon:
        """The language and the groups as plain data."""
        language = self.language
        return Lexicon(
            groups=self.groups,
            idioms=tuple(language.idioms),
            fillers=frozenset(language.fillers),
            spellings=language.spellings,
            key_words=frozenset(language.key_words),
            lookalikes=frozenset(language.lookalikes).union(common_words()),
            clause_ends=frozenset(language.clause_ends),
            turns=frozenset(language.turns),
            quiets=tuple(_quiet(quiet) for quiet in language.quiet.values()),
        )


def _quiet(quiet: QuietWords) -> Quiet:
    return Quiet(tuple(quiet.words), tuple(quiet.unless), quiet.before, quiet.after, quiet.ends)


def load_safety(path: Path) -> SafetyFile:
    """Read and check safety.yaml; raises ValueError with one `file:line: what` for every mistake found."""
    problems = Problems(path.parent)
    document = read_yaml(path, problems)
    safety = None if document is None else checked(SafetyFile, document, document.data, problems)
    if not isinstance(safety, SafetyFile):
        raise ValueError(str(problems))
    return safety
