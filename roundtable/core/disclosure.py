"""What may be told of small groups. The one place that decides it, for every surface and document.

A figure about fewer than `THRESHOLD` people may let one learn what a single person did. Such groups
are pooled under "other"; and because a lone small group could be had by subtracting the others from
the total, the pool is filled with the next smallest group until it is large enough itself.
"""

from __future__ import annotations

from collections.abc import Mapping

THRESHOLD = 5
OTHER = "other"


def pools(sizes: Mapping[str, int], threshold: int = THRESHOLD) -> dict[str, str] | None:
    """Group → the name under which it may be told (itself or "other").

    `sizes` are people by group, in the order of the groups, by which equal sizes are told apart.
    None where nothing may be told by group at all: no two groups would remain apart.
    """
    present = {group: size for group, size in sizes.items() if size}
    small = {group for group, size in present.items() if size < threshold}
    for group in sorted(present, key=present.__getitem__):
        if not small or sum(present[g] for g in small) >= threshold:
            break
        small.add(group)
    told = {group: OTHER if group in small else group for group in present}
    return told if len(set(told.values())) > 1 else None


def pooled(counts: Mapping[str, int], told: Mapping[str, str] | None) -> dict[str, int]:
    """`counts` by group, summed under the names of `told`, the pool last; empty without `told`."""
    sums: dict[str, int] = {}
    for group, name in (told or {}).items():
        sums[name] = sums.get(name, 0) + counts.get(group, 0)
    if OTHER in sums:
        sums[OTHER] = sums.pop(OTHER)
    return sums


def apart(part: int, whole: int) -> int | None:
    """How many of `whole` people are in `part`, where that may be told; else None."""
    large = part >= THRESHOLD and (whole == part or whole - part >= THRESHOLD)
    return part if large or not part else None


def supporters(sizes: Mapping[str, int]) -> list[tuple[str, int]]:
    """People by group who hold something, as `(name, number)`; empty where it may not be told.

    A group that holds it alone is told if it is large: there is no other to be had by subtracting.
    """
    present = {group: size for group, size in sizes.items() if size}
    if len(present) == 1 and min(present.values()) >= THRESHOLD:
        return list(present.items())
    return list(pooled(present, pools(present)).items())
