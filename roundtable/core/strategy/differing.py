"""Where two sequences differ, in a time that hostile texts cannot make long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

#: More pairs than this are not looked at: what lies between the same beginning and the same end then
#: differs as a whole. A thousand sentences or words of each.
_MOST_PAIRS: Final = 1_000_000


def differing(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """`(i, j, k, n)`: instead of `old[i:j]` there is `new[k:n]`; in order, all between is the same."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    before, after = old[first : len(old) - last], new[first : len(new) - last]
    if len(before) * len(after) > _MOST_PAIRS:
        yield first, len(old) - last, first, len(new) - last
        return
    for tag, i, j, k, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield first + i, first + j, first + k, first + n
