"""A simulation as text: when, where the runner is, and what."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from bot.markup import plain
from bot.simulate.days import Push


def lines_of(push: Push, zone: ZoneInfo) -> Iterator[str]:
    """The hour by the runner's clock, the message, its buttons, and a blank line."""
    yield f"{push.at.astimezone(zone):%a %d %b %Y, %H:%M %Z}"
    yield from (f"    {line}".rstrip() for line in plain(push.reply.text).splitlines())
    if push.reply.choices:
        yield f"    {' '.join(f'[{each.label}]' for each in push.reply.choices)}"
    yield ""
