"""Versions of a strategy with names: saved, restored, adopted."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Literal

from sqlalchemy import select

from roundtable import sources
from roundtable.actions import strategy_keeping as keeping
from roundtable.actions.strategy_setup import Day
from roundtable.commands import COORDINATOR, WRITER, Result, StrategyAct, Words, strategy_command
from roundtable.core.errors import Refused
from roundtable.core.strategy import versions
from roundtable.core.strategy.measures import Measure
from roundtable.core.strategy.tree import Chapter, Draft, Part, Passage, Priority, walk
from roundtable.models import Node, Version
from roundtable.projections.strategy.reading import Reading, body_of, day_of

_KINDS = {Chapter: "chapter", Priority: "priority", Passage: "passage", Measure: "measure"}


@strategy_command(WRITER, COORDINATOR)
def save_version(act: StrategyAct, name: Annotated[str, Words(120)]) -> Result:
    """Freeze the strategy as it stands under a name, with the hash of all of it."""
    look = Reading(act.session, act.strategy, keeps=False)
    made = versions.named(look.strategy(), name, act.name, day_of(act.now))
    act.session.add(
        Version(
            id=act.id,
            strategy_id=act.strategy.id,
            name=made.name,
            who=made.who,
            on=made.on,
            at=act.now,
            content=made.content,
            hash=made.hash,
            label="draft",
            decided_on="",
            body="",
        )
    )
    act.says(name=name)
    return {"version": act.id, "hash": made.hash}


def _version(row: Version) -> versions.Version:
    return versions.Version(row.name, row.who, row.on, row.content, row.hash)


@strategy_command(COORDINATOR)
def adopt(
    act: StrategyAct,
    version: Version,
    label: Literal["advisory", "adopted"],
    on: Day,
    body: Annotated[str, Words(200)],
) -> Result:
    """Say that a version was adopted by a `body` on a day, or is what that body is advised.

    Said once for a version. Refused with `version_damaged` where it is not what was frozen.
    """
    if version.label in ("adopted", label):
        raise Refused("no_change", "version")
    look = Reading(act.session, act.strategy, keeps=False)
    versions.adopted(look.strategy(), _version(version), label, on, body)
    version.label, version.decided_on, version.body = label, on, body
    return None


@strategy_command(WRITER, COORDINATOR)
def restore_version(act: StrategyAct, version: Version) -> Result:
    """Write the draft, title, subtitle and phases as they are in a version.

    What stands now is kept: each part's earlier wordings, and parts that go can be restored one by one.
    Fates, joins and decisions stay as they are: they are answers that were given to people.
    """
    look = Reading(act.session, act.strategy, keeps=False)
    then = versions.restored(_version(version), look.strategy())
    row = act.strategy
    row.title, row.subtitle, row.accent = then.title, then.subtitle, then.accent
    row.phases = [asdict(phase) for phase in then.phases]
    _write(act, then.draft)
    act.says(name=version.name)
    return None


def _write(act: StrategyAct, draft: Draft) -> None:
    query = select(Node).where(Node.strategy_id == act.strategy.id)
    held = {node.id: node for node in act.session.scalars(query)}
    there = list(walk(draft))
    for place, (parent, part) in enumerate(there, start=1):
        node = held.get(part.id)
        if node is None or node.kind != _KINDS[type(part)]:
            raise Refused("version_damaged", "version")
        node.parent_id, node.position, node.status = parent or None, float(place), "shown"
        if isinstance(part, Passage | Priority | Measure):
            node.sources = [str(ref) for ref in part.sources]
        if isinstance(part, Passage):
            node.covers = part.covers
        if isinstance(part, Measure):
            node.findings = [str(ref) for ref in part.findings]
        if (body := _body(part)) != node.body:
            keeping.replace(act, node, body, sources.new_id())
    for key in held.keys() - {part.id for _, part in there}:
        held[key].status = "removed"


def _body(part: Part) -> dict[str, Any]:
    if isinstance(part, Measure):
        return body_of(part)
    if isinstance(part, Passage):
        return {"text": part.text}
    if isinstance(part, Chapter):
        return {"title": part.title, "area": part.area}
    return {"title": part.title}
