"""Encryption at rest: names, captions, order text, messages and tokens pass through the ``Sealed`` column type."""

import hashlib
import hmac
import weakref
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Dialect, Engine, Text
from sqlalchemy.types import TypeDecorator

from bot.domain.errors import ParleyError

PLAIN = "plain:"
"""What is stored without encryption begins with, so that it can be told apart and counted."""
FERNET = "fernet:"


class CannotOpen(ParleyError):
    """What is stored cannot be decrypted with the keys given."""


class Cipher:
    """Seals and opens text with the first key, opens with any; without keys the text is kept plain, and marked so."""

    def __init__(self, keys: Sequence[str] = ()) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys]) if keys else None
        self._digest_keys = [key.encode() for key in keys] or [b"parley"]

    def seal(self, text: str) -> str:
        """The text as it is stored."""
        if self._fernet is None:
            return PLAIN + text
        return FERNET + self._fernet.encrypt(text.encode()).decode()

    def open(self, stored: str) -> str:
        """The text again.

        Raises:
            CannotOpen: it was sealed with a key that is not here.
        """
        if stored.startswith(PLAIN):
            return stored.removeprefix(PLAIN)
        if self._fernet is None:
            raise CannotOpen("The database is encrypted: set PARLEY_ENCRYPTION_KEYS to the keys it was written with.")
        try:
            return self._fernet.decrypt(stored.removeprefix(FERNET)).decode()
        except InvalidToken:
            raise CannotOpen("None of PARLEY_ENCRYPTION_KEYS opens what is stored; an older key is missing.") from None

    def digest(self, text: str) -> str:
        """A keyed digest of the text, for finding it again without storing it."""
        return self.digests(text)[0]

    def digests(self, text: str) -> tuple[str, ...]:
        """The digest under each key, newest first: what was stored before a key was changed is found as well."""
        return tuple(hmac.new(key, text.encode(), hashlib.sha256).hexdigest() for key in self._digest_keys)


class Sealed(TypeDecorator[str]):
    """Text that is encrypted on its way into the database. The empty string stays empty."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Seal."""
        return _ciphers[dialect].seal(value) if value else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Open."""
        return _ciphers[dialect].open(value) if value else value


_ciphers: weakref.WeakKeyDictionary[Dialect, Cipher] = weakref.WeakKeyDictionary()


def use_cipher(engine: Engine, cipher: Cipher) -> None:
    """Have every ``Sealed`` column of this engine use that cipher."""
    _ciphers[engine.dialect] = cipher
