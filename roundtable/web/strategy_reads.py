"""What is asked for of a strategy beside its state: how two versions of it differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from roundtable.core.errors import Refused
from roundtable.core.strategy import comparing, versions
from roundtable.core.strategy.measures import Measure
from roundtable.core.strategy.strategy import Strategy
from roundtable.core.strategy.tree import Part, Passage, walk
from roundtable.models import Version
from roundtable.projections.strategy.reading import Reading
from roundtable.web.requests import services
from roundtable.web.strategy import entitled

blueprint = Blueprint("strategy_reads", __name__)

#: What stands, in the place of a version's id.
NOW = "now"


@blueprint.get("/s/<code>/compare")
def compare(code: str) -> ResponseReturnValue:
    """What changed `from` one version `to` another, each an id or "now".

    `changes`: as `core.strategy.comparing.Change`, of parts that came or went with their `text`;
    `fates`: `{"ref", "before", "after"}`, `joins`: `{"id", "before", "after"}`, null where there was
    none.
    """
    with services().database.read() as session:
        row, _actor = entitled(session, code)
        look = Reading(session, row, keeps=True)
        stands = look.strategy()
        before, after = (
            _as_it_was(look, stands, request.args.get(end, NOW)) for end in ("from", "to")
        )
    return jsonify(
        changes=_changes(before, after),
        fates=_pairs("ref", _fates(before), _fates(after)),
        joins=_pairs("id", _joins(before), _joins(after)),
    )


def _as_it_was(look: Reading, stands: Strategy, wanted: str) -> Strategy:
    """The strategy in a version. Raises `Refused`: `version_unknown`, `version_damaged`."""
    if wanted == NOW:
        return stands
    row = look.session.get(Version, wanted[:20])
    if row is None or row.strategy_id != look.row.id:
        raise Refused("version_unknown")
    frozen = versions.Version(row.name, row.who, row.on, row.content, row.hash)
    return versions.restored(frozen, stands)


def _changes(before: Strategy, after: Strategy) -> list[dict[str, Any]]:
    texts = {part.id: _text(part) for one in (before, after) for _, part in walk(one.draft)}
    return [
        {
            "part": change.part,
            "kind": change.kind,
            "added": change.added,
            "removed": change.removed,
            "moved": change.moved,
            "differences": change.differences,
            "text": texts[change.part] if change.added or change.removed else None,
        }
        for change in comparing.compare(before.draft, after.draft)
    ]


def _text(part: Part) -> str:
    if isinstance(part, Passage):
        return part.text
    return f"M{part.number} {part.title}" if isinstance(part, Measure) else part.title


def _fates(one: Strategy) -> dict[str, Any]:
    return {
        str(fate.ref): {
            "kind": fate.kind,
            "measure": fate.measure or None,
            "into": str(fate.into) if fate.into else None,
            "text": fate.text,
        }
        for fate in one.fates
    }


def _joins(one: Strategy) -> dict[str, Any]:
    return {
        join.id: {"title": join.title, "members": [str(ref) for ref in join.members]}
        for join in one.joins
        if not join.apart_on
    }


def _pairs(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What is not the same in both, in the order in which it is met."""
    return [
        {name: key, "before": before.get(key), "after": after.get(key)}
        for key in dict.fromkeys((*before, *after))
        if before.get(key) != after.get(key)
    ]
