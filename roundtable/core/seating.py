"""How people are put at tables and into small groups: drawn, mixed by group, moved on, joined.

Tables and small groups are numbered from 0 here; people are their ids. Nothing here draws by itself:
the caller gives the chance, so that the same seats can be drawn again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from roundtable.core.rotation import Design, design, repeats

#: With fewer it is no conversation: no more tables are used than have so many.
COMPANY: Final = 3
#: Steps of the agenda that may lie between two rounds.
_BETWEEN: Final = frozenset({"break"})


@dataclass(frozen=True, slots=True)
class Step:
    """A stage as far as seating knows it; `seating` and `size` are "" and 0 but for tables."""

    id: str
    kind: str
    seating: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Chair:
    """Where somebody sat in the first round: a table, and which chair at it, from 1 (0: none)."""

    table: int
    number: int


def rounds_of(agenda: Sequence[Step], stage: str) -> list[str]:
    """The stages that make one rotation with this one, in order: a first seating, then "rotate".

    Only breaks may lie between them. A stage that no rotation follows is alone.
    """
    steps = [step for step in agenda if step.kind not in _BETWEEN or step.id == stage]
    at = next(i for i, step in enumerate(steps) if step.id == stage)
    first = at
    while first and _moves(steps[first]) and _seats(steps[first - 1]):
        first -= 1
    last = at
    while last + 1 < len(steps) and _seats(steps[last]) and _moves(steps[last + 1]):
        last += 1
    return [step.id for step in steps[first : last + 1]]


def _seats(step: Step) -> bool:
    return step.kind == "tables" and not step.size


def _moves(step: Step) -> bool:
    return _seats(step) and step.seating == "rotate"


def in_use(seats: Sequence[int], people: int, hosted: Iterable[int] = ()) -> list[int]:
    """The tables that are used: those with a host, then as many more as have company and are needed.

    `people` are all who are to be seated, hosts among them. There is always at least one table.
    """
    kept = sorted(set(hosted))
    room = sum(seats[table] for table in kept)
    for table in range(len(seats)):
        if table in kept:
            continue
        if kept and room >= people and people < COMPANY * (len(kept) + 1):
            break
        kept.append(table)
        room += seats[table]
    return sorted(kept)


def shares(people: int, seats: Sequence[int]) -> list[int]:
    """How many sit at each table, in proportion to its seats; more than those only if all are full."""
    counts = [0] * len(seats)
    for _ in range(people):
        free = [t for t, count in enumerate(counts) if count < seats[t]] or range(len(seats))
        counts[min(free, key=lambda t: (counts[t] + 0.5) / seats[t])] += 1
    return counts


def sizes(people: int, size: int) -> list[int]:
    """Small groups of about `size`: as near to it as can be, rather larger, and nobody alone."""
    fewer, more = max(1, people // size), max(1, -(-people // size))
    count = min((fewer, more), key=lambda n: _farthest(people, n, size))
    return [people // count + (place < people % count) for place in range(count)]


def _farthest(people: int, count: int, size: int) -> tuple[bool, int]:
    smallest, largest = people // count, -(-people // count)
    return smallest < 2 <= people, max(abs(smallest - size), abs(largest - size))  # noqa: PLR2004


def drawn(people: Sequence[str], counts: Sequence[int], chance: Random) -> dict[str, int]:
    """Places by lot, so many at each."""
    return _dealt(chance.sample(list(people), len(people)), counts)


def balanced(groups: Mapping[str, str], counts: Sequence[int], chance: Random) -> dict[str, int]:
    """Places by lot so that groups mix; `groups` is person → group.

    People are dealt group by group, the largest first, round the tables: of a group no table of equal
    size has more than one more than another.
    """
    members: dict[str, list[str]] = {}
    for person, group in groups.items():
        members.setdefault(group, []).append(person)
    order = sorted(members, key=lambda group: (-len(members[group]), group))
    dealt = [p for group in order for p in chance.sample(members[group], len(members[group]))]
    return _dealt(dealt, counts)


def settled(
    groups: Mapping[str, str], sitting: Mapping[str, int], counts: Sequence[int], chance: Random
) -> dict[str, int]:
    """Who sits somewhere stays as long as there is a place by `counts`; the others are mixed in."""
    left, stays = list(counts), {}
    for person, table in sitting.items():
        if left[table]:
            left[table] -= 1
            stays[person] = table
    rest = {person: group for person, group in groups.items() if person not in stays}
    return stays | balanced(rest, left, chance)


def _dealt(people: Sequence[str], counts: Sequence[int]) -> dict[str, int]:
    """People in order, dealt round the tables so that each fills up evenly."""
    places = [
        ((k + 0.5) / count, table) for table, count in enumerate(counts) for k in range(count)
    ]
    return {person: table for person, (_, table) in zip(people, sorted(places), strict=True)}


def joined(places: Mapping[str, int]) -> dict[str, int]:
    """Two small groups become one; a last one alone is shared out, so that it meets others too."""
    order = {place: index for index, place in enumerate(sorted(set(places.values())))}
    pairs = max(1, len(order) // 2)
    merged: dict[str, int] = {}
    alone = []
    for person, place in places.items():
        if order[place] // 2 < pairs:
            merged[person] = order[place] // 2
        else:
            alone.append(person)
    if pairs == 1 and len(alone) >= COMPANY:
        return merged | dict.fromkeys(alone, 1)
    for person in alone:
        merged[person] = emptiest(_loads(merged.values(), pairs))
    return merged


def _loads(places: Iterable[int], count: int) -> list[int]:
    loads = [0] * count
    for place in places:
        loads[place] += 1
    return loads


def emptiest(
    loads: Sequence[int], seats: Sequence[int] | None = None, again: Sequence[int] | None = None
) -> int:
    """Where somebody is put who comes late: a free seat at an empty table with few met before.

    `again`: how many of each table they have met. A table may have one person more than the emptiest.
    """
    tables = range(len(loads))
    free = [t for t in tables if seats is None or loads[t] < seats[t]] or list(tables)
    least = min(loads[t] for t in free)
    near = [t for t in free if loads[t] <= least + 1]
    return min(near, key=lambda t: (again[t] if again else 0, loads[t], t))


def chairs(places: Mapping[str, int], groups: Mapping[str, str]) -> dict[str, int]:
    """The chair of each person at their table, from 1; alike chairs for alike groups.

    A rotation moves people chair by chair, so that tables stay mixed as they were. The order within
    a group is that of `places`.
    """
    counts: dict[int, int] = {}
    numbers: dict[str, int] = {}
    for person in sorted(places, key=lambda person: groups.get(person, "")):
        counts[places[person]] = numbers[person] = counts.get(places[person], 0) + 1
    return numbers


@dataclass(frozen=True, slots=True)
class Rotation:
    """Rounds at `tables` tables, of which `before` were sat: for each, person → table.

    first: where travellers sat in the first round. hosted: whether tables have hosts.
    """

    tables: int
    rounds: int
    first: Mapping[str, Chair]
    before: Sequence[Mapping[str, int]]
    hosted: bool = False

    @property
    def promises(self) -> bool:
        """Whether nobody meets anybody twice, by the plan and in what was sat already."""
        seated = list(self.before)
        people = sorted({person for round_ in seated for person in round_})
        met = repeats([[round_.get(person) for round_ in seated] for person in people])
        return not met and self._design().promises

    def next(self, people: Sequence[str], closed: Collection[int] = ()) -> dict[str, int]:
        """Tables of the travellers `people` in the next round, who is out of the plan last.

        The plan counts for all who sat by it so far; who came late, changed places, stopped being a
        host, or was to go to a table that is `closed` gets a seat where few are that they have met.
        """
        ways = self._design().ways
        seats: dict[str, int] = {}
        for person in people:
            chair = self.first.get(person)
            if chair is None or not 1 <= chair.number <= len(ways):
                continue
            way = ways[chair.number - 1][chair.table]
            kept = all(round_.get(person, way[r]) == way[r] for r, round_ in enumerate(self.before))
            if kept and way[len(self.before)] not in closed:
                seats[person] = way[len(self.before)]
        room = [0 if table in closed else len(people) for table in range(self.tables)]
        for person in people:
            if person not in seats:
                loads = _loads(seats.values(), self.tables)
                seats[person] = emptiest(loads, room, self._again(person, seats))
        return seats

    def _design(self) -> Design:
        most = max((chair.number for chair in self.first.values()), default=1)
        return design(self.tables, max(1, most), self.rounds, hosted=self.hosted)

    def _again(self, person: str, seats: Mapping[str, int]) -> list[int]:
        """How many people that somebody has met sit at each table; a table sat at before counts, too."""
        again = [0] * self.tables
        for round_ in self.before:
            if (table := round_.get(person)) is None:
                continue
            again[table] += 1
            for other, theirs in round_.items():
                if theirs == table and other in seats:
                    again[seats[other]] += 1
        return again
