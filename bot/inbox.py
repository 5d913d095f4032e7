"""`hillcoach inbox`: what coaches can do in the chat, from a terminal and with an editor."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot import schema
from bot.console.render import lines_of
from bot.content import shelf_of
from bot.keeping import sealing_of
from bot.keys import check_keys
from bot.settings import Settings
from bot.shelf import Shelf, name_of
from core.clock import Clock, system_clock
from core.database import Database
from core.errors import OperatorError
from core.inbox import opinions, store
from core.inbox.drafts import topic_begun, wording_of
from core.inbox.filing import topic_named
from core.inbox.groups import Group, group_with, open_groups
from core.inbox.publishing import tell_waiting
from core.inbox.rules.entry import markdown
from core.knowledge.library import Library, load
from core.knowledge.problems import meant
from core.messages import Action

MOST_DISLIKED = 10


@dataclass(frozen=True, slots=True)
class Inbox:
    """The database, the pack on its shelf, and what the pack holds."""

    database: Database
    shelf: Shelf
    library: Library
    clock: Clock = system_clock

    def group(self, number: int) -> Group:
        """A group by its number; OperatorError when nothing open has it."""
        with self.database.transaction() as session:
            found = group_with(session, self.library, number)
        if found is None:
            raise OperatorError(f"There is no open question {number}: `hillcoach inbox list` shows what there is.")
        return found

    def now(self) -> datetime:
        """The time."""
        return self.clock()


@contextmanager
def opened(settings: Settings) -> Iterator[Inbox]:
    """The inbox of the coach that is set up; OperatorError when its database or pack cannot be used."""
    schema.check(settings.database_url)
    sealing = sealing_of(settings)
    check_keys(settings.database_url, sealing)
    shelf = shelf_of(settings)
    with shelf.opened() as root:
        library = load(root)
    database = Database(settings.database_url, sealing)
    try:
        yield Inbox(database, shelf, library)
    finally:
        database.close()


def listed(inbox: Inbox) -> Iterator[str]:
    """Every group with the ways it was asked, and the answers that helped least."""
    with inbox.database.transaction() as session:
        found = open_groups(session, inbox.library)
        disliked = opinions.disliked(session, inbox.library, MOST_DISLIKED)
    if not found:
        yield "The inbox is empty."
    for group in found:
        yield f"{group.id:>5}  asked: {group.times}, waiting: {group.waiting}"
        yield from (f"       - {each.text}" for each in group.questions)
    if disliked:
        yield "Answers that helped least:"
    yield from (f"       - {each.title}: {each.down} down, {each.up} up" for each in disliked)


def begin(inbox: Inbox, number: int, path: Path) -> None:
    """Write a file with what is known of the answer already; OperatorError when it cannot, or is there."""
    topic = topic_begun(inbox.group(number), inbox.library, inbox.now().date())
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(markdown(topic))
    except FileExistsError:
        raise OperatorError(f"{path} is there already: name another file.") from None
    except OSError as wrong:
        raise OperatorError(f"{path} cannot be written: {wrong.strerror}") from None


def read_entry(path: Path) -> str:
    """The text of a finished answer; OperatorError when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as wrong:
        raise OperatorError(f"{path} cannot be read: {wrong}") from None


def preview(inbox: Inbox, entry: str) -> Iterator[str]:
    """The answer as runners will see it, in each of its forms; ContentError when its check finds something."""
    from bot.knowledge.stage import stage

    knowledge = inbox.shelf.tried(entry, inbox.now().date())
    name = name_of(entry).removeprefix("faq/").removesuffix(".md")
    with stage(knowledge.library, knowledge.understanding) as shown_on:
        for action in ("faq.topic", "faq.more", "faq.sources"):
            reply = replace(shown_on.show(Action(action, (name,))), choices=())
            yield from (*lines_of(reply, colour=False), "")


def approve(inbox: Inbox, number: int, entry: str) -> str:
    """Put an answer that was tried into the pack, and let everybody who waits hear of it."""
    group, topic = inbox.group(number), name_of(entry).removeprefix("faq/").removesuffix(".md")
    path = inbox.shelf.put(entry)
    with inbox.database.transaction() as session:
        told = tell_waiting(session, group.ids, topic, inbox.now())
    return f"It is in {path}. People who hear of it: {told}. A running coach takes it within a minute."


def file_under(inbox: Inbox, number: int, name: str) -> str:
    """Let a group be one more way to ask for a topic, and everybody who waits hear its answer."""
    group, topic = inbox.group(number), topic_named(name, inbox.library)
    if topic is None:
        raise OperatorError(f"There is no answer {name}{meant(name, inbox.library.topics) or '.'}")
    inbox.shelf.file(topic, wording_of(group), inbox.now().date())
    with inbox.database.transaction() as session:
        told = tell_waiting(session, group.ids, topic, inbox.now())
    return f"It leads to {topic}. People who hear of it: {told}. A running coach takes it within a minute."


def dismiss(inbox: Inbox, number: int) -> None:
    """Take a group out of the inbox."""
    group = inbox.group(number)
    with inbox.database.transaction() as session:
        store.dismiss(session, group.ids)
