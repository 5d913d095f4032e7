"""One session to follow: why today, warm-up, exercises in order, what has been earned, and what effort means."""

from collections.abc import Iterator, Mapping

from core.knowledge.library import Library
from core.plans.rules.life.road import Road
from core.plans.rules.model import Plan, PlannedExercise, Session, Week
from core.plans.rules.progression import Step
from core.plans.words.days import Say, listed, span
from core.texts import Markup

PARTS = ("why", "notes", "warm_up", "exercises", "earned", "effort")


def session_text(
    say: Say, library: Library, road: Road, session: Session, head: str, earned: Mapping[str, Step] | None = None
) -> str:
    """One session: why today, warm-up, exercises with sets, reps or seconds, tempo, rest and effort."""
    week = road.week_of(session.date)
    parts = (
        say("session.head", head=Markup(head), slot=say(f"session.slot_{session.slot}"), minutes=session.minutes),
        Markup(say("session.why", why=Markup(_why(say, road.plan, week, session)))) if week else "",
        "\n".join(notes(say, library, session)),
        say("session.warm_up_heavy" if session.heavy else "session.warm_up", minutes=max(1, session.warm_up_s // 60)),
        "\n".join(_exercises(say, library, session)),
        "\n".join(earned_lines(say, library, earned or {})),
        say("session.effort") if any(each.rir is not None for each in session.exercises) else say("session.easy"),
    )
    return "\n\n".join(part for part in parts if part)


def dose_text(say: Say, each: PlannedExercise) -> str:
    """3 x 8-10 per side."""
    if each.reps and each.slot == "PL":
        return say("session.dose_contacts", sets=each.sets, amount=span(each.reps))
    amount = span(each.reps) if each.reps else say("session.seconds", seconds=span(each.seconds or (0, 0)))
    return say("session.dose_side" if each.per_side else "session.dose", sets=each.sets, amount=amount)


def notes(say: Say, library: Library, session: Session) -> Iterator[str]:
    """What was changed about this session, and why."""
    rules = library.plan_rules.missed
    for rule in session.rule:
        key = f"session.note.{rule}"
        if key in library.texts:
            yield say(key, percent=rules.step_back_percent)


def earned_lines(say: Say, library: Library, earned: Mapping[str, Step]) -> Iterator[str]:
    """What the last workouts call for, the same step said once."""
    by_step: dict[Step, list[str]] = {}
    for name, step in earned.items():
        by_step.setdefault(step, []).append(library.exercises[name].name)
    if by_step:
        yield say("session.earned")
    for step, names in by_step.items():
        low, high = step.percent or (0, 0)
        key = f"session.earned_{'least' if step.kind == 'load' and low == high else step.kind}"
        yield say(key, names=listed(say, names), low=low, high=high, way=step.way or "")


def _exercises(say: Say, library: Library, session: Session) -> Iterator[str]:
    for number, each in enumerate(session.exercises, start=1):
        name, dose = library.exercises[each.id].name, dose_text(say, each)
        yield say("session.exercise", number=number, name=name, dose=dose, details=_details(say, each))


def _details(say: Say, each: PlannedExercise) -> str:
    """Tempo, rest and effort of one exercise, as far as it has them."""
    rest = f"{each.rest_s // 60} min" if each.rest_s >= 120 and each.rest_s % 60 == 0 else f"{each.rest_s} s"
    effort = "" if each.rir is None else say("session.rir", rir=each.rir)
    return say("session.details", tempo=each.tempo, rest=rest, effort=effort)


def _why(say: Say, plan: Plan, week: Week, session: Session) -> str:
    phase = say(f"phase.{week.phase}")
    if session.slot in ("C", "light"):
        return say(f"why.{session.slot}", phase=phase)
    if week.deload:
        return say("why.deload", phase=phase)
    purpose = say(f"why.{week.phase}", phase=phase)
    asks = session.slot == "B" and week.phase in ("Build", "Peak")
    return say("why.course", purpose=Markup(purpose), groups=_groups(say, plan)) if asks else purpose


def _groups(say: Say, plan: Plan) -> str:
    """What the course asks most of."""
    most = sorted(plan.emphasis, key=lambda group: -plan.emphasis[group])[:2]
    return listed(say, [say(f"emphasis.{group}") for group in most])
