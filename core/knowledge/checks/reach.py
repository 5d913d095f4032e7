"""Whether each topic is found by its own phrasings, with the engine as it was fitted on them."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.answers.understanding import Reading, Understanding
from core.knowledge.checks.files import topic_file, typed
from core.knowledge.places import Place
from core.knowledge.problems import Finding

if TYPE_CHECKING:
    from core.knowledge.library import Library

NEAR = 3  # among so many likeliest topics a phrasing counts as understood


@dataclass(frozen=True, slots=True)
class _Read:
    topic: str
    phrasing: str
    place: Place
    reading: Reading

    @property
    def leads_to(self) -> str | None:
        """Where whoever types it ends; None when that is nowhere."""
        return self.reading.choices[0] if self.reading.outcome != "decline" and self.reading.choices else None

    @property
    def is_lost(self) -> bool:
        """Whether its own topic is not even near."""
        return self.topic not in self.reading.choices[:NEAR]


def unreached(library: "Library", root: Path, understanding: Understanding) -> Iterator[Finding]:
    """Phrasings that raise a red flag or lead elsewhere, and topics most of whose phrasings do."""
    by_topic: dict[str, list[_Read]] = defaultdict(list)
    for topic, phrasing, place in typed(library, root):
        reading = understanding.read(phrasing)
        if reading.outcome == "safety":
            yield Finding(place, f"{phrasing!r} raises the red flag {_row(reading)}: nobody would see this answer")
        else:
            by_topic[topic].append(_Read(topic, phrasing, place, reading))
    for topic, read in by_topic.items():
        astray = [each for each in read if each.leads_to != topic]
        if len(astray) * 2 > len(read):
            yield Finding(_place_of(library, root, topic), _mostly_elsewhere(read, astray))
        else:
            yield from (Finding(each.place, _lost(each), is_warning=True) for each in read if each.is_lost)


def _place_of(library: "Library", root: Path, topic: str) -> Place:
    if topic in library.topics:
        return Place(topic_file(root, topic), ("phrasings",))
    return Place(root / "pack.yaml", ("feature_phrasings", topic))


def _row(reading: Reading) -> str:
    return str(reading.topic).removeprefix("safety:")


def _mostly_elsewhere(read: list[_Read], astray: list[_Read]) -> str:
    target, count = Counter(each.leads_to for each in astray).most_common(1)[0]
    most = f"{count} of them lead to {target!r}" if target else f"{count} of them are declined"
    return f"{len(astray)} of {len(read)} phrasings do not lead to this topic, {most}: is it the same topic?"


def _lost(read: _Read) -> str:
    if read.leads_to is None:
        return f"{read.phrasing!r} is declined: say it with more words of the topic, or take it out"
    return f"{read.phrasing!r} leads to {read.leads_to!r}: move it there, or say what differs"
