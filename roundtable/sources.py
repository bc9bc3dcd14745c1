"""What a program cannot compute: the time, fresh ids, chance and secrets. All of them come from here."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

#: Crockford's base 32 without i, l, o and u: nothing to mix up when somebody reads an id aloud.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
ID_LENGTH = 20

_key = secrets.token_bytes(32)


def now() -> int:
    """Milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


def new_id() -> str:
    """A fresh id: 20 characters, 100 bits of chance."""
    return "".join(secrets.choice(ALPHABET) for _ in range(ID_LENGTH))


def choose(characters: str) -> str:
    """One character by chance."""
    return secrets.choice(characters)


def use_key(key: bytes) -> None:
    """Set the installation's secret, from which the secrets of keys are derived."""
    global _key  # noqa: PLW0603 (one installation, one secret)
    _key = key


def secret_for(key_id: str) -> str:
    """The secret of the key with this id: 26 characters. The same each time, known to nobody else.

    Derived, so that a join or a link that is asked for twice gets the same answer without any
    secret being stored.
    """
    digest = hmac.new(_key, key_id.encode(), hashlib.sha256).digest()
    return "".join(ALPHABET[byte & 31] for byte in digest[:26])


def sealing_key(stage_id: str) -> bytes:
    """The key that seals the ballots of one vote: 32 bytes, by HKDF (RFC 5869)."""
    about = b"roundtable sealed ballots\n" + stage_id.encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=about).derive(_key)


def keyed_hash(text: str) -> str:
    """A hash that nobody can compare guesses with who has not the installation's secret; hex."""
    return hmac.digest(_key, b"roundtable keyed hash\n" + text.encode(), "sha256").hex()


def hash_of(secret: str) -> str:
    """What is stored of a secret: enough to know it again, no use to whoever reads it."""
    return hashlib.sha256(secret.encode()).hexdigest()
