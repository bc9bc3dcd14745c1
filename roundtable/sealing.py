"""Sealing ballots: encryption with a key that no database holds. What is sealed, and why: `core.sealing`.

AES-256-GCM (NIST SP 800-38D) from the package `cryptography`. A key belongs to one vote and a seal to one
voter in it, so that none can be put in the place of another unnoticed.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from roundtable import sources
from roundtable.core import sealing
from roundtable.core.sealing import Choice

#: What GCM calls a nonce: of one encryption, not of a commitment.
_IV_BYTES = 12


class BrokenSeal(Exception):
    """A seal that this installation's secret does not open, or that does not hold what its hash says."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A ballot as it lies in the database while the vote is open: `text` encrypted, `hash` public."""

    text: str
    hash: str


def seal(stage_id: str, person_id: str, chosen: Choice, room: int) -> Seal:
    """Commit to a choice and encrypt it, filled up to `room` bytes (`core.sealing.room_for`)."""
    nonce = secrets.token_bytes(sealing.NONCE_BYTES)
    iv = secrets.token_bytes(_IV_BYTES)
    inside = nonce + sealing.padded(chosen, room)
    hidden = _cipher(stage_id).encrypt(iv, inside, person_id.encode())
    text = base64.b64encode(iv + hidden).decode()
    return Seal(text, sealing.commitment(stage_id, nonce, chosen))


def opened(stage_id: str, person_id: str, sealed: Seal) -> tuple[bytes, Choice]:
    """The nonce and the choice of a seal, checked against its hash. Raises `BrokenSeal`."""
    try:
        raw = base64.b64decode(sealed.text, validate=True)
        inside = _cipher(stage_id).decrypt(raw[:_IV_BYTES], raw[_IV_BYTES:], person_id.encode())
    except (ValueError, InvalidTag):
        raise BrokenSeal from None
    nonce, text = inside[: sealing.NONCE_BYTES], inside[sealing.NONCE_BYTES :]
    chosen = sealing.unpadded(text)
    if sealing.commitment(stage_id, nonce, chosen) != sealed.hash:
        raise BrokenSeal
    return nonce, chosen


def _cipher(stage_id: str) -> AESGCM:
    return AESGCM(sources.sealing_key(stage_id))


def new_receipt() -> str:
    """A receipt by chance, as "k7p2-9qxm"."""
    characters = (sources.choose(sources.ALPHABET) for _ in range(sealing.RECEIPT_LENGTH))
    return sealing.receipt_of("".join(characters))
