"""A "no" in words: errors whose message is written for the person who reads it."""

from typing import Any


class Refusal(Exception):
    """A request that cannot be granted; `text_key` and `values` name the sentence for the person.

    `choices` and `ask` are shown with it, so that a person who mistyped has the question at hand again.
    `understood`: what was typed is an answer to the question, though not one that will do.
    """

    def __init__(self, text_key: str, **values: object) -> None:
        super().__init__(text_key)
        self.text_key = text_key
        self.values = values
        self.choices: tuple[Any, ...] = ()
        self.ask: Any = None
        self.understood = False


class Elsewhere(Refusal):
    """A captain's deed from outside their room: the adapter finds out what the person may do in `room`, and asks again.

    Where it cannot, the button is an old one.
    """

    def __init__(self, room: Any) -> None:
        super().__init__("coach.old_button")
        self.room = room
        self.understood = True


class OperatorError(Exception):
    """Something the operator must mend; the message is one sentence that says how."""


class ContentError(OperatorError):
    """The content pack is wrong; the message lists every problem as `file:line: what is wrong`."""
