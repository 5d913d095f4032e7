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
    known = setup is not None
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
    if single and not setup.single:
        setup.resume_at = setup.step if known else None
    setup.step, setup.single = step, single
    return setup


def resume_setup(setup: Setup) -> None:
    """Go back from changing one thing to the setup it came between, or to its beginning."""
    setup.step, setup.single, setup.resume_at = setup.resume_at or "race", False, None


def end_setup(session: Session, setup: Setup) -> None:
    """Forget a setup: it is finished or given up."""
    session.delete(setup)
    session.flush()
