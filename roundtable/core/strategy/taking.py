"""Taking results into the draft: a cluster becomes a priority or a measure with its sources."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from roundtable.core.errors import Refused
from roundtable.core.strategy import tree
from roundtable.core.strategy.fates import Fate, Fates, suggested
from roundtable.core.strategy.measures import LONGEST, Measure
from roundtable.core.strategy.refs import Ref
from roundtable.core.strategy.sources import Source
from roundtable.core.strategy.tree import Chapter, Draft, Priority


@dataclass(frozen=True, slots=True)
class Taken:
    """The draft afterwards, and the fates that are suggested: none counts before a person confirms it."""

    draft: Draft
    suggestions: tuple[Fate, ...]


def taken(
    draft: Draft,
    source: Source,
    key: str,
    into: str,
    *,
    known: Mapping[Ref, Source],
    fates: Fates,
    gone: Collection[int] = (),
) -> Taken:
    """The draft with a cluster, or a proposal, as the last of what stands in the part `into`.

    In a chapter it becomes a priority, in a priority a measure, with the id `key`. It rests on the
    cluster, the latest vote on it and its proposals. `gone`: numbers of measures that are there no more.
    Raises `Refused`: `source_unfit`, or as `tree.inserted`.
    """
    if source.ref.kind not in ("cluster", "proposal") or not source.text:
        raise Refused("source_unfit", "source")
    votes = [s.ref for s in known.values() if s.ref.kind == "vote" and s.about == source.ref]
    rests = (source.ref, *votes[-1:], *source.members)
    title = source.text[: LONGEST["title"]]
    part: Priority | Measure = Priority(key, title, source.language, (), rests)
    if isinstance(tree.part_of(draft, into), Chapter):
        return Taken(tree.inserted(draft, part, into, _last(draft, into)), ())
    part = Measure(key, tree.next_number(draft, gone), title, source.language, sources=rests)
    after = tree.inserted(draft, part, into, _last(draft, into))
    if source.ref.kind == "cluster":
        return Taken(after, suggested(source, key, fates))
    return Taken(after, () if source.ref in fates else (Fate(source.ref, "adopted", key),))


def _last(draft: Draft, into: str) -> int:
    return sum(parent == into for parent, _ in tree.walk(draft))
