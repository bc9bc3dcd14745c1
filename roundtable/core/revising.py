"""A result after options were put together or taken apart: counted anew, beside the one that was shown.

The vote's own rule counts again, with its seats, its quorum and majority, and its ties drawn by the same
seed. Figures by group stay under the blocks of the result, whatever is put together (`core.mergers`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from roundtable.core import ballots as b
from roundtable.core.deciding import counted, decided, outcome_body
from roundtable.core.disclosure import OTHER
from roundtable.core.mergers import Merger, Standing, apply
from roundtable.core.results import Cast, profile_of, ranks_of, row_of
from roundtable.core.thresholds import thresholds_of

Data = dict[str, Any]


def revised(body: Data, standing: Standing, mergers: Sequence[Merger]) -> Data:
    """The result `body` after the mergers, in their order.

    Returns `{mergers: [{id, kind, rule, title, into, options, before, after}], options, texts, rule,
    count, others, left_out, thresholds}`: `options` in the shape of the result's, as the last five;
    `before` and `after` such options with their `title`, `texts` `{option: {label, title, proposals,
    of}}` for each option that is not as it was put up (`of`: the options as they were put up of which
    it is made). Raises `Refused` as `core.mergers.apply` does.
    """
    groups = _Groups(body)
    of: dict[str, list[str]] = {option: [option] for option in standing.choices}
    first = standing.choices
    steps: list[Data] = []
    plain: set[str] = set()
    rows = _rows(standing, groups, plain)
    for merger in mergers:
        after = apply(standing, merger)
        told = {"merge": (merger.into, *merger.options), "split": (merger.into,)}[merger.kind]
        then = (merger.into, merger.part) if merger.kind == "split" else (merger.into,)
        if body.get("unanimous") and (merger.kind == "merge" or merger.into in plain):
            plain.update(then)
        following = _rows(after, groups, plain)
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
        **_decided(standing),
        "thresholds": thresholds_of(
            standing.settings,
            present=int(body["present"]),
            voted=int(body["voted"]),
            abstained=int(body.get("abstained") or 0),
            favour={row["option"]: row["people"] for row in rows},
        ),
    }


def _told(standing: Standing, rows: Iterable[Data], options: Sequence[str]) -> list[Data]:
    """Rows of some options, with their titles and, where they have one, what they cost."""
    by_id = {row["option"]: row for row in rows}
    return [
        by_id[o]
        | {"title": standing.choices[o].title}
        | ({"cost": standing.costs[o]} if standing.kind.name == b.Knapsack.name else {})
        for o in options
    ]


@dataclass(frozen=True, slots=True)
class _Groups:
    """The blocks by which a result is told."""

    body: Data

    def voted(self) -> dict[str, int]:
        """Who voted, by the name of the block."""
        return {str(entry["group"]): int(entry["voted"]) for entry in self.body["groups"]}

    def told(self, groups: Iterable[str]) -> dict[str, str] | None:
        """Group → its block; None where nothing is told by group."""
        voted = self.voted()
        return {group: group if group in voted else OTHER for group in groups} if voted else None


def _cast(standing: Standing) -> Cast:
    return Cast(
        settings=standing.settings,
        options=[*standing.choices],
        ballots=[*standing.ballots()],
        present={},
        costs=standing.costs,
        seed=standing.seed,
    )


def _decided(standing: Standing) -> Data:
    """`rule`, `count`, `others` and `left_out` as in `core.results`.

    Figures in which somebody counts twice are no ballots: they tell an order, and nothing beside it.
    """
    cast = _cast(standing)
    profile = profile_of(standing.kind, cast)
    if not standing.added_up:
        found = decided(standing.settings, profile, standing.seed)
        return found or {"rule": "", "count": None, "others": [], "left_out": []}
    outcome, draw = counted(standing.settings, profile, standing.seed)
    body = outcome_body(outcome) | {"facts": [], "table": {}}
    told = {"drawn": {"seed": standing.seed, "order": [*draw]} if draw else None}
    return {
        "rule": b.rule_of(standing.settings),
        "count": body | told,
        "others": [],
        "left_out": [],
    }


def _rows(standing: Standing, groups: _Groups, plain: Collection[str]) -> list[Data]:
    """The options in the order of the rule, as in `core.results`; those in `plain` not by group."""
    cast, kind = _cast(standing), standing.kind
    tally = b.tally(kind, cast.options, cast.ballots)
    told, voted = groups.told({group for group, _ in cast.ballots}), groups.voted()
    order = _order(standing, cast)
    rows = (
        row_of(option, rank, kind, tally, told, voted)
        for option, rank in ranks_of(kind, tally, cast.options, order)
    )
    return [row | ({"by_group": []} if row["option"] in plain else {}) for row in rows]


def _order(standing: Standing, cast: Cast) -> Sequence[Sequence[str]] | None:
    """Classes of options, the best first; None where no rule counts, as in a consent round."""
    if isinstance(standing.kind, b.Consent):
        return None
    outcome, _ = counted(standing.settings, profile_of(standing.kind, cast), standing.seed)
    return outcome.order
