"""Where a token may be sent."""

import pytest

from bot.endpoints import check_base_url
from core.errors import OperatorError

SAFE = (
    "https://example.org",
    "wss://example.org/x",
    "http://127.0.0.1:8081",
    "ws://[::1]:5",
    "http://localhost",
)
CLEAR = (
    "http://example.org",
    "ws://10.0.0.1",
    "http://127.0.0.1.example.org",
    "http://127.0.0.1@example.org",
    "http://0.0.0.0",
)
NONSENSE = ("", "example.org", "ftp://example.org", "https://", "http://[::1", "http://localhost:x")


@pytest.mark.parametrize("url", SAFE)
def test_encrypted_addresses_and_this_machine_are_fine(url: str) -> None:
    assert check_base_url(f"{url}/", "TELEGRAM_API_BASE") == url


@pytest.mark.parametrize("url", CLEAR)
def test_a_token_never_travels_in_clear_text(url: str) -> None:
    with pytest.raises(OperatorError, match=r"^TELEGRAM_API_BASE must use https or wss"):
        check_base_url(url, "TELEGRAM_API_BASE")


@pytest.mark.parametrize("url", NONSENSE)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(OperatorError, match=r"^TELEGRAM_API_BASE"):
        check_base_url(url, "TELEGRAM_API_BASE")
