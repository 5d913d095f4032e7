"""The log: a line for each event, as text or JSON; no secret in it, and nobody's words."""

import json
import logging
from collections.abc import Callable

import pytest
from sqlalchemy.exc import OperationalError

from bot.logs import JsonLines, TextLines, secrets_of
from bot.redacting import REDACTED, Redaction
from bot.sentry import scrubbed
from bot.settings import Settings
from tests.play import Play

TELEGRAM = "123456789:AAF-abcdefghijklmnopqrstuvwxyz01234"
DISCORD = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs-abc"


def record(
    message: str, *args: object, name: str = "core.coach", error: BaseException | None = None, **extra: object
) -> logging.LogRecord:
    made = logging.LogRecord(
        name, logging.INFO, __file__, 1, message, args, (type(error), error, error.__traceback__) if error else None
    )
    made.created = 1_795_000_000.25
    for field, value in extra.items():
        setattr(made, field, value)
    return made


def raised(error: BaseException) -> BaseException:
    """The error with a place where it came from."""
    try:
        raise error
    except type(error) as caught:
        return caught


def test_text_is_one_line_with_the_fields_behind():
    line = TextLines(Redaction()).format(record("handled", key="telegram:1:2", person=7, outcome="answered", ms=1.5))
    assert line == "2026-11-18T11:06:40.250Z INFO core.coach: handled key=telegram:1:2 person=7 outcome=answered ms=1.5"


def test_json_is_one_object_with_the_same():
    line = JsonLines(Redaction()).format(record("handled", key="telegram:1:2", person=7, outcome="answered"))
    assert json.loads(line) == {
        "time": "2026-11-18T11:06:40.250Z",
        "level": "INFO",
        "logger": "core.coach",
        "message": "handled",
        "key": "telegram:1:2",
        "person": 7,
        "outcome": "answered",
    }


def test_what_is_no_field_is_not_written():
    line = JsonLines(Redaction()).format(record("handled", name_of="Anna", text="my knee", outcome="answered"))
    assert "Anna" not in line
    assert "knee" not in line


def test_an_error_is_told_by_where_it_came_from_and_its_sort_without_its_words():
    told = json.loads(JsonLines(Redaction()).format(record("failed", error=raised(ValueError("label of Anna")))))
    assert told["error"][-1] == "ValueError"
    assert "in raised" in told["error"][0]
    assert "Anna" not in json.dumps(told)


def test_the_machines_own_words_are_told():
    text = TextLines(Redaction()).format(record("failed", error=raised(OSError(28, "No space left on device"))))
    assert text.endswith("OSError: [Errno 28] No space left on device")
    locked = OperationalError(None, None, Exception("database is locked"))
    assert "database is locked" in TextLines(Redaction()).format(record("failed", error=raised(locked)))


def test_the_cause_of_an_error_comes_first_and_a_group_is_told_whole():
    try:
        try:
            raise KeyError("Anna")
        except KeyError as cause:
            raise RuntimeError("Ben") from cause
    except RuntimeError as error:
        group = raised(ExceptionGroup("Carla", [error, raised(TypeError("Dora"))]))
    lines = TextLines(Redaction()).format(record("failed", error=group)).split("\n")
    sorts = [line.strip() for line in lines[1:] if not line.startswith("    ")]
    assert sorts == ["KeyError", "RuntimeError", "TypeError", "ExceptionGroup"]


def test_a_client_library_speaks_without_what_it_fills_in():
    line = TextLines(Redaction()).format(
        record("%s took %.1f s: %s", {"text": "my knee"}, 2.25, "a", name="telegram.ext")
    )
    assert line.endswith("telegram.ext: … took 2.2 s: …")


def test_asyncio_says_its_first_line_only():
    said = "Task exception was never retrieved\nfuture: <Task finished exception=ValueError('my knee')>"
    assert (
        TextLines(Redaction())
        .format(record(said, name="asyncio"))
        .endswith("asyncio: Task exception was never retrieved")
    )


