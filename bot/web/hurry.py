"""Connections on which nobody asks for anything: they are closed, so that they cannot fill the port."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle


class HurriedProtocol(H11Protocol):
    """Waits for a whole head of a request as long as for the next request, `timeout_keep_alive` seconds, no longer."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody has come."""
        super().connection_made(transport)
        self._await_head(None)

    def on_response_complete(self) -> None:
        """They are answered, and may ask again."""
        answered = self.cycle
        super().on_response_complete()
        self._await_head(answered)

    def _await_head(self, last: RequestResponseCycle | None) -> None:
        self.loop.call_later(self.timeout_keep_alive, self._hang_up_unless_asked, last)

    def _hang_up_unless_asked(self, last: RequestResponseCycle | None) -> None:
        if self.cycle is last:
            self.transport.close()
