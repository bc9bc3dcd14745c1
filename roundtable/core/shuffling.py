"""An order of one's own: the same person has the same order at each return, on every device.

The page's script orders likewise (static/js/phone/order.js): what is pushed is made for everybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from roundtable.core.ballots import pair_key, pair_of

_MASK = 0xFFFFFFFF


def mixed(text: str) -> int:
    """A number of 32 bits that looks like chance: FNV-1a (Fowler, Noll and Vo), mixed as MurmurHash3 ends.

    `text` is ASCII. No secret: it only keeps the first option from being first for everybody.
    """
    value = 2166136261
    for each in text:
        value = ((value ^ ord(each)) * 16777619) & _MASK
    value = ((value ^ value >> 16) * 0x85EBCA6B) & _MASK
    value = ((value ^ value >> 13) * 0xC2B2AE35) & _MASK
    return value ^ value >> 16


def own_order(seed: str, keys: Iterable[str]) -> list[str]:
    """The keys in the order of whoever has this seed."""
    return sorted(keys, key=lambda key: (mixed(f"{seed}{key}"), key))


def own_pairs(seed: str, options: Iterable[str]) -> list[tuple[str, tuple[str, str]]]:
    """All pairs in an order of one's own: the key on the ballot, and which of the two is shown first."""
    keys = [pair_key(one, other) for one, other in combinations(options, 2)]
    return [(key, _shown(seed, key)) for key in own_order(seed, keys)]


def _shown(seed: str, key: str) -> tuple[str, str]:
    first, second = pair_of(key)
    return (second, first) if mixed(f"{key}{seed}") % 2 else (first, second)
