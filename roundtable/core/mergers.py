"""Options put together, or one taken apart, after the vote: by a declared rule, and exactly.

The ballots stay as they were cast, and so does the result as it was revealed. What counts for an
option afterwards is, for each person, a list of marks there: one mark before any merger. The rules:

- "once": a person counts once, however many of the options they marked. Approval, knapsack: yes to
  any is a yes. Opinion: agree before disagree before pass. Dots: the person's dots are added up, the
  person is counted once. Score, grade: the highest one. Ranking: the best place; where a place falls
  free, those behind move up. Consent: an objection to any is one to the whole, then standing aside.
- "sum": the figures are added up; a person who marked two counts twice.
- "higher": the figures of the option that had more (with equal figures, of the one put up first).
- "inherit" (taking apart): each part keeps all the marks of the whole.

All but "once" need a count that adds up marks (`fitting`). What is put together costs as much as the
dearest of its options. Comparisons of two cannot be put together or taken apart.

Groups stay apart or pooled as they were in the result (`core.disclosure`): a merger tells no smaller
group than the result did. Where blocks of one mind are withheld, what is put together is not told by
group at all: a block that was of two minds on each part may be of one on the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from roundtable.core import ballots as b
from roundtable.core.errors import Refused

RULES: Final = ("once", "sum", "higher")
#: The most letters that parts of one option are told apart by: "C-2b" to "C-2z".
_LETTERS: Final = "bcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Choice:
    """An option as it stands: `label` is its citation ("C-2"), `proposals` are ids."""

    id: str
    label: str
    title: str
    proposals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merger:
    """One step, of the `kind` "merge" or "split".

    A merge puts the options `options` into `into`. A split takes `proposals` out of `into`, as an
    option `part` of their own with `title`; `rest` stay.
    """

    id: str
    kind: str
    rule: str
    into: str
    options: tuple[str, ...] = ()
    part: str = ""
    title: str = ""
    proposals: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """The options in order, and each voter's group with the marks that count for each of them.

    settings: of the vote. costs: of options that cost something. seed: by which ties are drawn.
    """

    settings: Mapping[str, Any]
    choices: Mapping[str, Choice]
    cast: Sequence[tuple[str, Mapping[str, tuple[int, ...]]]]
    costs: Mapping[str, int] = field(default_factory=dict)
    seed: str = ""

    @property
    def kind(self) -> b.BallotType:
        """What the ballots are."""
        return b.of_settings(self.settings)

    def count(self, option: str) -> b.Count:
        """The option's figures over all groups."""
        kind = self.kind
        return b.sum_counts(kind.count(m) for _, marks in self.cast for m in _of(marks, option))

    def ballots(self) -> Iterator[tuple[str, dict[str, int]]]:
        """`(group, marks)` of everyone; who has several marks on one option, added up, comes again."""
        for group, marks in self.cast:
            for n in range(max(map(len, marks.values()), default=0)):
                yield group, {key: found[n] for key, found in marks.items() if len(found) > n}

    @property
    def added_up(self) -> bool:
        """Whether somebody counts more than once on an option."""
        return any(len(found) > 1 for _, marks in self.cast for found in marks.values())


def begin(
    settings: Mapping[str, Any],
    choices: Iterable[Choice],
    ballots: Iterable[tuple[str, Mapping[str, int]]],
    costs: Mapping[str, int] | None = None,
    seed: str = "",
) -> Standing:
    """What was up for vote and how it was voted: `(group, marks)` as for `core.results`."""
    known = {choice.id: choice for choice in choices}
    kind = b.of_settings(settings)
    only = ((group, b.only(kind, marks, known)) for group, marks in ballots)
    cast = [(group, {key: (mark,) for key, mark in marks.items()}) for group, marks in only]
    there = [(group, marks) for group, marks in cast if marks]
    return Standing(settings, known, there, {o: (costs or {}).get(o, 0) for o in known}, seed)


