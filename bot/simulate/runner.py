"""A runner who sets up as they were told, and does every session; or never says a word again."""

from collections.abc import Mapping
from itertools import count

from bot.front import Front
from bot.markup import plain
from core.errors import OperatorError
from core.messages import Action, Address, Reply, Request, Sender

PLATFORM = "console"
HOME = Address(PLATFORM, "simulated")
RUNNER = Sender(PLATFORM, "runner", "Runner", home=HOME.chat)
OPTIONS = {"race": "race-date", "zone": "tz"}  # where an option is not called like its step
ASKS, DONE = "setup.typed", "session.done"


class Runner:
    """Talks to the coach in a private chat."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self._keys = count()

    async def sets_up(self, answers: Mapping[str, str]) -> Reply:
        """Answer what is asked, by the name of the step; OperatorError, in the coach's words, for what will not do."""
        reply = await self._does(command="start")
        asked: list[str] = []
        while reply.ask is not None and reply.ask.action.name == ASKS:
            step = reply.ask.action.args[0]
            if step in asked:
                raise OperatorError(f"--{OPTIONS.get(step, step)}: {answers.get(step)!r}. {plain(reply.text)}")
            asked.append(step)
            reply = await self._does(text=answers.get(step, "skip"))
        return reply

    async def answers(self, push: Reply) -> None:
        """Do the session that the push is about."""
        done = next((each.action for each in push.choices if each.action.name == DONE), None)
        if done is not None:
            await self._does(action=done)

    async def _does(
        self, *, command: str | None = None, text: str | None = None, action: Action | None = None
    ) -> Reply:
        key = f"simulated:{next(self._keys)}"
        request = Request(RUNNER, HOME, True, key, command=command, text=text, action=action)
        reply = await self._front.handle(request)
        if reply is None:
            raise OperatorError("The coach said nothing.")
        return reply
