"""Every exception that nobody handled, wherever it was told of."""

import asyncio
import logging
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Unhandled(logging.Handler):
    """Counts log records that carry an exception, and what the event loop complains of, by their last place in code."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: Counter[str] = Counter()
        self.first: dict[str, str] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Look at one record."""
        theirs = record.name.startswith("aiohttp.")  # the fake server's own, which need not survive this
        if not theirs and record.exc_info and record.exc_info[1] is not None:
            self._note(record.exc_info[1], record.getMessage()[:300])

    def complaint(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Look at one complaint of the event loop."""
        error = context.get("exception") or RuntimeError(context["message"])
        self._note(error, context["message"])

    def _note(self, error: BaseException, said: str) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        last = f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else "nowhere"
        name = f"{type(error).__name__} at {last}"
        self.found[name] += 1
        self.first.setdefault(name, said + "\n" + "".join(traceback.format_exception(error))[-3000:])


@contextmanager
def watching() -> Iterator[Unhandled]:
    """Watch the log and the running event loop."""
    unhandled, root, loop = Unhandled(), logging.getLogger(), asyncio.get_running_loop()
    root.addHandler(unhandled)
    loop.set_exception_handler(unhandled.complaint)
    try:
        yield unhandled
    finally:
        root.removeHandler(unhandled)
        loop.set_exception_handler(None)
