"""What the bot may do, and what its parts ask for: no more than it needs."""

import re
from pathlib import Path

import discord
import pytest

from bot.discord.connection import new_client
from bot.discord.requests import INVITATION
from core.messages import Reply
from tests.fakes.discord.gateway import PRIVILEGED
from tests.fakes.front import ScriptedFront
from tests.platforms import Discord
from tests.platforms.place import hears
from tests.test_docs import INVITED_TO

ROOT = Path(__file__).parents[2]
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*(?:\[[a-z0-9,_-]+\])?)==(\S+)(?: ; .+?)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def test_the_invitation_asks_for_the_rights_that_are_listed_and_no_others():
    [asked] = re.findall(r"permissions=(\d+)", INVITATION)
    assert int(asked) == discord.Permissions(**dict.fromkeys(INVITED_TO.values(), True)).value
    assert re.findall(r"scope=([\w.+]+)", INVITATION) == ["bot+applications.commands"]


def test_no_right_of_the_invitation_reaches_over_people_or_the_server():
    [asked] = re.findall(r"permissions=(\d+)", INVITATION)
    granted = [name for name, given in discord.Permissions(int(asked)) if given]
    powerful = ("administrator", "manage", "mention_everyone", "kick", "ban", "moderate", "mute", "move", "webhook")
    assert [name for name in granted if any(word in name for word in powerful)] == []


async def test_the_gateway_is_asked_for_no_privileged_intent():
    async with Discord() as place:
        async with place.coached_by(ScriptedFront(lambda request: Reply("Hello"))):
            await (anna := place.person("Anna")).says("hi")
            await hears(place, anna, "Hello")
        assert [session.intents & PRIVILEGED for session in place.fake.gateway.sessions] == [0]
    assert new_client().allowed_mentions.to_dict() == discord.AllowedMentions.none().to_dict()


async def test_rights_on_telegram_are_looked_up_and_never_asked_for():
    """The bot calls nothing that needs a right in a group: no pin, no ban, no deleting."""
    calls = set()
    for source in (ROOT / "bot" / "telegram").rglob("*.py"):
        calls |= set(re.findall(r"_?bot\.([a-z]+_[a-z_]+)", source.read_text(encoding="utf-8")))
    risky = ("ban", "restrict", "promote", "delete", "pin", "set_chat", "approve", "invite", "leave")
    assert [name for name in calls if name.startswith(risky) and name != "delete_webhook"] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_has_hashes_and_names_no_host(name: str):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    pinned, hashed, strange = [], set(), []
    for line in (each for each in lines if each and not each.lstrip().startswith("#")):
        if found := PINNED.match(line):
            pinned.append(f"{found[1]}=={found[2]}")
        elif HASH.match(line) and pinned:
            hashed.add(pinned[-1])
        else:
            strange.append(line)
    assert (strange, set(pinned) - hashed, len(pinned) > 20) == ([], set(), True)


def test_every_exception_from_the_security_rules_has_a_reason():
    bare = []
    for folder in ("bot", "core", "migrations"):
        for path in (ROOT / folder).rglob("*.py"):
            for line in path.read_text(encoding="utf-8").splitlines():
                if re.search(r"# noqa: [A-Z0-9, ]*S\d", line) and not re.search(
                    r"noqa: [A-Z0-9, ]+(?: - |  ?\()\w", line
                ):
                    bare.append(f"{path.name}: {line.strip()}")
    assert bare == []
