"""The server: tokens, the queue of updates, faults, and the chats behind it."""

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import Callable
from itertools import count
from typing import Any, Self

from aiohttp import web

from tests.fakes.telegram.chats import Chat, File, Shown
from tests.fakes.telegram.faults import Fault
from tests.fakes.telegram.hook import Hook
from tests.fakes.telegram.limits import Refused, units
from tests.fakes.telegram.methods import Methods
from tests.fakes.telegram.people import Person
from tests.fakes.witness import Witness

TOKEN = "424242:a-token-that_nobody-else-knows"
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
HOOKED = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
OLD_QUERY = "Bad Request: query is too old and response timeout expired or query ID is invalid"
QUERY_LIFE = 60.0  # seconds


class FakeTelegram:
    """One bot's Telegram; `async with FakeTelegram() as telegram` serves it at `telegram.url`.

    `calls` are (method, parameters) as they came; `complaints` are the requests that broke a rule.
    A press made while `age` (seconds) is set is that old when the bot hears of it.
    """

    def __init__(self) -> None:
        self.age = 0.0
        self.token = TOKEN
        self.bot: dict[str, Any] = {
            "id": 424242,
            "is_bot": True,
            "first_name": "Hillcoach",
            "username": "HillcoachBot",
        }
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.menus: dict[str, list[str]] = {}
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.complaints: list[str] = []
        self.witness = Witness()
        self.faults: dict[str, deque[Fault | None]] = defaultdict(deque)
        self._updates: list[dict[str, Any]] = []
        self._update_ids = count(7001)
        self._ids = count(1)
        self._queries: dict[str, tuple[Person, float]] = {}
        self._pollers = 0
        self.gate = asyncio.Event()  # while it is not set, what the bot sends is held up
        self.gate.set()
        self.held = self.most_held = 0
        self._changed = asyncio.Condition()
        self._methods = Methods(self)
        self.hook = Hook(self)
        self._noticed: set[asyncio.Task[None]] = set()

    # -- the person's side ---------------------------------------------------------------------------------

    def person(self, name: str, *, language: str | None = "en", started: bool = True) -> Person:
        """Somebody new, who has already written to the bot once unless `started` is False."""
        person = Person(self, 100 + len(self.people), name, language)
        person.chat.started = started
        self.people[person.id] = person
        self.chats[person.chat.id] = person.chat
        return person

    def group(self, title: str, *members: Person, admin: Person | None = None, topics: int = 0) -> Chat:
        """A supergroup in which the bot hears everything; with topics it is a forum."""
        statuses = {each.id: "creator" if each is admin else "member" for each in members}
        chat = Chat(-1000 - len(self.chats), "supergroup", title, statuses, [next(self._ids) for _ in range(topics)])
        self.chats[chat.id] = chat
        return chat

    def next(self, method: str, *faults: Fault | None) -> None:
        """Let the next calls of a method go wrong, one fault each; None lets one pass."""
        self.faults[method].extend(faults)

    async def shows(self, chat: Chat, *texts: str, thread: int | None = None) -> list[Shown]:
        """Wait until the bot's messages in a chat read exactly so; returns them."""
        await self.until(lambda: chat.texts_of(self.bot["id"], thread), list(texts))
        return [each for each in chat.messages if each.author == self.bot["id"]]

    async def until(self, look: Callable[[], Any], expected: Any, seconds: float = 5.0) -> None:
        """Wait until `look()` gives what is expected; AssertionError with the difference after a while."""
        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(lambda: look() == expected)
        except TimeoutError:
            assert look() == expected, self.complaints

    def delete(self, chat: Chat, shown: Shown) -> None:
        """Remove a message from a chat, as anybody may."""
        chat.messages.remove(shown)

    def press(self, person: Person, chat: Chat, shown: Shown, data: str) -> None:
        """Let somebody press a button with any data, such as an old version of the bot may have sent."""
        query = f"q{next(self._ids)}"
        self._queries[query] = (person, self.age)
        message = self.described(chat, shown)
        if shown not in chat.messages:  # Telegram tells no more of a deleted one
            message = {"chat": chat.described(), "message_id": shown.id, "date": 0}
        sent = {
            "id": query,
            "from": person.described(),
            "chat_instance": "1",
            "message": message,
            "data": data,
        }
        self.push({"callback_query": sent})

    # -- what people and methods need of it ----------------------------------------------------------------

    def post(self, chat: Chat, author: int, text: str, *, thread: int = 0, reply_to: int = 0) -> Shown:
        """Put a message into a chat."""
        shown = Shown(next(self._ids), author, text, thread=thread, reply_to=reply_to)
        chat.messages.append(shown)
        return shown

    def push(self, update: dict[str, Any]) -> None:
        """Queue an update for the bot."""
        self._updates.append({"update_id": next(self._update_ids)} | update)
        self.hook.bring()
        self.note_change()

    def described(self, chat: Chat, shown: Shown) -> dict[str, Any]:
        """A message as the Bot API describes it."""
        author = self.people[shown.author].described() if shown.author in self.people else self.bot
        message = {"message_id": shown.id, "date": 1_760_000_000, "chat": chat.described(), "from": author}
        message["text"] = shown.text
        if shown.text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": units(shown.text.split()[0])}]
        if shown.thread:
            message |= {"message_thread_id": shown.thread, "is_topic_message": True}
            message["reply_to_message"] = self._topic(chat, shown.thread)
        if replied := chat.find(shown.reply_to):
            message["reply_to_message"] = self.described(chat, replied) | {"reply_to_message": None}
        return message

    def close_query(self, query: str) -> Person:
        """Note that the bot acknowledged a press, once and in time."""
        person, age = self._queries.pop(query, (None, 0.0))
        if person is None or age > QUERY_LIFE:
            raise Refused(OLD_QUERY)
        return person

    @property
    def spinning(self) -> int:
        """How many presses wait to be acknowledged."""
        return len(self._queries)

    def note_change(self) -> None:
        """Wake whoever waits for something to become true."""

        async def notify() -> None:
            async with self._changed:
                self._changed.notify_all()

        task = asyncio.ensure_future(notify())
        self._noticed.add(task)
        task.add_done_callback(self._noticed.discard)

    def _topic(self, chat: Chat, thread: int) -> dict[str, Any]:
        """The service message with which a topic began; here the bot opened it, to make it harder."""
        created = {"name": "Topic", "icon_color": 7322096}
        about = {"message_id": thread, "date": 1_760_000_000, "chat": chat.described(), "from": self.bot}
        return about | {"message_thread_id": thread, "is_topic_message": True, "forum_topic_created": created}

    # -- HTTP ----------------------------------------------------------------------------------------------

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.hook.close()
        await self._runner.cleanup()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.match_info["token"] != self.token:
            return _error(401, "Unauthorized")
        params = {key: _decoded(key, value) for key, value in (await request.post()).items()}
        fault = self.faults[method].popleft() if self.faults[method] else None
        if fault:
            self.witness.strikes(method, self._concerns(params), fault)
        if fault and not fault.accepted:
            return self._fail(request, fault)
        if method != "getUpdates":
            await self._hold()
            self.calls.append((method, params))
        try:
            result = await self._poll(params) if method == "getUpdates" else self._methods.call(method, params)
        except Refused as no:
            if no.status == 400:
                self.complaints.append(f"{method}: {no.description}")
            self.note_change()
            return _error(no.status, no.description)
        self.note_change()
        if delay := self.witness.delay():
            await asyncio.sleep(delay)
        if fault and fault.silent:
            await asyncio.Event().wait()
        return self._fail(request, fault) if fault else _json({"ok": True, "result": result})

    def _concerns(self, params: dict[str, Any]) -> int:
        """The chat a request is about, or the person whose press it acknowledges; 0 for nobody."""
        person, _ = self._queries.get(str(params.get("callback_query_id", "")), (None, 0.0))
        return person.id if person else int(params.get("chat_id", 0))

    async def _hold(self) -> None:
        """Wait for the gate, and count who waits there."""
        self.held += 1
        self.most_held = max(self.held, self.most_held)
        self.note_change()
        await self.gate.wait()
        self.held -= 1

    async def _poll(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        """Hold until there is an update; `offset` confirms the older ones; a second poller ends the first."""
        if self.hook.url:
            raise Refused(HOOKED, 409)
        self._pollers += 1
        mine = self._pollers
        self._updates = [each for each in self._updates if each["update_id"] >= int(params.get("offset", 0))]
        self.note_change()
        allowed = params.get("allowed_updates")
        try:
            async with asyncio.timeout(float(params.get("timeout", 0)) or 0.001), self._changed:
                await self._changed.wait_for(lambda: self._updates or self._pollers != mine)
        except TimeoutError:
            return []
        if self._pollers != mine:
            raise Refused(CONFLICT, 409)
        wanted = [each for each in self._updates if not allowed or set(each) & set(allowed)]
        return wanted[: int(params.get("limit", 100))]

    @property
    def unconfirmed(self) -> int:
        """How many updates the bot has not confirmed yet."""
        return len(self._updates)

    @staticmethod
    def _fail(request: web.Request, fault: Fault) -> web.StreamResponse:
        if not fault.status:
            assert request.transport
            request.transport.abort()
            return web.Response()
        if fault.html:
            return web.Response(status=fault.status, text=fault.description, content_type="text/html")
        return _error(fault.status, fault.description, fault.parameters)


def _decoded(key: str, value: str | bytes | bytearray | web.FileField) -> Any:
    """Structured values come as JSON; a text stays what it is, and so does whatever is no JSON."""
    if isinstance(value, web.FileField):
        return File(value.filename, value.file.read())
    value = str(value)
    if key in ("text", "callback_query_id", "url", "secret_token"):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _json(body: dict[str, Any], status: int = 200) -> web.Response:
    return web.json_response(body, status=status)


def _error(status: int, description: str, parameters: dict[str, Any] | None = None) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    return _json(body | ({"parameters": parameters} if parameters else {}), status)
