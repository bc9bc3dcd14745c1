"""Each entity of a strategy as its writers, coordinators and partners may see it."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from sqlalchemy import select

from roundtable.core.strategy import strategy, tree
from roundtable.core.strategy.measures import said
from roundtable.core.strategy.sentences import Sentence, sentences_of
from roundtable.core.strategy.sources import Source
from roundtable.models import (
    Decision,
    Fate,
    Join,
    Key,
    Lease,
    Node,
    NodeWording,
    Remark,
    Reply,
    Round,
    StrategyExport,
    StrategyLogEntry,
    Version,
    Writing,
)
from roundtable.projections.strategy.reading import Reading, measure_of
from roundtable.projections.view import Data, Entities

#: How many of the last steps are told.
MOST_STEPS = 40
Ids = Collection[str] | None


def head(look: Reading, _ids: Ids) -> Entities:
    """The strategy itself."""
    row = look.row
    names = ("code", "title", "subtitle", "language", "languages", "phases", "accent", "status")
    return {row.id: {name: getattr(row, name) for name in names}}


def rooms(look: Reading, _ids: Ids) -> Entities:
    """Its roundtables."""
    return {
        room.id: {
            "code": table.code,
            "title": table.title,
            "area": room.area,
            "day": room.day,
            "position": room.position,
            "status": table.status,
        }
        for room, table in look.rooms()
    }


def nodes(look: Reading, ids: Ids) -> Entities:
    """The parts of the draft, those that were removed too: they can come back."""
    query = select(Node).where(Node.strategy_id == look.row.id)
    if ids is not None:
        query = query.where(Node.id.in_(ids))
    return {node.id: _node(node) for node in look.session.scalars(query)}


def _node(node: Node) -> Data:
    names = (
        "kind", "position", "language", "body", "sources", "findings", "covers", "number", "version",
        "status",
    )  # fmt: skip
    data: Data = {"parent": node.parent_id} | {name: getattr(node, name) for name in names}
    if node.kind == "passage":
        data["sentences"] = _spans(node.body["text"], node.language)
    return data | {"said": list(said(measure_of(node)))} if node.kind == "measure" else data


@lru_cache(maxsize=8192)
def _spans(text: str, language: str) -> list[list[int]]:
    """Where its sentences stand, those that say something: from, to, in characters, a chip as one.

    The same sentences that `figures` counts, so that nobody else has to know where one ends.
    """
    found, at = [], 0
    for sentence in sentences_of(text, language):
        end = at + sum(len(p) if isinstance(p, str) else 1 for p in sentence.pieces)
        if sentence.says:
            found.append([at, end])
        at = end
    return found


def results(look: Reading, _ids: Ids) -> Entities:
    """What its roundtables gave, as their records tell it, by reference."""
    return {str(source.ref): _source(source) for source in look.known().values()}


def _source(source: Source) -> Data:
    votes = source.votes
    data: Data = {
        "kind": source.ref.kind,
        "roundtable": source.ref.roundtable,
        "cite": source.cite,
        "text": source.text,
        "language": source.language,
        "direction": source.direction,
        "area": source.area,
        "group": source.group,
        "status": source.status,
        "members": [str(ref) for ref in source.members],
        "into": str(source.into) if source.into else None,
        "about": str(source.about) if source.about else None,
        "detail": source.detail,
    }
    if votes is not None:
        data["votes"] = {
            "yes": votes.yes,
            "of": votes.of,
            "ballot": votes.ballot,
            "figure": votes.figure,
            "groups": [list(group) for group in votes.groups],
        }
    return data


def fates(look: Reading, _ids: Ids) -> Entities:
    """What became of contributions, as far as people have said it, by reference."""
    return {
        row.ref: {
            "kind": row.kind,
            "measure": row.measure_id,
            "into": row.into,
            "text": row.text,
            "who": row.who,
            "on": row.on,
        }
        for row in look.rows(Fate, Fate.ref)
        if row.status == "stands"
    }


def joins(look: Reading, _ids: Ids) -> Entities:
    """Results of different rooms that say the same."""
    names = ("members", "title", "language", "who", "on", "apart_by", "apart_on")
    return {
        row.id: {name: getattr(row, name) for name in names}
        for row in look.rows(Join, Join.id)
        if row.status == "stands"
    }


def decisions(look: Reading, _ids: Ids) -> Entities:
    """Decisions on dissent, every one."""
    names = ("number", "ref", "out", "who", "on", "why")
    return {
        row.id: {name: getattr(row, name) for name in names}
        for row in look.rows(Decision, Decision.number)
    }


def sides(look: Reading, _ids: Ids) -> Entities:
    """Texts that wait to be joined, with the text from which they began."""
    query = (
        select(Writing, NodeWording.body)
        .join(
            NodeWording,
            (NodeWording.node_id == Writing.node_id) & (NodeWording.number == Writing.base),
        )
        .where(Writing.strategy_id == look.row.id, Writing.waits)
        .order_by(Writing.at, Writing.id)
    )
    return {
        row.id: {
            "node": row.node_id,
            "base": row.base,
            "began": began,
            "body": row.body,
            "who": row.who,
            "name": row.name,
            "at": row.at,
        }
        for row, began in look.session.execute(query)
    }


def leases(look: Reading, _ids: Ids) -> Entities:
    """Who types where, until when."""
    return {
        row.node_id: {"who": row.who, "name": row.name, "until": row.until}
        for row in look.rows(Lease, Lease.node_id)
        if row.until
    }


def remarks(look: Reading, _ids: Ids) -> Entities:
    """Comments, suggestions, answers and opinions, with the writers' answers to them."""
    replies: dict[str, list[Data]] = {}
    for row in look.rows(Reply, Reply.number, Reply.id):
        told = {"outcome": row.outcome, "name": row.name, "at": row.at, "why": row.why}
        replies.setdefault(row.remark_id, []).append(told)
    names = (
        "kind", "who", "name", "role", "at", "text", "quoted", "before", "wording", "question",
    )  # fmt: skip
    return {
        row.id: {name: getattr(row, name) for name in names}
        | {"round": row.round_id, "node": row.node_id, "replies": replies.get(row.id, [])}
        for row in look.rows(Remark, Remark.at, Remark.id)
    }


