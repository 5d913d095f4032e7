"""Columns that nobody reads without the operator's keys, which are kept outside the database.

Texts are sealed with Fernet: the same text looks different every time. Ids must be found again, so they are sealed with
AES-SIV (RFC 5297): the same id looks the same, and `==` and `in_` find it. Without keys everything is stored as it is.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Dialect, String, TypeDecorator
from sqlalchemy.sql import operators

from core.errors import OperatorError

MARK = "\x01"  # begins what is sealed; nobody can type it, `core.coach.cleaned` sees to that
MOST_KEYS = 3
BAD_KEYS = "HILLCOACH_SECRET_KEYS must hold one to three keys with commas between: `hillcoach keys new` makes one."
LOST_KEY = "The database is sealed with a key that HILLCOACH_SECRET_KEYS does not hold: add the one it was sealed with."


class Sealing:
    """Seals with the newest key, and opens with any; OperatorError when a key cannot be one."""

    def __init__(self, keys: Sequence[str] = ()) -> None:
        if len(keys) > MOST_KEYS:
            raise OperatorError(BAD_KEYS)
        try:
            self._fernets = [Fernet(key) for key in keys]
            self._sivs = [AESSIV(_derived(key)) for key in keys]
        except ValueError:
            raise OperatorError(BAD_KEYS) from None

    @property
    def is_on(self) -> bool:
        """Whether there is a key."""
        return bool(self._fernets)

    def seal_text(self, text: str) -> str:
        """The text as it is stored."""
        return MARK + self._fernets[0].encrypt(text.encode()).decode() if self.is_on else text

    def open_text(self, stored: str) -> str:
        """The text again; OperatorError when it was sealed with an unknown key."""
        if not stored.startswith(MARK):
            return stored
        try:
            return MultiFernet(self._fernets).decrypt(stored[len(MARK) :]).decode()
        except (InvalidToken, ValueError):
            raise OperatorError(LOST_KEY) from None

    def seal_id(self, plain: str, version: int = 0) -> str:
        """The id as it is stored under the key number `version`, the newest being 0; as it is where there is none."""
        if version >= len(self._sivs) or not plain:
            return plain
        return MARK + urlsafe_b64encode(self._sivs[version].encrypt(plain.encode(), None)).decode()

    def open_id(self, stored: str) -> str:
        """The id again; OperatorError when it was sealed with an unknown key."""
        if not stored.startswith(MARK):
            return stored
        sealed = urlsafe_b64decode(stored[len(MARK) :])
        for siv in self._sivs:
            try:
                return siv.decrypt(sealed, None).decode()
            except InvalidTag:
                continue
        raise OperatorError(LOST_KEY)

    def is_newest(self, stored: str) -> bool:
        """Whether a sealed text was sealed with the newest key."""
        try:
            return self.is_on and stored.startswith(MARK) and bool(self._fernets[0].decrypt(stored[len(MARK) :]))
        except InvalidToken:
            return False


OPEN = Sealing()


class SealedText(TypeDecorator[str]):
    """A text that nobody searches for."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Seal it."""
        return None if value is None else sealing_of(dialect).seal_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Open it."""
        return None if value is None else sealing_of(dialect).open_text(value)


class SealedId(TypeDecorator[str]):
    """An id that is looked for with `==` and `in_`: they find it whichever key it was sealed with."""

    impl = String
    cache_ok = True

    class Comparator(TypeDecorator.Comparator[str]):
        """Looks for an id as every key would have stored it, and as it is."""

        def operate(self, op: operators.OperatorType, *other: Any, **kwargs: Any) -> Any:
            """Turn a comparison with values into a search for all their forms."""
            if op is operators.eq and isinstance(other[0], str):
                return super().operate(operators.in_op, list(_versions(other)), **kwargs)
            if op is operators.in_op and isinstance(other[0], Iterable) and not isinstance(other[0], str):
                return super().operate(op, list(_versions(other[0])), **kwargs)
            return super().operate(op, *other, **kwargs)

    comparator_factory = Comparator

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Seal it."""
        if value is None:
            return None
        return sealing_of(dialect).seal_id(str(value), value.version if isinstance(value, _Version) else 0)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Open it."""
        return None if value is None else sealing_of(dialect).open_id(value)


def sealing_of(dialect: Dialect) -> Sealing:
    """The keys of an engine; see `core.database.make_engine`."""
    sealing: Sealing = getattr(dialect, "sealing", OPEN)
    return sealing


class _Version(str):
    """An id as one of the keys stores it."""

    version: int = 0


def _versions(values: Iterable[str]) -> Iterator[_Version]:
    for value in values:
        for version in range(MOST_KEYS + 1):
            each = _Version(value)
            each.version = version
            yield each


def _derived(key: str) -> bytes:
    """The key for ids: another one than for texts, from the same secret."""
    return HKDF(SHA512(), 64, None, b"hillcoach: ids").derive(urlsafe_b64decode(key))
