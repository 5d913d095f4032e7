"""The fake Discord's HTTP routes."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.fakes.discord import errors, payloads
from tests.fakes.discord.checks import check_commands
from tests.fakes.discord.interactions import Interactions
from tests.fakes.discord.posting import Posting
from tests.fakes.discord.world import Channel, Guild, Message, World

Json = dict[str, Any]
Route = Callable[[web.Request, Json], Awaitable[Any]]

API = "/api/v10"


class Rest:
    """What a bot may ask for; errors are raised as ApiError."""

    def __init__(
        self,
        world: World,
        posting: Posting,
        interactions: Interactions,
        application_id: int,
        gateway: Callable[[], str],
    ) -> None:
        self._world = world
        self._posting = posting
        self._interactions = interactions
        self._application_id = application_id
        self._gateway = gateway
        self.commands: list[Json] = []
        self.syncs = 0

    def routes(self) -> list[tuple[str, str, Route]]:
        """Every route: method, path, what it does with request and body."""
        message = "/channels/{channel}/messages/{message}"
        hook = "/webhooks/{app}/{token}"
        return [
            ("GET", "/gateway", self._get_gateway),
            ("GET", "/users/@me", self._me),
            ("GET", "/oauth2/applications/@me", self._application),
            ("PUT", "/applications/{app}/commands", self._publish),
            ("GET", "/guilds/{guild}", self._guild),
            ("GET", "/guilds/{guild}/channels", self._channels),
            ("GET", "/guilds/{guild}/members/{person}", self._member),
            ("GET", "/channels/{channel}", self._one_channel),
            ("POST", "/users/@me/channels", self._open_private_chat),
            ("POST", "/channels/{channel}/messages", self._post),
            ("PATCH", message, self._edit),
            ("DELETE", message, self._delete),
            ("POST", "/interactions/{id}/{token}/callback", self._respond),
            ("POST", hook, self._follow_up),
            ("PATCH", hook + "/messages/{message}", self._edit_answer),
            ("DELETE", hook + "/messages/{message}", self._delete_answer),
        ]

    async def _get_gateway(self, request: web.Request, body: Json) -> Json:
        return {"url": self._gateway()}

    async def _me(self, request: web.Request, body: Json) -> Json:
        return payloads.user(self._world.bot)

    async def _application(self, request: web.Request, body: Json) -> Json:
        return {
            "id": str(self._application_id),
            "name": self._world.bot.name,
            "icon": None,
            "description": "",
            "bot_public": True,
            "bot_require_code_grant": False,
            "verify_key": "0" * 64,
            "flags": 0,
            "owner": payloads.user(self._world.bot),
            "team": None,
        }

    async def _publish(self, request: web.Request, body: Any) -> list[Json]:
        check_commands(body)
        extra = {"application_id": str(self._application_id), "version": "1"}
        self.commands = [command | extra | {"id": str(self._world.next_id())} for command in body]
        self.syncs += 1
        return self.commands

    async def _guild(self, request: web.Request, body: Json) -> Json:
        return payloads.guild(self._found(request), self._world.bot)

    async def _channels(self, request: web.Request, body: Json) -> list[Json]:
        return [payloads.channel(each) for each in self._found(request).channels if each.parent is None]

    async def _member(self, request: web.Request, body: Json) -> Json:
        return payloads.member(self._world.accounts[int(request.match_info["person"])])

    async def _one_channel(self, request: web.Request, body: Json) -> Json:
        return payloads.channel(self._channel(request))

    async def _open_private_chat(self, request: web.Request, body: Json) -> Json:
        person = self._world.accounts.get(int(body["recipient_id"]))
        if person is None or person.bot:
            raise errors.UNKNOWN_USER
        return payloads.channel(self._world.private_chat(person))

    async def _post(self, request: web.Request, body: Json) -> Json:
        channel = self._channel(request)
        if channel.person is not None and channel.person.closed:
            raise errors.DM_CLOSED
        if channel.closed:
            raise errors.NO_PERMISSION
        return payloads.message(self._posting.post(channel, body))

    async def _edit(self, request: web.Request, body: Json) -> Json:
        return payloads.message(self._posting.edit(self._message(request), body))

    async def _delete(self, request: web.Request, body: Json) -> None:
        self._posting.delete(self._message(request))

    async def _respond(self, request: web.Request, body: Json) -> Json:
        return self._interactions.respond(request.match_info["token"], body)

    async def _follow_up(self, request: web.Request, body: Json) -> Json:
        return self._interactions.follow_up(request.match_info["token"], body)

    async def _edit_answer(self, request: web.Request, body: Json) -> Json:
        return self._interactions.edit(request.match_info["token"], request.match_info["message"], body)

    async def _delete_answer(self, request: web.Request, body: Json) -> None:
        self._interactions.delete(request.match_info["token"], request.match_info["message"])

    def _found(self, request: web.Request) -> Guild:
        return next(each for each in self._world.guilds if each.id == int(request.match_info["guild"]))

    def _channel(self, request: web.Request) -> Channel:
        channel = self._world.channels.get(int(request.match_info["channel"]))
        if channel is None:
            raise errors.UNKNOWN_CHANNEL
        return channel

    def _message(self, request: web.Request) -> Message:
        wanted = int(request.match_info["message"])
        for message in self._channel(request).messages:
            if message.id == wanted:
                if message.author is not self._world.bot:
                    raise errors.CANNOT_EDIT
                return message
        raise errors.UNKNOWN_MESSAGE
