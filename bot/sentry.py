"""Sentry, where the operator wants it and has installed it: what went wrong and where, and nobody's words."""

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from bot.logs import FIELDS, secrets_of
from bot.redacting import Redaction
from bot.settings import Settings, token
from core.errors import OperatorError

KEPT = ("event_id", "timestamp", "level", "logger", "platform", "release", "environment", "sdk", "exception")


def set_up(settings: Settings) -> None:
    """Report errors to `HILLCOACH_SENTRY_DSN`, if it is set; OperatorError when the library is missing."""
    dsn = token(settings.sentry_dsn)
    if dsn is None:
        return
    try:
        import sentry_sdk
        from sentry_sdk.integrations.logging import LoggingIntegration
        from sentry_sdk.utils import BadDsn
    except ImportError:
        raise OperatorError("HILLCOACH_SENTRY_DSN needs the library: pip install 'hillcoach[sentry]'.") from None
    redact = Redaction(secrets_of(settings))
    try:
        sentry_sdk.init(
            dsn,
            before_send=lambda event, _: scrubbed(event, redact),
            max_breadcrumbs=0,
            send_default_pii=False,
            include_local_variables=False,
            include_source_context=False,
            max_request_body_size="never",
            release=f"hillcoach@{version('hillcoach')}",
            server_name="",
            traces_sample_rate=None,
            auto_session_tracking=False,
            default_integrations=False,
            integrations=[LoggingIntegration(level=None)],
        )
    except BadDsn:
        raise OperatorError("HILLCOACH_SENTRY_DSN is no DSN: copy it again from Sentry.") from None


def scrubbed(event: Mapping[str, Any], redact: Redaction) -> dict[str, Any]:
    """The event with its errors' sorts and places, its fields and its sentence; nothing else leaves the machine."""
    kept = {name: event[name] for name in KEPT if name in event}
    kept["exception"] = {"values": [_of_error(each) for each in event.get("exception", {}).get("values", ())]}
    carried = event.get("extra", {})
    kept["extra"] = {name: carried[name] for name in FIELDS if name in carried}
    sentence = event.get("logentry", {}).get("message", "")
    kept["logentry"] = {"message": redact(str(sentence))}
    return kept


def _of_error(error: Mapping[str, Any]) -> dict[str, Any]:
    """Its sort and where it came from, without its words and without the values of any variable."""
    frames = error.get("stacktrace", {}).get("frames", ())
    places = [{name: frame.get(name) for name in ("filename", "module", "function", "lineno")} for frame in frames]
    return {"type": error.get("type"), "module": error.get("module"), "stacktrace": {"frames": places}}
