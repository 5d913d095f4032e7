"""A coach that answers from a function: enough of one to try an adapter."""

from collections.abc import Awaitable, Callable, Sequence

from bot.front import PublishedCommand
from core.messages import Reply, Request, RoomNews

SENTENCES = {
    "platform.old_button": "That button is from an older version of me. Type /help.",
    "platform.continue_private": "I'll answer you in private.",
    "platform.open_private": "Open our chat",
    "platform.type_answer": "Type the answer",
    "platform.choose": "Choose",
    "platform.file_saved": "{name} is in this folder now.",
    "platform.file_failed": "{name} could not be written: {reason}.",
    "platform.busy": "I could not answer just now. Please try again.",
}

Answer = Callable[[Request], Reply | Awaitable[Reply | None] | None]


class ScriptedFront:
    """Answers every request with `answer(request)`, awaited if need be, and keeps the requests."""

    def __init__(
        self,
        answer: Answer,
        commands: Sequence[PublishedCommand] = (),
        needs_admin: Callable[[Request], bool] = lambda request: False,
    ) -> None:
        self.answer = answer
        self.requests: list[Request] = []
        self.news: list[RoomNews] = []
        self._commands = commands
        self._needs_admin = needs_admin

    def commands(self) -> Sequence[PublishedCommand]:
        """The commands this front was made with."""
        return self._commands

    def needs_admin(self, request: Request) -> bool:
        """Whatever the script says."""
        return self._needs_admin(request)

    def say(self, key: str, **values: object) -> str:
        """A sentence; KeyError for one that nobody agreed on."""
        return SENTENCES[key].format(**values)

    async def handle(self, request: Request) -> Reply | None:
        """Note the request and answer it."""
        self.requests.append(request)
        answer = self.answer(request)
        return await answer if isinstance(answer, Awaitable) else answer

    async def noticed(self, news: RoomNews) -> None:
        """Keep the news."""
        self.news.append(news)


def command(name: str, *, group: bool = False, admin: bool = False) -> PublishedCommand:
    """A published command with no parameters."""
    return PublishedCommand(name, f"What /{name} does", (), admin, group)
