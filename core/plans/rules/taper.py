"""The last dates before a race, and the rest after it."""

from datetime import date, timedelta

from core.knowledge.plan_schema import Recovery, TaperRules
from core.plans.rules.model import KeyDates, Race


def key_dates(rules: TaperRules, race: Race | None) -> KeyDates:
    """The last heavy lift, the last eccentric work or many jumps, and the last light session."""
    if race is None:
        return KeyDates()
    offsets = rules.offsets[race.kind]
    return KeyDates(
        last_heavy=race.date - timedelta(days=offsets.heavy),
        last_eccentric=race.date - timedelta(days=offsets.eccentric),
        last_light=race.date - timedelta(days=offsets.light),
        race=race.date,
    )


def loaded_again(recovery: Recovery, race: date) -> date:
    """The first day after a race on which legs may be loaded again, by the longer count."""
    return race + timedelta(days=recovery.unloaded_days[1] + 1)


def half_until(recovery: Recovery, race: date) -> date:
    """The last day after a race on which sets are still halved."""
    return race + timedelta(days=recovery.half_until_day)
