"""The reasons of a plan's numbers: what the rule says, and the facts of the evidence behind it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.knowledge.plan_schema import PlanRules
from core.knowledge.schema import Source
from core.plans.rules.model import Plan, PlannedExercise, Session, Week

JUDGEMENT = "coach judgement"


@dataclass(frozen=True, slots=True)
class Because:
    """One reason: its rule, the numbers it is about, what it says, its facts as `B13 ACSM position stand 2009`."""

    rule: str
    about: tuple[str, ...]
    says: str
    facts: tuple[str, ...]

    def __str__(self) -> str:
        return f"{', '.join(self.about)} [{self.rule}]: {self.says} ({'; '.join(self.facts)})"


@dataclass(frozen=True, slots=True)
class Why:
    """The reasons of a content pack; numbers without a study behind them are called coach judgement."""

    rules: PlanRules
    sources: Mapping[str, Source]

    def plan(self, plan: Plan) -> Iterator[Because]:
        """Why the key dates and the weekly sets are as they are; nothing without a race."""
        return self._all(() if plan.key_dates.race is None else ("dates", "column"))

    def week(self, week: Week) -> Iterator[Because]:
        """Why the week belongs to its phase."""
        keys = ["between" if week.number is None else "phase", *(["deload"] if week.deload else [])]
        return self._all(keys)

    def session(self, session: Session) -> Iterator[Because]:
        """Why it stands on its day and takes so long."""
        return self._all((*session.rule, "minutes"))

    def exercise(self, each: PlannedExercise) -> Iterator[Because]:
        """Why its sets, reps or seconds, effort and rest are as they are."""
        return self._all(each.rule if "light" in each.rule else (*each.rule, "rest"))

    def says(self, key: str) -> Because:
        """One reason by its name in `plans/rules.yaml`."""
        reason = self.rules.reasons[key]
        facts = tuple(f"{name} {_short(self.sources[name])}" for name in reason.sources)
        return Because(key, reason.about, reason.says, facts or (JUDGEMENT,))

    def _all(self, keys: Iterable[str]) -> Iterator[Because]:
        return (self.says(key) for key in dict.fromkeys(keys))


def _short(source: Source) -> str:
    return JUDGEMENT if source.kind == "coach" else source.short
