"""Sealing ballots: encryption with a key that no database holds. What is sealed, and why: `core.sealing`.

AES-256-GCM (NIST SP 800-38D) from the package `cryptography`. A key belongs to one vote and a seal to one
receipt in it, so that none can be put in the place of another unnoticed.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Mapping
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from roundtable import sources
from roundtable.core import sealing
from roundtable.core.errors import Refused
from roundtable.core.sealing import Choice

#: What GCM calls a nonce: of one encryption, not of a commitment.
_IV_BYTES = 12


class Seal(NamedTuple):
    """A ballot as it lies in the database: `text` encrypted, `hash` public."""

    text: str
    hash: str


class Opened(NamedTuple):
    """What a seal was found to hold."""

    nonce: bytes
    chosen: Choice


class Sealer:
    """Seals and opens the ballots of one vote."""

    def __init__(self, stage_id: str) -> None:
        self._stage = stage_id
        self._cipher = AESGCM(sources.sealing_key(stage_id))

    def seal(self, receipt: str, chosen: Choice, room: int) -> Seal:
        """Commit to a choice and encrypt it, filled up to `room` bytes (`core.sealing.room_for`)."""
        nonce = secrets.token_bytes(sealing.NONCE_BYTES)
        iv = secrets.token_bytes(_IV_BYTES)
        inside = nonce + sealing.padded(chosen, room)
        hidden = self._cipher.encrypt(iv, inside, receipt.encode())
        text = base64.b64encode(iv + hidden).decode()
        return Seal(text, sealing.commitment(self._stage, nonce, chosen))

    def open(self, receipt: str | None, text: str, commit: str | None) -> Opened:
        """What a seal holds, checked against its hash. Raises `Refused` where it is none of this vote."""
        try:
            raw = base64.b64decode(text, validate=True)
            inside = self._cipher.decrypt(raw[:_IV_BYTES], raw[_IV_BYTES:], str(receipt).encode())
        except (ValueError, InvalidTag):
            raise Refused("seal_broken", "stage") from None
        nonce, padded = inside[: sealing.NONCE_BYTES], inside[sealing.NONCE_BYTES :]
        chosen = sealing.unpadded(padded)
        if sealing.commitment(self._stage, nonce, chosen) != commit:
            raise Refused("seal_broken", "stage")
        return Opened(nonce, chosen)


def is_sealed(settings: Mapping[str, Any]) -> bool:
    """Whether a vote with these settings is sealed."""
    return settings.get("sealed") == "yes"


def new_receipt() -> str:
    """A receipt by chance, as "k7p2-9qxm"."""
    characters = (sources.choose(sources.ALPHABET) for _ in range(sealing.RECEIPT_LENGTH))
    return sealing.receipt_of("".join(characters))
