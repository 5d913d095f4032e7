"""The one place that decides where a token may be sent."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from core.errors import OperatorError

_SAFE = ("https", "wss")
_PLAIN = ("http", "ws")


def check_base_url(url: str, name: str) -> str:
    """The address of a service, without a slash at its end.

    OperatorError when a token would travel there in clear text: plain http and ws are for test servers on
    this very machine only. `name` is the setting the address comes from.
    """
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
        _ = parts.port  # raises when it is no number
    except ValueError:
        raise OperatorError(f"{name} is not an address.") from None
    if not host or parts.scheme not in _SAFE + _PLAIN:
        raise OperatorError(f"{name} must be an address such as https://example.org.")
    if parts.scheme in _PLAIN and not _is_this_machine(host):
        raise OperatorError(f"{name} must use https or wss: plain {parts.scheme} is for this machine only.")
    return url.strip().rstrip("/")


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
