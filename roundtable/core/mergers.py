"""Options put together, or one taken apart, after the vote: by a declared rule, and exactly.

The ballots stay as they were cast, and so does the result as it was revealed. What counts for an
option afterwards is, for each person, a list of marks there: one mark before any merger. The rules:

- "once": a person counts once, however many of the options they marked. Approval: yes to any is a
  yes. Opinion: agree before disagree before pass. Dots: the person's dots are added up, the person
  is counted once. Consent: an objection to any is one to the whole, then standing aside.
- "sum": the figures are added up; a person who marked two counts twice.
- "higher": the figures of the option that had more (with equal figures, of the one put up first).
- "inherit" (taking apart): each part keeps all the marks of the whole.

Groups stay apart or pooled as they were in the result (`core.disclosure`): a merger tells no smaller
group than the result did. Where blocks of one mind are withheld, what is put together is not told by
group at all: a block that was of two minds on each part may be of one on the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from roundtable.core import ballots as b
from roundtable.core.disclosure import OTHER
from roundtable.core.errors import Refused
from roundtable.core.results import ranked_by

Data = dict[str, Any]
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
    """The options in order, and each voter's group with the marks that count for each of them."""

    kind: b.BallotType
    choices: Mapping[str, Choice]
    cast: Sequence[tuple[str, Mapping[str, tuple[int, ...]]]]

    def count(self, option: str) -> b.Count:
        """The option's figures over all groups."""
        return b.sum_counts(
            self.kind.count(m) for _, marks in self.cast for m in _of(marks, option)
        )


def begin(
    ballot: str, choices: Iterable[Choice], ballots: Iterable[tuple[str, Mapping[str, int]]]
) -> Standing:
    """What was up for vote and how it was voted: `(group, marks)` as for `core.results`."""
    known = {choice.id: choice for choice in choices}
    cast = [
        (group, {option: (mark,) for option, mark in marks.items() if option in known})
        for group, marks in ballots
    ]
    kind = b.of_settings({"ballot": ballot})
    return Standing(kind, known, [(group, marks) for group, marks in cast if marks])


def apply(standing: Standing, merger: Merger) -> Standing:
    """The standing after one step.

    Raises `Refused`: `option_unknown` where an option is not there (any more), `same_option`,
    `not_in_option` where a part would hold none or all of the proposals, `rule_unfit`.
    """
    return _split(standing, merger) if merger.kind == "split" else _merged(standing, merger)


def _merged(standing: Standing, merger: Merger) -> Standing:
    whole = (merger.into, *merger.options)
    _known(standing, whole)
    if not merger.options or len(set(whole)) < len(whole):
        raise Refused("same_option", "options")
    if merger.rule not in RULES or (standing.kind.name == "consent" and merger.rule != "once"):
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
    cast = []
    for group, marks in standing.cast:
        kept = {o: m for o, m in marks.items() if o not in whole}
        if merger.rule == "higher":
            found = _of(marks, source)
        else:
            found = tuple(mark for o in ordered for mark in _of(marks, o))
            found = (
                (_ONCE[standing.kind.name](found),) if found and merger.rule == "once" else found
            )
        cast.append((group, kept | ({into.id: found} if found else {})))
    return replace(standing, choices=choices, cast=cast)


def _split(standing: Standing, merger: Merger) -> Standing:
    _known(standing, (merger.into,))
    whole = standing.choices[merger.into]
    if merger.rule != "inherit":
        raise Refused("rule_unfit", "rule")
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
    return replace(standing, choices=choices, cast=cast)


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
}


def fits(standing: Standing, mergers: Iterable[Merger]) -> bool:
    """Whether the mergers can be applied one after the other."""
    try:
        for merger in mergers:
            standing = apply(standing, merger)
    except Refused:
        return False
    return True


def revised(body: Data, standing: Standing, mergers: Sequence[Merger]) -> Data:
    """The result `body` after the mergers, in their order.

    Returns `{mergers: [{id, kind, rule, title, into, options, before, after}], options, texts}`:
    `options` in the shape of the result's, `before` and `after` such options with their `title`,
    `texts` `{option: {label, title, proposals, of}}` for each option that is not as it was put up
    (`of`: the options as they were put up of which it is made). Raises `Refused` as `apply` does.
    """
    names = [str(entry["group"]) for entry in body["groups"]]
    voted = {str(entry["group"]): int(entry["voted"]) for entry in body["groups"]}
    of: dict[str, list[str]] = {option: [option] for option in standing.choices}
    first = standing.choices
    steps: list[Data] = []
    plain: set[str] = set()
    rows = _rows(standing, names, voted, plain)
    for merger in mergers:
        after = apply(standing, merger)
        told = {"merge": (merger.into, *merger.options), "split": (merger.into,)}[merger.kind]
        then = (merger.into, merger.part) if merger.kind == "split" else (merger.into,)
        if body.get("unanimous") and (merger.kind == "merge" or merger.into in plain):
            plain.update(then)
        following = _rows(after, names, voted, plain)
        steps.append(
            {
                "id": merger.id,
                "kind": merger.kind,
                "rule": merger.rule,
                "title": after.choices[then[-1]].title,
                "into": merger.into,
                "options": [*merger.options] or [*then],
                "before": _told(standing, rows, told),
                "after": _told(after, following, then),
            }
        )
        origin = [o for option in told for o in of[option]]
        of = {o: ([*dict.fromkeys(origin)] if o in then else of[o]) for o in after.choices}
        standing, rows = after, following
    return {
        "mergers": steps,
        "options": rows,
        "texts": {
            o: {"label": c.label, "title": c.title, "proposals": [*c.proposals], "of": of[o]}
            for o, c in standing.choices.items()
            if first.get(o) != c
        },
    }


def _told(standing: Standing, rows: Iterable[Data], options: Sequence[str]) -> list[Data]:
    by_id = {row["option"]: row for row in rows}
    return [by_id[o] | {"title": standing.choices[o].title} for o in options]


def _rows(
    standing: Standing, names: list[str], voted: Mapping[str, int], plain: Collection[str]
) -> list[Data]:
    """The options by falling total, in the shape of `core.results`; those in `plain` not by group."""
    counts = {option: {name: b.Count() for name in names} for option in standing.choices}
    totals = {option: b.Count() for option in standing.choices}
    for group, marks in standing.cast:
        name = group if group in voted else OTHER
        for option, found in marks.items():
            count = b.sum_counts(standing.kind.count(mark) for mark in found)
            totals[option] = totals[option].plus(count)
            if name in voted:
                counts[option][name] = counts[option][name].plus(count)
    ranked = b.ranked({o: ranked_by(standing.kind, total) for o, total in totals.items()})
    return [
        {
            "option": option,
            "rank": rank,
            "total": totals[option].yes,
            "people": totals[option].people,
            "counts": _figures(totals[option]),
            "by_group": []
            if option in plain
            else [_of_group(counts[option][n], voted[n]) for n in names],
        }
        for option, rank in ranked
    ]


def _figures(count: b.Count) -> dict[str, int]:
    return {"for": count.yes, "against": count.against, "pass": count.passed}


def _of_group(count: b.Count, voted: int) -> dict[str, int]:
    return _figures(count) | {"people": count.people, "of": voted}
