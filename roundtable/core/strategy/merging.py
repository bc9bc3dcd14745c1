"""Two texts that were made of one: put together where they changed different sentences, else not.

A three-way merge by sentences, with the chips and line breaks after them (Khanna, Kunal and Pierce,
"A formal investigation of diff3", 2007). It is cautious: where both changed the same sentence, or one wrote
something new at a place that the other changed, a person joins them.
"""

from __future__ import annotations

from dataclasses import dataclass

from roundtable.core.strategy.differing import differing
from roundtable.core.strategy.sentences import units


@dataclass(frozen=True, slots=True, order=True)
class _Edit:
    """The units `first` to before `last` of the base, and what stands there instead."""

    first: int
    last: int
    units: tuple[str, ...]

    def clashes(self, other: _Edit) -> bool:
        """Whether both are about one place and not the same."""
        if self == other:
            return False
        if self.first == self.last or other.first == other.last:  # something new, between two units
            return self.first <= other.last and other.first <= self.last
        return self.first < other.last and other.first < self.last


def merge(base: str, mine: str, theirs: str, language: str) -> str | None:
    """The text with the changes of both to `base`; None where a person has to join them."""
    if mine in (theirs, base):
        return theirs
    if theirs == base:
        return mine
    whole = units(base, language)
    ours, others = (_edits(whole, units(text, language)) for text in (mine, theirs))
    if any(one.clashes(other) for one in ours for other in others):
        return None
    merged: list[str] = []
    at = 0
    for edit in sorted({*ours, *others}):
        merged += whole[at : edit.first] + edit.units
        at = edit.last
    return "".join([*merged, *whole[at:]])


def _edits(base: tuple[str, ...], text: tuple[str, ...]) -> list[_Edit]:
    return [_Edit(i, j, text[k:n]) for i, j, k, n in differing(base, text)]
