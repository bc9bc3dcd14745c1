"""Which sentence tells a fact: each module of sentences enters its own here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from roundtable.explaining.names import About, number

Fact = Mapping[str, Any]
Tell = Callable[[Fact, About], str]

#: Fact code → what makes a sentence of it.
SENTENCES: dict[str, Tell] = {}


def tells(*codes: str) -> Callable[[Tell], Tell]:
    """Enter a function as the one that tells facts of these codes."""

    def enter(tell: Tell) -> Tell:
        SENTENCES.update(dict.fromkeys(codes, tell))
        return tell

    return enter


def against(fact: Fact) -> dict[str, str]:
    """The two figures of a comparison head to head, as placeholders of a sentence."""
    return {"n": number(fact["for"]), "m": number(fact["against"])}
