"""Names and texts of people and of packs are shown as they stand: no style, no link, no mention, no trick of order."""

import re

import pytest

from core.challenges.rules.names import MAX_NAME
from core.messages import Reply
from core.texts import escape
from tests.challenges.stage import board, member, started
from tests.fakes.front import ScriptedFront
from tests.platforms.place import Place, hears
from tests.play import Play

NAMES = (
    "</b><a href='x'>",
    "[free](tg://user?id=1)",
    "[x](javascript:alert(1))",
    "@everyone @here",
    "<@1000000000000000001> <#3>",
    "||spoiler|| ```code",
    "https://evil.example",
    "@durov /stop t.me/spam",
    "\u202egnihton\u2066 \u200b\ufeff",
    "<t:1700000000:R>",
    "{secret} %s {0.__class__}",
    "half \x1b[31mred",
    "</stop:1000000000000000001>",
)
CONTENT = """<script>alert(1)</script> <img src=x onerror=alert(1)> [here](javascript:alert(1)) \
[there](https://evil.example) ![pic](https://evil.example/a.png) <https://evil.example> &lt;b&gt; @everyone"""
TRICKS = re.compile("(?<![@#/.:])\u200b|[\u202a-\u202e\u2066-\u2069\ufeff\x00-\x08\x0b-\x1f\ud800-\udfff]")


@pytest.mark.parametrize("name", NAMES)
async def test_a_hostile_name_on_a_board_is_words(club_on_a_platform, name: str):
    club = club_on_a_platform
    mallory = club.place.person(name)
    if club.place.name == "telegram":
        club.room.members[mallory.person.id] = "member"
    await club.starts()
    await club.joins(mallory)
    await club.ticks()
    _is_inert(club.place, club.board().source)
    drawn = club.board().source
    shown = drawn.text if club.place.name == "telegram" else drawn.content
    assert re.search(r"(https?|tg)://\w|t\.me|@durov|/stop", shown) is None


async def test_raw_html_and_links_in_content_are_words(network: Place):
    anna = network.person("Anna")
    async with network.coached_by(ScriptedFront(lambda request: Reply(CONTENT))):
        await anna.says("hi")
        seen = await hears(network, anna, "<script>alert(1)</script>")
    assert seen.text == CONTENT
    _is_inert(network, seen.source)


async def test_hostile_words_come_back_inert_from_the_real_coach(network: Place, play: Play):
    anna = network.person("<b>@everyone</b>")
    async with network.coached_by(play.house):
        for words in ("/[x](javascript:alert(1)) @everyone <b>", "<i>@here</i> **[free](https://evil.example)**"):
            before = len(anna.sees())
            await anna.says(words)
            await network.until(lambda shown=before: len(anna.sees()) > shown)
            _is_inert(network, anna.sees()[-1].source)


@pytest.mark.parametrize("name", [*NAMES, "x" * 4000, "🏔" * 4000, "a" + "\u0301" * 4000, "\n" * 4000, ""])
def test_a_name_takes_one_short_line_of_a_board(play: Play, name: str):
    started(play)
    empty = board(play).splitlines()
    member(play, name or "Nobody")
    lines = board(play).splitlines()
    [line] = [each for each in lines if each.startswith("1. ")]
    assert len(line) < MAX_NAME + 30
    assert len(lines) <= len(empty) + 1
    assert TRICKS.search("".join(lines)) is None


@pytest.mark.parametrize("name", NAMES)
def test_a_value_in_a_sentence_is_never_a_style_or_a_blank(play: Play, name: str):
    said = play.house.library.texts.say("coach.unknown_command", command=name)
    assert escape(name) in said


def _is_inert(place: Place, source: object) -> None:
    """Nothing of a message is a link, a mention or a trick: only the styles that we draw ourselves."""
    if place.name == "telegram":
        tags = re.findall(r"<[^>]*>", source.html)  # type: ignore[attr-defined]
        assert set(tags) <= {"<b>", "</b>", "<i>", "</i>"}
    else:
        content = source.content  # type: ignore[attr-defined]
        assert source.pings == []  # type: ignore[attr-defined]
        assert re.search(r"(?<!\\)\]\(|(?<!\\)[`|]|@everyone|@here|(?<!\\)<[@#:/t]", content) is None
    assert TRICKS.search(source.text) is None  # type: ignore[attr-defined]
