"""An answer as a file of the pack. Pure."""

import re
import unicodedata
from collections.abc import Collection

import yaml

from core.knowledge.places import MORE
from core.knowledge.schema import Topic

LONGEST_ID = 40
FEWEST_WORDINGS, MOST_WORDINGS = 10, 40
_NO_LETTERS = re.compile(r"[^a-z0-9]+")


def topic_id(title: str, taken: Collection[str]) -> str:
    """A free id that tells what a topic is about: its title in small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    name = _NO_LETTERS.sub("-", plain).strip("-")[:LONGEST_ID].strip("-") or "answer"
    numbered = (f"{name[: LONGEST_ID - 4]}-{number}" for number in range(2, 10_000))
    return name if name not in taken else next(each for each in numbered if each not in taken)


def markdown(topic: Topic) -> str:
    """The file of a topic, as a coach would write it."""
    front = {
        "id": topic.id,
        "title": topic.title,
        "phrasings": list(topic.phrasings),
        "sources": list(topic.sources),
        "confidence": topic.confidence,
        "reviewed": topic.reviewed,
        "next": list(topic.next),
    }
    written = yaml.safe_dump(front, sort_keys=False, allow_unicode=True, width=10_000)
    return f"---\n{written}---\n{topic.short}\n\n{MORE}\n\n{topic.more}\n"


def wordings_in(text: str) -> list[str]:
    """Ways to ask, one a line or between semicolons, each once."""
    found = (" ".join(each.strip(" -•").split()) for each in re.split(r"[\n;]", text))
    return list({each.casefold(): each for each in found if each}.values())
