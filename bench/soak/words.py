"""What runners say in a soak, and what they know the coach by."""

from datetime import UTC, datetime, timedelta

PUSH = "Time for strength"
CALVES = "30 days of calf raises"
SET_UP = "Your session today"
JOINED = ("On the board:", "You're already in")
SORRY = ("something went wrong on my side", "a bit slow right now", "could not answer just now")

SETTLED = {
    "Done": ("Done.", "done"),
    "Skip": ("Skipped,", "skipped"),
    "Undo": ("Taken back.", ""),
}
"""What a press on the label does to today's session: how the reply begins, and what the log says then."""

QUESTIONS = (
    "how often should I do calf raises?", "what helps against sore quads?", "do squats make me faster uphill",
    "should I lift the day before a long run?", "hwo do i trian for downhill", "and how many?", "why?",
    "what is the capital of France", "is tendon pain normal", "I want to bulk up", "chest pain on the hill",
    "my calf is swollen and hot", "can I do this at home without a gym", "how heavy", "thanks!",
)  # fmt: skip
COMMANDS = ("today", "week", "plan", "help", "settings", "challenge", "start", "change")
GARBAGE = (
    "", "   ", "\x00\x01\x02", "🏔" * 200, "'; DROP TABLE person; --", "<b>bold</b> & <i>", "@everyone <@&1>", "%s%n{0}",
    "/", "/log", "/log many", "/unknown thing", "9" * 400, "\u202eabc", "a" * 3900, "yes", "no", "1", "-1", "NaN",
)  # fmt: skip
FOREIGN = (
    "session.done:1999-01-01", "session.undo:2026-02-30", "challenge.undo:1", "challenge.undo:999999", "v0:old:thing",
    "challenge.begin:1:today", "setup.race:x", "faq.topic:nothing", "session.done", "faq.safety:B98:more",
)  # fmt: skip


def here() -> tuple[str, datetime]:
    """A zone in which it is about noon, and the time there: no date changes while a soak runs."""
    ahead = 12 - datetime.now(UTC).hour
    return (f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"), datetime.now(UTC) + timedelta(hours=ahead)


def answers() -> tuple[tuple[str, str], ...]:
    """What a question of the setup contains, and what is answered to it."""
    zone, now = here()
    return (
        ("When is your race", f"{now + timedelta(weeks=20):%Y-%m-%d}"),
        ("Hi, I'm Hillcoach", f"{now + timedelta(weeks=20):%Y-%m-%d}"),
        ("What kind of race", "marathon"),
        ("On which days", f"{now:%a} and {now + timedelta(days=3):%a}"),
        ("What do you have", "none"),
        ("Before I plan", "none of these"),
        ("At what time", f"{now:%H:%M}"),
        ("Where are you?", zone),
        ("So it is", "yes"),
    )
