"""Keeping what is written: each text as it came, and one that stands, merged or waiting to be joined."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from roundtable.commands import Result, StrategyAct
from roundtable.core.errors import Refused
from roundtable.core.strategy.measures import LONGEST as LONGEST_FIELDS
from roundtable.core.strategy.merging import merge
from roundtable.core.strategy.tree import LONGEST as LONGEST_PASSAGE
from roundtable.models import Node, NodeWording, Writing

Body = dict[str, Any]
LONGEST = {**LONGEST_FIELDS, "title": 200, "text": LONGEST_PASSAGE}


def begin(act: StrategyAct, node: Node, writing_id: str) -> None:
    """Note the first wording of a new part."""
    node.version = 1
    act.session.add(node)
    act.session.flush()
    _version(act, node)
    _note(act, node, writing_id, 0, node.body, 1)


def keep(act: StrategyAct, node: Node, base: int, body: Body) -> Result:
    """Keep what somebody wrote from version `base` on: `{"how", "version"}`.

    `how` is "saved", "merged" with what others wrote, or "aside": it waits to be joined. What was
    written in a part that was removed meanwhile waits, too.
    """
    began = wording(act, node, base)
    merged = None if node.status == "removed" else _merged(began, body, node)
    if merged is None:
        _note(act, node, act.id, base, body, None)
        return {"how": "aside", "version": node.version}
    _stand(act, node, node.body | merged)
    _note(act, node, act.id, base, body, node.version)
    return {"how": "saved" if merged == body else "merged", "version": node.version}


def join(act: StrategyAct, node: Node, base: int, body: Body, joined: Iterable[Writing]) -> Result:
    """Keep the text that a person made of what stands and of the writings `joined`, which wait no more."""
    rows = list(joined)
    if not rows or any(row.node_id != node.id or not row.waits for row in rows):
        raise Refused("side_unknown", "joined")
    if base != node.version:
        raise Refused("version_newer", "base", version=node.version)
    _stand(act, node, node.body | body)
    for row in rows:
        row.waits, row.version = False, node.version
    _note(act, node, act.id, base, body, node.version)
    return {"how": "saved", "version": node.version}


def replace(act: StrategyAct, node: Node, body: Body, writing_id: str) -> None:
    """Let a text stand that a person chose before all others; those before it are kept."""
    before = node.version
    _stand(act, node, body)
    _note(act, node, writing_id, before, body, node.version)


def wording(act: StrategyAct, node: Node, number: int) -> Body:
    """The texts of a version. Raises `Refused`: `version_unknown`."""
    query = select(NodeWording.body).where(
        NodeWording.node_id == node.id, NodeWording.number == number
    )
    body: Body | None = act.session.scalar(query)
    if body is None:
        raise Refused("version_unknown", "base")
    return body


def _merged(began: Body, body: Body, node: Node) -> Body | None:
    """The fields that were written, merged with what stands; None where a person has to join them."""
    found: Body = {}
    for field, mine in body.items():
        base, stands = began.get(field), node.body.get(field)
        if mine in (base, stands):
            found[field] = stands
        elif stands == base:
            found[field] = mine
        elif isinstance(mine, str) and isinstance(base, str) and isinstance(stands, str):
            merged = merge(base, mine, stands, node.language)
            if merged is None or len(merged) > LONGEST[field]:
                return None
            found[field] = merged
        else:
            return None
    return found


def _stand(act: StrategyAct, node: Node, body: Body) -> None:
    node.body, node.version = body, node.version + 1
    _version(act, node)


def _version(act: StrategyAct, node: Node) -> None:
    act.session.add(
        NodeWording(
            node_id=node.id, number=node.version, strategy_id=act.strategy.id, body=node.body
        )
    )


def _note(
    act: StrategyAct, node: Node, key: str, base: int, body: Body, version: int | None
) -> None:
    act.session.add(
        Writing(
            id=key,
            strategy_id=act.strategy.id,
            node_id=node.id,
            base=base,
            body=body,
            who=act.actor.id,
            name=act.name,
            at=act.now,
            version=version,
            waits=version is None,
        )
    )
