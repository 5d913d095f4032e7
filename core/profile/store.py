"""The setup of a person, if one is under way."""

from sqlalchemy.orm import Session

from core.people.inputs import tell, told_by
from core.people.tables import Person
from core.profile.tables import Setup


def setup_of(session: Session, person: Person) -> Setup | None:
    """The setup this person has not finished."""
    return session.get(Setup, person.id)


def is_setting_up(setup: Setup | None) -> bool:
    """Whether somebody is on the way to a plan, and not merely changing a thing or two."""
    return setup is not None and not setup.fitting and (not setup.single or setup.resume_at is not None)


def begin_setup(session: Session, person: Person, step: str) -> Setup:
    """A setup at `step`, keeping what an unfinished one already knows."""
    setup = setup_of(session, person)
    if setup is None or not is_setting_up(setup):
        setup = _fresh(session, person, step)
    setup.step, setup.single = step, False
    return setup


def begin_edit(session: Session, person: Person, step: str) -> Setup:
    """One question alone; an unfinished row of questions waits where it is."""
    setup = setup_of(session, person)
    if setup is None or (setup.single and setup.resume_at is None):
        setup = _fresh(session, person, step)
    elif not setup.single:
        setup.resume_at = setup.step
    setup.step, setup.single = step, True
    return setup


def begin_fitting(session: Session, person: Person, step: str) -> Setup:
    """The questions that make the plan fit better, from the first one."""
    setup = _fresh(session, person, step)
    setup.fitting = True
    return setup


def resume_setup(setup: Setup) -> None:
    """Go back from changing one thing to the setup it came between, or to its beginning."""
    setup.step, setup.single, setup.resume_at = setup.resume_at or "race", False, None


def end_setup(session: Session, setup: Setup) -> None:
    """Forget a setup: it is finished or given up."""
    session.delete(setup)
    session.flush()


def _fresh(session: Session, person: Person, step: str) -> Setup:
    """A setup that knows what its person has told, and nothing of an abandoned one."""
    setup = setup_of(session, person)
    if setup is None:
        setup = Setup(person_id=person.id, step=step)
        session.add(setup)
    tell(setup, told_by(person))
    setup.minute_of_day, setup.zone, setup.units = person.minute_of_day, person.zone, person.units
    setup.step, setup.single, setup.fitting, setup.resume_at, setup.cleared = step, False, False, None, None
    return setup
