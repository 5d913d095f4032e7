"""The setup of a person, if one is under way."""

from sqlalchemy.orm import Session

from core.people.tables import Person
from core.profile.tables import Setup


def setup_of(session: Session, person: Person) -> Setup | None:
    """The setup this person has not finished."""
    return session.get(Setup, person.id)


def begin_setup(session: Session, person: Person, step: str, *, single: bool = False) -> Setup:
    """A setup at `step`, keeping what an unfinished one already knows."""
    setup = setup_of(session, person)
    if setup is None:
        setup = Setup(
            person_id=person.id,
            step=step,
            weekdays=person.weekdays,
            kit=person.kit,
            minute_of_day=person.minute_of_day,
            zone=person.zone,
        )
        session.add(setup)
    setup.step, setup.single = step, single
    return setup


def end_setup(session: Session, setup: Setup) -> None:
    """Forget a setup: it is finished or given up."""
    session.delete(setup)
    session.flush()