def fitting(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """The rules by which options of a vote can be put together, the safest first; none for pairs."""
    ballot = str(settings.get("ballot") or "approval")
    if ballot == b.Pairs.name:
        return ()
    return RULES if ballot in _SUMMED and b.rule_of(settings) not in b.SEATED else ("once",)


def apply(standing: Standing, merger: Merger) -> Standing:
    """The standing after one step.

    Raises `Refused`: `option_unknown` where an option is not there (any more), `same_option`,
    `not_in_option` where a part would hold none or all of the proposals, `rule_unfit`,
    `pairs_stay` where pairs were compared, `parts_cost` where what is to be taken apart has a cost.
    """
    if standing.kind.name == b.Pairs.name:
        raise Refused("pairs_stay", "stage")
    return _split(standing, merger) if merger.kind == "split" else _merged(standing, merger)


def _merged(standing: Standing, merger: Merger) -> Standing:
    whole = (merger.into, *merger.options)
    _known(standing, whole)
    if not merger.options or len(set(whole)) < len(whole):
        raise Refused("same_option", "options")
    if merger.rule not in fitting(standing.settings):
        raise Refused("rule_unfit", "rule")
    ordered = [option for option in standing.choices if option in whole]
    into = standing.choices[merger.into]
    proposals = (p for o in (merger.into, *ordered) for p in standing.choices[o].proposals)
    made = replace(into, proposals=tuple(dict.fromkeys(proposals)))
    choices = {
        o: made if o == into.id else c
        for o, c in standing.choices.items()
        if o not in merger.options
    }
    source = max(ordered, key=lambda o: standing.count(o).yes) if merger.rule == "higher" else ""
    ranking, cast = standing.kind.name == "ranking", []
    once = _ONCE[standing.kind.name]
    for group, marks in standing.cast:
        kept = {o: m for o, m in marks.items() if o not in whole}
        if merger.rule == "higher":
            found = _of(marks, source)
        else:
            found = tuple(mark for o in ordered for mark in _of(marks, o))
            found = (once(found),) if found and merger.rule == "once" else found
        after = kept | ({into.id: found} if found else {})
        cast.append((group, _moved_up(marks, after) if ranking else after))
    dearest = max(standing.costs[option] for option in whole)
    costs = {o: dearest if o == into.id else standing.costs[o] for o in choices}
    return replace(standing, choices=choices, cast=cast, costs=costs)


def _moved_up(
    before: Mapping[str, tuple[int, ...]], after: Mapping[str, tuple[int, ...]]
) -> dict[str, tuple[int, ...]]:
    """A ranking in which nobody stands behind a place that fell free."""
    free = {place for (place,) in before.values()} - {place for (place,) in after.values()}
    return {o: (place - sum(each < place for each in free),) for o, (place,) in after.items()}


def _split(standing: Standing, merger: Merger) -> Standing:
    _known(standing, (merger.into,))
    whole = standing.choices[merger.into]
    if merger.rule != "inherit":
        raise Refused("rule_unfit", "rule")
    if standing.kind.name == b.Knapsack.name:
        raise Refused("parts_cost", "option")
    parts = (*merger.proposals, *merger.rest)
    if not merger.proposals or not merger.rest or sorted(parts) != sorted(whole.proposals):
        raise Refused("not_in_option", "proposals")
    taken = {choice.label for choice in standing.choices.values()}
    letter = next((c for c in _LETTERS if f"{whole.label}{c}" not in taken), "")
    part = Choice(merger.part, f"{whole.label}{letter}", merger.title, merger.proposals)
    choices: dict[str, Choice] = {}
    for option, choice in standing.choices.items():
        if option == whole.id:
            choices[option] = replace(choice, proposals=merger.rest)
            choices[part.id] = part
        else:
            choices[option] = choice
    cast = [
        (group, {**marks, part.id: marks[whole.id]} if whole.id in marks else marks)
        for group, marks in standing.cast
    ]
    costs = {**standing.costs, part.id: 0}
    return replace(standing, choices=choices, cast=cast, costs=costs)


def _known(standing: Standing, options: Iterable[str]) -> None:
    for option in options:
        if option not in standing.choices:
            raise Refused("option_unknown", "options", option=option[:40])


def _of(marks: Mapping[str, tuple[int, ...]], option: str) -> tuple[int, ...]:
    return marks.get(option, ())


def _agreed(marks: Sequence[int]) -> int:
    """One opinion for several: agree, else disagree, else pass."""
    return 1 if 1 in marks else min(marks)


#: One mark of a person for several, by the name of the ballot.
_ONCE: Final[Mapping[str, Callable[[Sequence[int]], int]]] = {
    "approval": max,
    "dots": sum,
    "opinion": _agreed,
    "consent": min,
    "score": max,
    "grade": max,
    "ranking": min,
    "knapsack": max,
}
#: Ballots whose marks may be added up.
_SUMMED: Final = frozenset({"approval", "dots", "opinion"})


def fits(standing: Standing, mergers: Iterable[Merger]) -> bool:
    """Whether the mergers can be applied one after the other."""
    try:
        for merger in mergers:
            standing = apply(standing, merger)
    except Refused:
        return False
    return True
