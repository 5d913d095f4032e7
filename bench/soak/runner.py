"""A runner who acts at random: sets up, asks, looks, logs, presses what is there, what is old, what is not theirs."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from functools import partial

from bench.soak.excuses import Excuses
from bench.soak.ledger import Ledger, Word
from bench.soak.limbs import Answered, Limbs
from bench.soak.timetable import Scenario
from bench.soak.words import (
    COMMANDS,
    FOREIGN,
    GARBAGE,
    JOINED,
    QUESTIONS,
    SET_UP,
    SETTLED,
    answers,
)
from tests.platforms.place import Seen

EARLY = 4.0  # seconds after which nobody waits any more for an answer that was interfered with
LOOK = 0.1  # seconds
CONSENT = "I store what you log here"
SETTLES_WITHIN = 40  # words
CALM, A_MINUTE = 18, 62.0  # so many words in so many seconds
PRESSES = ("press", "foreign", "join", "consent")  # what is no word
RECENT = 8  # messages somebody scrolls back
HARMLESS = ("This week", "Way to race day", "Today", "Change it", "My day", "Rules")

Deed = tuple[str, Callable[[], Awaitable[Answered]]]


class Runner:
    """`await runner.run(until)`; what came of it stands in the ledger."""

    def __init__(self, limbs: Limbs, scenario: Scenario, excuses: Excuses) -> None:
        self.limbs = limbs
        self.ledger = Ledger(limbs.platform, limbs.person)
        self._think = scenario.think
        self._patience = scenario.patience
        self._excuses = excuses
        self._dice = random.Random(f"{scenario.seed} {limbs.platform} {limbs.person}")

    async def run(self, until: float) -> None:
        """Act until a monotonic second."""
        await asyncio.sleep(self._dice.uniform(0, self._think[0]))
        while time.monotonic() < until:
            await self.acts()
            hurry = 1.0 if self.ledger.set_up else 0.2
            await asyncio.sleep(min(hurry * self._dice.uniform(*self._think), max(0.0, until - time.monotonic())))

    async def settles_in(self) -> None:
        """Set up and join, as long as nothing goes wrong; RuntimeError when that takes too many words."""
        for _ in range(SETTLES_WITHIN):
            seen = self.limbs.sees()
            self._learn(seen)
            if self.ledger.set_up and self.ledger.joined:
                return
            await self._waits(*(self._join(seen) if self.ledger.set_up else self._set_up(seen)))
        raise RuntimeError(f"a runner cannot set up: {self.limbs.sees()[-3:]}")

    async def asks(self) -> None:
        """One ordinary question."""
        question = self._dice.choice(QUESTIONS[:4])
        await self._waits("last question", lambda: self.limbs.says(question))

    async def acts(self) -> None:
        """Do one thing, and wait for the answer."""
        seen = self.limbs.sees()
        self._learn(seen)
        name, deed = self._chosen(seen)
        if self._dice.random() < 0.06:
            deed = self._twice(deed)
        await self._waits(name, deed)

    def _learn(self, seen: list[Seen]) -> None:
        """Take note of what was confirmed."""
        texts = [each.text for each in seen]
        self.ledger.set_up = self.ledger.set_up or any(SET_UP in text for text in texts)
        self.ledger.joined = self.ledger.joined or any(words in text for text in texts for words in JOINED)

    def _chosen(self, seen: list[Seen]) -> Deed:
        dice, limbs = self._dice, self.limbs
        if not self.ledger.set_up and dice.random() < 0.9:
            return self._set_up(seen)
        if not self.ledger.joined and dice.random() < 0.5:
            return self._join(seen)
        sorts = [self._question, self._command, self._garbage, self._settle, self._button, self._foreign]
        weights = [5, 3, 1, 4, 3, 1]
        if self.ledger.joined:
            sorts, weights = [*sorts, self._log, self._log_two], [*weights, 4, 1]
        return dice.choices(sorts, weights)[0](seen) or ("today", lambda: limbs.commands("today"))

    def _set_up(self, seen: list[Seen]) -> Deed:
        last = seen[-1].text if seen else ""
        for question, answer in answers():
            if question in last:
                return f"setup: {question}", partial(self.limbs.says, answer)
        return "setup", lambda: self.limbs.commands("setup" if seen else "start")

    def _join(self, seen: list[Seen]) -> Deed:
        asked = next((each for each in reversed(seen) if CONSENT in each.text and each.labels), None)
        if asked is None:
            return "join", self.limbs.joins
        return "consent", lambda: self.limbs.presses(asked.labels[0], asked)

    def _question(self, _: list[Seen]) -> Deed:
        question = self._dice.choice(QUESTIONS)
        return "question", lambda: self.limbs.says(question)

    def _command(self, _: list[Seen]) -> Deed:
        name = self._dice.choice(COMMANDS)
        return f"/{name}", lambda: self.limbs.commands(name)

    def _garbage(self, _: list[Seen]) -> Deed:
        text = self._dice.choice(GARBAGE)
        return "garbage", lambda: self.limbs.says(text or " ")

    def _button(self, seen: list[Seen]) -> Deed | None:
        """Any button, old ones too, but none that changes what the ledger watches."""
        message = self._dice.choice(seen) if seen else None
        harmless = [each for each in message.choices if each.startswith("? ") or each in HARMLESS] if message else []
        if message is None or not harmless:
            return None
        label = self._dice.choice(harmless)
        return f"press {label}", lambda: self.limbs.presses(label, message)

    def _foreign(self, seen: list[Seen]) -> Deed | None:
        if not seen:
            return None
        token, on = self._dice.choice(FOREIGN), self._dice.choice(seen)
        return "foreign press", lambda: self.limbs.presses_foreign(token, on)

    def _settle(self, seen: list[Seen]) -> Deed | None:
        """Done, skipped, or taken back: and keep in mind what was said to it."""
        pressable = [(each, label) for each in seen[-RECENT:] for label in SETTLED if _settles(each, label)]
        if not pressable:
            return None
        message, label = self._dice.choice(pressable)
        beginning, outcome = SETTLED[label]
        self.ledger.settles(outcome)

        async def settle() -> Answered:
            answered = await self.limbs.presses(label, message)
            return lambda: answered() and self._is_told(message, beginning, outcome)

        return f"press {label}", settle

    def _is_told(self, message: Seen, beginning: str, outcome: str) -> bool:
        """Note it when the pressed message now says so; always true."""
        if message.source.text.startswith(beginning):
            self.ledger.is_settled(outcome)
        return True

    def _log(self, _: list[Seen]) -> Deed:
        amount = self.ledger.next_amount()
        return "log", lambda: self.limbs.commands("log", amount=f"{amount}")

    def _log_two(self, seen: list[Seen]) -> Deed:
        one, two = (self._log(seen)[1] for _ in range(2))
        return "log two, swapped", lambda: self.limbs.swapped(one, two)

    def _twice(self, deed: Callable[[], Awaitable[Answered]]) -> Callable[[], Awaitable[Answered]]:
        """The platform delivers it once more."""

        async def twice() -> Answered:
            answered = await deed()
            await self.limbs.again()
            return answered

        return twice

    async def _waits(self, name: str, deed: Callable[[], Awaitable[Answered]]) -> None:
        await self._keeps_calm()
        word = Word(self.limbs.platform, self.limbs.person, self.limbs.chat, name, time.monotonic())
        self.ledger.words.append(word)
        answered = await deed()
        while not answered() and self._hopes(word):  # noqa: ASYNC110  (an edit tells no event)
            await asyncio.sleep(LOOK)
        word.answered = time.monotonic() if answered() else 0.0

    async def _keeps_calm(self) -> None:
        """Type no more in a minute than one person may: the answer to more is silence."""
        lately = [each for each in self.ledger.words if not each.what.startswith(PRESSES)][-CALM:]
        if len(lately) == CALM:
            await asyncio.sleep(lately[0].at + A_MINUTE - time.monotonic())

    def _hopes(self, word: Word) -> bool:
        waited = time.monotonic() - word.at
        return waited < self._patience and (waited < EARLY or not self._excuses.spoilt(word))


def _settles(message: Seen, label: str) -> bool:
    """Whether the button is one under a session; others are called the same."""
    if label == "Undo":
        return label in message.choices and message.text.startswith(("Done", "Skipped", "Today's session"))
    return {label, "Done", "Skip"} <= set(message.choices)
