"""The log of a process: a line for each event, as text or as JSON, without secrets and without anybody's words."""

import json
import logging
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from traceback import StackSummary, format_list, walk_tb

from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from bot.redacting import Redaction
from bot.settings import Settings, token

FIELDS = ("key", "person", "kind", "outcome", "ms")
"""What a record may carry beside its sentence (`log.info("handled", extra={...})`); nothing else is written."""

HARMLESS = (OSError, OperationalError)
"""Errors whose words are the machine's and may be written; those of all others may hold what somebody typed."""

CLIENTS = ("discord", "telegram")

CHATTY = ("alembic", "apscheduler", "asyncio", "discord", "httpcore", "httpx", "telegram", "uvicorn")
"""Libraries that write addresses with tokens in them, whole messages, or a line for each request."""


def set_up(settings: Settings) -> None:
    """Write the log of this process to standard error, as the settings say."""
    redact = Redaction(secrets_of(settings))
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines(redact) if settings.log_format.lower() == "json" else TextLines(redact))
    logging.basicConfig(level=settings.log_level.upper(), handlers=[handler], force=True)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def secrets_of(settings: Settings) -> Iterator[str]:
    """Every secret that this process was given."""
    for secret in (getattr(settings, name) for name in Settings.model_fields if _is_secret(name)):
        if value := token(secret):
            yield value
    with suppress(SQLAlchemyError, ValueError):
        yield make_url(settings.database_url).password or ""


def _is_secret(field: str) -> bool:
    return "SecretStr" in str(Settings.model_fields[field].annotation)


class TextLines(logging.Formatter):
    """`time level logger: sentence key=… outcome=…`, then where an error came from."""

    def __init__(self, redact: Redaction) -> None:
        super().__init__()
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        """One record, of one or more lines."""
        fields = "".join(f" {name}={value}" for name, value in fields_of(record).items())
        line = f"{_time_of(record)} {record.levelname} {record.name}: {sentence_of(record)}{fields}"
        first, *more = [each for part in (line, *trouble_of(record)) for each in part.splitlines()]
        return self._redact("\n  ".join([first, *more]))  # indented, so that nothing can pass for a line of its own


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, the fields, and error, a list of lines."""

    def __init__(self, redact: Redaction) -> None:
        super().__init__()
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        """One record, of one line."""
        told: dict[str, object] = {"time": _time_of(record), "level": record.levelname, "logger": record.name}
        told |= {"message": self._redact(sentence_of(record))} | fields_of(record)
        if error := trouble_of(record):
            told["error"] = [self._redact(line) for line in error]
        return json.dumps(told, ensure_ascii=False, default=str)


def sentence_of(record: logging.LogRecord) -> str:
    """What it says: of a client library its own words and numbers, since the rest may be an update or an address."""
    library = record.name.partition(".")[0]
    if library in CLIENTS:
        return _without_words(record)
    said = record.getMessage()
    return said.partition("\n")[0] if library == "asyncio" else said


def _without_words(record: logging.LogRecord) -> str:
    if not record.args or not isinstance(record.args, tuple):
        return str(record.msg)
    return str(record.msg) % tuple(each if isinstance(each, int | float) else "…" for each in record.args)


def fields_of(record: logging.LogRecord) -> dict[str, object]:
    """What the record carries of the fields that are written."""
    carried = {name: getattr(record, name, None) for name in FIELDS}
    return {name: value for name, value in carried.items() if value is not None}


def trouble_of(record: logging.LogRecord) -> list[str]:
    """Where the record's error came from, and what sort it is: its words only where they are harmless."""
    error = record.exc_info[1] if record.exc_info else None
    behind = dict.fromkeys(_chain(error)) if error else ()
    return [line for each in behind for line in _told(each)]


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and those behind it, the first cause first."""
    if cause := error.__cause__ or (None if error.__suppress_context__ else error.__context__):
        yield from _chain(cause)
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            yield from _chain(each)
    yield error


def _told(error: BaseException) -> Iterator[str]:
    for place in format_list(StackSummary.extract(walk_tb(error.__traceback__))):
        yield from place.rstrip("\n").split("\n")
    sort = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    yield f"{sort}: {error}" if isinstance(error, HARMLESS) else sort


def _time_of(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
