"""When two people turn out to be one: what the first has told counts, else what the second has."""

from core.context import Context
from core.people.inputs import tell, told_by
from core.people.tables import Person
from core.profile.declared import feature
from core.profile.handing_out import WISHED
from core.profile.tables import Setup

RHYTHM = ("zone", "minute_of_day", "units")


@feature.merges(Setup)
def merge(ctx: Context, gone: Person) -> None:
    """Whoever is set up is asked nothing again; a setup under way goes on only on the first side."""
    person = ctx.person
    if person.kit is not None or gone.kit is None:
        return
    tell(person, told_by(gone))
    for name in (*RHYTHM, *WISHED):
        setattr(person, name, getattr(gone, name))
