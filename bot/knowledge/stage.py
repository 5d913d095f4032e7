"""What the content of a pack looks like when people see it, without a conversation or a database file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from bot.tables import Base
from bot.wiring import FEATURES
from core.answers.understanding import Understanding
from core.context import Context
from core.errors import OperatorError
from core.knowledge.checks.files import card_file, topic_file
from core.knowledge.library import Library
from core.knowledge.places import Place
from core.knowledge.problems import meant
from core.messages import Action, Address, Reply, Request, Sender
from core.people.store import person_of
from core.registry import Registry

NOON = datetime(2000, 1, 1, 12, tzinfo=UTC)  # nothing that is drawn here depends on the hour
READER = Sender("preview", "1", "Preview")
ROOM = Address("preview", "1")


@dataclass(frozen=True, slots=True)
class Preview:
    """One piece of content: where it is written, what it is, and the button that shows it."""

    place: Place
    what: str
    action: Action


class Stage:
    """Presses the buttons of one reader who does nothing else."""

    def __init__(self, library: Library, understanding: Understanding, session: Session) -> None:
        self._presses = Registry(FEATURES).presses
        request = Request(READER, ROOM, private=True, key="preview")
        self._context = Context(request, person_of(session, READER, NOON), session, NOON, library, understanding)

    def show(self, action: Action) -> Reply:
        """What the button brings; ValueError when it is more than any platform draws."""
        reply = self._presses[action.name].handler(self._context, *action.args)
        assert isinstance(reply, Reply)  # noqa: S101 - the buttons of previews answer, they hand nothing over
        return reply


@contextmanager
def stage(library: Library, understanding: Understanding) -> Iterator[Stage]:
    """A stage on a database that is gone afterwards."""
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        yield Stage(library, understanding, session)
    engine.dispose()


def previews(library: Library, root: Path) -> Iterator[Preview]:
    """Every answer in each of its forms, every card, every safety answer."""
    for name in library.topics:
        yield from _of_topic(name, root)
    for name in library.exercises:
        yield _of_exercise(name, root)
    for number, row in enumerate(library.safety.rows):
        place = Place(root / "safety.yaml", ("rows", number, "text"))
        yield Preview(place, "the safety answer", Action("faq.safety", (row.id,)))


def previews_of(name: str, library: Library, root: Path) -> list[Preview]:
    """The pieces of one topic, or of one exercise; OperatorError when there is neither."""
    if name in library.topics:
        return list(_of_topic(name, root))
    if name in library.exercises:
        return [_of_exercise(name, root)]
    raise OperatorError(f"There is no topic or exercise {name!r}{meant(name, [*library.topics, *library.exercises])}")


def _of_topic(name: str, root: Path) -> Iterator[Preview]:
    path = topic_file(root, name)
    yield Preview(Place(path, ("short",)), "the short answer", Action("faq.topic", (name,)))
    yield Preview(Place(path, ("more",)), "the long answer", Action("faq.more", (name,)))
    yield Preview(Place(path, ("sources",)), "the list of sources", Action("faq.sources", (name,)))


def _of_exercise(name: str, root: Path) -> Preview:
    return Preview(Place(card_file(root, name), ("body",)), "the card", Action("faq.topic", (f"exercise~{name}",)))
