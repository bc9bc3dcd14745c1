"""A made-up sealed vote as it is published, and forgeries of it."""

from __future__ import annotations

import random
from typing import Any

from roundtable.core import ballots, results, sealing, sealing_count
from roundtable.core.sealing import Document, Sealed

STAGE = "stage0000000000000000"[:20]
OPTIONS = [f"{letter * 20}" for letter in "abcd"]
SETTINGS = {"ballot": "ranking", "rule": "usual", "seats": 2, "ties": "draw", "quorum": 20,
            "majority": "none", "share": 50, "unit": {}}  # fmt: skip


def cast(voters: int, chance: random.Random) -> list[Sealed]:
    made = []
    for number in range(voters):
        order = chance.sample(OPTIONS, chance.randrange(1, 5))
        marks = {option: place for place, option in enumerate(order, start=1)}
        chosen = sealing.choice({}, abstains=True) if number == 3 else sealing.choice(marks)
        nonce = chance.randbytes(sealing.NONCE_BYTES)
        receipt = sealing.receipt_of(f"{chance.randrange(16**8):08x}")
        made.append(Sealed(receipt, sealing.commitment(STAGE, nonce, chosen), nonce, chosen))
    return made


def vote(voters: int = 12, settings: dict[str, Any] | None = None) -> tuple[Document, list[Sealed]]:
    """A vote as it is published, and its ballots."""
    settings = settings or SETTINGS
    sealed = cast(voters, random.Random(7))
    options = [
        {"id": each, "label": f"P-00{n}", "title": f"Câți? {n}", "cost": None}
        for n, each in enumerate(OPTIONS, start=1)
    ]
    body = results.result_of(
        results.Cast(
            settings=settings,
            options=OPTIONS,
            ballots=[("g", each.chosen["marks"]) for each in sealed if each.chosen["marks"]],
            present={"g": voters, "": 3},
            abstained={"g": 1},
            seed="a seed",
        )
    )
    head = {
        "code": "KLM482", "stage": STAGE, "title": "Vote", "question": "Which first?",
        "settings": sealing_count.settings_of(settings), "rule": ballots.rule_of(settings),
        "seed": "a seed", "present": voters + 3, "threshold": 5, "options": options,
        "result": sealing_count.told(body),
    }  # fmt: skip
    return sealing.published(head, sealed, told=voters >= 5), sealed


def write(document: Document) -> bytes:
    return sealing.dump(document).encode()


def forged(document: Document, root: str = "") -> Document:
    """A changed document with all hashes made to fit, as somebody would who means it; or but the root."""
    for part in sealing.ROWS:
        document[part] = [
            sealing.with_check({k: v for k, v in row.items() if k != "check"})
            for row in document[part]
        ]
    entries = ((row["receipt"], row["hash"]) for row in document["list"])
    document["root"] = root or sealing.root_of(entries)
    document["checks"] = {
        part: sealing.check_of_part(part, document[part]) for part in sealing.CHECKED
    }
    document["fingerprint"] = sealing.digest(document["checks"])
    return document
