"""The table of a challenge: every member's tally, compared."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from core.challenges import store
from core.challenges.rules.days import own_date
from core.challenges.rules.frozen import Rules, read_rules
from core.challenges.rules.scoring import Part, Tally, day_sums, own_jokers, percent, tally
from core.challenges.rules.standing import Placed, Result, standings
from core.challenges.tables import Challenge, Member


def results_of(session: Session, challenge: Challenge, now: datetime) -> list[Result]:
    """What every member has reached, from the tallies that are kept."""
    rules, todays = read_rules(challenge.rules), dict[str, date]()
    jokers = dict[date, int]()
    results = []
    for person, since, target, due, zone, team, *numbers in store.tallies(session, challenge.id):
        if zone not in todays:
            todays[zone] = own_date(zone, now)
        if since not in jokers:
            jokers[since] = _jokers(challenge, rules, since)
        part = Part(since, challenge.ends_on, due, target, jokers[since], todays[zone])
        each = Tally(*numbers)
        results.append(Result(person, percent(each, part), each.total, each.active, team))
    return results


def standings_of(session: Session, challenge: Challenge, now: datetime) -> list[Placed]:
    """Where everybody stands."""
    return standings(results_of(session, challenge, now))


def part_of(challenge: Challenge, member: Member, today: date) -> Part:
    """How somebody takes part."""
    jokers = _jokers(challenge, read_rules(challenge.rules), member.joined_on)
    return Part(member.joined_on, challenge.ends_on, member.due, member.target, jokers, today)


def recount(session: Session, challenge: Challenge, member: Member) -> None:
    """Bring a member's tally up to their log, one after the other where several change it at once."""
    session.flush()
    session.refresh(member, with_for_update=True)
    log = store.log_of(session, challenge.id, member.person_id)
    days = day_sums(log).get(member.person_id, {})
    fresh = tally(days, read_rules(challenge.rules), member.target)
    member.credit, member.total, member.active = fresh.credit, fresh.total, fresh.active
    member.last_on, member.last_credit = fresh.last_on, fresh.last_credit
    session.flush()


def _jokers(challenge: Challenge, rules: Rules, since: date) -> int:
    return own_jokers(rules, challenge.starts_on, challenge.ends_on, since)
