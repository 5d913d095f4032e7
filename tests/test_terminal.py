"""The terminal by itself: what is typed there, and how it is left."""

import os
import pty
from io import StringIO
from pathlib import Path

from bot.console.adapter import Console, lines_of_input
from core.messages import Action, Choice, Reply
from tests.fakes.front import ScriptedFront
from tests.processes import COMMAND, environment


async def test_a_number_of_any_length_is_read() -> None:
    front = ScriptedFront(lambda request: Reply("Ready?", (Choice("Go", Action("go")),)))
    console = Console(front, lines_of_input(StringIO(), prompt=False), lambda text, end="\n": None)
    for line in ("hi", "1", "1" * 5000):
        await console.take(line)
    assert [each.action for each in front.requests] == [None, Action("go"), None]


async def test_enter_alone_says_nothing() -> None:
    front = ScriptedFront(lambda request: Reply("Ready."))
    console = Console(front, lines_of_input(StringIO("\n  \nhi\n"), prompt=False), lambda text, end="\n": None)
    await console.run(greet=False)
    assert [each.text for each in front.requests] == ["hi"]


def test_ctrl_c_ends_the_conversation_at_once(tmp_path: Path) -> None:
    process, keyboard = pty.fork()
    if process == 0:
        os.execve(COMMAND, [str(COMMAND), "chat"], environment(tmp_path))
    screen = b""
    while b"\n> " not in screen:
        screen += os.read(keyboard, 4096)
    os.write(keyboard, b"\x03")
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 130