def versions(look: Reading, _ids: Ids) -> Entities:
    """Versions with names; what is in them is asked for by itself."""
    names = ("name", "who", "on", "at", "hash", "label", "decided_on", "body")
    columns = [getattr(Version, name) for name in names]
    query = select(Version.id, *columns).where(Version.strategy_id == look.row.id)
    found = look.session.execute(query.order_by(Version.at, Version.id))
    return {key: dict(zip(names, values, strict=True)) for key, *values in found}


def reviews(look: Reading, _ids: Ids) -> Entities:
    """Rounds of review."""
    return {
        row.id: {
            "version": row.version_id,
            "opens": row.opens,
            "closes": row.closes,
            "questions": row.questions,
            "status": row.status,
        }
        for row in look.rows(Round, Round.opens, Round.id)
    }


def exports(look: Reading, _ids: Ids) -> Entities:
    """Documents made of it."""
    names = ("format", "status", "rev", "created_at")
    return {
        row.id: {name: getattr(row, name) for name in names} | {"version": row.version_id}
        for row in look.rows(StrategyExport, StrategyExport.created_at, StrategyExport.id)
    }


def links(look: Reading, _ids: Ids) -> Entities:
    """Links, without what browsers got by them."""
    return {
        key.id: {
            "role": key.role,
            "label": key.label,
            "created_at": key.created_at,
            "used": key.used_at is not None,
        }
        for key in look.rows(Key, Key.created_at, Key.id)
        if key.opened_with is None and key.withdrawn_at is None
    }


def timeline(look: Reading, _ids: Ids) -> Entities:
    """The last steps that can be undone, the newest last."""
    query = (
        select(StrategyLogEntry)
        .where(StrategyLogEntry.strategy_id == look.row.id, StrategyLogEntry.images.is_not(None))
        .order_by(StrategyLogEntry.rev.desc())
        .limit(MOST_STEPS)
    )
    return {
        row.id: {
            "rev": row.rev,
            "command": row.command,
            "names": row.names or {},
            "at": row.at,
            "undone": row.undone_by is not None,
        }
        for row in look.session.scalars(query)
    }


@lru_cache(maxsize=8192)
def _sentences(text: str, language: str) -> tuple[Sentence, ...]:
    return tuple(sentence for sentence in sentences_of(text, language) if sentence.says)


def figures(look: Reading, _ids: Ids) -> Entities:
    """How many sentences rest on nothing, and where; contributions without a fate, or with a wrong one."""
    known, whole = look.known(), look.strategy()
    count = 0
    bare: dict[str, list[int]] = {}
    for passage in tree.passages(whole.draft):
        found = _sentences(passage.text, passage.language)
        count += len(found)
        if passage.covers and any(ref in known for ref in passage.sources):
            continue
        alone = [n for n, s in enumerate(found) if not any(ref in known for ref in s.rests_on)]
        if alone:
            bare[passage.id] = alone
    answers = strategy.answers(whole, known)
    wrong: dict[str, Any] = {str(problem.ref): problem.code for problem in answers.problems}
    return {
        "now": {
            "sentences": count,
            "bare": bare,
            "contributions": len(answers.given),
            "without": [str(ref) for ref in answers.without],
            "problems": wrong,
        }
    }
