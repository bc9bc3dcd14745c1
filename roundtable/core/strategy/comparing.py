"""Two versions beside each other: parts added, removed, moved and changed, to the word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, Literal

from roundtable.core.strategy.as_data import data_of
from roundtable.core.strategy.differing import differing
from roundtable.core.strategy.measures import Measure
from roundtable.core.strategy.tree import Chapter, Draft, Part, Passage, Priority, walk

_WORDS = re.compile(r"\[\[[^\[\]\n]*\]\]|\w+|\s+|.", re.DOTALL)
#: What of a part is compared; what stands in it is compared by itself.
_OWN: Final[Mapping[type, tuple[str, ...]]] = {
    Passage: ("text", "sources", "covers", "language"),
    Priority: ("title", "sources", "language"),
    Chapter: ("title", "area", "language"),
    Measure: tuple(f.name for f in fields(Measure) if f.name != "id"),
}

How = Literal["same", "del", "ins"]
#: Words that stay, went or came, in reading order.
Difference = tuple[tuple[How, str], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a part. `differences`: of each field that changed, both texts word by word."""

    part: str
    kind: str
    added: bool = False
    removed: bool = False
    moved: bool = False
    differences: tuple[tuple[str, Difference], ...] = ()


def compare(before: Draft, after: Draft) -> tuple[Change, ...]:
    """What changed: first in the order of `after`, then what is not there any more, in that of `before`."""
    old = {part.id: (into, part) for into, part in walk(before)}
    new = {part.id: (into, part) for into, part in walk(after)}
    shifted = _moved(old, new)
    return tuple(_changes(old, new, shifted))


_Parts = Mapping[str, tuple[str, Part]]


def _changes(old: _Parts, new: _Parts, shifted: frozenset[str]) -> Iterator[Change]:
    for key, (_, part) in new.items():
        kind = type(part).__name__.lower()
        if key not in old or type(old[key][1]) is not type(part):
            yield Change(key, kind, added=True)
            continue
        differing = tuple(_differences(old[key][1], part))
        if differing or key in shifted:
            yield Change(key, kind, moved=key in shifted, differences=differing)
    for key, (_, part) in old.items():
        if key not in new or type(new[key][1]) is not type(part):
            yield Change(key, type(part).__name__.lower(), removed=True)


def _differences(before: Part, after: Part) -> Iterator[tuple[str, Difference]]:
    for name in _OWN[type(after)]:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield name, words(_text(old), _text(new))


def _text(value: Any) -> str:
    """A field as text: lists in lines, their particulars with commas."""
    data = data_of(value)
    if isinstance(data, list):
        return "\n".join(_text_of(each) for each in data)
    return _text_of(data)


def _text_of(data: Any) -> str:
    if isinstance(data, dict):
        return ", ".join(str(each) for name, each in data.items() if name != "is" and each)
    return str(data)


def _moved(old: _Parts, new: _Parts) -> frozenset[str]:
    """Parts that stand in another one, or at another place among those that stayed there."""
    both = [key for key in new if key in old]
    elsewhere = {key for key in both if old[key][0] != new[key][0]}
    places = {key: place for place, key in enumerate(old)}
    stayed: dict[tuple[str, str], list[str]] = {}
    for key in both:
        if key not in elsewhere:
            into, part = new[key]
            sort = "text" if isinstance(part, Passage | Measure) else "whole"
            stayed.setdefault((into, sort), []).append(key)
    jumped = (
        key
        for siblings in stayed.values()
        for key in _out_of_order(siblings, [places[key] for key in siblings])
    )
    return frozenset(elsewhere).union(jumped)


def _out_of_order(keys: Sequence[str], places: Sequence[int]) -> Iterator[str]:
    """The fewest keys without which the places rise (longest increasing subsequence)."""
    tails: list[int] = []  # of the best run of each length, the last place
    last: list[int] = []
    back: list[int] = []
    for n, place in enumerate(places):
        length = bisect_left(tails, place)
        tails[length:] = [place, *tails[length + 1 :]]
        last[length:] = [n, *last[length + 1 :]]
        back.append(last[length - 1] if length else -1)
    staying: set[int] = set()
    at = last[-1] if last else -1
    while at >= 0:
        staying.add(at)
        at = back[at]
    yield from (key for n, key in enumerate(keys) if n not in staying)


def words(before: str, after: str) -> Difference:
    """Both texts word by word; a chip is one word."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found: list[tuple[How, str]] = []
    at = 0
    for i, j, k, n in differing(old, new):
        found += [
            ("same", "".join(old[at:i])),
            ("del", "".join(old[i:j])),
            ("ins", "".join(new[k:n])),
        ]
        at = j
    return tuple((how, text) for how, text in [*found, ("same", "".join(old[at:]))] if text)
