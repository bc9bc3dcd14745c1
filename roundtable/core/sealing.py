"""Sealed ballots: what is fixed when a vote closes, and the file by which anybody can count it again.

A ballot is a choice, `{"abstains": bool, "marks": {key: mark}}`. While the vote is open only its
commitment is known, a hash of the choice and 32 random bytes (a nonce): it binds to the choice and tells
nothing of it (hash commitments as in Halevi and Micali, Practical and Provably-Secure Commitment
Schemes, 1996). The list of `(receipt, commitment)` has a root that is told before anything is counted.

The published file is JSON of the parts `PARTS`. Its `checks` hold a hash of every part, so that a change
is found where it was made, and its `fingerprint` is the hash of these. `core.sealing_check` reads it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

VERSION: Final = 1
NONCE_BYTES: Final = 32
#: Characters of a receipt, written in two halves: 40 bits, so that two people hardly have the same.
RECEIPT_LENGTH: Final = 8
#: What a ballot takes up beside its marks, and the step by which the room for it grows; bytes.
_FRAME, _STEP = 40, 256
#: A mark as JSON beside its key: quotes, colon, comma, and up to four characters.
_MARK: Final = 8

Choice = dict[str, Any]
Document = dict[str, Any]

ABOUT: Final = (
    "The ballots of a sealed vote, for everyone to count again: roundtable verify FILE. "
    "Receipts and ballots are listed apart, each in an order of its own, so that nobody can tell "
    "whose ballot is whose. Compare root and fingerprint with those that were shown in the room."
)
ABOUT_OPENINGS: Final = (
    "For an auditor alone. It tells which receipt belongs to which ballot: whoever has it, and knows "
    "somebody's receipt, knows how that person voted. It shows that the published ballots are those "
    "that were sealed: roundtable verify FILE --openings THIS. Delete it when that is done."
)

#: The parts of a published file, in the order in which they are written.
PARTS: Final = (
    "about", "version", "code", "stage", "title", "question", "settings", "rule", "seed",
    "present", "threshold", "options", "count", "list", "root", "ballots", "result", "checks",
    "fingerprint",
)  # fmt: skip
#: Parts that are lists of rows with a `check` each: a change is found in its row.
ROWS: Final = ("options", "list", "ballots")
#: What the hashes are of: all parts but the hashes themselves.
CHECKED: Final = PARTS[:-2]
OPENINGS_PARTS: Final = ("about", "version", "code", "stage", "root", "openings")


def canonical(value: object) -> bytes:
    """A value as the JSON that is hashed: keys sorted, no spaces, UTF-8."""
    return _line(value).encode("utf-8", "surrogatepass")


def _line(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value: object) -> str:
    """SHA-256 of a value in its canonical form; hex."""
    return hashlib.sha256(canonical(value)).hexdigest()


def choice(marks: Mapping[str, int], *, abstains: bool = False) -> Choice:
    """A ballot as it is committed to."""
    return {"abstains": abstains, "marks": dict(marks)}


def commitment(stage_id: str, nonce: bytes, chosen: Choice) -> str:
    """The hash of a choice in a vote, with 32 random bytes that hide it; hex."""
    said = b"roundtable ballot 1\n" + stage_id.encode() + b"\n" + nonce + canonical(chosen)
    return hashlib.sha256(said).hexdigest()


def root_of(entries: Iterable[tuple[str, str]]) -> str:
    """The root of a list of `(receipt, hash)`, in whatever order it is given; hex."""
    return digest(sorted([receipt, commit] for receipt, commit in entries))


def receipt_of(characters: str) -> str:
    """A receipt as it is shown: "k7p2-9qxm"."""
    half = RECEIPT_LENGTH // 2
    return f"{characters[:half]}-{characters[half:RECEIPT_LENGTH]}"


def read_receipt(typed: str) -> str:
    """A receipt as somebody typed it: capitals, spaces, and letters that look like digits are meant so."""
    characters = "".join(each for each in typed.lower() if each.isalnum())
    return receipt_of(characters.translate(str.maketrans("ilo", "110")))


def room_for(options: int, *, pairs: bool) -> int:
    """How many bytes any ballot on so many options fits into. All take as much: length tells nothing."""
    keys, length = (options * (options - 1) // 2, 41) if pairs else (options, 20)
    least = _FRAME + keys * (length + _MARK)
    return -(-least // _STEP) * _STEP


def padded(chosen: Choice, room: int) -> bytes:
    """A choice filled up with spaces. Raises `ValueError` where it does not fit."""
    text = canonical(chosen)
    if len(text) > room:
        raise ValueError("a ballot is longer than any can be")
    return text.ljust(room)


def unpadded(text: bytes) -> Choice:
    """The choice of a padded text."""
    found: Choice = json.loads(text)
    return found


@dataclass(frozen=True, slots=True)
class Sealed:
    """One ballot at the reveal: what was public of it, and what it was found to hold."""

    receipt: str
    hash: str
    nonce: bytes
    chosen: Choice


def published(head: Document, ballots: Iterable[Sealed], *, told: bool) -> Document:
    """The file for everyone. `head` has the parts that say what was voted on and what came of it.

    head: code, stage, title, question, settings, rule, seed, present, threshold, result, and
    options as `[{"id", "label", "title", "cost"}]`, a title being None where it is withheld.
    told: False where so few voted that their ballots are not published.
    """
    cast = list(ballots)
    entries = sorted((each.receipt, each.hash) for each in cast)
    known = [option["id"] for option in head["options"]]
    contents = sorted((as_counted(each.chosen, known) for each in cast), key=canonical)
    document = {
        **head,
        "about": ABOUT,
        "version": VERSION,
        "options": [_option(option) for option in head["options"]],
        "count": len(entries),
        "list": [with_check({"receipt": r, "hash": h}) for r, h in entries],
        "root": root_of(entries),
        "ballots": [with_check(each) for each in contents] if told else None,
    }
    checks = {part: check_of_part(part, document[part]) for part in CHECKED}
    whole = {**document, "checks": checks, "fingerprint": digest(checks)}
    return {part: whole[part] for part in PARTS}


def _option(option: Document) -> Document:
    row = with_check({name: option[name] for name in ("id", "label", "title", "cost")})
    return row | {"title": None} if option.get("withheld") else row


def with_check(row: Document) -> Document:
    """A row with the hash by which a change in it is found."""
    return row | {"check": check_of(row)}


def check_of(row: Document) -> str:
    """The hash of a row: half of a SHA-256, as it has only to find accidents; hex."""
    return digest({name: value for name, value in row.items() if name != "check"})[:32]


def check_of_part(part: str, value: Any) -> str:
    """The hash of a part: of a list of rows, the hash of their checks; hex."""
    return digest([row["check"] for row in value] if part in ROWS and value is not None else value)


def as_counted(chosen: Choice, options: Iterable[str]) -> Choice:
    """A choice without marks on what was taken off the ballot later: as it is counted.

    A key that names two options ("a-b") stands while both do.
    """
    known = set(options)
    marks = {k: mark for k, mark in chosen["marks"].items() if known.issuperset(k.split("-"))}
    return choice(marks, abstains=chosen["abstains"])


def openings(code: str, stage_id: str, root: str, ballots: Iterable[Sealed]) -> Document:
    """The second file, for an auditor: which receipt belongs to which ballot, with what proves it."""
    rows = [
        {"receipt": each.receipt, "nonce": each.nonce.hex(), **each.chosen}
        for each in sorted(ballots, key=lambda each: each.receipt)
    ]
    return {
        "about": ABOUT_OPENINGS,
        "version": VERSION,
        "code": code,
        "stage": stage_id,
        "root": root,
        "openings": rows,
    }


def dump(document: Document) -> str:
    """A file as it is written: a line for each part, and for each row of a list."""
    order = OPENINGS_PARTS if "openings" in document else PARTS
    parts = [f" {_line(part)}: {_value(document[part])}" for part in order]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _value(value: Any) -> str:
    if isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
        return "[\n  " + ",\n  ".join(map(_line, value)) + "\n ]"
    return _line(value)