@pytest.mark.parametrize(
    "said",
    [
        f"HTTP Request: POST https://api.telegram.org/bot{TELEGRAM}/getMe",
        "POST http://127.0.0.1/bot1:short/getMe",
        f"token={TELEGRAM}",
        f"Authorization: Bot {DISCORD}",
        f"{{'Authorization': 'Bot {DISCORD}'}}",
        f'{{"token": "{DISCORD}"}}',
        "POST https://discord.com/api/v10/webhooks/1234567890/aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OTA",
        "POST https://discord.com/api/v10/interactions/1234567890/aW50ZXJhY3Rpb246MTIzNDU2Nzg5MA/callback",
        "postgresql://hillcoach:tops3cret@db/hillcoach",
        "https://0123456789abcdef0123456789abcdef@sentry.example/1",
    ],
)
@pytest.mark.parametrize("lines", [TextLines, JsonLines])
def test_what_looks_like_a_secret_is_blotted_out(said: str, lines: Callable[[Redaction], logging.Formatter]):
    line = lines(Redaction()).format(record("said: %s", said))
    assert REDACTED in line
    for secret in (TELEGRAM, DISCORD, "1:short", "tops3cret", "aW50ZXJhY3Rpb246", "0123456789abcdef"):
        assert secret not in line
    if lines is JsonLines:
        json.loads(line)


def test_a_secret_that_is_known_is_blotted_out_whatever_it_looks_like():
    settings = Settings(
        telegram_token="9:x-short", webhook_secret="open-sesame-open", metrics_token="look at me", _env_file=None
    )
    redact = Redaction(secrets_of(settings))
    assert redact("9:x-short, open-sesame-open, look at me!") == f"{REDACTED}, {REDACTED}, {REDACTED}!"


def test_ordinary_lines_stay_as_they_are():
    for line in (
        "2026-11-22T07:42:00.000Z INFO core.coach: handled key=telegram:424242:7001 person=1 outcome=answered ms=23.5",
        "sending on telegram; 3 messages of a former sender found",
        'File "core/plans/rules/life/substitutes.py", line 68, in substitute',
        "https://docs.example.org/telegram/webhook?v=1",
    ):
        assert Redaction(["secret-of-ours"])(line) == line


def test_the_coach_says_of_a_request_who_and_how_it_ended_and_nothing_else(
    play: Play, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    anna = play.person("Xylophone")
    anna.says("how often should I do calf raises?", key="k1")
    anna.says("how often should I do calf raises?", key="k1")
    anna.says("/nonsense", key="k2")
    lines = [TextLines(Redaction()).format(each) for each in caplog.records if each.name == "core.coach"]
    ended = [line.partition("core.coach: ")[2].rpartition(" ms=")[0] for line in lines]
    assert ended == [
        "handled key=k1 person=1 outcome=answered",
        "handled key=k1 outcome=repeated",
        "handled key=k2 person=1 outcome=refused",
    ]
    assert "ylophone" not in caplog.text
    assert "calf" not in caplog.text


# -- Sentry: only where the operator wants it, and only what went wrong


def test_sentry_is_told_where_and_what_sort_and_nobodys_words():
    frame = {
        "filename": "core/coach.py",
        "module": "core.coach",
        "function": "handle",
        "lineno": 7,
        "vars": {"text": "my knee"},
    }
    event = {
        "event_id": "1",
        "level": "error",
        "logger": "core.coach",
        "server_name": "coach.example.org",
        "user": {"username": "Anna"},
        "request": {"data": "my knee"},
        "breadcrumbs": {"values": [{"message": "my knee"}]},
        "extra": {"key": "telegram:1:2", "person": 7, "sys.argv": ["x"]},
        "logentry": {"message": f"request failed: {TELEGRAM}", "params": ["my knee"], "formatted": "my knee"},
        "exception": {
            "values": [
                {
                    "type": "ValueError",
                    "value": "label of Anna",
                    "module": "builtins",
                    "stacktrace": {"frames": [frame]},
                }
            ]
        },
    }
    place = {"filename": "core/coach.py", "module": "core.coach", "function": "handle", "lineno": 7}
    assert scrubbed(event, Redaction()) == {
        "event_id": "1",
        "level": "error",
        "logger": "core.coach",
        "extra": {"key": "telegram:1:2", "person": 7},
        "logentry": {"message": f"request failed: {REDACTED}"},
        "exception": {"values": [{"type": "ValueError", "module": "builtins", "stacktrace": {"frames": [place]}}]},
    }
