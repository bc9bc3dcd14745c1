"""Checking the auditor's file: does each hash open to a ballot, and are these the published ones?"""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from roundtable.core import sealing
from roundtable.core.sealing import Document
from roundtable.core.sealing_check import (
    Finding,
    Shape,
    counted,
    first_difference,
    is_hex,
    is_marks,
    number_of,
    wrong_row,
)

_ROW: Final[Shape] = {
    "receipt": lambda value: isinstance(value, str),
    "nonce": is_hex(2 * sealing.NONCE_BYTES),
    "abstains": lambda value: isinstance(value, bool),
    "marks": is_marks,
}


def check_openings(
    document: Document,
    opened: Document,
    data: bytes,
) -> list[Finding]:
    """Everything that the auditor's file tells about a published vote whose own shape is right."""
    wrong = _wrong_parts(document, opened)
    rows = opened["openings"]
    if not isinstance(rows, list):
        return [Finding(False, 'The part "openings" of the openings is no list.')]
    for number, row in enumerate(rows):
        if why := wrong_row(row, _ROW):
            wrong.append(f"Opening {number + 1} ({_receipt(row)}): {why}")
    if not wrong:
        wrong = _wrong_openings(document, rows)
    if not wrong and (line := first_difference(opened, data)):
        wrong.append(f"{line} of openings was written otherwise than it was made.")
    if wrong:
        return [Finding(False, text) for text in wrong]
    return [
        Finding(
            True, f"The hash of each of {number_of(len(rows), 'receipt')} opens to its ballot."
        ),
        *_same_ballots(document, rows),
    ]


def _wrong_parts(document: Document, opened: Document) -> list[str]:
    """Parts that are not those of the published vote."""
    expected = {
        "about": sealing.ABOUT_OPENINGS,
        **{part: document[part] for part in ("code", "stage", "root")},
    }
    return [
        f'The part "{part}" of the openings is not that of the published vote.'
        for part, value in expected.items()
        if opened[part] != value
    ]


def _receipt(row: Any) -> str:
    receipt = row.get("receipt") if isinstance(row, dict) else None
    return f"receipt {receipt!a}"[:60]


def _wrong_openings(document: Document, rows: list[Document]) -> list[str]:
    """Openings that do not give the hash in the list, and receipts without one or with several."""
    hashes = {row["receipt"]: row["hash"] for row in document["list"]}
    times = Counter(row["receipt"] for row in rows)
    wrong = [
        f'Receipt "{receipt}" of the list has {number_of(times[receipt], "opening")}.'
        for receipt in hashes
        if times[receipt] != 1
    ]
    for row in rows:
        if row["receipt"] not in hashes:
            wrong.append(f"{_receipt(row)} of the openings is not in the list.".capitalize())
            continue
        chosen = sealing.choice(row["marks"], abstains=row["abstains"])
        nonce = bytes.fromhex(row["nonce"])
        if sealing.commitment(document["stage"], nonce, chosen) != hashes[row["receipt"]]:
            wrong.append(f'The opening of receipt "{row["receipt"]}" does not give its hash.')
    return wrong


def _same_ballots(
    document: Document,
    rows: list[Document],
) -> list[Finding]:
    """Whether what was sealed is what was published; where nothing was, whether it gives the result."""
    known = [option["id"] for option in document["options"]]
    sealed = [
        sealing.as_counted(sealing.choice(row["marks"], abstains=row["abstains"]), known)
        for row in rows
    ]
    if document["ballots"] is None:
        return counted(document, sealed)
    told = Counter(
        sealing.canonical(sealing.choice(row["marks"], abstains=row["abstains"]))
        for row in document["ballots"]
    )
    if Counter(map(sealing.canonical, sealed)) == told:
        return [Finding(True, "The ballots that were sealed are the ballots that are published.")]
    return [Finding(False, "The ballots that were sealed are not the ballots that are published.")]
