"""How much one person may ask for in a minute: they are told once, kindly; then nothing until it is over."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from threading import Lock

from core.messages import Request

MINUTE = 60.0  # seconds; a person's minute begins with the first thing they do
QUESTIONS = 20  # a minute: whatever is typed
PRESSES = 60  # a minute: a hasty thumb is no flood
LOOKED_THROUGH = 60  # texts beyond the limit that are still searched for red flags, a minute: nobody types more
PERSONS = 50_000  # remembered in one process, those seen last


class Verdict(Enum):
    """What is to be done with a request."""

    WELCOME = "answer it"
    TOO_MUCH = "say no, once"
    UNHEARD = "say nothing"


@dataclass(slots=True)
class _Minute:
    """What one person did since it began."""

    began: float
    questions: int = 0
    presses: int = 0
    told: bool = False

    def count(self, *, typed: bool) -> None:
        self.questions += typed
        self.presses += not typed

    def beyond(self, *, typed: bool) -> int:
        """By how many requests of this sort they are over the limit; not positive within it."""
        return self.questions - QUESTIONS if typed else self.presses - PRESSES


class Flood:
    """Counts requests by person, in memory; `monotonic` gives seconds. Safe to use from several threads."""

    def __init__(self, monotonic: Callable[[], float], persons: int = PERSONS) -> None:
        self._monotonic = monotonic
        self._persons = persons
        self._minutes: OrderedDict[tuple[str, str], _Minute] = OrderedDict()
        self._lock = Lock()

    def judge(self, request: Request, is_urgent: Callable[[], bool]) -> Verdict:
        """Count a request and say what to do with it; `is_urgent` is asked only of a text beyond the limit."""
        typed = _is_typed(request)
        with self._lock:
            minute = self._minute_of(request)
            minute.count(typed=typed)
            beyond = minute.beyond(typed=typed)
        if beyond <= 0 or (typed and beyond <= LOOKED_THROUGH and is_urgent()):
            return Verdict.WELCOME
        with self._lock:
            told, minute.told = minute.told, True
        return Verdict.UNHEARD if told else Verdict.TOO_MUCH

    def is_full(self, request: Request) -> bool:
        """Whether whoever sends this has used up their minute: it is not worth any preparation."""
        typed = _is_typed(request)
        with self._lock:
            return self._minute_of(request).beyond(typed=typed) >= 0

    def __len__(self) -> int:
        """How many people are remembered."""
        return len(self._minutes)

    def _minute_of(self, request: Request) -> _Minute:
        who, now = (request.sender.platform, request.sender.id), self._monotonic()
        minute = self._minutes.get(who)
        if minute is None or now - minute.began >= MINUTE:
            minute = self._minutes[who] = _Minute(now)
        self._minutes.move_to_end(who)
        if len(self._minutes) > self._persons:
            self._minutes.popitem(last=False)
        return minute


def _is_typed(request: Request) -> bool:
    """A command, a text, a location or a filled-in form; all else is a press."""
    return request.action is None or request.text is not None
